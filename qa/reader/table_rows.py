"""Rows of a table that a question speaks of: those with the words that tell its rows apart."""

import re

from index.words import extract_query_words
from qa.reader import CandidateSentence, ReadingPassage

MISSING_WORD_PENALTY = 4.0
"""Taken off the score of a span for each word of the question that its row lacks and another has.

The network was trained on prose: of rows that all look alike it finds the column, seldom the row.
"""

_WORD = re.compile(r"\w+")


def penalise_rows(question: str, passage: ReadingPassage) -> dict[CandidateSentence, float]:
    """Return the penalty of each row, of a passage whose cells have the heads of their columns.

    A word of the question counts if some rows have it and others don't, as a year or a name does
    that stands in the first column. Of a passage that is no table nothing is returned.
    """
    if not passage.insertions:
        return {}
    heads = {word for insertion in passage.insertions for word in _words(insertion.text)}
    rows = {row: set(_words(row.text)) for row in passage.sentences}
    telling = {
        word
        for word in extract_query_words(question)
        if word not in heads and 0 < sum(word in words for words in rows.values()) < len(rows)
    }
    missing = {row: len(telling - words) for row, words in rows.items()}
    least = min(missing.values(), default=0)
    return {row: MISSING_WORD_PENALTY * (count - least) for row, count in missing.items()}


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
