"""From a question and its evidence to a result: the reader extracts words, or an LLM writes.

Like ``qa.pipeline`` this wires stages; the pipeline doesn't know which of the two it has.
"""

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Protocol

from index import Corpus, Evidence
from qa.answer import NO_ANSWER, Answer, Citation, Segment, Verdict
from qa.conversation import refers_back, self_contained
from qa.events import Drafted, Event, Working
from qa.grounding import Grounder, is_refusal
from qa.grounding.markers import Marker, MarkerParser
from qa.reader import UNMEASURED_NOTE, Reader, ReaderQuery, Reading, ReadingPassage
from qa.reader.passages import reading_passages
from qa.reader.summary import CentralSentences
from qa.reader.wording import Wording, word_answer
from qa.stopwatch import Stopwatch
from qa.writer import QuotedPassage, Writer, is_rewriting

_VERDICT = re.compile(r"(yes|no)[,.:;]\s*", re.IGNORECASE)


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
    confidence: float
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


class ExtractiveBackend:
    """Answers with the words that the built-in reader finds.

    Args:
        index: where the evidence is from.
        reader: reads questions.
        abstain_below: probability that there is an answer, below which none is given.
    """

    def __init__(self, index: Corpus, reader: Reader, abstain_below: float) -> None:
        self._index = index
        self._reader = reader
        self._summary = CentralSentences(index.embedder)
        self._abstain_below = abstain_below

    @property
    def name(self) -> str:
        """Name of the backend, as answers give it."""
        return self._reader.name

    def resolve(
        self, question: str, topic: str | None, history: Sequence[Answer], watch: Stopwatch
    ) -> Generator[Event, None, ResolvedQuestion]:
        """Resolve a follow-up by prepending the previous question and its citations."""
        yield from ()
        with watch("retrieve"):
            return self.resolve_now(question, topic, history[-1] if history else None)

    def resolve_now(
        self, question: str, topic: str | None, previous: Answer | None
    ) -> ResolvedQuestion:
        """Resolve without events; ``previous`` is the last answer, if there is one."""
        if topic is not None:
            return ResolvedQuestion(question, topic, topic or question)
        search_query = self_contained(question, previous)
        if previous is None or search_query == question:
            return ResolvedQuestion(question, None, search_query)
        context = f"{previous.question} {previous.plain_text}"
        return ResolvedQuestion(question, None, search_query, context)

    def conclude(
        self, resolved: ResolvedQuestion, evidence: Sequence[Evidence], watch: Stopwatch
    ) -> Generator[Event, None, BackendResult]:
        """Quote the words that answer, or the central sentences of what is to be summed up."""
        yield from ()
        with watch("read"):
            reading = self.read(resolved, reading_passages(self._index, evidence))
            answered = bool(reading.spans) and reading.answerable >= self._abstain_below
            wording = word_answer(reading) if answered else Wording((), ())
        source = self._reader if resolved.topic is None else self._summary
        return BackendResult(
            wording.segments,
            wording.citations,
            wording.verdict,
            reading.confidence,
            reading.answerable,
            source.name,
            source.calibration_note(reading.confidence),
        )

    def read(self, resolved: ResolvedQuestion, passages: Sequence[ReadingPassage]) -> Reading:
        """Read the passages with the reader, or choose their central sentences."""
        if resolved.topic is not None:
            return self._summary.summarise(passages, resolved.topic)
        return self._reader.read(ReaderQuery(resolved.question, resolved.previous), passages)


class GenerativeBackend:
    """Answers with sentences that an LLM writes, checked against what they cite.

    Args:
        index: where the evidence is from.
        writer: asks the LLM.
        extractive: the built-in reader, which says how likely there is an answer at all.
    """

    def __init__(self, index: Corpus, writer: Writer, extractive: ExtractiveBackend) -> None:
        self._index = index
        self._writer = writer
        self._extractive = extractive
        self._grounder = Grounder(index.embedder)

    @property
    def name(self) -> str:
        """Name of the backend, as answers give it."""
        return self._writer.name

    def resolve(
        self, question: str, topic: str | None, history: Sequence[Answer], watch: Stopwatch
    ) -> Generator[Event, None, ResolvedQuestion]:
        """Let the LLM rewrite a follow-up; what can't be a question isn't taken for one."""
        if topic is not None or not history or not refers_back(question):
            return ResolvedQuestion(question, topic, topic or question)
        rewriting = ""
        for piece in watch.each("write", self._writer.self_contained(question, history)):
            rewriting += piece
            yield Working()
        rewriting = rewriting.strip().strip('"“”')
        if is_rewriting(rewriting, question):
            return ResolvedQuestion(rewriting, None, rewriting)
        return self._extractive.resolve_now(question, None, history[-1])

    def conclude(
        self, resolved: ResolvedQuestion, evidence: Sequence[Evidence], watch: Stopwatch
    ) -> Generator[Event, None, BackendResult]:
        """Return what is left of the draft when it has been checked."""
        with watch("ground"):
            passages = reading_passages(self._index, evidence)
            numbered = _numbered(passages)
            quoted = self._writer.fitting(resolved.question, numbered)
        draft = yield from self._draft(resolved, quoted, watch)
        with watch("ground"):
            sentences = {c.marker: c for passage in numbered for c in passage.sentences}
            draft = [] if _refuses(draft) else draft
            grounded = self._grounder.ground(draft, sentences, self._index.titles())
        with watch("read"):
            reading = self._extractive.read(resolved, passages)
        verdict, segments = _split_verdict(grounded.segments)
        return BackendResult(
            segments,
            grounded.citations,
            verdict,
            reading.answerable,
            reading.answerable,
            self.name,
            UNMEASURED_NOTE,
            grounded.removed,
        )

    def _draft(
        self, resolved: ResolvedQuestion, quoted: Sequence[QuotedPassage], watch: Stopwatch
    ) -> Generator[Event, None, list[str | Marker]]:
        """Collect what the LLM writes, markers told from text as it comes."""
        if not quoted:
            return []
        pieces = (
            self._writer.write(resolved.question, quoted)
            if resolved.topic is None
            else self._writer.summarise(resolved.topic, quoted)
        )
        parser = MarkerParser({c.marker for passage in quoted for c in passage.sentences})
        draft: list[str | Marker] = []
        for piece in watch.each("write", pieces):
            parsed = parser.feed(piece)
            draft += parsed
            text = "".join(part for part in parsed if isinstance(part, str))
            yield Drafted(text) if text else Working()
        return draft + parser.close()


def _numbered(passages: Sequence[ReadingPassage]) -> list[QuotedPassage]:
    """Number the passages' sentences from 1, each once, in the order in which they are quoted.

    Not by their numbers in the document: several documents would have the same ones.
    """
    seen: dict[tuple[str, int], None] = {}
    quoted = []
    for passage in passages:
        citations = []
        for s in passage.sentences:
            if (s.document_id, s.sentence) in seen:
                continue
            seen[s.document_id, s.sentence] = None
            citations.append(Citation(len(seen), s.document_id, s.sentence, s.start, s.end, s.text))
        if citations:
            quoted.append(QuotedPassage(passage.heading, tuple(citations)))
    return quoted


def _refuses(draft: Sequence[str | Marker]) -> bool:
    """Check whether a draft begins with the sentence that says that there is no answer."""
    text = "".join(piece for piece in draft if isinstance(piece, str)).strip()
    return is_refusal(text[: len(NO_ANSWER)])


def _split_verdict(
    segments: tuple[Segment, ...],
) -> tuple[Verdict | None, tuple[Segment, ...]]:
    """Part the "Yes," or "No." that a written answer begins with from what follows it."""
    first, rest = segments[:1], segments[1:]
    match = _VERDICT.match(first[0].text) if first else None
    if not match:
        return None, segments
    verdict = Verdict(match[1].lower())
    if match.end() == len(first[0].text):
        return verdict, segments
    reasons = Segment(first[0].text[match.end() :], first[0].markers)
    return verdict, (Segment(match[0]), reasons, *rest)
