"""Readers: question and passages in, the words that answer out, with a probability."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from index import Document, Sentence
from index.block import Box
from qa.answer import Citation


class AnswerKind(StrEnum):
    """Kind of words that an answer is made of."""

    SPAN = "span"
    LIST = "list"
    YES = "yes"
    NO = "no"
    UNDECIDED = "yes or no"
    SENTENCES = "sentences"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class ReaderQuery:
    """A question and, where it follows upon another, that question with its answer.

    ``standalone`` is such a follow-up as it can be understood alone.
    """

    question: str
    previous: str = ""
    standalone: str = ""


@dataclass(frozen=True, slots=True)
class CandidateSentence:
    """A sentence of a retrieved passage; half-open character offsets into its document's text.

    ``boxes`` are those of the lines that it touches, where the format has pages.
    """

    document_id: str
    sentence: int
    start: int
    end: int
    text: str
    boxes: tuple[Box, ...] = ()

    @classmethod
    def of(cls, document: Document, sentence: Sentence) -> "CandidateSentence":
        """Take a sentence from its document."""
        text = document.text[sentence.start : sentence.end]
        start, end = sentence.start, sentence.end
        return cls(document.id, sentence.number, start, end, text, sentence.boxes)

    def cite(self, marker: int, spans: tuple[tuple[int, int], ...] = ()) -> Citation:
        """Return a citation of the sentence, a slice of its document, under this marker."""
        return Citation(
            marker,
            self.document_id,
            self.sentence,
            self.start,
            self.end,
            self.text,
            spans,
            self.boxes,
        )


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words that a reader sees in a passage and that are no part of it: a column's head.

    ``at`` is a character offset into the passage's text, before which they stand.
    """

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class ReadingPassage:
    """A retrieved passage, as a reader sees it.

    Attributes:
        heading: what it stands under; may be empty.
        text: the passage's text.
        start: where that begins in the document's text.
        sentences: those in it. One that is longer than a passage goes beyond it.
        similarities: of each of them, or what of it is in the passage, the embedder's cosine with
            the question.
        insertions: what the reader sees in the text besides, in order.
        scopes: of each sentence the text whose names it speaks of, "" where that is open.
    """

    heading: str
    text: str
    start: int
    sentences: tuple[CandidateSentence, ...]
    similarities: tuple[float, ...]
    insertions: tuple[Insertion, ...] = ()
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """Words that answer, within one sentence; offsets into the document's text."""

    sentence: CandidateSentence
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words."""
        return self.sentence.text[self.start - self.sentence.start : self.end - self.sentence.start]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words that a reader found, with their probability.

    Attributes:
        kind: what the answer is made of.
        spans: the words that answer, behind them those that support them; the items of a list;
            for yes or no the words that decide it, even where the verdict is left to the user.
        confidence: probability, from 0 to 1, that this is right; None where it wasn't measured.
        answerable: probability that the passages answer at all.
        source: name of what found them, if it wasn't the reader.

    Both are calibrated on questions that the reader has not been trained with.
    """

    kind: AnswerKind
    spans: tuple[AnswerSpan, ...]
    confidence: float | None
    answerable: float
    source: str = ""


UNMEASURED_NOTE = (
    "How likely the document answers this at all, as the built-in reader judges it. How often "
    "such an answer is right was not measured."
)
"""What the confidence of an answer means where it wasn't calibrated."""

NOTHING = Reading(AnswerKind.SPAN, (), 0.0, 0.0)
"""The reading where there is nothing to read."""


class Reader(Protocol):
    """Anything that can point at the words that answer a question."""

    @property
    def name(self) -> str:
        """Name of the backend, as answers give it."""

    def calibration_note(self, confidence: float) -> str:
        """Say in a sentence what was measured of answers with such a confidence."""

    def read(self, query: ReaderQuery, passages: Sequence[ReadingPassage]) -> Reading:
        """Read the passages, best first; nothing is found where there is nothing to read."""


def list_sentences(passages: Iterable[ReadingPassage]) -> list[CandidateSentence]:
    """List every sentence of the passages once, the best passage's first."""
    return list(dict.fromkeys(s for passage in passages for s in passage.sentences))
