"""Context of blocks: what stands in front of a sentence for search and for the reader.

A sentence like "Four years." says nothing without the headings above it, a list item nothing
without its lead-in, a table's cell nothing without the head of its column.
"""

from collections.abc import Sequence

from index.block import CELL_SEPARATOR, Block, BlockKind, ancestors


def context_of(text: str, blocks: Sequence[Block], place: int) -> tuple[str, ...]:
    """Return the texts of the blocks that a block hangs on, the outermost first."""
    above = [blocks[parent] for parent in ancestors(blocks, place)]
    return tuple(read_block(text, block) for block in reversed(above))


def read_block(text: str, block: Block) -> str:
    """Return the text of a block on one line, of a heading without its signs."""
    content = " ".join(text[block.start : block.end].split())
    if block.kind is BlockKind.HEADING:
        content = content.lstrip("#").strip().strip("*_")
    return content


def with_context(text: str, blocks: Sequence[Block], place: int, sentence: str) -> str:
    """Return a sentence as it is embedded: behind its context, where it needs one.

    Args:
        text: the document's text.
        blocks: its blocks.
        place: of the block that the sentence is in.
        sentence: its text.
    """
    block = blocks[place]
    if block.kind is BlockKind.BOILERPLATE or block.parent is None:
        return sentence
    parent = blocks[block.parent]
    if block.kind is BlockKind.TABLE_ROW and parent.kind is BlockKind.TABLE_HEAD:
        return _name_cells(read_block(text, parent), sentence)
    if parent.kind is BlockKind.HEADING:
        return sentence
    return f"{read_block(text, parent)} {sentence}"


def _name_cells(head: str, row: str) -> str:
    """Put the head of its column before each cell: "Year: 2022, Profit: 4.1"."""
    heads, cells = head.split(CELL_SEPARATOR), row.split(CELL_SEPARATOR)
    if len(heads) != len(cells):
        return f"{head} {row}"
    pairs = zip(heads, cells, strict=True)
    return ", ".join(f"{name}: {cell}" if name else cell for name, cell in pairs if cell)
