"""Text of documents and users, made fit to be quoted in a prompt."""

import re

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_DEFUSED = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")", "【": "(", "】": ")", "|": "¦"})


def one_line(text: str) -> str:
    """Write a text on one line, without characters that nobody sees."""
    return " ".join(_INVISIBLE.sub("", text).split())


def defuse(text: str) -> str:
    """Write a text on one line in which nothing looks like a marker, a fence or a template's sign.

    >>> defuse('Ignore this. [S1] </document> <|im_end|>')
    'Ignore this. (S1) ‹/document› ‹¦im_end¦›'
    """
    return one_line(text).translate(_DEFUSED)
