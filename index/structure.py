"""Plain text that is kept to the letter -> blocks by offsets into it.

What each line is and what it hangs on is found by the rules for files in plain text. A file's
text is then put together from its blocks; here a block is where its lines stand.
"""

from collections.abc import Iterator
from dataclasses import replace

from index.block import Block, BlockKind, Draft
from index.readers.text_blocks import add_lines
from index.readers.text_lines import PLACEHOLDER


def infer_blocks(text: str) -> tuple[Block, ...]:
    """Cut a text into blocks and find what each hangs on.

    Together they hold every visible character: lines that no block stands on, such as the rule
    below the head of a table, are boilerplate.

    >>> blocks = infer_blocks("# Rules\\n\\nYou must:\\n- sign\\n- pay")
    >>> [(b.kind.value, b.parent) for b in blocks]
    [('heading', None), ('paragraph', 0), ('list item', 1), ('list item', 1)]
    """
    draft = Draft()
    add_lines(draft, [line.replace(PLACEHOLDER, "").rstrip() for line in text.split("\n")])
    lines = list(_find_lines(text))
    blocks: list[Block] = []
    places: dict[int, int] = {}  # of a block of the draft -> among the blocks
    done = 0  # lines that blocks stand on so far
    for place, block in enumerate(draft.blocks):
        first, end = block.lines
        if first < done:  # one of several fields in a line, which make up one block
            places[place] = len(blocks) - 1
            blocks[-1] = replace(blocks[-1], end=max(blocks[-1].end, lines[end - 1][1]))
            continue
        blocks += _fill(lines[done:first])
        places[place] = len(blocks)
        parent = None if block.parent is None else places[block.parent]
        start, stop = lines[first][0], lines[end - 1][1]
        blocks.append(Block(block.kind, start, stop, block.level, parent))
        done = end
    return (*blocks, *_fill(lines[done:]))


def _find_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends, without the white space around it."""
    position = 0
    for line in text.split("\n"):
        start = position + len(line) - len(line.lstrip())
        yield start, max(start, position + len(line.rstrip()))
        position += len(line) + 1


def _fill(lines: list[tuple[int, int]]) -> Iterator[Block]:
    """Yield the lines that aren't empty as boilerplate."""
    return (Block(BlockKind.BOILERPLATE, *line) for line in lines if line[0] < line[1])
