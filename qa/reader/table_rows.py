"""Rows that a question speaks of: those with the words that tell rows apart, or labelled lines."""

import re

from index.words import extract_query_words
from qa.reader import CandidateSentence, ReadingPassage

MISSING_WORD_PENALTY = 4.0
"""Taken off the score of a span for each word of the question that its row lacks and another has.

The network was trained on prose: of rows that all look alike it finds the column, seldom the row.
"""

_LABEL = re.compile(r"(?:[-*•]\s+)?([^\W\d_a-z][^:.?!\n]{1,40}):\s")
_FEWEST_LABELS = 3
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
    return _penalise(set(extract_query_words(question)) - heads, rows)


def penalise_labels(question: str, passage: ReadingPassage) -> dict[CandidateSentence, float]:
    """Return the penalty of each line with a label, as "Chess: Mondays", where several have one.

    A word of the question counts if some labels have it and others don't.
    """
    labels = {
        sentence: set(_words(label[1]))
        for sentence in passage.sentences
        if (label := _LABEL.match(sentence.text))
    }
    if len(labels) < _FEWEST_LABELS:
        return {}
    return _penalise(set(extract_query_words(question)), labels)


def _penalise(
    asked: set[str], rows: dict[CandidateSentence, set[str]]
) -> dict[CandidateSentence, float]:
    telling = {
        word for word in asked if 0 < sum(word in words for words in rows.values()) < len(rows)
    }
    missing = {row: len(telling - words) for row, words in rows.items()}
    least = min(missing.values(), default=0)
    return {row: MISSING_WORD_PENALTY * (count - least) for row, count in missing.items()}


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
