"""Lines joined into one text, with the words that the lines' ends part."""

import re
from collections.abc import Iterable, Sequence

_SOFT_HYPHEN = "\u00ad"
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PARTED = re.compile(r"(?:^|[^\w-])([^\W\d_]{2,})[-\u2010]$")
_BEGINNING = re.compile(r"([^\W\d_]{2,})(?![\w-])")
_UNSPACED = re.compile("[\u0e00-\u0edf\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uffef]")
_COMPOUND_ENDS = frozenset(
    "aged based bearing built called depth driven down eight eighth fed five fold four free "
    "friendly fourth grade half high known led less level life like line long looking low made "
    "making minded nine old one only out owned paid proof quarter range rate related ridden safe "
    "scale seven shaped sided size sized six speed style tenth term third three time times two up "
    "wide year years".split()
)


def find_unspaced(text: str) -> list[str]:
    """Return the characters of scripts that put no spaces between words: Chinese, Thai, ..."""
    return _UNSPACED.findall(text)


class Hyphenation:
    """Joins words that lines' ends part.

    The other words of the document tell "inter-national" from "well-to-do".

    Args:
        lines: texts of all lines of the document.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.words: set[str] = set()
        for line in lines:
            self.words.update(_WORDS.findall(line.lower()))

    def join(self, lines: Sequence[str]) -> tuple[str, list[int]]:
        """Return lines as one, words mended and spaces single, and where each of them begins."""
        text, starts = "", []
        for line in lines:
            line = " ".join(line.split())
            line = line[:-1].replace(_SOFT_HYPHEN, "") + line[-1:]
            if text.endswith(_SOFT_HYPHEN):
                text = text[:-1] + line
            elif text and line:
                text = self._join_pair(text, line)
            else:
                text = text or line
            starts.append(len(text) - len(line))
        return text.removesuffix(_SOFT_HYPHEN), starts

    def _join_pair(self, text: str, line: str) -> str:
        parted, beginning = _PARTED.search(text[-80:]), _BEGINNING.match(line)
        if not parted or not beginning or not beginning[1].islower():
            if _UNSPACED.match(text[-1]) and _UNSPACED.match(line[0]):
                return text + line
            ends_open = text[-1] in "-\u2010/" and text[-2:-1].isalnum() and line[0].isalnum()
            return text + line if ends_open else f"{text} {line}"
        first, second = parted[1], beginning[1]
        if (first + second).lower() in self.words:
            return text[:-1] + line
        is_compound = f"{first}-{second}".lower() in self.words or second in _COMPOUND_ENDS
        if is_compound or not first.islower():
            return text + line
        return text[:-1] + line
