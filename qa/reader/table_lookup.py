"""Cells looked up by the words of a question: those of its row, and of its column's head.

The network was trained on prose. Of a table it finds the column, seldom the row, and often
refuses; where the question names both, that can be looked up.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.block import CELL_SEPARATOR, Cell, find_cells
from qa.english import LIGHT_VERBS, RELATING_WORDS, VALUE_WORDS
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading, ReadingPassage
from qa.reader.column_words import find_implied_heads
from qa.reader.inquiry import Inquiry
from qa.words import content_stems, tokenize

_COLUMN_WORDS = frozenset("many old far tall where why".split())
"""Words of a question that a whole row doesn't answer."""

_NUMBER = re.compile(r"\W{0,3}\d")

NAME = "table lookup"
"""Name of the backend, as answers give it."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell that answers, or a whole row.

    Attributes:
        span: its words.
        unmatched: content words of the question that stand neither in the row nor in the head nor
            above the table.
    """

    span: AnswerSpan
    unmatched: int

    @property
    def is_row(self) -> bool:
        """True if it is a whole row."""
        return (self.span.start, self.span.end) == (
            self.span.sentence.start,
            self.span.sentence.end,
        )

    @property
    def reading(self) -> Reading:
        """The cell as what was found; a row is given as it stands."""
        kind = AnswerKind.SENTENCES if self.is_row else AnswerKind.SPAN
        return Reading(kind, (self.span,), None, 1.0, NAME)

    def outweighs(self, reading: Reading, abstains: bool) -> bool:
        """Say whether it is to be given instead of what the reader found.

        Where the question has no other content word, it is; where it has one, only instead of
        another cell of the same table. A row is given instead of other rows, or of nothing.

        Args:
            reading: what the reader found.
            abstains: whether that is too unlikely to be given.
        """
        if abstains:
            return self.unmatched == 0
        found = reading.spans[0].sentence
        in_row = found == self.span.sentence
        if self.is_row and in_row:
            return False
        return self.unmatched == 0 or (self.unmatched == 1 and CELL_SEPARATOR in found.text)


def find_better_cell(inquiry: Inquiry) -> Reading | None:
    """Find the cell, or the row, that a question names, where that outweighs the reader's words."""
    cell = find_cell(inquiry.question, inquiry.passages)
    outweighs = cell is not None and cell.outweighs(inquiry.reading, inquiry.abstains)
    return cell.reading if cell and outweighs else None


def find_cell(question: str, passages: Sequence[ReadingPassage]) -> TableCell | None:
    """Find the cell of the one row and the one column that a question names.

    Args:
        question: as it was asked.
        passages: those of tables are looked at, the best first.

    Returns:
        The cell; the whole row where the question names no column; None where it names no row, or
        several alike.
    """
    words = {token.lower for token in tokenize(question)}
    relating = words & RELATING_WORDS
    asked = set(content_stems(" ".join(words - LIGHT_VERBS - VALUE_WORDS)))
    implied = find_implied_heads(question)
    for passage in passages:
        heads = {t.lower for i in passage.insertions for t in tokenize(i.text)}
        # "The total in 2005" is a cell, where a column is called so.
        cell = _look_up(asked, implied, passage) if heads and relating <= heads else None
        if cell and _suits(cell, words):
            return cell
    return None


def _suits(cell: TableCell, words: set[str]) -> bool:
    """Say whether a cell may answer: a whole row doesn't say where, nor a name how many."""
    if cell.is_row:
        return not words & _COLUMN_WORDS
    return "many" not in words or _NUMBER.match(cell.span.text) is not None


def _look_up(asked: set[str], implied: frozenset[str], passage: ReadingPassage) -> TableCell | None:
    rows = [(row, find_cells(row.text)) for row in passage.sentences]
    row = _choose_row(asked, rows, {i.text for i in passage.insertions})
    if row is None:
        return None
    sentence, cells = row
    heads = _heads(passage, sentence, cells)
    known = set(content_stems(f"{passage.heading} {' '.join(heads)} {sentence.text}"))
    column = _choose_column(asked, asked, heads, cells)
    if column is None:
        column = _choose_column(asked, implied, heads, cells)
    start, end = sentence.start, sentence.end
    if column is not None:
        start += cells[column].start
        end = start + len(cells[column].text)
    return TableCell(AnswerSpan(sentence, start, end), len(asked - known))


def _heads(passage: ReadingPassage, row: CandidateSentence, cells: Sequence[Cell]) -> list[str]:
    """Return the head of each cell's column, "" where it has none."""
    heads = {insertion.at: insertion.text.rstrip(": ") for insertion in passage.insertions}
    return [heads.get(row.start - passage.start + cell.start, "") for cell in cells]


def _choose_row(
    asked: set[str], rows: Sequence[tuple[CandidateSentence, list[Cell]]], heads: Collection[str]
) -> tuple[CandidateSentence, list[Cell]] | None:
    """Choose the row with most of the words that tell rows apart, if there is only one."""
    stems = [set(content_stems(row.text)) for row, _ in rows]
    in_heads = {stem for head in heads for stem in content_stems(head)}
    telling = {
        stem for stem in asked - in_heads if 0 < sum(stem in own for own in stems) < len(rows)
    }
    scores = [len(telling & own) for own in stems]
    best = max(scores, default=0)
    if best == 0 or scores.count(best) > 1:
        return None
    return rows[scores.index(best)]


def _choose_column(
    asked: set[str], sought: Collection[str], heads: Sequence[str], cells: Sequence[Cell]
) -> int | None:
    """Choose the column whose head has most of the words sought, if there is only one.

    A column whose cell has a word of the question itself is what is asked of, and not for.
    """
    scores = [
        0
        if not cell.text or asked & set(content_stems(cell.text))
        else len(set(content_stems(head)).intersection(sought))
        for head, cell in zip(heads, cells, strict=True)
    ]
    best = max(scores, default=0)
    if best == 0 or scores.count(best) > 1:
        return None
    return scores.index(best)
