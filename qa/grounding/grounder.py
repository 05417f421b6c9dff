"""Grounding: a draft's statements against the sentences they cite; unsupported ones are dropped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index import Embedder
from qa.answer import NO_ANSWER, Citation, Segment
from qa.grounding.facts import normalise_quotation
from qa.grounding.markers import Marker
from qa.grounding.parsed import Source, parse
from qa.grounding.statements import Statement, split_statements
from qa.grounding.support import (
    SURELY_COVERED,
    SupportChecker,
    compute_coverage,
    split_main_clauses,
)
from qa.words import content_stems, ends_sentence

_BEFORE, _OPENING = 2, 2
"""Sentences before a cited one, and at the head of the evidence, in which is looked for what it
refers to."""

_TRIED = 6
"""Most sentences that are tried in place of what a statement cites, the best covering first."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """Supported part of a draft.

    Attributes:
        segments: the supported statements, none if nothing is supported.
        citations: the sentences that they rest on, in order of their markers.
        removed: the statements that nothing supports.
    """

    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]
    removed: tuple[str, ...]


class Grounder:
    """Checks drafts.

    A statement keeps its citations if they support it, minus any that it doesn't need. Otherwise
    it is reassigned to the sentence of the evidence that does, or to one for each of its main
    clauses. Otherwise it is removed.

    Args:
        embedder: see ``SupportChecker``.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def ground(
        self,
        draft: Iterable[str | Marker],
        sentences: Mapping[int, Citation],
        contexts: Mapping[int, str],
    ) -> Grounded:
        """Keep what the sentences support.

        Args:
            draft: text and markers, as ``markers.MarkerParser`` gives them.
            sentences: what may be cited, by the numbers that the draft cites them by.
            contexts: what each of them stands under, by the same numbers.
        """
        checker = SupportChecker(self._embedder, [c.quote for c in sentences.values()])
        check = _Check(checker, sentences, contexts)
        kept: list[tuple[Statement, tuple[int, ...]]] = []
        removed = []
        said: set[tuple[str, ...]] = set()
        for statement in split_statements(draft):
            if is_refusal(statement.text) or statement.text.endswith(":"):
                continue
            words = tuple(token.lower for token in parse(statement.text).tokens)
            if words in said:
                continue  # small models begin again
            said.add(words)
            numbers = check.supporting(statement) if statement.is_whole else ()
            if numbers:
                kept.append((statement, numbers))
            else:
                removed.append(statement.text)
        order = list(dict.fromkeys(number for _, numbers in kept for number in numbers))
        segments = tuple(_segments(kept, order))
        return Grounded(segments, _citations(kept, order, sentences), tuple(removed))


def is_refusal(text: str) -> bool:
    """Check whether a text is the sentence that says that the document doesn't answer."""
    return normalise_quotation(text) == normalise_quotation(NO_ANSWER)


class _Check:
    """Looks for the sentences that support a statement, among those of one question."""

    def __init__(
        self,
        checker: SupportChecker,
        sentences: Mapping[int, Citation],
        contexts: Mapping[int, str],
    ) -> None:
        self._checker = checker
        self._sentences = sentences
        self._contexts = contexts
        self._quotes = {(c.document_id, c.sentence): c.quote for c in sentences.values()}
        self._openings: dict[str, list[int]] = {}
        for document_id, number in sorted(self._quotes):
            opening = self._openings.setdefault(document_id, [])
            if len(opening) < _OPENING:
                opening.append(number)

    def supporting(self, statement: Statement) -> tuple[int, ...]:
        """Return the numbers of the sentences that support a statement, none if it isn't."""
        cited = tuple(number for number in statement.numbers if number in self._sentences)
        if cited and self._checker.supports(self._source(cited), statement.text):
            return self._needed(cited, statement.text)
        alone = self._best(statement.text)
        if alone:
            return (alone,)
        each = [self._best(part) for part in split_main_clauses(statement.text)]
        # Parts of one sentence would have been supported by it as a whole.
        if not all(each) or len(set(each)) < 2:
            return ()
        return tuple(dict.fromkeys(number for number in each if number))

    def _needed(self, cited: tuple[int, ...], text: str) -> tuple[int, ...]:
        """Drop the cited sentences that the statement doesn't need."""
        for number in sorted(cited, key=lambda n: compute_coverage(self._source([n]), text)):
            fewer = tuple(n for n in cited if n != number)
            source = self._source(fewer)
            if (
                fewer
                and compute_coverage(source, text) == compute_coverage(self._source(cited), text)
                and self._checker.supports(source, text)
            ):
                cited = fewer
        return cited

    def _best(self, text: str) -> int | None:
        """Return the sentence that supports a text best by itself."""
        covering = {n: compute_coverage(self._source([n]), text) for n in self._sentences}
        likely = sorted(covering, key=lambda n: -covering[n])[:_TRIED]
        likely = [n for n in likely if covering[n] >= SURELY_COVERED]
        supporting = [n for n in likely if self._checker.supports(self._source([n]), text)]
        if len(supporting) > 1:
            close = {n: self._checker.similarity(self._source([n]), text) for n in supporting}
            supporting.sort(key=lambda n: (-covering[n], -close[n]))
        return supporting[0] if supporting else None

    def _source(self, numbers: Sequence[int]) -> Source:
        chosen = [self._sentences[n] for n in numbers]
        places = dict.fromkeys(
            (c.document_id, number)
            for c in chosen
            for number in (
                *self._openings[c.document_id], *range(c.sentence - _BEFORE, c.sentence)
            )
        )  # fmt: skip
        before = [self._quotes[place] for place in places if place in self._quotes]
        context = " ".join(dict.fromkeys(self._contexts.get(n, "") for n in numbers))
        return Source(" ".join(c.quote for c in chosen), " ".join(before), context)


def _segments(
    kept: Sequence[tuple[Statement, tuple[int, ...]]], order: Sequence[int]
) -> Iterator[Segment]:
    """Yield the statements, with markers by the order in which sentences are cited first."""
    for place, (statement, numbers) in enumerate(kept):
        gap = "" if not place else "\n" if statement.opens else " "
        ended = statement.text if ends_sentence(statement.text) else f"{statement.text}."
        markers = tuple(sorted(order.index(number) + 1 for number in numbers))
        yield Segment(f"{gap}{ended}", markers)


def _citations(
    kept: Sequence[tuple[Statement, tuple[int, ...]]],
    order: Sequence[int],
    sentences: Mapping[int, Citation],
) -> tuple[Citation, ...]:
    """Return the cited sentences with their markers and the words that the statements share."""
    spans: dict[int, list[tuple[int, int]]] = {number: [] for number in order}
    for statement, numbers in kept:
        for number in numbers:
            spans[number].append(_common(statement.text, sentences[number]))
    return tuple(
        replace(sentences[number], marker=marker, spans=_apart(spans[number]))
        for marker, number in enumerate(order, start=1)
    )


def _common(statement: str, citation: Citation) -> tuple[int, int]:
    """From the first to the last word of a cited sentence that the statement has too."""
    ours = parse(statement).stem_set
    shared = [t for t in parse(citation.quote).tokens if ours.intersection(content_stems(t.text))]
    if not shared:
        return citation.start, citation.end
    last = shared[-1]
    return citation.start + shared[0].start, citation.start + last.start + len(last.text)


def _apart(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
