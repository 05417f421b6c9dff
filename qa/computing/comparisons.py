"""Conditions with a quantity: "more than 80 euros", "before May 2024", "between 2 and 5"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qa.computing.columns import Column
from qa.computing.dates import MONTH_NUMBERS, month_of, read_year
from qa.computing.english import (
    COMPARATORS,
    FREE_PHRASES,
    OPEN_COMPARATORS,
    SOLD_OUT_PHRASES,
    STOCK_HEADS,
    SUFFIX_COMPARATORS,
)
from qa.computing.kinds import ValueKind
from qa.computing.values import CellValue, amount_of, read_value
from qa.computing.words import QuestionWords, find_lemma

_LONGEST_QUANTITY = 5
"""Most words of a quantity: "$ 1.2 million", "3 May 2024"."""

_YEARS = range(1000, 2101)


@dataclass(frozen=True, slots=True)
class RowComparison:
    """A condition on the values of a column.

    Attributes:
        sign: how a value compares: ">", "<", ">=", "<=" or "=".
        value: that it is compared to; None for a month of any year.
        month: its number, else 0.
        words: places of the words that it takes.
        word: the word that says the sign.
        of_time: whether its sign is said of dates and times alone.
        heads: words one of which the head of its column has to have; any head will do if none.
        is_phrase: whether its quantity is said in words, which may be those of a cell.
    """

    sign: str
    value: CellValue | None
    month: int
    words: range
    word: str
    of_time: bool
    heads: frozenset[str] = frozenset()
    is_phrase: bool = False

    def fits(self, column: Column) -> bool:
        """Say whether the values of a column can be compared to it."""
        if self.value is None and column.months:
            return True
        is_other = self.heads and self.heads.isdisjoint(column.names)
        if column.kind is None or column.is_scaled or is_other:
            return False
        if self.value is None:
            return column.kind is ValueKind.DATE and column.values[0].unit != "year"
        if column.kind is ValueKind.DATE:
            return self._as_date() is not None
        if self.of_time or column.kind is ValueKind.CLOCK:
            same_kind = column.kind is self.value.kind is ValueKind.CLOCK
            return same_kind and column.values[0].unit == self.value.unit
        if self.value.kind not in (ValueKind.NUMBER, column.kind):
            return False
        return self.value.convert(column.values[0].unit) is not None

    def may_name(self, columns: Sequence[Column]) -> bool:
        """Say whether its year is what a column is called: "in 2023"."""
        if self.sign != "=" or not self.of_time or self.value is None:
            return False
        year = str(self.value.low)
        return any(c.names == {year} for c in columns) and not any(map(self.fits, columns))

    def hold_in(self, column: Column) -> list[bool | None]:
        """Say of each row whether it holds of a column that fits; None where that can't be said."""
        if self.value is None and column.months:
            return [self.month in months for months in column.months]
        return [self.holds(value) for value in column.values]

    def holds(self, value: CellValue) -> bool | None:
        """Say whether it holds of a value that fits; None if that can't be said."""
        if self.value is None:
            return month_of(value.low) == month_of(value.high) == self.month
        if value.kind is ValueKind.DATE:
            return self._holds_of_date(value)
        bound = self.value.convert(value.unit)
        assert bound is not None
        return {
            ">": value.low > bound.low,
            "<": value.low < bound.low,
            ">=": value.low >= bound.low,
            "<=": value.low <= bound.low,
            "=": value.low == bound.low,
        }[self.sign]

    def _as_date(self) -> CellValue | None:
        value = self.value
        if value is None or value.kind is ValueKind.DATE:
            return value
        is_year = value.kind is ValueKind.NUMBER and value.low in _YEARS
        return CellValue(ValueKind.DATE, *read_year(int(value.low))) if is_year else None

    def _holds_of_date(self, value: CellValue) -> bool | None:
        bound = self._as_date()
        assert bound is not None
        if (bound.unit == "day of a year") != (value.unit == "day of a year"):
            return None
        inside = bound.low <= value.low and value.high <= bound.high
        overlaps = value.low <= bound.high and bound.low <= value.high
        if overlaps and not inside:
            return None
        return {
            ">": value.low > bound.high,
            "<": value.high < bound.low,
            ">=": value.low >= bound.low,
            "<=": value.high <= bound.high,
            "=": inside,
        }[self.sign]


def take_comparisons(words: QuestionWords) -> tuple[RowComparison, ...]:
    """Find all conditions with a quantity, and take their words."""
    found = [*_take_phrases(words), *_take_ranges(words)]
    while comparison := _find_comparison(words):
        words.take(comparison.words)
        found.append(comparison)
    return tuple(found)


def _take_phrases(words: QuestionWords) -> Iterator[RowComparison]:
    """Take "cost nothing" and "sold out"."""
    for phrases, kind, heads in (
        (FREE_PHRASES, ValueKind.MONEY, frozenset[str]()),
        (SOLD_OUT_PHRASES, ValueKind.NUMBER, STOCK_HEADS),
    ):
        if stands := words.find(phrases):
            words.take(stands)
            nothing = amount_of(kind, "", Decimal(0))
            yield RowComparison("=", nothing, 0, stands, "", False, heads, is_phrase=True)


def _take_ranges(words: QuestionWords) -> Iterator[RowComparison]:
    """Take "between 2 and 5" and "from 1990 to 1995"."""
    for place, word in enumerate(words.words):
        if word not in ("between", "from"):
            continue
        low = _read_quantity(words, place + 1)
        joint = low[1] if low else 0
        if not low or joint >= len(words.words) or words.words[joint] not in ("and", "to"):
            continue
        high = _read_quantity(words, joint + 1)
        if high:
            words.take(range(place, high[1]))
            yield RowComparison(">=", low[0], 0, range(place, high[1]), word, False)
            yield RowComparison("<=", high[0], 0, range(place, high[1]), word, False)


def _find_comparison(words: QuestionWords) -> RowComparison | None:
    phrases = sorted(COMPARATORS, key=len, reverse=True)
    for phrase in phrases:
        for place in range(len(words.words)):
            if words.stands_at(place, phrase):
                after = place + len(phrase)
                after += words.words[after : after + 1] == ("the",)
                if found := _compare(words, phrase, range(place, after)):
                    return found
    for place in sorted(words.free):
        if (quantity := _read_quantity(words, place)) and (
            suffix := next((s for s in SUFFIX_COMPARATORS if words.stands_at(quantity[1], s)), None)
        ):
            end = quantity[1] + len(suffix)
            return RowComparison(
                SUFFIX_COMPARATORS[suffix], quantity[0], 0, range(place, end), suffix[-1], False
            )
    return None


def _compare(words: QuestionWords, phrase: tuple[str, ...], stands: range) -> RowComparison | None:
    """Return the comparison whose words stand there, if a quantity follows them."""
    if words.words[stands.start - 1 : stands.start] in [("not",), ("no",)]:
        return None  # "not longer than"
    sign, of_time = COMPARATORS[phrase], phrase in OPEN_COMPARATORS
    quantity = _read_quantity(words, stands.stop)
    if quantity and (not of_time or _is_time(quantity[0])):
        return RowComparison(
            sign, quantity[0], 0, range(stands.start, quantity[1]), phrase[0], of_time
        )
    month = words.words[stands.stop] if stands.stop in words.free else ""
    if sign == "=" and of_time and month in MONTH_NUMBERS:
        taken = range(stands.start, stands.stop + 1)
        number = MONTH_NUMBERS[month]
        return RowComparison("=", None, number, taken, phrase[0], True, is_phrase=True)
    return None


def _is_time(value: CellValue) -> bool:
    if value.kind in (ValueKind.DATE, ValueKind.CLOCK):
        return True
    return value.kind is ValueKind.NUMBER and value.low in _YEARS


def _read_quantity(words: QuestionWords, place: int) -> tuple[CellValue, int] | None:
    """Read the longest quantity from a place on; return it with where it ends."""
    for end in range(min(place + _LONGEST_QUANTITY, len(words.words)), place, -1):
        if words.free.issuperset(range(place, end)):
            first = find_lemma(words.words[place])
            text = " ".join([first if first.isdigit() else words.words[place],
                             *words.words[place + 1 : end]])  # fmt: skip
            value = read_value(text)
            if value is not None:
                return value, end
    return None


def is_at_edge(comparison: RowComparison, value: CellValue) -> bool:
    """Say whether a value of a number is the end of a range, which may count in or not."""
    bound = comparison.value
    return (
        comparison.word == "between"
        and bound is not None
        and bound.kind is not ValueKind.DATE
        and Decimal(value.low) == bound.low
    )
