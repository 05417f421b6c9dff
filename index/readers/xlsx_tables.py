"""The rows of a sheet to tables and paragraphs: an empty row ends a table."""

import re
from itertools import pairwise

from index.block import BlockKind, Draft
from index.readers.tables import add_table, count_heads, has_named_columns
from index.readers.xlsx_cells import Sheet, SheetRow

_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_CELL = 80  # characters of a cell alone in its row that may be one of a table's


def add_sheet(draft: Draft, title: str, sheet: Sheet, headed: set[int]) -> None:
    """Append a sheet, unless it is empty.

    Args:
        draft: takes the blocks.
        title: the sheet's name.
        sheet: its cells.
        headed: numbers of rows that are known to head a table.
    """
    if sheet.rows:
        draft.add(BlockKind.HEADING, title, level=1)
    for rows in _split_at_gaps(sheet.rows):
        _add_region(draft, rows, sheet.merged, headed)


def _split_at_gaps(rows: list[SheetRow]) -> list[list[SheetRow]]:
    """Return the rows in groups that empty rows part."""
    groups: list[list[SheetRow]] = []
    for row in rows:
        if not groups or row.number != groups[-1][-1].number + 1:
            groups.append([])
        groups[-1].append(row)
    return groups


def _add_region(
    draft: Draft, rows: list[SheetRow], merged: dict[int, list[tuple[int, int]]], headed: set[int]
) -> None:
    """Append rows without a gap: the lines above a table, the table, and the notes below it."""
    first, end = 0, len(rows)
    while first < end and len(rows[first].texts) == 1 and rows[first].number not in headed:
        first += 1
    if first == end:
        for row in rows:
            draft.add(BlockKind.PARAGRAPH, _only_text(row))
        return
    while end > first and len(rows[end - 1].texts) == 1 and _is_note(_only_text(rows[end - 1])):
        end -= 1
    for row in rows[: max(0, first - 1)]:
        draft.add(BlockKind.PARAGRAPH, _only_text(row))
    caption = draft.add(BlockKind.CAPTION, _only_text(rows[first - 1])) if first else None
    table = rows[first:end]
    columns = sorted({column for row in table for column in row.texts})
    heads = _count_heads(table, merged, headed, columns)
    for row in table[:heads]:
        _spread(row, merged.get(row.number, []), columns)
    grid = [[row.texts.get(column, "") for column in columns] for row in table]
    add_table(draft, grid, heads, caption)
    for row in rows[end:]:
        draft.add(BlockKind.PARAGRAPH, _only_text(row))


def _only_text(row: SheetRow) -> str:
    return next(iter(row.texts.values()))


def _is_note(text: str) -> bool:
    return len(text) > _LONGEST_CELL or text.endswith(".") or text[:1] in "*†"


def _spread(row: SheetRow, ranges: list[tuple[int, int]], columns: list[int]) -> None:
    """Repeat the text of merged cells in each of their columns."""
    for left, right in ranges:
        if left in row.texts:
            for column in columns:
                if left < column <= right:
                    row.texts.setdefault(column, row.texts[left])


def _count_heads(
    rows: list[SheetRow],
    merged: dict[int, list[tuple[int, int]]],
    headed: set[int],
    columns: list[int],
) -> int:
    """Return how many rows, from the top, name the columns of the rows below."""
    if len(rows) < 2:
        return 0
    if merged.get(rows[0].number) and len(rows) > 2 and len(rows[1].texts) > len(rows[0].texts):
        return 2
    grid = [[row.texts.get(column, "") for column in columns] for row in rows]
    if rows[0].number in headed or _is_bold(rows) or _names_years(grid[0]):
        return 1
    return count_heads(grid) or int(has_named_columns(grid))


def _is_bold(rows: list[SheetRow]) -> bool:
    """Say whether all of the first row is bold, and not all of the second."""
    first, second = ({*row.texts} <= row.bold for row in rows[:2])
    return first and not second


def _names_years(cells: list[str]) -> bool:
    years = [int(cell) for cell in cells[1:] if _YEAR.fullmatch(cell)]
    following = all(abs(a - b) == 1 for a, b in pairwise(years))
    return len(years) > 1 and len(years) == len(cells) - 1 and following
