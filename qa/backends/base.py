"""What goes into a backend and what comes out."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Evidence
from qa.answer import Answer, Citation, Segment, Verdict
from qa.reader import Reading, ReadingPassage
from qa.stopwatch import Stopwatch


@dataclass(frozen=True, slots=True)
class ResolvedQuestion:
    """A question on its way.

    Attributes:
        question: as it was asked, or rewritten so that it is self-contained.
        topic: what a summary is asked of, "" for all; None if none is asked for.
        search_query: what is retrieved for.
        previous: the question that it follows, with its answer, unless it is self-contained.
        follows_up: whether it was understood by what was asked before.
    """

    question: str
    topic: str | None
    search_query: str
    previous: str = ""
    follows_up: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader found, and where; an LLM may put it into sentences."""

    reading: Reading
    passages: tuple[ReadingPassage, ...]


@dataclass(frozen=True, slots=True)
class BackendResult:
    """Result of a backend; the fields are those of ``Answer``.

    ``finding`` is what can be put into sentences; None where what was found says it all.
    """

    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]
    verdict: Verdict | None
    confidence: float | None
    answerable: float
    backend: str
    calibration_note: str
    removed: tuple[str, ...] = ()
    short: str = ""
    finding: Finding | None = None

    @property
    def text(self) -> str:
        """The text without markers."""
        return "".join(segment.text for segment in self.segments)

    def to_answer(
        self,
        question: str,
        resolved: ResolvedQuestion,
        evidence: Sequence[Evidence],
        watch: Stopwatch,
    ) -> Answer:
        """Return the answer to a question as it was asked."""
        return Answer(
            question=question,
            segments=self.segments,
            citations=self.citations,
            evidence=tuple(evidence),
            confidence=self.confidence,
            backend=self.backend,
            search_query=resolved.search_query,
            timings=watch.timings(),
            short=self.short or self.text,
            answerable=self.answerable,
            removed=self.removed,
            verdict=self.verdict,
            calibration_note=self.calibration_note,
            follows_up=resolved.follows_up,
        )
