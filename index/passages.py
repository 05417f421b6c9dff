"""Passages: overlapping windows of sentences that are embedded, searched and read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.sentences import Kind, Sentence

WINDOW_TOKENS = 200
"""Most tokens in a passage; all-MiniLM-L6-v2 reads 256, which leaves room for title and heading."""

OVERLAP_TOKENS = WINDOW_TOKENS // 4
OVERLAP_SENTENCES = 2

CountTokens = Callable[[Sequence[str]], list[int]]
"""Texts to their lengths in tokens of the embedding model."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A window of whole sentences of one document.

    ``start`` and ``end`` are half-open character offsets into ``Document.text``;
    ``first_sentence`` and ``last_sentence`` are sentence numbers, both inclusive. Only a
    sentence longer than a window is cut: its passages then share its number.
    """

    document_id: str
    start: int
    end: int
    first_sentence: int
    last_sentence: int
    heading: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that a search found.

    Attributes:
        passage: where it stands.
        text: its text.
        score: higher is better.
        similarities: of each of its sentences the cosine with the question.
    """

    passage: Passage
    text: str
    score: float
    similarities: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence, or a part of an overlong one, with its length in tokens."""

    start: int
    end: int
    sentence: int
    tokens: int


def find_sentence_spans(passage: Passage, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Return the spans of a passage's sentences; of an overlong one, the part in the passage.

    Args:
        passage: the passage.
        sentences: all sentences of its document.

    Returns:
        Half-open character offsets into the document's text, in order.
    """
    own = sentences[passage.first_sentence - 1 : passage.last_sentence]
    return [(max(s.start, passage.start), min(s.end, passage.end)) for s in own]


def split_passages(
    document_id: str, text: str, sentences: Sequence[Sentence], count_tokens: CountTokens
) -> list[Passage]:
    """Cut a document into passages of up to ``WINDOW_TOKENS`` tokens.

    Neighbouring passages share a sentence or two. None crosses a heading or boilerplate;
    headings go with the passages below them, boilerplate goes into none.

    Args:
        document_id: the document's id, copied into each passage.
        text: the document's text.
        sentences: all its sentences, in order, as ``split_sentences`` returns them.
        count_tokens: the embedding model's token counter.

    Returns:
        The passages in reading order; together they cover every sentence of kind ``SENTENCE``.
    """
    tokens = iter(count_tokens([text[s.start : s.end] for s in sentences]))
    passages: list[Passage] = []
    heading = ""
    run: list[_Piece] = []
    for sentence in sentences:
        length = next(tokens)
        if sentence.kind is Kind.SENTENCE:
            run.extend(_pieces(text, sentence, length, count_tokens))
            continue
        passages.extend(_cut(document_id, heading, run))
        run = []
        if sentence.kind is Kind.HEADING:
            heading = text[sentence.start : sentence.end].lstrip("#").strip()
    passages.extend(_cut(document_id, heading, run))
    return passages


def _cut(document_id: str, heading: str, pieces: Sequence[_Piece]) -> Iterator[Passage]:
    first = 0
    while first < len(pieces):
        last, used = first, pieces[first].tokens
        while last + 1 < len(pieces) and used + pieces[last + 1].tokens <= WINDOW_TOKENS:
            last += 1
            used += pieces[last].tokens
        yield Passage(
            document_id,
            pieces[first].start,
            pieces[last].end,
            pieces[first].sentence,
            pieces[last].sentence,
            heading,
        )
        if last + 1 == len(pieces):
            return
        first = _next_first(pieces, first, last)


def _next_first(pieces: Sequence[_Piece], first: int, last: int) -> int:
    """Return where the next window begins: up to two sentences back, if it still moves on."""
    room = min(OVERLAP_TOKENS, WINDOW_TOKENS - pieces[last + 1].tokens)
    begin = last + 1
    while begin - 1 > first and last + 1 - begin < OVERLAP_SENTENCES:
        room -= pieces[begin - 1].tokens
        if room < 0:
            break
        begin -= 1
    return begin


def _pieces(
    text: str, sentence: Sentence, tokens: int, count_tokens: CountTokens
) -> Iterator[_Piece]:
    """Yield the sentence itself, or parts of an overlong one, cut at spaces where there are any."""
    if tokens <= WINDOW_TOKENS:
        yield _Piece(sentence.start, sentence.end, sentence.number, tokens)
        return
    # A quarter below the average, since tokens aren't spread evenly.
    length = max(1, (sentence.end - sentence.start) * WINDOW_TOKENS * 3 // (tokens * 4))
    spans = list(pairwise(_bounds(text, sentence.start, sentence.end, length)))
    counts = count_tokens([text[start:end] for start, end in spans])
    for (start, end), count in zip(spans, counts, strict=True):
        yield _Piece(start, end, sentence.number, count)


def _bounds(text: str, start: int, end: int, length: int) -> Iterator[int]:
    """Offsets that cut ``text[start:end]`` into parts of at most ``length`` characters."""
    yield start
    while end - start > length:
        space = text.rfind(" ", start + length // 2, start + length)
        start = space + 1 if space != -1 else start + length
        yield start
    yield end
