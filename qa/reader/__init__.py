"""Readers: question and passages in, the sentences that answer out, with a probability."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a retrieved passage, as a reader sees it."""

    document_id: str
    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found: the sentences that answer, and how sure it is that they do.

    ``confidence`` is a probability from 0 to 1, calibrated on questions that the reader has not
    been fitted to.
    """

    sentences: tuple[Candidate, ...]
    confidence: float


class Reader(Protocol):
    """Anything that can point at the sentences that answer a question."""

    @property
    def name(self) -> str:
        """What the answer calls its backend."""

    def read(self, question: str, candidates: Sequence[Candidate]) -> Reading:
        """Choose among the candidates, which come best passage first and are not empty."""
