"""What a finder is given, and what it is: see ``finders.py`` for those there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index import Corpus
from qa.reader import Reading, ReadingPassage


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with what was retrieved for it, and what the reader found there.

    Attributes:
        question: as it was asked.
        search_query: the same, self-contained.
        passages: what was retrieved, best first.
        corpus: where that is from.
        reading: what the reader found.
        abstains: whether that is too unlikely to be given.
    """

    question: str
    search_query: str
    passages: Sequence[ReadingPassage]
    corpus: Corpus
    reading: Reading
    abstains: bool


class Finder(Protocol):
    """Anything that may find a better answer than the words that the reader points at."""

    def __call__(self, inquiry: Inquiry) -> Reading | None:
        """Return a better reading; None if there is none, or if the reader's is as good."""
