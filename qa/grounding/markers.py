"""Citations out of a stream: ``[S12]`` and what models write instead, as the tokens arrive."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

_PAIRS = {"[": "]", "【": "】", "［": "］", "(": ")", "（": "）"}
_ROUND = "(（"
"""What these hold is only a marker if it has an S: "(12)" is often just a number."""

_MAX_CHARACTERS = 80
_MAX_OPENINGS = 3
_MAX_NUMBERS = 12
"""Of one marker. More is no citation but an evasion, and cites nothing."""

_INSIDE = frozenset(
    "0123456789 \t\n,;:.&+/-–—−^†\\abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)
_NUMBER = r"(?:(?:sentences?|sent|source|nos?|§|s)[\s.:#-]*)?\d{1,6}"
# Each way of joining two numbers is matched in one way only: "[1   1   1" takes linear time.
_JOINT = r"(?:\s+(?:[-,;&+/–—−]\s*)?(?:(?:and|to)\b\s*)?|[-,;&+/–—−]\s*(?:(?:and|to)\b\s*)?)"
_MARKER = re.compile(
    rf"[\s\\^]*({_NUMBER}(?:{_JOINT}{_NUMBER})*)(?:\s*†[\w.\s-]*)?[\s.,;\\]*", re.IGNORECASE
)
_RANGE = re.compile(r"(\d+)\s*(?:[-–—−]|\bto\b)\s*(?:sentences?|s)?[\s.:#-]*(\d+)", re.IGNORECASE)
_UNFINISHED = re.compile(
    rf"[\s\\^]*s[\s.:#-]*\d{{1,6}}(?:{_JOINT}{_NUMBER})*(?![\w])", re.IGNORECASE
)
_LETTERED = re.compile(r"[\s\\^]*(?:sentences?|s)[\s.:#-]*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marker:
    """A citation in a draft; every number refers to a sentence in the prompt."""

    numbers: tuple[int, ...]


class MarkerParser:
    """Tells markers from text, however the text is cut into pieces.

    Understood are ``[S12]``, ``[S3, S7]``, ``[S3–S5]``, ``【S12】``, ``[12]``, and the malformed
    cousins of them that small models write: ``[[S12]]``, ``(S12)``, ``[s 12]``, ``[^12]``,
    ``[Sentences 3 and 4]``, ``【12†source】``, ``[S12`` without an end. What could become a marker
    is held back until it is one or can't be one any more, at most 80 characters. Each character
    is looked at a bounded number of times.

    Args:
        known: the numbers that exist; others never come out.

    >>> parser = MarkerParser({3, 4, 5})
    >>> parser.feed("It began [S"), parser.feed("3–S9]. So [it"), parser.close()
    (['It began '], [Marker(numbers=(3, 4, 5)), '. So '], ['[it'])
    """

    def __init__(self, known: Collection[int]) -> None:
        self._known = frozenset(known)
        self._held = ""
        self._swallow = ""

    def feed(self, text: str) -> list[str | Marker]:
        """Return the text and markers that are certain by now."""
        return _merge(piece for character in text for piece in self._next(character))

    def close(self) -> list[str | Marker]:
        """Return what was still held back."""
        held, self._held, self._swallow = self._held, "", ""
        return _merge(self._unfinished(held))

    def _next(self, character: str) -> Iterator[str | Marker]:
        if self._swallow:
            expected, self._swallow = self._swallow[0], self._swallow[1:]
            if character == expected:
                return
            self._swallow = ""
        if not self._held:
            if character in _PAIRS:
                self._held = character
            else:
                yield character
            return
        opening = self._held[: len(self._held) - len(self._held.lstrip(self._held[0]))]
        if self._held == opening and character == opening[0] and len(opening) < _MAX_OPENINGS:
            self._held += character  # as in [[S12]]
        elif character == _PAIRS[opening[0]]:
            held, self._held = self._held, ""
            numbers = self._numbers(held[len(opening) :], opening[0])
            if numbers is None:
                yield held + character
            else:
                self._swallow = character * (len(opening) - 1)
                yield Marker(numbers)
        elif character in _INSIDE and len(self._held) < _MAX_CHARACTERS:
            self._held += character
        else:
            held, self._held = self._held, ""
            yield from self._unfinished(held)
            yield from self._next(character)

    def _unfinished(self, held: str) -> Iterator[str | Marker]:
        """Yield a marker that nobody closed, as in "[S12" at a line's end, or just text."""
        inside = held.lstrip(held[:1])
        match = _UNFINISHED.match(inside)
        if match:
            yield Marker(self._numbers(match[0], held[0]) or ())
            yield inside[match.end() :]
        else:
            yield held

    def _numbers(self, inside: str, opening: str) -> tuple[int, ...] | None:
        """Return the numbers of a marker that exist, or None if it is no marker."""
        match = _MARKER.fullmatch(inside)
        if not match or (opening in _ROUND and not _LETTERED.match(inside)):
            return None
        found: dict[int, None] = {}
        text = match[1]
        for first, last in _RANGE.findall(text):
            reach = range(int(first), int(last) + 1)
            if len(reach) <= _MAX_NUMBERS:
                found.update(dict.fromkeys(reach))
        found.update((int(number), None) for number in re.findall(r"\d+", _RANGE.sub(" ", text)))
        numbers = tuple(number for number in found if number in self._known)
        return numbers if len(numbers) <= _MAX_NUMBERS else ()


def _merge(pieces: Iterable[str | Marker]) -> list[str | Marker]:
    """Join neighbouring texts, and drop empty ones."""
    merged: list[str | Marker] = []
    texts: list[str] = []

    def flush() -> None:
        if texts:
            merged.append("".join(texts))
            texts.clear()

    for piece in pieces:
        if isinstance(piece, Marker):
            flush()
            merged.append(piece)
        elif piece:
            texts.append(piece)
    flush()
    return merged
