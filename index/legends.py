"""Abbreviations that a document explains: "W = won, L = lost"."""

import re

_ENTRY = re.compile(
    r"(?<![\w=])(\w{1,4})\s?=\s?([^\W\d_][^=,;.|\n()]{1,30}?)"
    r"(?=\s?[,;.|\n()]|\s{1,3}\w{1,4}\s?=|\s?\Z)"
)


def find_legend(text: str) -> dict[str, str]:
    """Return abbreviations with their meanings; none unless a text explains several.

    >>> find_legend("W = won, L = lost. Two points for a win.")
    {'W': 'won', 'L': 'lost'}
    >>> find_legend("W won; D = drawn  L = lost")
    {'D': 'drawn', 'L': 'lost'}
    >>> find_legend("x = 5 m, so y = small.")
    {}
    """
    found = _ENTRY.findall(text)
    return dict(found) if len(found) > 1 else {}
