"""Ranges of numbers that a cell stands for: "6 to 10 years", "over 30 kg", "12–17"."""

import math
import re
from collections.abc import Iterable
from functools import lru_cache

_NUMBER = r"(?<!\d)(\d{1,9}(?:[.,]\d{1,6})?)"
_BETWEEN = re.compile(rf"(?<![\d.,:/-]){_NUMBER}\s?(?:to|[–-]|bis|à|a)\s?{_NUMBER}(?![\d.,:/-])")
_AT_LEAST = re.compile(
    rf"(?:\b(?:over|above|more than|at least|older than|ab|über|mehr als|plus de|más de)|[>≥])"
    rf"\s?{_NUMBER}|{_NUMBER}\s?(?:\+|(?:\w{1, 20} )?(?:and|or) (?:over|more|older|above))"
)
_AT_MOST = re.compile(
    rf"(?:\b(?:under|below|up to|less than|at most|younger than|bis|unter|jusqu'à|hasta)|[<≤])"
    rf"\s?{_NUMBER}|{_NUMBER} (?:\w{1, 20} )?(?:and|or) (?:under|less|younger|below)"
)
_YEARS = range(1000, 2200)

Range = tuple[float, float]
"""Least and greatest number, both inclusive."""


@lru_cache(maxsize=20_000)
def find_range(cell: str) -> Range | None:
    """Return the range that a cell stands for, None if it is none.

    >>> find_range("6 to 10 years"), find_range("Dog over 30 kg")
    ((6.0, 10.0), (30.0, inf))
    """
    text = cell.lower()
    if between := _BETWEEN.search(text):
        low, high = map(_read, between.groups())
        return (low, high) if low < high else None
    if least := _AT_LEAST.search(text):
        return _read(least[1] or least[2]), math.inf
    if most := _AT_MOST.search(text):
        return 0.0, _read(most[1] or most[2])
    return None


def select_within(terms: Iterable[str], cell: str) -> frozenset[str]:
    """Return those terms that are numbers within the range of a cell; years never are.

    >>> select_within(["7", "day", "12"], "6 to 10 years")
    frozenset({'7'})
    """
    found = find_range(cell)
    if found is None:
        return frozenset()
    low, high = found
    numbers = (term for term in terms if re.fullmatch(_NUMBER, term))
    return frozenset(n for n in numbers if _read(n) not in _YEARS and low <= _read(n) <= high)


def _read(number: str) -> float:
    return float(number.replace(",", "."))
