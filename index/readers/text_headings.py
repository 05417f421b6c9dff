"""Levels of the headings in plain text, where nothing but their words shows them."""

import re

from index.boilerplate import is_in_capitals

_DIVISIONS = (
    ("part book teil partie título titre volume", 2),
    ("annex appendix schedule anhang anlage annexe exhibit", 2),
    ("chapter kapitel chapitre capítulo title", 3),
    ("section abschnitt article artikel art. clause paragraph canto scene act", 4),
)
_LEVELS = {name: level for names, level in _DIVISIONS for name in names.split()}
_DIVISION = re.compile(r"([^\W\d]{3,10}\.?)\s(?:\d{1,4}[a-z]?|[IVXLC]{1,7}|[A-Z])(?=[\s.:–—-]|\Z)")
_SECTION = re.compile(r"§{1,2}\s?\d")
_BARE = re.compile(r"(?:§{1,2}\s?|[^\W\d]{3,10}\.?\s)(?:\d{1,4}[a-z]?|[IVXLC]{1,7}|[A-Z])[.:]?")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,5})\.?\s")
_ROMAN = re.compile(r"[IVX]{1,5}\.\s")
_TITLE, _TOP, _BELOW_CAPITALS, _LOWEST = 1, 2, 3, 6


def read_division(text: str) -> int:
    """Return the level of a division that a heading names, "Part III" or "§ 12", or 0.

    >>> read_division("Part III - Licences"), read_division("§ 12 Fees"), read_division("Part time")
    (2, 4, 0)
    """
    if _SECTION.match(text):
        return 4
    match = _DIVISION.match(text)
    return _LEVELS.get(match[1].lower(), 0) if match else 0


def is_bare_division(text: str) -> bool:
    """Say whether a heading is only the number of a division, "CHAPTER IV" or "§ 3"."""
    return bool(_BARE.fullmatch(text)) and read_division(text) > 0


class HeadingLevels:
    """Levels of a document's headings, in order.

    Args:
        texts: all headings, without marks.
    """

    def __init__(self, texts: list[str]) -> None:
        self._has_capitals = any(map(is_in_capitals, texts[1:]))

    def find(self, text: str, *, is_title: bool) -> int:
        """Return the level of a heading from 1, the highest; ``is_title`` if it opens the text."""
        if division := read_division(text):
            return division
        if match := _NUMBER.match(text):
            return min(_LOWEST, _TITLE + 1 + match[1].count("."))
        if _ROMAN.match(text):
            return _TOP
        if is_title:
            return _TITLE
        return _BELOW_CAPITALS if self._has_capitals and not is_in_capitals(text) else _TOP
