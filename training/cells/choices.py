"""Choices among cells and none of them, as the fit takes them and as it is measured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index import Embedder
from qa.reader.tables.asked import read_question
from qa.reader.tables.chooser import compare_heads, find_filled
from qa.reader.tables.features import FEATURES, Array, compute_features
from training.cells.examples import CellExample


@dataclass(frozen=True, slots=True)
class CellChoice:
    """A question's filled cells, and none of them as the last.

    Attributes:
        rows: features and a last column that is 1 for none, shape ``(cells + 1, features + 1)``.
        right: which of them are right, shape ``(cells + 1,)``.
    """

    rows: Array
    right: NDArray[np.bool_]


def describe(examples: Iterable[CellExample], embedder: Embedder) -> list[CellChoice]:
    """Compute the features of all cells that each question chooses from."""
    return [_describe_one(example, embedder) for example in examples]


def _describe_one(example: CellExample, embedder: Embedder) -> CellChoice:
    parts, labels = [], []
    asked = read_question(example.question)
    cosines = compare_heads(example.question, example.grids, embedder)
    for place, (grid, of_heads) in enumerate(zip(example.grids, cosines, strict=True)):
        filled = find_filled(grid)
        right = np.zeros(filled.shape, dtype=np.bool_)
        for _, row, column in (cell for cell in example.right if cell[0] == place):
            right[row, column] = True
        parts.append(compute_features(asked, grid, of_heads)[filled])
        labels.append(right[filled])
    cells = np.concatenate([np.empty((0, len(FEATURES))), *parts])
    right = np.concatenate([np.empty(0, dtype=np.bool_), *labels])
    none = np.zeros((1, len(FEATURES)))
    rows = np.column_stack([np.vstack([cells, none]), np.append(np.zeros(len(cells)), 1.0)])
    return CellChoice(rows, np.append(right, not right.any()))


def measure(choices: Sequence[CellChoice], weights: Array, least: float) -> tuple[str, ...]:
    """Count how often the likeliest cell is right.

    Args:
        choices: with at least one cell each.
        weights: of the features and of none.
        least: confidence from which on a cell counts.

    Returns:
        How many cells are right, how many are the wrong one, how many are given where no cell
        answers, and the mean confidence.
    """
    chosen = [_choose(choice, weights) for choice in choices]
    given = [
        (confidence, right, is_any) for confidence, right, is_any in chosen if confidence >= least
    ]
    return (
        f"{sum(right for _, right, _ in given)}",
        f"{sum(is_any and not right for _, right, is_any in given)}",
        f"{sum(not is_any for _, _, is_any in given)}",
        f"{np.mean([confidence for confidence, _, _ in given]):.3f}",
    )


def _choose(choice: CellChoice, weights: Array) -> tuple[float, bool, bool]:
    """Return the probability of the likeliest cell, whether it is right, and whether any is."""
    logits = choice.rows @ weights
    likely = np.exp(logits - np.logaddexp.reduce(logits))
    best = int(likely[:-1].argmax())
    return float(likely[best]), bool(choice.right[best]), not choice.right[-1]
