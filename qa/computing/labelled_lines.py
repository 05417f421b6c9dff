"""Lines that each name a thing and list the same of it: "Chess: Mondays, Mr Ray, free"."""

import re
from collections.abc import Iterator

from index import Document
from index.block import BlockKind, Cell, ancestors
from index.context import read_block
from qa.computing.tables import Row, RowTable
from qa.computing.words import find_lemmas

_LINES = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FORM_FIELD)
_FEWEST_LINES = 3
_FEWEST_CELLS = 3
_LINE = re.compile(r"(?:[-*+•‣◦▪·]\s+)?[*_]{0,2}(?P<name>[^:.?!|\n]{2,50}):[*_]{0,2}\s")
_CELL = re.compile(r"[^\s,;][^,;\n]{0,60}")


def find_labelled_lines(document: Document) -> Iterator[RowTable]:
    """Yield lines that follow one another, with a label and as many parts each, as a table."""
    rows: list[Row] = []
    parent = None
    for block in document.blocks:
        row = _read_line(document.text[block.start : block.end], block.start)
        is_line = row is not None and block.kind in _LINES
        if rows and not (is_line and row and _goes_on(rows[-1], row) and block.parent == parent):
            yield from _make_table(document, rows, parent)
            rows = []
        if is_line and row:
            rows.append(row)
            parent = block.parent
    yield from _make_table(document, rows, parent)


def _read_line(text: str, start: int) -> Row | None:
    line = _LINE.match(text)
    if line is None or "\n" in text:
        return None
    name = Cell(line.start("name"), line["name"])
    parts = (Cell(m.start(), m[0].rstrip(" .")) for m in _CELL.finditer(text, line.end()))
    return Row(start, (name, *parts))


def _goes_on(last: Row, row: Row) -> bool:
    return len(row.cells) == len(last.cells) >= _FEWEST_CELLS


def _make_table(document: Document, rows: list[Row], parent: int | None) -> Iterator[RowTable]:
    if len(rows) < _FEWEST_LINES:
        return
    places = () if parent is None else (parent, *ancestors(document.blocks, parent))
    above = " ".join(read_block(document.text, document.blocks[place]) for place in places)
    lemmas = frozenset(find_lemmas(f"{document.title} {above}"))
    heads = ("",) * len(rows[0].cells)
    yield RowTable(document, heads, tuple(rows), (), lemmas, key_place=0)
