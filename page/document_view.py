"""A document as it is drawn: headings, paragraphs, lists and tables, out of its blocks."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from index import Corpus, Document, Sentence
from index.block import Block, BlockKind, find_cells

MAX_FOUND = 500
"""Places that are listed where a text stands in a document more often."""

_MARKER = re.compile(
    r"(?:[-*+•‣◦–☐☒]|\d{1,3}(?:\.\d{1,3})+\.?|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)])\s+"
)
_HEADING_MARKS = re.compile(r"#{1,6}\s+")
_TAGS = {
    BlockKind.HEADING: "h3",
    BlockKind.QUESTION: "h4",
    BlockKind.LIST_ITEM: "li",
    BlockKind.TABLE_HEAD: "tr",
    BlockKind.TABLE_ROW: "tr",
    BlockKind.CODE: "pre",
}
_GROUPS = {"li": "ul", "tr": "table"}
_PARTS = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence's text.

    Attributes:
        text: as it stands in the document.
        at: where it begins in the sentence.
        css: class that it is drawn by, if any.
    """

    text: str
    at: int = 0
    css: str = ""


@dataclass(frozen=True, slots=True)
class SentenceView:
    """Sentence as it is drawn.

    Attributes:
        gap: the white space before it.
        anchor: its id.
        kind: the name of its kind.
        pieces: its text.
        boxes: where it stands on pages, as the page's script reads it.
    """

    gap: str
    anchor: Markup
    kind: str
    pieces: tuple[Piece, ...]
    boxes: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """Block as it is drawn.

    Attributes:
        tag: of its HTML element.
        css: its class.
        page: number of the page that begins with it, else None.
        sentences: what stands in it.
    """

    tag: str
    css: str
    page: int | None
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Blocks that one element holds: "ul", "table", or none where ``tag`` is empty."""

    tag: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Line of a document's outline: its text, level and anchor."""

    text: str
    level: int
    anchor: Markup


def anchor_of(document_id: str, sentence: int) -> Markup:
    """Return the id under which a sentence stands in its document's HTML."""
    return Markup(f"s-{document_id[:12]}-{sentence}")


Spans = Sequence[tuple[int, int]]
"""Half-open character offsets into a document's text, in order, none over another."""


def view_blocks(
    document: Document, sentences: Sequence[Sentence], words: Spans = ()
) -> list[GroupView]:
    """Turn sentences of a document into what is drawn; a title that opens it is left out.

    Args:
        document: the document.
        sentences: the sentences to draw, in order.
        words: words in them that are pieces of their own, of the class "word".
    """
    views = list(_view_each(document, sentences, words))
    return [
        GroupView(tag, tuple(blocks))
        for tag, blocks in groupby(views, key=lambda view: _GROUPS.get(view.tag, ""))
    ]


def part_groups(groups: Sequence[GroupView]) -> list[list[GroupView]]:
    """Part a document, so that a browser draws only the parts that are seen."""
    return [list(groups[i : i + _PARTS]) for i in range(0, len(groups), _PARTS)]


def outline(document: Document, sentences: Sequence[Sentence]) -> list[Heading]:
    """List the headings of a document."""
    starts = {block.start: block for block in document.blocks if block.kind is BlockKind.HEADING}
    return [
        Heading(
            _HEADING_MARKS.sub("", document.text[sentence.start : sentence.end]),
            starts[sentence.start].level,
            anchor_of(document.id, sentence.number),
        )
        for sentence in sentences
        if sentence.start in starts
    ]


def find_places(corpus: Corpus, document_id: str, text: str) -> list[str]:
    """Return where a text stands in a document, large and small letters alike.

    Each place is what a link to it leads to, as ``rendering.target_of`` writes it; of a text that
    runs over two sentences, the part in the first.
    """
    document, sentences = corpus.document(document_id), corpus.sentences(document_id)
    starts = [sentence.start for sentence in sentences]
    places = []
    for match in re.finditer(re.escape(text), document.text, re.IGNORECASE):
        sentence = sentences[max(0, bisect_right(starts, match.start()) - 1)]
        begin = match.start() - sentence.start
        end = min(match.end(), sentence.end) - sentence.start
        places.append(f"{anchor_of(document_id, sentence.number)}:{begin}-{end}")
    return places[:MAX_FOUND]


def _view_each(
    document: Document, sentences: Sequence[Sentence], words: Spans
) -> Iterator[BlockView]:
    page = None
    for block, within in _by_block(document.blocks, sentences):
        text = document.text[block.start : block.end]
        if within[0].number == 1 and _is_title(block, text, document.title):
            continue
        if block.kind is BlockKind.BOILERPLATE and not any(map(str.isalnum, text)):
            continue  # the rule below the head of a table, a row of stars
        begins = within[0].page if within[0].page != page else None
        page = within[0].page or page
        yield BlockView(
            _TAGS.get(block.kind, "p"),
            _name_class(block),
            begins,
            tuple(_view_sentences(document, block, within, words)),
        )


def _is_title(block: Block, text: str, title: str) -> bool:
    return block.kind is BlockKind.HEADING and _HEADING_MARKS.sub("", text) == title


def _by_block(
    blocks: Sequence[Block], sentences: Sequence[Sentence]
) -> Iterator[tuple[Block, list[Sentence]]]:
    """Yield each block that one of the sentences stands in, with those that do."""
    remaining = iter(sentences)
    sentence = next(remaining, None)
    for block in blocks:
        within = []
        while sentence and sentence.start < block.end:
            if sentence.start >= block.start:
                within.append(sentence)
            sentence = next(remaining, None)
        if within:
            yield block, within


def _name_class(block: Block) -> str:
    name = block.kind.value.replace(" ", "-")
    return f"{name} level-{min(block.level, 6)}" if block.level else name


def _view_sentences(
    document: Document, block: Block, sentences: Sequence[Sentence], words: Spans
) -> Iterator[SentenceView]:
    end = block.start
    is_row = _TAGS.get(block.kind) == "tr"  # its pieces are its cells
    for sentence in sentences:
        text = document.text[sentence.start : sentence.end]
        yield SentenceView(
            document.text[end : sentence.start],
            anchor_of(document.id, sentence.number),
            sentence.kind.value,
            tuple(
                part
                for piece in _cut_pieces(block.kind, text, is_first=sentence.start == block.start)
                for part in _cut_words(piece, sentence.start, () if is_row else words)
            ),
            ";".join(
                f"{b.page} {b.left:.1f} {b.top:.1f} {b.right:.1f} {b.bottom:.1f}"
                for b in sentence.boxes
            ),
        )
        end = sentence.end


def _cut_pieces(kind: BlockKind, text: str, *, is_first: bool) -> Iterator[Piece]:
    if kind in (BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW):
        yield from _cut_cells(text)
        return
    marks = {BlockKind.LIST_ITEM: _MARKER, BlockKind.HEADING: _HEADING_MARKS}.get(kind)
    marker = marks.match(text) if marks and is_first else None
    if marker is None:
        yield Piece(text)
        return
    yield Piece(marker[0], 0, "marker")
    yield Piece(text[marker.end() :], marker.end())


def _cut_cells(row: str) -> Iterator[Piece]:
    """Yield the cells of a row; the bars that frame it make no cells of their own."""
    cells = find_cells(row)
    first = 1 if row.startswith("|") and len(cells) > 1 else 0
    last = -1 if row.endswith("|") and len(cells) > first + 1 else None
    for cell in cells[first:last]:
        yield Piece(cell.text, cell.start)


def _cut_words(piece: Piece, sentence_start: int, words: Spans) -> Iterator[Piece]:
    """Cut out of a piece the words that are to be seen in it."""
    begin, done = sentence_start + piece.at, 0
    for start, end in words:
        start, end = max(done, start - begin), min(len(piece.text), end - begin)
        if start < end:
            if done < start:
                yield Piece(piece.text[done:start], piece.at + done, piece.css)
            yield Piece(piece.text[start:end], piece.at + start, "word")
            done = end
    if done < len(piece.text) or not piece.text:
        yield Piece(piece.text[done:], piece.at + done, piece.css)
