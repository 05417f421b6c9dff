"""Values of cells: numbers, money, percentages, measures, durations, times and dates."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from index.note_marks import NOTE_MARK
from qa.computing.dates import read_day
from qa.computing.kinds import UNIT_FACTORS, UNIT_KINDS, ValueKind, find_unit
from qa.english import SMALL_NUMBERS

COMMA_LANGUAGES = frozenset("cs da de el es fi fr hu id it nl pl pt ro ru sv tr uk".split())
"""Languages that part decimals with a comma."""

_POINT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ '’]\d{3})+(?:\.\d+)?|\d*\.?\d+")
_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:[ '’]\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_AMOUNT = re.compile(
    r"(?P<sign>[-−–+]\s?)?(?P<before>[^\W\d_]{1,6}\.?|[$€£¥])?\s?(?P<inner>[-−–])?"
    r"(?P<number>\.?\d(?:[\d.,'’]|\s(?=\d{3}(?!\d)))*)"
    r"\s?(?P<scale>(?:thousand|million|billion|m|bn|k)(?![^\W\d_]))?(?P<after>\s?[^\W\d_.]{1,12}[²2]?\.?|\s?[%$€£¥]|\s?°\s?[cf]?)?"
)
_BRACKETED = re.compile(r"\(([^()]+)\)")
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9}
_CLOCK = re.compile(
    r"(?P<hour>\d{1,3}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?P<fraction>\.\d+)?"
    r"\s?(?P<half>[ap]m)?|(?P<bare>\d{1,2})\s?(?P<bare_half>[ap]m)"
)
_DURATION = re.compile(
    r"(?:(?P<hours>\d+)\s?(?:h|hrs?|hours?))(?:\s?,?\s?(?P<minutes>\d{1,2})(?:\s?(?:m|min|mins|minutes?))?)"
)
_UNRELATED = (ValueKind.MONEY, ValueKind.TEMPERATURE)
_LOOSE = "*†‡§ "


@dataclass(frozen=True, slots=True)
class CellValue:
    """A value that can be compared with others of its kind and unit.

    Attributes:
        kind: what it measures.
        unit: its unit; of a date how exact it is; "" where none is given.
        low: the amount; of a date the number of its first day.
        high: the same; of a date the number of its last day.
    """

    kind: ValueKind
    unit: str
    low: Decimal
    high: Decimal

    def convert_like(self, other: "CellValue") -> "CellValue | None":
        """Return another value in this one's unit; None if they can't be compared."""
        if (self.kind, self.unit) == (other.kind, other.unit):
            return other
        is_measure = self.kind is other.kind and self.unit in UNIT_KINDS and other.unit
        return other.convert(self.unit) if is_measure else None

    def convert(self, unit: str) -> "CellValue | None":
        """Return it in another unit of its kind; None if there is no way between them."""
        if self.unit == unit or not self.unit or not unit:
            return replace(self, unit=unit)
        if UNIT_KINDS.get(unit) is not self.kind or self.kind in _UNRELATED:
            return None
        amount = self.low * UNIT_FACTORS[self.unit] / UNIT_FACTORS[unit]
        return CellValue(self.kind, unit, amount, amount)


def amount_of(kind: ValueKind, unit: str, amount: Decimal) -> CellValue:
    """Return a value that isn't a span of days."""
    return CellValue(kind, unit, amount, amount)


def read_value(text: str, comma: bool = False, month_first: bool | None = None) -> CellValue | None:
    """Read the value that a text is, as a whole; None if it is anything else.

    Args:
        text: a cell, or some words of a question.
        comma: whether a comma parts the decimals.
        month_first: how "03/04/2024" is read; None if that is open.

    >>> read_value("€1,200.50").low, read_value("1.200,50 €", comma=True).unit
    (Decimal('1200.50'), 'euro')
    >>> read_value("12 eggs") is None, read_value("1 h 30 min").low
    (True, Decimal('90'))
    """
    text = NOTE_MARK.sub("", text).strip(_LOOSE).lower()
    first, _, rest = text.partition(" ")
    if first in SMALL_NUMBERS:
        text = f"{SMALL_NUMBERS[first]} {rest}".rstrip()
    if day := read_day(text, month_first):
        return CellValue(ValueKind.DATE, *day)
    return _read_clock(text) or _read_duration(text) or _read_amount(text, comma)


def _read_clock(text: str) -> CellValue | None:
    clock = _CLOCK.fullmatch(text)
    if not clock:
        return None
    hour, half = int(clock["hour"] or clock["bare"]), clock["half"] or clock["bare_half"]
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    amount = Decimal(60 * hour + int(clock["minute"] or 0))
    if clock["second"]:
        amount = 60 * amount + int(clock["second"])
    amount += Decimal(clock["fraction"] or 0)
    return amount_of(ValueKind.CLOCK, "h:m:s" if clock["second"] else "h:m", amount)


def _read_duration(text: str) -> CellValue | None:
    duration = _DURATION.fullmatch(text)
    if not duration:
        return None
    amount = Decimal(60 * int(duration["hours"]) + int(duration["minutes"]))
    return amount_of(ValueKind.DURATION, "minute", amount)


def _read_amount(text: str, comma: bool) -> CellValue | None:
    bracketed = _BRACKETED.fullmatch(text)
    amount = _AMOUNT.fullmatch(bracketed[1] if bracketed else text)
    if not amount:
        return None
    number = read_number(amount["number"], comma)
    before, after = (
        find_unit((amount[name] or "").replace(" ", "").rstrip(".")) for name in ("before", "after")
    )
    if number is None or any(
        amount[n] and not u for n, u in (("before", before), ("after", after))
    ):
        return None
    unit = before or after
    scale = amount["scale"] or ""
    if (before and after) or (before and UNIT_KINDS[before] is not ValueKind.MONEY):
        return None
    if scale in ("m", "k", "bn") and not (unit and UNIT_KINDS[unit] is ValueKind.MONEY):
        if scale != "m" or unit:
            return None
        unit, scale = "metre", ""  # "12 m"
    number = number.scaleb(_SCALES[scale]) if scale else number
    is_negative = bool(bracketed) or (amount["sign"] or amount["inner"] or "+").strip() != "+"
    kind = UNIT_KINDS[unit] if unit else ValueKind.NUMBER
    return amount_of(kind, unit, -number if is_negative else number)


def read_number(text: str, comma: bool = False) -> Decimal | None:
    """Read a number without sign and unit; None if its commas and points don't fit.

    >>> read_number("1,234.5"), read_number("1.234,5", comma=True), read_number("1,23")
    (Decimal('1234.5'), Decimal('1234.5'), None)
    """
    if not (_COMMA if comma else _POINT).fullmatch(text):
        return None
    plain = re.sub(r"[ '’]", "", text)
    plain = plain.replace(".", "").replace(",", ".") if comma else plain.replace(",", "")
    return Decimal(plain)


def format_amount(amount: Decimal, decimals: int, like: str, comma: bool = False) -> str:
    """Word an amount with so many decimals as a cell is worded.

    >>> format_amount(Decimal("4.5"), 2, "€ 2.10"), format_amount(Decimal("-3"), 0, "12")
    ('€4.50', '-3')
    >>> format_amount(Decimal("1234.5"), 2, "2.000,10 €", comma=True)
    '1.234,50 €'
    """
    number = f"{amount:,.{decimals}f}"
    if comma:
        number = number.translate(str.maketrans(",.", ".,"))
    if (separator := "." if comma else ",") not in like:
        number = number.replace(separator, "")
    worded = _AMOUNT.fullmatch(like.lower())
    if not worded:
        return number
    start, end = worded.span("number")
    sign, before = ("-" if amount < 0 else ""), like[:start].strip("-−–+ (")
    return f"{sign}{before}{number.lstrip('-')}{like[end:].rstrip(')')}"
