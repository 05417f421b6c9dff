"""Tables, from whichever format, to blocks."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from index.block import CELL_SEPARATOR, BlockKind, Draft
from index.whitespace import collapse_spaces

Rows = Sequence[Sequence[str]]

_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")
_FEWEST_VALUES = 3  # fewer may all differ in a table of prices, too
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"[A-Z]{0,3}\d{1,4}[.)]?")
_LONGEST_HEAD = 60  # characters of a cell that may head a column
_MOST_PADDED = 200  # cells
_TABLE_LABEL = re.compile(r"(?i:table|tabelle|tableau|tab\.|exhibit)\s\w{1,8}\s?[.:–—-]?(?:\s|\Z)")


def add_table(draft: Draft, rows: Rows, heads: int, parent: int | None = None) -> list[int]:
    """Append a table.

    Args:
        draft: takes the blocks.
        rows: cells by column; merged ones stand in their first row and column.
        heads: how many rows, from the top, are heads of columns; they are merged.
        parent: what the table hangs on; its rows hang on the heads of their columns.

    Returns:
        The places of the table's rows, in order; the heads have none.
    """
    rows = _without_empty_columns(rows)
    if heads and len(rows) > heads:
        columns = zip_longest(*rows[:heads], fillvalue="")
        merged = [collapse_spaces(" ".join(column)) for column in columns]
        parent = draft.add(BlockKind.TABLE_HEAD, _row_text(merged), parent=parent)
        rows = rows[heads:]
    return [
        draft.add(BlockKind.TABLE_ROW, _row_text(row), parent=parent) for row in rows if any(row)
    ]


def count_heads(rows: Rows) -> int:
    """Return 1 if the first row heads the columns: it has no numbers where others have, else 0.

    The first of rows that are numbered, "D1", "D2", heads nothing.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return 0
    first, rest = rows[0], rows[1:]
    if any(len(cell) > _LONGEST_HEAD or _DIGIT.search(cell) for cell in first[1:]):
        return 0
    if not all(first[1:]) or all(_NUMBERED.fullmatch(row[0]) for row in rows):
        return 0
    numbers = Counter(
        column for row in rest for column, cell in enumerate(row) if _DIGIT.search(cell)
    )
    if len(first) == 2 and _is_form(rest):
        return 0
    return int(any(numbers[column] * 2 >= len(rest) for column in range(1, len(first))))


def _is_form(rows: Rows) -> bool:
    """Say whether rows of two columns are labels with values of all sorts: a number, a date, …"""
    shapes = Counter(_LETTERS.sub("a", _DIGITS.sub("9", row[1])) for row in rows if len(row) > 1)
    return len(rows) >= _FEWEST_VALUES and max(shapes.values(), default=0) * 2 < len(rows)


def has_named_columns(rows: Rows) -> bool:
    """Say whether the first row is complete and holds words only, as by custom it does."""
    first = rows[0]
    named = all(any(map(str.isalpha, cell)) for cell in first)
    return named and len(first) > 1 and len(set(first)) == len(first) and len(rows) > 1


def is_table_caption(text: str) -> bool:
    """Say whether a paragraph beside a table is its caption: "Table 3: …"."""
    return len(text) < 300 and bool(_TABLE_LABEL.match(text))


def caption_above(draft: Draft) -> int | None:
    """Return the place of the table's caption or lead-in, if the last block is one."""
    if not draft.blocks or draft.blocks[-1].kind not in (BlockKind.CAPTION, BlockKind.PARAGRAPH):
        return None
    last = draft.blocks[-1]
    if is_table_caption(last.text):
        draft.blocks[-1] = replace(last, kind=BlockKind.CAPTION, level=0)
    elif not last.text.endswith(":"):
        return None
    return len(draft.blocks) - 1


def _without_empty_columns(rows: Rows) -> list[list[str]]:
    """Return the rows without columns that are empty throughout.

    They are as long as the longest, unless that is so long that its like would fill the rest.
    """
    used = sorted({column for row in rows for column, cell in enumerate(row) if cell})
    width = min(len(used), _MOST_PADDED)
    filled = [[row[c] for c in used[: bisect_left(used, len(row))]] for row in rows]
    return [row + [""] * (width - len(row)) for row in filled]


def _row_text(cells: Sequence[str]) -> str:
    # A bar within a cell would look like one between two.
    return CELL_SEPARATOR.join(cell.replace(CELL_SEPARATOR, "|") for cell in cells)
