"""What a table says: the cell that a question asks for, or the row that it names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Corpus
from index.block import CELL_SEPARATOR
from qa.english import LIGHT_VERBS, RELATING_WORDS, VALUE_WORDS
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading, ReadingPassage
from qa.reader.answer_types import fits_type
from qa.reader.inquiry import Inquiry
from qa.reader.tables.chooser import NAME, ChosenCell, choose_cell
from qa.words import content_stems, tokenize

LEAST_CONFIDENCE = 0.4
"""Least probability of a cell that is given.

Of the cells of held-out tables with 0.4 to 0.5, 12 of 21 are right; with less, 9 of 22.
"""

LEAST_AGREED = 0.2
"""Least probability of a cell that is given instead of the name of its own row."""

_NAMING_WORDS = frozenset("which who whom whose name list".split())
"""Words of a question that may ask for the name of a row."""

_COLUMN_WORDS = frozenset("many old far tall where why".split())
"""Words of a question that a whole row doesn't answer."""


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row that a question names, and no column of it.

    Attributes:
        sentence: the row.
        unmatched: content words of the question that stand neither in the row nor in the heads nor
            above the table.
    """

    sentence: CandidateSentence
    unmatched: int

    @property
    def reading(self) -> Reading:
        """The row, given as it stands."""
        span = AnswerSpan(self.sentence, self.sentence.start, self.sentence.end)
        return Reading(AnswerKind.SENTENCES, (span,), None, 1.0, NAME)

    def outweighs(self, reading: Reading, abstains: bool) -> bool:
        """Say whether it is to be given instead of other rows, or of nothing.

        Args:
            reading: what the reader found.
            abstains: whether that is too unlikely to be given.
        """
        if abstains:
            return self.unmatched == 0
        found = reading.spans[0].sentence
        in_table = CELL_SEPARATOR in found.text
        return found != self.sentence and self.unmatched <= int(in_table)


def find_better_cell(inquiry: Inquiry) -> Reading | None:
    """Find the cell, or the row, that a question names, where that outweighs the reader's words."""
    cell = find_cell(inquiry.search_query, inquiry.passages, inquiry.corpus)
    if cell and not fits_type(inquiry.search_query, cell.reading.spans[0].text):
        return None
    if cell is not None and cell.outweighs(inquiry.reading, inquiry.abstains):
        return cell.reading
    return _find_beside_name(inquiry)


def _find_beside_name(inquiry: Inquiry) -> Reading | None:
    """Find the likeliest cell of a row of which the reader found the name, or a part of it.

    How likely both are right together wasn't measured, so it has no confidence.
    """
    words = {token.lower for token in tokenize(inquiry.question)}
    if inquiry.abstains or words & (RELATING_WORDS | _NAMING_WORDS):
        return None
    span = inquiry.reading.spans[0]
    end = span.sentence.text.find(CELL_SEPARATOR)
    if end < 0 or span.end > span.sentence.start + end:
        return None
    cell = choose_cell(inquiry.search_query, inquiry.passages, inquiry.corpus)
    is_beside = cell and cell.span.sentence == span.sentence and cell.span.start > span.end
    if cell is None or not is_beside or cell.confidence < LEAST_AGREED:
        return None
    return replace(cell.reading, confidence=None)


def find_cell(
    question: str, passages: Sequence[ReadingPassage], corpus: Corpus
) -> ChosenCell | NamedRow | None:
    """Find the cell that a question asks for, or the one row that it names without a column.

    Args:
        question: as it was asked.
        passages: best first; only those of tables are looked at.
        corpus: where they are from.

    Returns:
        None where it asks for no cell, and names no row or several alike.
    """
    cell = choose_cell(question, passages, corpus)
    if cell is None:
        return None
    return cell if cell.confidence >= LEAST_CONFIDENCE else find_row(question, passages)


def find_foreign_cell(
    question: str, passages: Sequence[ReadingPassage], corpus: Corpus, language: str
) -> Reading | None:
    """Find the cell that a question in another language than English asks for.

    How likely such a cell is right wasn't measured, so it has no confidence.

    Args:
        question: as it was asked.
        passages: best first; only those of tables are looked at.
        corpus: where they are from.
        language: by ISO 639-1.
    """
    cell = choose_cell(question, passages, corpus, language)
    if cell is None or cell.confidence < LEAST_CONFIDENCE:
        return None
    return replace(cell.reading, confidence=None)


def find_row(question: str, passages: Sequence[ReadingPassage]) -> NamedRow | None:
    """Find the one row that a question names, if it names no column."""
    words = {token.lower for token in tokenize(question)}
    if words & (RELATING_WORDS | _COLUMN_WORDS):
        return None
    asked = set(content_stems(" ".join(words - LIGHT_VERBS - VALUE_WORDS)))
    for passage in passages:
        heads = {stem for i in passage.insertions for stem in content_stems(i.text)}
        row = _choose_row(asked, passage.sentences) if heads and not asked & heads else None
        if row is not None:
            known = set(content_stems(f"{passage.heading} {row.text}"))
            return NamedRow(row, len(asked - known))
    return None


def _choose_row(asked: set[str], rows: Sequence[CandidateSentence]) -> CandidateSentence | None:
    """Choose the row with most of the words that tell rows apart, if there is only one."""
    stems = [set(content_stems(row.text)) for row in rows]
    telling = {s for s in asked if 0 < sum(s in own for own in stems) < len(rows)}
    scores = [len(telling & own) for own in stems]
    best = max(scores, default=0)
    return rows[scores.index(best)] if best and scores.count(best) == 1 else None
