"""Tables read in another way, for what they don't tell as they stand.

Things may stand side by side, a column each, with their properties below one another. Several
columns may be of one thing ("Chamber 1, morning", "Chamber 1, evening"). A column may have gaps.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from index.block import Cell
from qa.computing.columns import Column
from qa.computing.english import GAP_CELLS
from qa.computing.questions import Operation
from qa.computing.tables import Row, RowTable

_FEWEST_KEPT = 3
_RATE = re.compile(r"(?i)\W{0,2}\d[\d.,]{0,12}\W{0,3}\s?(?:per|an?|each|every)\s\w.{0,20}")
_FIRST_PART = re.compile(r"(?P<name>[^,:(–]{2,40}?)(?:[,:(]|\s[–-]\s)\s?\S.*")
_YEAR = re.compile(r"(?:1\d|20)\d\d")


def derive_tables(table: RowTable, operation: Operation) -> Iterator[RowTable]:
    """Yield other readings of a table with heads, as far as an operation may be of them.

    What is counted or added up may be in a gap, too.
    """
    if not table.is_headed:
        return
    if operation in (Operation.EXTREME, Operation.SELECTION):
        yield from _leave_out_gaps(table)
    if operation is Operation.EXTREME:
        yield from _join_columns(table)
    yield from _turn(table)


def _leave_out_gaps(table: RowTable) -> Iterator[RowTable]:
    """Yield the rows that have a value in a column, for each column that has gaps."""
    for column in table.columns:
        kept = [
            row for row, cell in zip(table.rows, column.cells, strict=True) if not _is_gap(cell)
        ]
        filled = replace(table, rows=tuple(kept), filled_place=column.place)
        has_gaps = _FEWEST_KEPT <= len(kept) < len(table.rows)
        if has_gaps and not column.values and filled.columns[column.place].values:
            yield filled


def _is_gap(cell: str) -> bool:
    """Say whether a cell has no value that compares with others: none, or a rate."""
    return cell.strip().lower() in GAP_CELLS or bool(_RATE.fullmatch(cell.strip()))


def _join_columns(table: RowTable) -> Iterator[RowTable]:
    """Yield the values of columns whose heads begin alike as one column."""
    groups: dict[str, list[Column]] = defaultdict(list)
    for column in table.columns:
        if (part := _FIRST_PART.fullmatch(column.head)) and column.values:
            groups[part["name"].strip()].append(column)
    first = table.key or table.columns[0]
    for name, columns in groups.items():
        kinds = {(c.kind, c.values[0].unit) for c in columns}
        if len(columns) < 2 or len(kinds) > 1:
            continue
        rows = [
            Row(row.start, (row.cells[first.place], row.cells[c.place]))
            for row in table.rows
            for c in columns
        ]
        yield replace(table, heads=(first.head, name), rows=tuple(rows), sums=(), key_place=0)


def _turn(table: RowTable) -> Iterator[RowTable]:
    """Yield a table with its columns as rows, if its first column can be their heads."""
    head, names = table.head, table.columns[0]
    things = table.heads[1:]
    is_regular = names.is_worded and names.is_distinct and len(set(things)) == len(things) > 1
    if head is None or not is_regular or not all(things):
        return
    rows = []
    for place, cell in enumerate(head.cells[1:], start=1):
        values = (
            Cell(row.span(place)[0] - head.start, row.cells[place].text) for row in table.rows
        )
        rows.append(Row(head.start, (cell, *values)))
    are_years = all(_YEAR.fullmatch(thing) for thing in things)
    corner = "Year" if are_years else ""
    yield replace(table, heads=(corner, *names.cells), rows=tuple(rows), sums=(), head=None)
