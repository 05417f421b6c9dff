"""Columns of a table: what they are called, and the values of their cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from qa.computing.dates import find_order, read_months, read_year
from qa.computing.english import (
    FREE_CELLS,
    MONEY_HEADS,
    NO_CELLS,
    RANK_HEADS,
    SCALE_HEADS,
    YEAR_HEADS,
    YES_CELLS,
)
from qa.computing.kinds import UNIT_KINDS, ValueKind, find_unit
from qa.computing.values import CellValue, amount_of, format_amount, read_value
from qa.computing.words import find_lemmas

_UNIT_IN_HEAD = re.compile(r"[(\[]\s*(?:in\s)?([^()\[\]]{1,12})[)\]]|\bin\s(\S{1,10})\s*$|([%€$£])")
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_HEAD_WORDS = re.compile(r"#|\w+")
_BRACKETS = re.compile(r"\([^()]*\)")
_SUFFIXED = re.compile(r"(?P<value>\W{0,2}\d[\d.,]{0,15}+)(?P<suffix>\D.{0,20}|/\d{1,4})")
_PARTS = re.compile(r"\s*[,;/]\s*|\s+(?:and|&)\s+")


@dataclass(frozen=True)
class Column:
    """A column of the rows that count.

    Attributes:
        place: from 0.
        head: what it is called; "" where it has no head.
        cells: its texts, a row each.
        comma: whether a comma parts decimals in the document's language.
        meaning: of its head, where the document explains an abbreviation; else "".
    """

    place: int
    head: str
    cells: tuple[str, ...]
    comma: bool = False
    meaning: str = ""

    @cached_property
    def names(self) -> frozenset[str]:
        """Lemmas of its head, without its unit."""
        return frozenset(find_lemmas(_UNIT_IN_HEAD.sub(" ", self.meaning or self.head)))

    @cached_property
    def unit(self) -> str:
        """Unit that its head gives; "" if it gives none."""
        found = _UNIT_IN_HEAD.search(self.head)
        return find_unit(next(filter(None, found.groups())).lower().strip()) if found else ""

    @cached_property
    def values(self) -> tuple[CellValue, ...]:
        """Its values, all of one kind and unit; none unless every cell has one."""
        return self._read_all(self.comma) or self._read_all(not self.comma)

    @cached_property
    def kind(self) -> ValueKind | None:
        """Kind of its values; None if they are texts."""
        return self.values[0].kind if self.values else None

    @cached_property
    def flags(self) -> tuple[bool, ...]:
        """Yes or no of each cell; none unless every cell says one of them."""
        lowered = [cell.lower().strip() for cell in self.cells]
        if not all(cell in YES_CELLS or cell in NO_CELLS for cell in lowered):
            return ()
        found = tuple(cell in YES_CELLS for cell in lowered)
        return found if any(found) else ()

    @cached_property
    def months(self) -> tuple[frozenset[int], ...]:
        """Months that each cell names; none unless every cell that isn't empty names some alone."""
        found = tuple(read_months(cell) for cell in self.cells)
        filled = [bool(cell.strip()) for cell in self.cells]
        return found if any(filled) and [*map(bool, found)] == filled else ()

    @property
    def has_both_signs(self) -> bool:
        """True if some of its values are below zero, and some above."""
        return min(v.low for v in self.values) < 0 < max(v.low for v in self.values)

    @cached_property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """Lemmas of each cell."""
        return tuple(find_lemmas(cell) for cell in self.cells)

    @cached_property
    def parts(self) -> tuple[frozenset[tuple[str, ...]], ...]:
        """Lemmas of each cell, also without its brackets, and of each thing that it lists."""
        return tuple(
            frozenset(
                [key, find_lemmas(_BRACKETS.sub(" ", cell))]
                + [find_lemmas(part) for part in _PARTS.split(cell)]
            )
            - {()}
            for key, cell in zip(self.keys, self.cells, strict=True)
        )

    @cached_property
    def known(self) -> frozenset[tuple[str, ...]]:
        """Lemmas of all that its cells list."""
        return frozenset(part for parts in self.parts for part in parts)

    @cached_property
    def is_rank(self) -> bool:
        """True if it numbers the rows, by its head or by its values."""
        if not RANK_HEADS.isdisjoint(_HEAD_WORDS.findall(self.head.lower())):
            return True
        counted = [value.low for value in self.values if value.kind is ValueKind.NUMBER]
        return len(counted) > 2 and all(b - a == 1 for a, b in pairwise(counted))

    @property
    def is_scaled(self) -> bool:
        """True if its head says that its numbers are thousands or millions."""
        return not SCALE_HEADS.isdisjoint(_HEAD_WORDS.findall(self.head.lower()))

    @property
    def is_worded(self) -> bool:
        """True if each of its cells is a text with a letter."""
        return self.kind is None and all(any(map(str.isalpha, cell)) for cell in self.cells)

    @cached_property
    def is_distinct(self) -> bool:
        """True if it has a text of its own in each row."""
        return all(self.keys) and len(set(self.keys)) == len(self.keys)

    def format(self, amount: Decimal) -> str:
        """Word an amount as the cells are worded, rounded if it has more decimals than they do."""
        decimals = max(_count_decimals(value.low) for value in self.values)
        if amount != round(amount, decimals):
            amount = round(amount, decimals + 2).normalize()
            decimals = max(decimals, _count_decimals(amount))
        comma = self.comma if self._read_all(self.comma) else not self.comma
        return format_amount(amount, decimals, self.cells[0], comma)

    def _read_all(self, comma: bool) -> tuple[CellValue, ...]:
        is_free = [cell.lower().strip() in FREE_CELLS for cell in self.cells]
        cells = [cell for cell, free in zip(self.cells, is_free, strict=True) if not free]
        order = find_order(cells)
        found = [read_value(cell, comma, order) for cell in cells]
        if None in found:
            found = [read_value(cell, comma, order) for cell in _cut_suffix(cells)]
        read = [value for value in found if value]
        alike = [value for v in read if (value := read[0].convert_like(v))]
        if not alike or len(alike) < len(cells):
            return ()
        values = self._complete(alike)
        if len(values) < len(self.cells) and values[0].kind is not ValueKind.MONEY:
            return ()
        nothing = amount_of(ValueKind.MONEY, values[0].unit, Decimal(0))
        rest = iter(values)
        return tuple(nothing if free else next(rest) for free in is_free)

    def _complete(self, found: Sequence[CellValue]) -> Sequence[CellValue]:
        """Give bare numbers the unit of the head; take four digits for a year where it says so."""
        if not all(value.kind is ValueKind.NUMBER for value in found):
            return found
        if self._are_years():
            spans = [read_year(int(value.low)) for value in found]
            return [CellValue(ValueKind.DATE, *span) for span in spans]
        if self.unit:
            return [amount_of(UNIT_KINDS[self.unit], self.unit, value.low) for value in found]
        if self.names & MONEY_HEADS:
            return [replace(value, kind=ValueKind.MONEY) for value in found]
        return found

    def _are_years(self) -> bool:
        in_range = (c.isdigit() and _FIRST_YEAR <= int(c) <= _LAST_YEAR for c in self.cells)
        return bool(self.names & YEAR_HEADS) and all(in_range)


def _cut_suffix(cells: Sequence[str]) -> Sequence[str]:
    """Return quantities without what they all end with: "25 km/h", "£15 a term", "7/10"."""
    found = [_SUFFIXED.fullmatch(cell.strip()) for cell in cells]
    suffixes = {match["suffix"].lower() for match in found if match}
    return [match["value"] for match in found if match] if len(suffixes) == 1 else ()


def _count_decimals(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
