"""Generative backend: an LLM puts what was found into sentences, which are checked."""

import re
from collections.abc import Generator, Sequence
from dataclasses import replace

from index import Corpus
from qa.answer import Answer, Citation, Segment, Verdict
from qa.backends.base import BackendResult, Finding, ResolvedQuestion
from qa.backends.extractive import ExtractiveBackend
from qa.backends.task import WritingTask, make_task
from qa.conversation.reference import refers_back
from qa.events import Discarded, Drafted, Event, Working
from qa.grounding import Grounded, Grounder
from qa.grounding.fidelity import is_faithful, keeps_found
from qa.grounding.form import find_markup
from qa.grounding.markers import Marker, MarkerParser
from qa.stopwatch import Stopwatch
from qa.words import content_stems
from qa.writer import Writer, is_rewriting

AROUND = (1, 0)
"""For each try, how many sentences around those found are given; after the last, words are quoted.

What went wrong at first is often something out of a neighbour. A narrow writer is given none: it
would write the same again, and more to read takes it longer.
"""
_VERDICT = re.compile(r"(yes|no)[,.:;]\s*", re.IGNORECASE)


class GenerativeBackend:
    """Puts what the reader finds into sentences, checked against what they cite.

    Args:
        index: where the evidence is from.
        writer: asks the LLM.
        extractive: what finds; it decides whether there is an answer.
    """

    def __init__(self, index: Corpus, writer: Writer, extractive: ExtractiveBackend) -> None:
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
        if self._writer.narrow:
            return self._extractive.resolve(question, None, history)
        rewriting = ""
        for piece in watch.each("write", self._writer.rewrite_followup(question, history)):
            rewriting += piece
            yield Working()
        rewriting = rewriting.strip().strip('"“”')
        before = [text for turn in history for text in (turn.search_query, turn.plain_text)]
        markup = find_markup(rewriting, "\n".join([question, *before]))
        if is_rewriting(rewriting, question) and not markup:
            return ResolvedQuestion(rewriting, None, rewriting, follows_up=True)
        return self._extractive.resolve(question, None, history)

    def write(
        self, question: str, result: BackendResult, finding: Finding, watch: Stopwatch
    ) -> Generator[Event, None, BackendResult]:
        """Write what was found as sentences; what doesn't hold is written once more.

        Args:
            question: self-contained.
            result: the words found, which are the answer where nothing written holds.
            finding: where they stand.
            watch: gets the seconds.
        """
        removed: list[str] = []
        for around in AROUND[-1:] if self._writer.narrow else AROUND:
            task = make_task(question, finding, self._writer.room, around)
            if task is None or (self._writer.narrow and not task.found):
                return result
            draft = yield from self._draft(task, removed, watch)
            with watch("ground"):
                grounded = self._grounder.ground(draft, task.sentences, task.contexts)
                written = _compare(grounded, result, task)
            if written and not (self._writer.narrow and _strays(question, written, task)):
                return replace(
                    written, backend=self.name, short=result.text, removed=grounded.removed
                )
            removed += grounded.removed or [segment.text for segment in grounded.segments]
            yield Discarded()
        return replace(result, removed=tuple(dict.fromkeys(removed)))

    def _draft(
        self, task: WritingTask, faulty: Sequence[str], watch: Stopwatch
    ) -> Generator[Event, None, list[str | Marker]]:
        """Collect what the LLM writes, markers told from text as it comes."""
        parser = MarkerParser(task.sentences)
        draft: list[str | Marker] = []
        for piece in watch.each("write", self._writer.write(task.prompt, faulty)):
            parsed = parser.feed(piece)
            draft += parsed
            text = "".join(part for part in parsed if isinstance(part, str))
            yield Drafted(text) if text else Working()
        return draft + parser.close()


def _compare(grounded: Grounded, quoted: BackendResult, task: WritingTask) -> BackendResult | None:
    """Return what was written and holds, unless it says something else than what was found."""
    verdict, segments = _split_verdict(grounded.segments)
    text = "".join(segment.text for segment in segments)
    if not segments or not keeps_found(text, task.found):
        return None
    if quoted.verdict and verdict is None:
        segments = (Segment(f"{quoted.verdict.capitalize()}: "), *segments)
    elif verdict and quoted.verdict is None:
        segments = _drop_verdict(segments)
    elif verdict != quoted.verdict:
        return None
    written = replace(quoted, segments=segments, citations=grounded.citations)
    return _cite_found(written, quoted.citations) if task.found else written


def _strays(question: str, written: BackendResult, task: WritingTask) -> bool:
    """Check whether something isn't made of the question and of what it cites.

    A small model's own words are wrong as often as not; the words found are at hand.
    """
    cited = {(c.document_id, c.sentence) for c in written.citations}
    numbers = [n for n, c in task.sentences.items() if (c.document_id, c.sentence) in cited]
    quotes = " ".join(task.sentences[number].quote for number in numbers)
    contexts = " ".join(task.contexts[number] for number in numbers)
    return not is_faithful(written.text, [question, quotes, contexts])


def _cite_found(written: BackendResult, found: Sequence[Citation]) -> BackendResult:
    """Let what was written cite the sentences that were found, too, where it doesn't."""
    known = {(c.document_id, c.sentence): c for c in found}
    citations = {
        (c.document_id, c.sentence): replace(
            known.get((c.document_id, c.sentence), c), marker=c.marker
        )
        for c in written.citations
    }
    segments = list(written.segments)
    for key in [key for key in known if key not in citations]:
        citations[key] = replace(known[key], marker=len(citations) + 1)
        citing = [place for place, segment in enumerate(segments) if segment.markers]
        place = max(citing, key=lambda i: _count_shared(segments[i].text, known[key].quote))
        markers = (*segments[place].markers, citations[key].marker)
        segments[place] = replace(segments[place], markers=markers)
    return replace(written, segments=tuple(segments), citations=tuple(citations.values()))


def _count_shared(text: str, quote: str) -> int:
    return len(set(content_stems(text)) & set(content_stems(quote)))


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


def _drop_verdict(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Leave out a verdict that nothing bears out, and begin with a capital behind it."""
    first, *rest = segments[1:]
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)
