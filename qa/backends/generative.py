"""Generative backend: an LLM writes, and its sentences are checked against what they cite."""

import re
from collections.abc import Generator, Sequence

from index import Corpus, Evidence
from qa.answer import Answer, Segment, Verdict
from qa.backends.abstention import is_refused
from qa.backends.base import BackendResult, ResolvedQuestion
from qa.backends.extractive import ExtractiveBackend
from qa.conversation.reference import refers_back
from qa.events import Drafted, Event, Working
from qa.grounding import Grounder
from qa.grounding.markers import Marker, MarkerParser
from qa.reader import UNMEASURED_NOTE, ReadingPassage
from qa.reader.passages import reading_passages
from qa.stopwatch import Stopwatch
from qa.writer import QuotedPassage, Writer, is_rewriting

_VERDICT = re.compile(r"(yes|no)[,.:;]\s*", re.IGNORECASE)


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
        for piece in watch.each("write", self._writer.rewrite_followup(question, history)):
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
            draft = [] if is_refused(draft) else draft
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
            citations.append(s.cite(len(seen)))
        if citations:
            quoted.append(QuotedPassage(passage.heading, tuple(citations)))
    return quoted


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
