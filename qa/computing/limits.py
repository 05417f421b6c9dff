"""Values beside the range that they should be in: "Which values are too high?"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from qa.computing.columns import Column
from qa.computing.english import LIMIT_PHRASES
from qa.computing.kinds import ValueKind
from qa.computing.tables import RowTable
from qa.computing.values import read_number
from qa.computing.words import QuestionWords

_NUMBER = r"([-−–]?\d{1,9}(?:[.,]\d{1,6})?)"
_BETWEEN = re.compile(rf"{_NUMBER}\s?(?:[-–—]|to|\.\.)\s?{_NUMBER}")
_BOUND = re.compile(rf"(<|>|≤|≥|<=|>=|under|below|over|above|up to|at most|at least)\s?{_NUMBER}")
_UPPER = frozenset(["<", "≤", "<=", "under", "below", "up to", "at most"])

Range = tuple[Decimal | None, Decimal | None]
"""Least and greatest value that is as it should be; None where there is no bound."""


def take_limit(words: QuestionWords) -> str:
    """Take "too high" and the like; return "above", "below", "outside" or "inside", else ""."""
    for phrases, side in LIMIT_PHRASES.items():
        if stands := words.find(phrases):
            words.take(stands)
            return side
    return ""


def find_beyond(table: RowTable, side: str) -> tuple[Column, list[bool]] | None:
    """Say of each row whether its value is on that side of its range.

    Returns:
        The column of the values and what holds of each row; None unless there are just one column
        of ranges and one of bare numbers beside it.
    """
    ranges = [(c, found) for c in table.columns if (found := [*_read_ranges(c)])]
    numbers = [c for c in table.columns if c.kind is ValueKind.NUMBER and not c.is_rank]
    if len(ranges) != 1 or len(numbers) != 1:
        return None
    ((_, bounds),), (column,) = ranges, numbers
    pairs = zip(column.values, bounds, strict=True)
    return column, [_is_beyond(value.low, bound, side) for value, bound in pairs]


def _is_beyond(value: Decimal, bounds: Range, side: str) -> bool:
    low, high = bounds
    above = high is not None and value > high
    below = low is not None and value < low
    sides = {"above": above, "below": below, "outside": above or below}
    return sides.get(side, not (above or below))


def _read_ranges(column: Column) -> Iterator[Range]:
    """Yield the range of each cell; none unless all cells are ranges."""
    found = [_read_range(cell, column.comma) for cell in column.cells]
    if all(found):
        yield from (bounds for bounds in found if bounds)


def _read_range(cell: str, comma: bool) -> Range | None:
    text = cell.strip().lower()
    if between := _BETWEEN.fullmatch(text):
        low, high = (_read(number, comma) for number in between.groups())
        return (low, high) if low is not None and high is not None and low <= high else None
    if bound := _BOUND.fullmatch(text):
        value = _read(bound[2], comma)
        if value is not None:
            return (None, value) if bound[1] in _UPPER else (value, None)
    return None


def _read(text: str, comma: bool) -> Decimal | None:
    number = read_number(text.lstrip("-−–"), comma)
    return -number if number is not None and text[0] in "-−–" else number
