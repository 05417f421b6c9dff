"""Evidence to conclusion, in either way: the built-in reader points, or an LLM writes.

Like ``qa.pipeline`` this wires stages; the pipeline doesn't know which of the two it has.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from index import Corpus, Evidence
from qa.answer import NO_ANSWER, Answer, Citation, Drafted, Event, Working
from qa.conversation import refers_back, self_contained
from qa.grounding import Grounder, is_refusal
from qa.grounding.markers import Marker, MarkerParser
from qa.reader import Asked, Reader, Reading, ReadingPassage
from qa.reader.passages import reading_passages
from qa.reader.summary import CentralSentences
from qa.reader.wording import worded
from qa.stopwatch import Stopwatch
from qa.writer import Quoted, Writer, is_rewriting


@dataclass(frozen=True, slots=True)
class Task:
    """A question on its way.

    Attributes:
        question: as it was asked, or rewritten so that it is self-contained.
        topic: what a summary is asked of, "" for all; None if none is asked for.
        searched_for: what is retrieved for.
        before: the question that it follows, with its answer, unless it is self-contained.
    """

    question: str
    topic: str | None
    searched_for: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What became of a question; the fields are those of ``Answer``."""

    text: str
    citations: tuple[Citation, ...]
    confidence: float
    answerable: float
    backend: str
    removed: tuple[str, ...] = field(default=())


class Backend(Protocol):
    """What answers. Both methods yield events on their way, and time themselves with a watch."""

    @property
    def name(self) -> str:
        """What the answer calls its backend."""

    def task(
        self, question: str, topic: str | None, history: Sequence[Answer], watch: Stopwatch
    ) -> Generator[Event, None, Task]:
        """What to look for, given the answers before."""

    def conclude(
        self, task: Task, evidence: Sequence[Evidence], watch: Stopwatch
    ) -> Generator[Event, None, Conclusion]:
        """What the evidence answers; raises ``LLMError`` where a model fails."""


class Pointing:
    """The built-in reader: points at the words that answer.

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
        """What the answer calls its backend."""
        return self._reader.name

    def task(
        self, question: str, topic: str | None, history: Sequence[Answer], watch: Stopwatch
    ) -> Generator[Event, None, Task]:
        """A follow-up takes along what it follows."""
        yield from ()
        with watch("retrieve"):
            return self.following(question, topic, history[-1] if history else None)

    def following(self, question: str, topic: str | None, before: Answer | None) -> Task:
        """The same at once."""
        if topic is not None:
            return Task(question, topic, topic or question)
        searched_for = self_contained(question, before)
        follows = before is not None and searched_for != question
        said = f"{before.question} {before.plain_text}" if before and follows else ""
        return Task(question, None, searched_for, said)

    def conclude(
        self, task: Task, evidence: Sequence[Evidence], watch: Stopwatch
    ) -> Generator[Event, None, Conclusion]:
        """The words that answer, or the central sentences of what is to be summed up."""
        yield from ()
        with watch("read"):
            reading = self.read(task, reading_passages(self._index, evidence))
            answered = bool(reading.found) and reading.answerable >= self._abstain_below
            text, citations = worded(reading) if answered else (NO_ANSWER, ())
        backend = self._reader.name if task.topic is None else self._summary.name
        return Conclusion(text, citations, reading.confidence, reading.answerable, backend)

    def read(self, task: Task, passages: Sequence[ReadingPassage]) -> Reading:
        """What the reader, or the summary, makes of the passages."""
        if task.topic is not None:
            return self._summary.summarise(passages, task.topic)
        return self._reader.read(Asked(task.question, task.before), passages)


class Writing:
    """An LLM: writes sentences, which are then checked against what they cite.

    Args:
        index: where the evidence is from.
        writer: asks the LLM.
        pointing: the built-in reader, which says how likely there is an answer at all.
    """

    def __init__(self, index: Corpus, writer: Writer, pointing: Pointing) -> None:
        self._index = index
        self._writer = writer
        self._pointing = pointing
        self._grounder = Grounder(index.embedder)

    @property
    def name(self) -> str:
        """What the answer calls its backend."""
        return self._writer.name

    def task(
        self, question: str, topic: str | None, history: Sequence[Answer], watch: Stopwatch
    ) -> Generator[Event, None, Task]:
        """A follow-up is rewritten by the LLM; what can't be a question isn't taken for one."""
        if topic is not None or not history or not refers_back(question):
            return Task(question, topic, topic or question)
        written = ""
        for piece in watch.each("write", self._writer.self_contained(question, history)):
            written += piece
            yield Working()
        written = written.strip().strip('"“”')
        if is_rewriting(written, question):
            return Task(written, None, written)
        return self._pointing.following(question, None, history[-1])

    def conclude(
        self, task: Task, evidence: Sequence[Evidence], watch: Stopwatch
    ) -> Generator[Event, None, Conclusion]:
        """What is left of the draft when it has been checked."""
        with watch("ground"):
            passages = reading_passages(self._index, evidence)
            numbered = _numbered(passages)
            quoted = self._writer.fitting(task.question, numbered)
        draft = yield from self._draft(task, quoted, watch)
        with watch("ground"):
            titles = self._index.titles()
            every = {c.marker: c for passage in numbered for c in passage.sentences}
            grounded = self._grounder.ground([] if _refuses(draft) else draft, every, titles)
        with watch("read"):
            reading = self._pointing.read(task, passages)
        return Conclusion(
            grounded.text or NO_ANSWER,
            grounded.citations,
            reading.answerable,
            reading.answerable,
            self.name,
            grounded.removed,
        )

    def _draft(
        self, task: Task, quoted: Sequence[Quoted], watch: Stopwatch
    ) -> Generator[Event, None, list[str | Marker]]:
        """What the LLM writes, markers told from text as it comes."""
        if not quoted:
            return []
        pieces = (
            self._writer.write(task.question, quoted)
            if task.topic is None
            else self._writer.summarise(task.topic, quoted)
        )
        parser = MarkerParser({c.marker for passage in quoted for c in passage.sentences})
        draft: list[str | Marker] = []
        for piece in watch.each("write", pieces):
            found = parser.feed(piece)
            draft += found
            text = "".join(part for part in found if isinstance(part, str))
            yield Drafted(text) if text else Working()
        return draft + parser.close()


def _numbered(passages: Sequence[ReadingPassage]) -> list[Quoted]:
    """The passages' sentences, each once, numbered from 1 in the order in which they are quoted.

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
            quoted.append(Quoted(passage.heading, tuple(citations)))
    return quoted


def _refuses(draft: Sequence[str | Marker]) -> bool:
    """Whether a draft begins with the sentence that says that there is no answer."""
    text = "".join(piece for piece in draft if isinstance(piece, str)).strip()
    return is_refusal(text[: len(NO_ANSWER)])
