"""Days, months and years of cells, as spans of days that can be compared."""

import calendar
import re
from datetime import date
from decimal import Decimal

MONTH_NUMBERS = {
    form: number
    for number, forms in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,"
        "september sep sept,october oct,november nov,december dec".split(","),
        start=1,
    )
    for form in forms.split()
}
"""Name of a month, or its beginning -> its number."""

_NO_YEAR = 2000  # of days without a year; a leap year
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?"
_WEEKDAY = (
    r"(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?[.,]*\s)?"
)
_ISO = re.compile(r"(?P<year>[1-9]\d{3})-(?P<number>\d{1,2})-(?P<day>\d{1,2})")
_WORDS = [
    re.compile(_WEEKDAY + pattern)
    for pattern in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:of\s)?{_MONTH}(?:,?\s(?P<year>[1-9]\d{{3}}))?",
        rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?,?\s(?P<year>[1-9]\d{{3}}))?",
    )
]
_OF_MONTH = re.compile(rf"{_MONTH},?\s(?P<year>[1-9]\d{{3}})")
_DIGITS = re.compile(
    r"(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})(?P=sign)(?P<year>[1-9]\d{3})"
)
_NAME = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\.?"
_MONTH_NAMES = re.compile(rf"{_NAME}(?:\s?(?:to|until|and|[,;/&–-])\s?{_NAME}){{0,11}}")
_FROM_TO = re.compile(r"\sto\s|\suntil\s|[–-]")

Span = tuple[str, Decimal, Decimal]
"""How exact a date is ("day", "day of a year", "month", "year"), its first day, and its last."""


def read_day(text: str, month_first: bool | None = None) -> Span | None:
    """Read a date in lower case that isn't a mere year.

    Args:
        text: the whole of it is read.
        month_first: how "03/04/2024" is read; None if that is open, and it is no date then.

    >>> read_day("3 may 2024")[0], read_day("may 2024")[0], read_day("03/04/2024")
    ('day', 'month', None)
    """
    if found := _ISO.fullmatch(text):
        return _make_day(int(found["year"]), int(found["number"]), int(found["day"]))
    for form in _WORDS:
        if found := form.fullmatch(text):
            year = int(found["year"]) if found["year"] else 0
            return _make_day(year, MONTH_NUMBERS[found["month"]], int(found["day"]))
    if found := _OF_MONTH.fullmatch(text):
        return _make_month(int(found["year"]), MONTH_NUMBERS[found["month"]])
    if found := _DIGITS.fullmatch(text):
        first, second = int(found["first"]), int(found["second"])
        if found["sign"] == "." or first > 12:
            return _make_day(int(found["year"]), second, first)
        if second > 12 or month_first:
            return _make_day(int(found["year"]), first, second)
        return _make_day(int(found["year"]), second, first) if month_first is False else None
    return None


def find_order(cells: list[str]) -> bool | None:
    """Say whether dates such as "03/14/2024" have the month first; None if that stays open."""
    found = [match for cell in cells if (match := _DIGITS.fullmatch(cell.strip()))]
    if any(int(match["second"]) > 12 for match in found):
        return True
    return False if any(int(match["first"]) > 12 for match in found) else None


def read_year(year: int) -> Span:
    """Return the days of a year."""
    return "year", _number(year, 1, 1), _number(year, 12, 31)


def month_of(day: Decimal) -> int:
    """Return the month that a day is in."""
    return date.fromordinal(int(day)).month


def year_of(day: Decimal) -> int:
    """Return the year that a day is in."""
    return date.fromordinal(int(day)).year


def read_months(text: str) -> frozenset[int]:
    """Return the months that a text names, those between two of them too; none if it says more.

    >>> sorted(read_months("November to January")), sorted(read_months("May, July"))
    ([1, 11, 12], [5, 7])
    >>> read_months("Mayor")
    frozenset()
    """
    named = _MONTH_NAMES.fullmatch(text.strip().lower())
    if named is None:
        return frozenset()
    found = [MONTH_NUMBERS[month] for month in re.findall(r"[a-z]{3,}", text.lower())
             if month in MONTH_NUMBERS]  # fmt: skip
    if len(found) == 2 and _FROM_TO.search(text.lower()):
        return frozenset((found[0] - 1 + n) % 12 + 1 for n in range((found[1] - found[0]) % 12 + 1))
    return frozenset(found)


def _make_day(year: int, month: int, day: int) -> Span | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year or _NO_YEAR, month)[1]:
        return None
    number = _number(year or _NO_YEAR, month, day)
    return ("day" if year else "day of a year"), number, number


def _make_month(year: int, month: int) -> Span:
    last = calendar.monthrange(year, month)[1]
    return "month", _number(year, month, 1), _number(year, month, last)


def _number(year: int, month: int, day: int) -> Decimal:
    return Decimal(date(year, month, day).toordinal())
