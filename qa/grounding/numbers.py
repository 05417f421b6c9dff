"""Numbers in a text, in words or digits, and what they count."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.english import STOP_WORDS
from qa.english import (
    DOZEN,
    MEASURE_MODIFIERS,
    MEASURES,
    MONTHS,
    ORDINALS,
    PREFIX_MEASURES,
    SCALES,
    SMALL_NUMBERS,
    TENS,
)
from qa.words import Token, stem, tokenize

_JOINTS = frozenset("and or to - – — , through until till".split())
_WORDS = frozenset([*SMALL_NUMBERS, *TENS, *ORDINALS, *SCALES])
_DIGITS = re.compile(r"\d[\d.,:]*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NOUNS = 3
"""Most words behind a number among which is what it counts."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts.

    Attributes:
        value: as a number; of "4:30" and the like the sign itself.
        measure: kilometres, euros, a month's days …, in one form; or "".
        nouns: stems of the next words, if there is no measure.
    """

    value: float | str
    measure: str
    nouns: tuple[str, ...]

    @property
    def bare(self) -> bool:
        """True if nothing is said of what it counts."""
        return not self.measure and not self.nouns


def find_quantities(text: str) -> list[Quantity]:
    """Find all numbers of a text, but "one", which is often no number, and "first" and "second".

    >>> quantities = find_quantities("Between two and five km, 1.2 million euros")
    >>> [(quantity.value, quantity.measure) for quantity in quantities]
    [(2.0, 'km'), (5.0, 'km'), (1200000.0, 'euro')]
    >>> quantities = find_quantities("On August 24 it cost $30 (40 per cent less)")
    >>> [(quantity.value, quantity.measure) for quantity in quantities]
    [(24.0, 'august'), (30.0, 'dollar'), (40.0, '%')]
    """
    every = tokenize(text)
    found: list[Quantity] = []
    places: list[tuple[int, int]] = []
    for begin, end, value in _values(every):
        found.append(_attach_unit(every, begin, end, value))
        places.append((begin, end))
    for i in reversed(range(len(found) - 1)):  # "two and five km": both are km
        between = [token.text for token in every[places[i][1] : places[i + 1][0]]]
        joined = between and len(between) <= 2 and all(text in _JOINTS for text in between)
        if joined and found[i].bare and isinstance(found[i].value, float):
            found[i] = replace(found[i], measure=found[i + 1].measure, nouns=found[i + 1].nouns)
    return found


def _values(every: Sequence[Token]) -> Iterator[tuple[int, int, float | str]]:
    """Begin, end and value of each number."""
    place = 0
    while place < len(every):
        text = every[place].lower
        if _DIGITS.fullmatch(text):
            value, end = _of_digits(text), place + 1
            if isinstance(value, float):
                value, end = _scale(every, end, value)
            yield place, end, value
            place = end
        elif text in SMALL_NUMBERS or text in TENS or text in ("hundred", "thousand", "million"):
            value, end = _read_number_words(every, place)
            if (place, value) != (end - 1, 1.0):
                yield place, end, value
            place = end
        elif text in ORDINALS:
            yield place, place + 1, float(ORDINALS[text])
            place += 1
        elif text in DOZEN:
            yield place, place + 1, DOZEN[text]
            place += 1
        else:
            place += 1


def _of_digits(text: str) -> float | str:
    plain = text.rstrip(".,:")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    return float(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else plain


def _scale(every: Sequence[Token], end: int, value: float) -> tuple[float, int]:
    """Multiply the value by "million" or the like, if that comes next."""
    while end < len(every) and every[end].lower in SCALES:
        if every[end].lower == "m" and not _is_money(every, end):  # metres
            break
        value *= SCALES[every[end].lower]
        end += 1
    return value, end


def _read_number_words(every: Sequence[Token], place: int) -> tuple[float, int]:
    """The value of number words from a place on, and where they end.

    >>> _read_number_words(tokenize("two hundred and fifty-one thousand people"), 0)
    (251000.0, 7)
    """
    total, current, end = 0.0, 0.0, place
    room = 1e3  # the next unit has to be smaller than this
    while end < len(every):
        word = every[end].lower
        if word in SMALL_NUMBERS and SMALL_NUMBERS[word] < room:
            current, room = current + SMALL_NUMBERS[word], 1
        elif word in TENS and TENS[word] < room:
            current, room = current + TENS[word], 10
        elif word == "hundred" and (current or end == place):
            current, room = (current or 1) * 100, 100
        elif word in SCALES and len(word) > 2 and (current or end == place):
            total, current, room = total + (current or 1) * SCALES[word], 0.0, 1e3
        elif word in ("and", "-") and _continues(every, end, room, word):
            pass
        else:
            break
        end += 1
    return total + current, end


def _continues(every: Sequence[Token], end: int, room: float, joint: str) -> bool:
    """Check whether "and" or a hyphen stands within a number, as in "hundred and one"."""
    following = every[end + 1].lower if end + 1 < len(every) else ""
    value = SMALL_NUMBERS.get(following) or TENS.get(following)
    if not value or value >= room:
        return False
    before = every[end - 1].lower
    return before in TENS if joint == "-" else before in SCALES


def _attach_unit(every: Sequence[Token], begin: int, end: int, value: float | str) -> Quantity:
    """Return the number with its measure, or the nouns that follow it."""
    before = every[begin - 1].lower if begin else ""
    measure = MEASURES.get(before, "")
    if measure in PREFIX_MEASURES and not (measure in MONTHS and _is_year(value)):
        return Quantity(value, measure, ())
    nouns: list[str] = []
    for token in every[end : end + 2 * _NOUNS]:
        word = token.lower
        if word in ("-", "th", "st", "nd", "rd") or word in MEASURE_MODIFIERS:
            continue
        if word == "cent" and every[end].lower == "per":
            return Quantity(value, "%", ())
        if not nouns and (word in MEASURES or word == "m"):
            return Quantity(value, MEASURES.get(word, "metre"), ())
        if not word[0].isalpha() or len(nouns) == _NOUNS or word in STOP_WORDS or word in _WORDS:
            break
        nouns.append(stem(word))
    return Quantity(value, "", tuple(nouns))


def _is_money(every: Sequence[Token], end: int) -> bool:
    """Check whether a sign of a currency stands before the number that ends there."""
    return end > 1 and MEASURES.get(every[end - 2].lower) in PREFIX_MEASURES


def _is_year(value: float | str) -> bool:
    return isinstance(value, float) and value > 31
