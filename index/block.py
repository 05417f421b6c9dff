"""Blocks: the pieces that every format is turned into, each knowing what it hangs on.

A document is a tree of blocks. A paragraph hangs on its heading, a heading on the one above it,
a list item on the sentence that leads in or on the item that it belongs to, a table's row on the
row of its column heads, those on the caption, an answer of an FAQ on its question.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum


class BlockKind(StrEnum):
    """Kind of a block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_HEAD = "table head"
    TABLE_ROW = "table row"
    CAPTION = "caption"
    QUESTION = "question"
    TURN = "turn"
    FOOTNOTE = "footnote"
    CODE = "code"
    FORM_FIELD = "form field"
    METADATA = "metadata"
    BOILERPLATE = "boilerplate"


CELL_SEPARATOR = " | "
"""Joins the cells of a table's row in the text."""

NO_LINES = 0, 0
"""Lines of a block that isn't out of a plain text."""

_SEPARATOR = re.compile(r"(?<!\S)\|(?!\S)")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, around a line of text.

    ``page`` counts from 1; the sides are in PDF points from the top left corner of the page as it
    is shown, after its rotation. ``start`` is where the line begins, a character offset into
    ``Document.text``; in a draft, into its block's text. The line ends where a later one begins,
    or with its block: boxes of a block with one ``start`` are all around the same text.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    start: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table's row: a character offset into the row, and the text."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A span of a document's text that begins and ends with a visible character.

    Attributes:
        kind: what it is.
        start: half-open character offset into ``Document.text``.
        end: exclusive.
        level: of a heading from 1, the highest; of a list item its depth from 1; else 0.
        parent: place, among the document's blocks, of the block that it hangs on; it comes
            earlier. None at the top.
        boxes: where it stands on pages, one box a line, for formats that have pages.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    parent: int | None = None
    boxes: tuple[Box, ...] = ()

    def find_boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Return the boxes of the lines that a span of the document's text touches."""
        starts = [box.start for box in self.boxes]
        ends = [*starts, self.end]
        return tuple(
            box
            for box in self.boxes
            if box.start < end and start < ends[bisect_right(starts, box.start)]
        )


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A block before its document's text is put together: ``text`` in place of offsets.

    The text of a row of a table is its cells, joined by ``CELL_SEPARATOR``. Code and addresses
    may have several lines. ``lines`` are the first, from 0, and the end, exclusive, of those
    of a plain text that it stands on.
    """

    kind: BlockKind
    text: str
    level: int = 0
    parent: int | None = None
    boxes: tuple[Box, ...] = ()
    lines: tuple[int, int] = NO_LINES


@dataclass(slots=True)
class Draft:
    """Content of a file, in reading order, before it has offsets.

    Attributes:
        title: empty if the file names none.
        blocks: the blocks so far.
        metadata: what the file says about itself by lower-case names such as "author", "date",
            "language", "pages".
        open_headings: places of the headings that the next block stands under, from the highest;
            save and restore it around what has headings of its own, such as an aside.
        lines: first and end, exclusive, of those of a plain text that the next block stands on.
    """

    title: str = ""
    blocks: list[DraftBlock] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    open_headings: list[int] = field(default_factory=list)
    lines: tuple[int, int] = NO_LINES

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int = 0,
        parent: int | None = None,
        boxes: tuple[Box, ...] = (),
    ) -> int:
        """Append a block; without a parent it hangs on the last heading above it.

        A text without visible characters is passed over: then the place of the parent, or of the
        last block, is returned. A parent that isn't there, as none is in an empty draft, counts
        as none.

        Returns:
            The block's place, for those that hang on it.
        """
        if not text.strip():
            return parent if parent is not None else max(0, len(self.blocks) - 1)
        if kind is BlockKind.HEADING:
            while self.open_headings and self.blocks[self.open_headings[-1]].level >= level:
                self.open_headings.pop()
        if parent is None or parent >= len(self.blocks):
            parent = self.open_headings[-1] if self.open_headings else None
        boxes = shift_boxes(boxes, len(text.lstrip()) - len(text))
        self.blocks.append(DraftBlock(kind, text.strip(), level, parent, boxes, self.lines))
        if kind is BlockKind.HEADING:
            self.open_headings.append(len(self.blocks) - 1)
        return len(self.blocks) - 1


def shift_boxes(boxes: Iterable[Box], by: int) -> tuple[Box, ...]:
    """Return the boxes with their starts moved, none to before the text's beginning."""
    return tuple(replace(box, start=max(0, box.start + by)) for box in boxes)


def first_page(boxes: Sequence[Box]) -> int | None:
    """Return the page that the first of the boxes is on; None if there are none."""
    return boxes[0].page if boxes else None


def split_cells(row: str) -> list[str]:
    """Return the cells of a table's row, without the spaces around them.

    >>> split_cells("| 2022 |  | 4.1")
    ['', '2022', '', '4.1']
    """
    return [cell.text for cell in find_cells(row)]


def find_cells(row: str) -> list[Cell]:
    """Return the cells of a table's row, empty ones included, with where they begin.

    >>> [cell.start for cell in find_cells("| 2022 |  | 4.1")]
    [0, 2, 8, 12]
    """
    cells, position = [], 0
    for separator in [*_SEPARATOR.finditer(row), None]:
        end = separator.start() if separator else len(row)
        text = row[position:end]
        start = position + len(text) - len(text.lstrip())
        cells.append(Cell(start if text.strip() else position, text.strip()))
        position = separator.end() if separator else end
    return cells


def ancestors(blocks: Sequence[Block], place: int) -> Iterator[int]:
    """Yield the places of the blocks that a block hangs on, the nearest first."""
    parent = blocks[place].parent
    while parent is not None:
        yield parent
        parent = blocks[parent].parent
