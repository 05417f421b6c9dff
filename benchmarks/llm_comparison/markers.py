"""Numbers by which an LLM cites its sources, in all the forms that it writes them in."""

import re

_NUMBERS = r"\d+(?:(?:,| and|, and) ?\d+)*"
MARKER = re.compile(
    rf"\[(?:[a-z]+ )?{_NUMBERS}\]|\b(?:source|document)s? {_NUMBERS}\b", re.IGNORECASE
)
"""A marker such as ``[2]``, ``[1, 3]``, ``[Source 1]`` or ``source 4``."""


def find_cited_numbers(text: str, most: int) -> list[int]:
    """Return the numbers from 1 to ``most`` that a text cites, each once, in its order.

    >>> find_cited_numbers("Paris [2], says Source 1. It rained [2, 9].", 3)
    [2, 1]
    """
    numbers = [int(n) for marker in MARKER.finditer(text) for n in re.findall(r"\d+", marker[0])]
    return list(dict.fromkeys(number for number in numbers if 1 <= number <= most))


def remove_markers(text: str) -> str:
    """Return a text without its markers.

    >>> remove_markers("It is 55 km [1] away [2, 3].")
    'It is 55 km away.'
    """
    return re.sub(r" +([.,;:!?]|\s|\Z)", r"\1", MARKER.sub("", text)).strip()
