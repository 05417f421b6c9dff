"""Passages: overlapping windows of sentences that are embedded, searched and read."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.block import Block, BlockKind, ancestors
from index.context import read_block, with_context
from index.document import Document
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
    sentence longer than a window is cut: its passages then share its number. ``headings`` are the
    texts of what all of its sentences hang on and what isn't in the passage itself, the outermost
    first: headings, the question of an FAQ, a lead-in, the heads of a table's columns.
    """

    document_id: str
    start: int
    end: int
    first_sentence: int
    last_sentence: int
    headings: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The headings as one path."""
        return " > ".join(self.headings)


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
    """A sentence, or a part of an overlong one, with its block and its length in tokens."""

    start: int
    end: int
    sentence: int
    block: int
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
    document: Document, sentences: Sequence[Sentence], count_tokens: CountTokens
) -> list[Passage]:
    """Cut a document into passages of up to ``WINDOW_TOKENS`` tokens.

    Neighbouring passages share a sentence or two. None crosses a heading, boilerplate, or the
    border of a table, of a form's fields or of the metadata. Headings go with the passages below
    them, boilerplate goes into none.

    Args:
        document: the document.
        sentences: all its sentences, in order, as ``split_sentences`` returns them.
        count_tokens: the embedding model's token counter.

    Returns:
        The passages in reading order; together they cover every sentence of kind ``SENTENCE`` or
        ``METADATA``.
    """
    text = document.text
    places = find_block_places(document.blocks, sentences)
    texts = [
        with_context(text, document.blocks, place, (s.start, s.end))
        for place, s in zip(places, sentences, strict=True)
    ]
    tokens = iter(count_tokens(texts))
    passages: list[Passage] = []
    run: list[_Piece] = []
    for sentence, place in zip(sentences, places, strict=True):
        length = next(tokens)
        if run and _group_of(document, place) != _group_of(document, run[-1].block):
            passages.extend(_cut(document, run))
            run = []
        if sentence.kind in (Kind.SENTENCE, Kind.METADATA):
            run.extend(_pieces(text, sentence, place, length, count_tokens))
        else:
            passages.extend(_cut(document, run))
            run = []
    passages.extend(_cut(document, run))
    return passages


def find_block_places(blocks: Sequence[Block], sentences: Sequence[Sentence]) -> list[int]:
    """Return for each sentence the place of the block that it is in; both come in order."""
    starts = [block.start for block in blocks]
    return [bisect_right(starts, sentence.start) - 1 for sentence in sentences]


def _group_of(document: Document, place: int) -> tuple[BlockKind, int | None]:
    """Return what a block has in common with those that it may share a passage with.

    Rows under the same column heads go together, fields of a form, and metadata; and all the rest.
    """
    block = document.blocks[place]
    if block.parent is not None and document.blocks[block.parent].kind is BlockKind.TABLE_HEAD:
        return BlockKind.TABLE_ROW, block.parent
    is_field = block.kind in (BlockKind.FORM_FIELD, BlockKind.METADATA)
    return block.kind if is_field else BlockKind.PARAGRAPH, None


def _cut(document: Document, pieces: Sequence[_Piece]) -> Iterator[Passage]:
    first = 0
    while first < len(pieces):
        last, used = first, pieces[first].tokens
        while last + 1 < len(pieces) and used + pieces[last + 1].tokens <= WINDOW_TOKENS:
            last += 1
            used += pieces[last].tokens
        yield Passage(
            document.id,
            pieces[first].start,
            pieces[last].end,
            pieces[first].sentence,
            pieces[last].sentence,
            _headings(document, pieces[first : last + 1]),
        )
        if last + 1 == len(pieces):
            return
        first = _next_first(pieces, first, last)


def _headings(document: Document, pieces: Sequence[_Piece]) -> tuple[str, ...]:
    """Return the context that all pieces share, without what is in the passage itself."""
    blocks = document.blocks
    own = dict.fromkeys(piece.block for piece in pieces)
    first, *others = own
    context = [place for place in ancestors(blocks, first) if place not in own]
    for place in others:
        above = set(ancestors(blocks, place))
        context = [shared for shared in context if shared in above]
    return tuple(read_block(document.text, blocks[place]) for place in reversed(context))


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
    text: str, sentence: Sentence, block: int, tokens: int, count_tokens: CountTokens
) -> Iterator[_Piece]:
    """Yield the sentence itself, or parts of an overlong one, cut at spaces where there are any."""
    if tokens <= WINDOW_TOKENS:
        yield _Piece(sentence.start, sentence.end, sentence.number, block, tokens)
        return
    # A quarter below the average, since tokens aren't spread evenly.
    length = max(1, (sentence.end - sentence.start) * WINDOW_TOKENS * 3 // (tokens * 4))
    spans = list(pairwise(_bounds(text, sentence.start, sentence.end, length)))
    counts = count_tokens([text[start:end] for start, end in spans])
    for (start, end), count in zip(spans, counts, strict=True):
        yield _Piece(start, end, sentence.number, block, count)


def _bounds(text: str, start: int, end: int, length: int) -> Iterator[int]:
    """Offsets that cut ``text[start:end]`` into parts of at most ``length`` characters."""
    yield start
    while end - start > length:
        space = text.rfind(" ", start + length // 2, start + length)
        start = space + 1 if space != -1 else start + length
        yield start
    yield end
