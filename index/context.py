"""Context of blocks: what stands in front of a sentence for search and for the reader.

A sentence like "Four years." says nothing without the headings above it, a list item nothing
without its lead-in, a table's cell nothing without the head of its column.
"""

import re
from collections.abc import Sequence

from index.block import Block, BlockKind, ancestors, split_cells
from index.note_marks import blank_note_marks
from index.speakers import find_speaker

MAX_CONTEXT_CHARACTERS = 300
"""Most characters of one block that stand as context of others."""

# A heading that asks, over what answers it.
_ASKS = re.compile(r"(?i)[?？؟]\Z|\A(?:\d[\d.]*\s+)?how to\b")
_LONGEST_HEAD, _LONGEST_COLUMN_NAME = 3_000, 100  # characters that each row is given, at most


def context_of(text: str, blocks: Sequence[Block], place: int) -> tuple[str, ...]:
    """Return the texts of the blocks that a block hangs on, the outermost first."""
    above = [blocks[parent] for parent in ancestors(blocks, place)]
    return tuple(read_block(text, block) for block in reversed(above))


def read_block(text: str, block: Block) -> str:
    """Return the text of a block on one line, of a heading without its signs.

    Of a block over ``MAX_CONTEXT_CHARACTERS``, its beginning, but the end of a paragraph or of a
    list item, where it leads in to what follows.
    """
    start, end = block.start, block.end
    if end - start > MAX_CONTEXT_CHARACTERS:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            start = end - MAX_CONTEXT_CHARACTERS
            start = max(start, text.find(" ", start, end))
        else:
            end = start + MAX_CONTEXT_CHARACTERS
            end = max(start + 1, text.rfind(" ", start, end)) if " " in text[start:end] else end
    content = " ".join(text[start:end].split())
    if block.kind is BlockKind.HEADING:
        content = content.lstrip("#").strip().strip("*_")
    return content


def with_context(text: str, blocks: Sequence[Block], place: int, span: tuple[int, int]) -> str:
    """Return a sentence as it is embedded: behind its context, where it needs one.

    Args:
        text: the document's text.
        blocks: its blocks.
        place: of the block that the sentence is in.
        span: half-open character offsets of the sentence, or of a part of it.
    """
    block = blocks[place]
    sentence = blank_note_marks(text[slice(*span)])
    if block.kind is BlockKind.BOILERPLATE:
        return sentence
    if block.kind is BlockKind.TURN and span[0] > block.start:
        sentence = f"{_name_speaker(text, block)}: {sentence}"
    if block.parent is None:
        return sentence
    parent = blocks[block.parent]
    if block.kind is BlockKind.TABLE_ROW and parent.kind is BlockKind.TABLE_HEAD:
        return _name_cells(text, parent, sentence)
    if parent.kind is BlockKind.TURN and block.kind is not BlockKind.TURN:
        return f"{_name_speaker(text, parent)}: {sentence}"
    heading = read_block(text, parent)
    if parent.kind is BlockKind.HEADING and not _ASKS.search(heading):
        return sentence
    return f"{heading} {sentence}"


def _name_speaker(text: str, turn: Block) -> str:
    return text[slice(*find_speaker(text, turn.start, turn.end))]


def _name_cells(text: str, head: Block, row: str) -> str:
    """Put the head of its column before each cell: "Year: 2022, Profit: 4.1"."""
    if head.end - head.start > _LONGEST_HEAD:
        return f"{read_block(text, head)} {row}"
    cells = split_cells(row)
    names = [name[:_LONGEST_COLUMN_NAME] for name in split_cells(text[head.start : head.end])]
    if len(names) != len(cells):
        return f"{read_block(text, head)} {row}"
    pairs = zip(names, cells, strict=True)
    return ", ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)
