"""Tables of an HTML tree: which ones hold data, and their cells in a grid."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import lxml.etree  # type: ignore[import-untyped]

from index.readers.html_tree import is_hidden
from index.whitespace import collapse_spaces

_MOST_COLUMNS = 200
_MOST_ROWS_SPANNED = 10_000
_LONGEST_CELL = 1_500  # characters; longer ones lay out a page
_PARTS = ("thead", "tbody", "tfoot")
_NUMBER = re.compile(r"\d{1,6}")

ReadCell = Callable[[Any], str]


def find_outer_tables(tree: Any) -> set[Any]:
    """Return the tables that have tables within."""
    outer: set[Any] = set()
    open_tables: list[Any] = []
    for event, table in lxml.etree.iterwalk(tree, events=("start", "end"), tag="table"):
        if event == "start":
            if open_tables:
                outer.add(open_tables[-1])
            open_tables.append(table)
        else:
            open_tables.pop()
    return outer


def is_layout(table: Any, outer_tables: set[Any]) -> bool:
    """Say whether a table only lays out a page: then its cells are read like boxes."""
    rows = list(_rows(table))
    headed = any(cell.tag == "th" for row, _ in rows for cell in row)
    if table.get("role") in ("presentation", "none") or (table in outer_tables and not headed):
        return True
    if not rows or max(len(row) for row, _ in rows) < 2:
        return True
    if not _is_well_formed(table):
        return True
    if any(True for _ in table.iter("h1", "h2", "h3", "h4", "h5", "h6", "pre")):
        return True
    return not headed and any(
        len("".join(cell.itertext())) > _LONGEST_CELL for row, _ in rows for cell in row
    )


def read_grid(table: Any, read_cell: ReadCell) -> tuple[list[list[str]], int, list[list[Any]]]:
    """Return a table's cells by row and column, and how many rows from the top are heads.

    A cell that spans several columns or rows stands in the first; in rows of heads, in each.

    Returns:
        The texts, the number of rows of heads, and the elements of each row.
    """
    grid: list[list[str]] = []
    elements: list[list[Any]] = []
    spanned: dict[int, int] = {}  # column -> rows still to come
    heads, counting = 0, True
    for row, part in _rows(table):
        cells = [cell for cell in row if cell.tag in ("td", "th") and not is_hidden(cell)]
        is_head = counting and _is_head(cells, part, heads)
        counting = is_head or (counting and not grid and len(cells) == 1)  # a title
        texts: dict[int, list[str]] = defaultdict(list)
        column = 0
        for cell in cells:
            while column in spanned and column < _MOST_COLUMNS:
                column += 1
            text = read_cell(cell)
            down = min(_span(cell, "rowspan"), _MOST_ROWS_SPANNED) - 1
            first = min(column, _MOST_COLUMNS - 1)
            last = min(column + _span(cell, "colspan"), _MOST_COLUMNS)
            for place in range(first, max(first + 1, last)):
                shown = text if is_head or place == first else ""
                texts[place].append(shown)
                if down:
                    spanned[place] = down + 1
                column = place + 1
        spanned = {c: left - 1 for c, left in spanned.items() if left > 1}
        width = max(texts, default=-1) + 1
        grid.append([collapse_spaces(" ".join(texts.get(c, ()))) for c in range(width)])
        elements.append(cells)
        heads += is_head
    return grid, heads, elements


def is_key_value(elements: list[list[Any]]) -> bool:
    """Say whether a table has two columns, of names and of values, and no heads of columns."""
    return all(
        len(cells) == 2 and _is_bold(cells[0]) and not _is_bold(cells[1]) for cells in elements
    )


def _rows(table: Any) -> Iterator[tuple[Any, str]]:
    """Yield a table's own rows with the part that they are in, the foot last, as it is shown."""
    later = []
    for child in table:
        if child.tag == "tr" and not is_hidden(child):
            yield child, ""
        elif child.tag in _PARTS and not is_hidden(child):
            rows = [(row, child.tag) for row in child if row.tag == "tr" and not is_hidden(row)]
            if child.tag == "tfoot":
                later.extend(rows)
            else:
                yield from rows
    yield from later


def _is_well_formed(table: Any) -> bool:
    """Say whether all that is in the table is in a cell or a caption."""
    for child in table:
        if child.tag in _PARTS:
            rows = list(child)
        elif child.tag == "tr":
            rows = [child]
        elif child.tag in ("caption", "colgroup", "col", "thead") or not isinstance(child.tag, str):
            rows = []
        else:
            return False
        for row in rows:
            if not isinstance(row.tag, str):
                continue
            if row.tag != "tr" or any(
                isinstance(cell.tag, str) and cell.tag not in ("td", "th") for cell in row
            ):
                return False
            if (row.text or "").strip() or any((cell.tail or "").strip() for cell in row):
                return False
    return True


def _is_head(cells: list[Any], part: str, heads: int) -> bool:
    if not cells:
        return False
    if part == "thead":
        return True
    if part == "tfoot":
        return False
    filled = [cell for cell in cells if (cell.text or "").strip() or len(cell)]
    if all(cell.tag == "th" for cell in filled) and filled:
        return len(cells) > 1
    return not heads and len(filled) > 1 and all(map(_is_bold, filled))


def _is_bold(cell: Any) -> bool:
    if cell.tag == "th":
        return True
    children = [child for child in cell if isinstance(child.tag, str)]
    bare = (cell.text or "").strip() or any((child.tail or "").strip() for child in cell)
    return bool(children) and not bare and all(child.tag in ("b", "strong") for child in children)


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, int(value)) if _NUMBER.fullmatch(value) else 1
