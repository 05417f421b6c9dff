"""Lines that each begin with a date, as the rows of a table: logs, diaries, minutes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from index import Document
from index.block import Block, BlockKind, Cell, ancestors
from index.context import read_block
from qa.computing.kinds import ValueKind
from qa.computing.tables import Row, RowTable
from qa.computing.values import read_value
from qa.computing.words import find_lemmas

HEADS = ("Date", "Event")
"""Heads of such a table."""

_LINES = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FORM_FIELD)
_FEWEST_LINES = 3
_LINE = re.compile(
    r"(?:[-*+•‣◦▪·]\s+)?(?P<date>[^:–—|]{4,30}?)(?::|\s[–—-])\s+(?P<event>\S.*)", re.DOTALL
)


def find_dated_lines(document: Document) -> Iterator[RowTable]:
    """Yield the lines that begin with a date, those under one heading as one table."""
    groups: dict[int | None, list[Row]] = defaultdict(list)
    for block in document.blocks:
        if row := _read_line(document, block):
            groups[block.parent].append(row)
    for parent, rows in groups.items():
        if len(rows) >= _FEWEST_LINES:
            yield RowTable(document, HEADS, tuple(rows), (), _find_above(document, parent))


def _read_line(document: Document, block: Block) -> Row | None:
    line = _LINE.fullmatch(document.text, block.start, block.end)
    value = read_value(line["date"]) if line else None
    if block.kind not in _LINES or not line or not value or value.kind is not ValueKind.DATE:
        return None
    cells = (Cell(line.start(name) - block.start, line[name]) for name in ("date", "event"))
    return Row(block.start, tuple(cells))


def _find_above(document: Document, parent: int | None) -> frozenset[str]:
    places: Sequence[int] = []
    if parent is not None:
        places = [parent, *ancestors(document.blocks, parent)]
    above = " ".join(read_block(document.text, document.blocks[place]) for place in places)
    return frozenset(find_lemmas(f"{document.title} {above}"))
