"""Interface of what answers, and what goes in and out."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Protocol

from index import Evidence
from qa.answer import Answer, Citation, Segment, Verdict
from qa.events import Event
from qa.stopwatch import Stopwatch


@dataclass(frozen=True, slots=True)
class ResolvedQuestion:
    """A question on its way.

    Attributes:
        question: as it was asked, or rewritten so that it is self-contained.
        topic: what a summary is asked of, "" for all; None if none is asked for.
        search_query: what is retrieved for.
        previous: the question that it follows, with its answer, unless it is self-contained.
    """

    question: str
    topic: str | None
    search_query: str
    previous: str = ""


@dataclass(frozen=True, slots=True)
class BackendResult:
    """Result of a backend; the fields are those of ``Answer``."""

    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]
    verdict: Verdict | None
    confidence: float | None
    answerable: float
    backend: str
    calibration_note: str
    removed: tuple[str, ...] = ()


class Backend(Protocol):
    """Interface of what answers; its methods yield events and time themselves with a watch."""

    @property
    def name(self) -> str:
        """Name of the backend, as answers give it."""

    def resolve(
        self, question: str, topic: str | None, history: Sequence[Answer], watch: Stopwatch
    ) -> Generator[Event, None, ResolvedQuestion]:
        """Decide what to look for, given the answers before."""

    def conclude(
        self, resolved: ResolvedQuestion, evidence: Sequence[Evidence], watch: Stopwatch
    ) -> Generator[Event, None, BackendResult]:
        """Answer from the evidence; raises ``LLMError`` where a model fails."""
