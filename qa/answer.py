"""``Answer``, ``Segment``, ``Citation``: what every caller gets, whatever made the answer."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from index import Evidence
from index.block import Box, first_page

__all__ = [
    "CONFIDENCE_BANDS",
    "NO_ANSWER",
    "Answer",
    "Citation",
    "Evidence",
    "QuoteRun",
    "Segment",
    "Verdict",
]

NO_ANSWER = "The document doesn't say."
"""The text of every abstention."""

CONFIDENCE_BANDS = {0.9: "Sure", 0.7: "Fairly sure", 0.0: "Not sure"}
"""Least confidence of a band -> how it is said in words, the surest first."""


class Verdict(StrEnum):
    """Answer to a yes/no question."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class QuoteRun:
    """A piece of a quote, and whether it is among the words that answer."""

    text: str
    emphasised: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """A footnote: one sentence of a document, as a slice of its text.

    Always true: ``document.text[start:end] == quote``, half-open character offsets. ``marker`` is
    the number that the segments of an answer cite it by. ``spans`` are the words in the quote
    that answer, half-open offsets into the document's text like the others. ``boxes`` are those
    of the lines that the sentence touches, in reading order; none where the format has no pages.
    """

    marker: int
    document_id: str
    sentence: int
    start: int
    end: int
    quote: str
    spans: tuple[tuple[int, int], ...] = ()
    boxes: tuple[Box, ...] = ()

    @property
    def page(self) -> int | None:
        """Page that the sentence begins on, from 1; None where the format has no pages."""
        return first_page(self.boxes)

    @property
    def place(self) -> str:
        """Place of the sentence in words: "p. 3, sentence 21", or without a page."""
        name = f"sentence {self.sentence}"
        return f"p. {self.page}, {name}" if self.page else name

    @property
    def runs(self) -> tuple[QuoteRun, ...]:
        """The quote in pieces, the words that answer emphasised unless that is all of them.

        >>> [run.text for run in Citation(1, "d", 3, 10, 19, "On May 1.", ((13, 18),)).runs]
        ['On ', 'May 1', '.']
        """
        pieces, position = [], self.start
        for start, end in self.spans:
            if (start, end) != (self.start, self.end):
                pieces.append(QuoteRun(self._slice(position, start), emphasised=False))
                pieces.append(QuoteRun(self._slice(start, end), emphasised=True))
                position = end
        pieces.append(QuoteRun(self._slice(position, self.end), emphasised=False))
        return tuple(piece for piece in pieces if piece.text)

    def _slice(self, start: int, end: int) -> str:
        return self.quote[start - self.start : end - self.start]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of an answer's text, without markers, and the markers of what it rests on.

    ``text`` begins with the space or line break that parts it from the segment before.
    """

    text: str
    markers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with citations, an abstention, or the reply to a remark, both without any.

    Attributes:
        question: the question as it was asked.
        segments: the pieces of the answer in order; none for an abstention or a reply.
        citations: the sentences that the answer rests on, in order of their markers.
        evidence: the passages that were read, best first. After an abstention they are the
            closest passages, and no more than that.
        short: the words that the reader found, without markers; the whole answer, unless an LLM
            put them into sentences. Empty for an abstention or a reply.
        confidence: probability, from 0 to 1, that the words found answer. None where it wasn't
            measured: of summaries, of what stands at a place, and of replies.
        backend: what made the answer.
        search_query: what was looked up, where a follow-up was made self-contained or words were
            misspelt; else the question.
        timings: seconds by stage, and their ``total``.
        answerable: probability, from 0 to 1, that the document answers at all: what the decision
            to abstain is made by. 1 where that isn't judged.
        removed: the statements of a written answer that nothing in the document supports; they
            are no part of ``text``.
        verdict: yes or no, where one was said; the first segment holds the word alone.
        calibration_note: a sentence on what was measured of answers with such a confidence.
        follows_up: whether it was understood by what was asked before.
        reply: what is said to a remark, which claims nothing about the documents; else empty.

    Raises:
        ValueError: the segments don't cite exactly the citations.
    """

    question: str
    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    confidence: float | None
    backend: str
    search_query: str
    timings: dict[str, float] = field(compare=False)
    short: str = ""
    answerable: float = 1.0
    removed: tuple[str, ...] = ()
    verdict: Verdict | None = None
    calibration_note: str = ""
    follows_up: bool = False
    reply: str = ""

    def __post_init__(self) -> None:
        cited = {marker for segment in self.segments for marker in segment.markers}
        markers = {citation.marker for citation in self.citations}
        if cited != markers or bool(self.segments) != bool(markers):
            raise ValueError(
                f"the segments cite {sorted(cited)}, the citations are {sorted(markers)}: an "
                "answer cites each of its citations, an abstention has none"
            )

    @property
    def answered(self) -> bool:
        """True unless it is an abstention or a reply, which have no citations."""
        return bool(self.citations)

    @property
    def text(self) -> str:
        """The answer with its markers, as in "It began on August 24. [1]"; else what is said."""
        if not self.answered:
            return self.reply or NO_ANSWER
        return "".join(
            segment.text + "".join(f" [{marker}]" for marker in segment.markers)
            for segment in self.segments
        )

    @property
    def plain_text(self) -> str:
        """The text without markers."""
        return _join(self.segments) if self.answered else self.reply or NO_ANSWER

    @property
    def reasons(self) -> str:
        """The text without markers and without the word that says the verdict."""
        return _join(self.segments[1:]) if self.verdict else self.plain_text

    @property
    def is_rewritten(self) -> bool:
        """True if something else was looked up than the question as it was asked."""
        return self.search_query != self.question

    @property
    def confidence_in_words(self) -> str:
        """The name of the confidence's band, "" without a confidence."""
        if self.confidence is None:
            return ""
        confidence = self.confidence
        return next(name for low, name in CONFIDENCE_BANDS.items() if confidence >= low)

    @property
    def removal_note(self) -> str:
        """A phrase on how many written statements were removed, or nothing."""
        count = len(self.removed)
        return f"{count} unsupported statement{'' if count == 1 else 's'} removed" if count else ""

    def to_dict(self) -> dict[str, Any]:
        """Return all fields and what is derived from them by name, as JSON can hold them.

        The names are a promise: programs read them.
        """
        return {
            **asdict(self),
            "citations": [{**asdict(c), "page": c.page} for c in self.citations],
            "text": self.text,
            "answered": self.answered,
            "searched_for": self.search_query,
        }


def _join(segments: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in segments)
