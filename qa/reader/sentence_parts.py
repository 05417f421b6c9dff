"""Parts of a sentence that say the same of several things: "41 dB at low speed, 47 dB at high"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.english import LIGHT_VERBS
from qa.reader.lists import ITEM_MARK
from qa.words import content_stems, tokenize

_ASKS_VALUE = re.compile(
    r"(?i)\W*(?:(?:and|but|so)\W+)?(?:(?:at|on|in|by|from|since|until|for) )?"
    r"(?:how (?!(?:do|does|did|can|to)\b)|when\b|what (?:time|date|day)\b|what(?:'s| is| are) )"
)
_JOINT = re.compile(r"[,;]\s+|\s(?:and|but|while)\s")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _NumberedPart:
    """A part of a sentence with a number, from that on.

    ``own`` are the stems of its words, ``stems`` those with what is said of all parts.
    """

    start: int
    end: int
    own: frozenset[str]
    stems: frozenset[str]

    def is_like(self, other: "_NumberedPart") -> bool:
        """Say whether both share a word, as "low speed" and "high speed" do."""
        return any(stem.isalpha() for stem in self.own & other.own)


def find_other_parts(question: str, text: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return where parts with numbers stand that are about less of what a question asks.

    Args:
        question: what is asked; nothing is returned unless it asks for a number or a time.
        text: a passage.
        starts: where its sentences begin in it.

    >>> text = "It makes 41 dB at low speed, 47 dB at high speed."
    >>> [text[slice(*span)] for span in find_other_parts("How loud is high speed?", text, [0])]
    ['41 dB at low speed']
    """
    if not _ASKS_VALUE.match(question):
        return []
    words = (token.lower for token in tokenize(question))
    asked = frozenset(content_stems(" ".join(word for word in words if word not in LIGHT_VERBS)))
    found = []
    for start, end in pairwise([*starts, len(text)]):
        parts = [*_list_parts(text, start, end)]
        found += [
            (part.start, part.end)
            for part in parts
            if any(o.is_like(part) and asked & o.stems > asked & part.stems for o in parts)
        ]
    return found


def _list_parts(text: str, start: int, end: int) -> Iterator[_NumberedPart]:
    """Yield the parts of a sentence that have a number.

    What stands before the first number is said of all parts up to a semicolon, unless it is a
    part's own label: "early shift from 6, late shift from 2".
    """
    opening: frozenset[str] = frozenset()
    mark = ITEM_MARK.match(text, start, end)
    begin = mark.end() if mark else start
    is_first = True
    for joint in [*_JOINT.finditer(text, start, end), None]:
        stop = joint.start() if joint else end
        number = _DIGIT.search(text, begin, stop)
        if number:
            label = frozenset(content_stems(text[begin : number.start()]))
            if is_first:
                opening = label
            own = frozenset(content_stems(text[begin:stop]))
            yield _NumberedPart(number.start(), stop, own, opening | own)
            is_first = False
        if joint and text[joint.start()] == ";":
            opening, is_first = frozenset(), True
        begin = joint.end() if joint and (number or not is_first) else begin
