"""Chooser of cells: a conditional logit over the cells of the tables retrieved, and none of them.

It was fitted on people's questions on public tables and on our own by ``training/cells``: on those
that a cell answers, and on others that the tables don't answer, or only by comparing rows.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import Corpus, Embedder
from index.block import CELL_SEPARATOR
from qa.reader import AnswerKind, AnswerSpan, Reading, ReadingPassage
from qa.reader.tables.asked import read_question
from qa.reader.tables.features import FEATURES, Array, compute_features
from qa.reader.tables.grid import CellGrid, find_grids

WEIGHTS = Path(__file__).with_name("weights.json")
"""Weight of each feature of a cell, and the logit of none."""

NAME = "table lookup"
"""Name of the backend, as answers give it."""


@dataclass(frozen=True, slots=True)
class CellWeights:
    """What was fitted.

    Attributes:
        features: a weight for each of ``FEATURES``.
        none: logit of no cell at all.
    """

    features: Array
    none: float


@dataclass(frozen=True, slots=True)
class ChosenCell:
    """The likeliest cell.

    Attributes:
        span: its words.
        confidence: probability that it answers, from 0 to 1.
        answerable: probability that any of the cells does.
    """

    span: AnswerSpan
    confidence: float
    answerable: float

    @property
    def reading(self) -> Reading:
        """The cell as what was found."""
        return Reading(AnswerKind.SPAN, (self.span,), self.confidence, self.answerable, NAME)

    def outweighs(self, reading: Reading, abstains: bool) -> bool:
        """Say whether it is to be given instead of what the reader found.

        It is, instead of other words of a table, whose rows the reader can't tell apart; instead
        of prose, if it is surer.

        Args:
            reading: what the reader found.
            abstains: whether that is too unlikely to be given.
        """
        if abstains or CELL_SEPARATOR in reading.spans[0].sentence.text:
            return True
        return self.confidence > (reading.confidence or 0.0)


@lru_cache(maxsize=1)
def load_weights() -> CellWeights:
    """Load the weights that come with Footnote, once a process."""
    fitted = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return CellWeights(
        np.array([fitted["features"][name] for name in FEATURES]), float(fitted["none"])
    )


def choose_cell(
    question: str, passages: Sequence[ReadingPassage], corpus: Corpus, language: str = ""
) -> ChosenCell | None:
    """Choose the cell of the tables among the passages that answers a question likeliest.

    Args:
        question: as it was asked.
        passages: best first; those that are of no table are passed over.
        corpus: where they are from.
        language: of the question, by ISO 639-1, if it isn't English.

    Returns:
        The cell with its probability; None if no passage is of a table.
    """
    grids = find_grids(passages, corpus)
    if not grids:
        return None
    weights = load_weights()
    cosines = compare_heads(question, grids, corpus.embedder)
    asked = read_question(question, language)
    logits = [
        compute_features(asked, grid, of_heads) @ weights.features
        for grid, of_heads in zip(grids, cosines, strict=True)
    ]
    # A cell that holds nothing may be the one that is meant: then nothing answers.
    told = [
        np.where(find_filled(grid), of, -np.inf) for grid, of in zip(grids, logits, strict=True)
    ]
    best = max(range(len(grids)), key=lambda place: float(told[place].max()))
    row, column = np.unravel_index(told[best].argmax(), told[best].shape)
    total = np.logaddexp.reduce([weights.none, *np.concatenate([one.ravel() for one in logits])])
    return ChosenCell(
        grids[best].rows[row].span(int(column)),
        float(np.exp(told[best][row, column] - total)),
        float(np.exp(np.concatenate([one.ravel() for one in told]) - total).sum()),
    )


def compare_heads(question: str, grids: Sequence[CellGrid], embedder: Embedder) -> list[Array]:
    """Return the cosines of the question and the heads of each table's columns, 0 for no head."""
    heads = list(dict.fromkeys(head for grid in grids for head in grid.heads if head))
    asked, *vectors = embedder.embed([question, *heads]).astype(np.float64)
    cosines = {head: float(vector @ asked) for head, vector in zip(heads, vectors, strict=True)}
    return [np.array([cosines.get(head, 0.0) for head in grid.heads]) for grid in grids]


def find_filled(grid: CellGrid) -> NDArray[np.bool_]:
    """Return which cells hold a letter or a digit, shape ``(rows, columns)``."""
    return np.array([[any(map(str.isalnum, cell.text)) for cell in r.cells] for r in grid.rows])
