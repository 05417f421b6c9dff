"""Draft cut into statements, each with the numbers that it cites."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.sentences import split_sentences
from qa.grounding.markers import Marker

_MARKDOWN = re.compile(r"\*\*|__|`+|^\s*#+\s*|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)", re.MULTILINE)
_BULLET = re.compile(r"\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+)")
_END = re.compile(r"[.!?…][\"'”’»)*_\]\s]*\Z")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
"""Characters that nobody sees, those of writing directions among them."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Sentence of a draft.

    Attributes:
        text: without markers, Markdown's signs and bullets.
        numbers: what it cites, in order.
        opens: whether it begins a paragraph or an item of a list.
        is_whole: false if the draft breaks off within it.
    """

    text: str
    numbers: tuple[int, ...]
    opens: bool
    is_whole: bool = True


def split_statements(draft: Iterable[str | Marker]) -> Iterator[Statement]:
    """Yield the sentences of a draft; a marker belongs to the one that it stands in or follows.

    >>> list(split_statements(["It began in May.", Marker((3,)), " It ended", Marker((4, 5)), "."]))
    [Statement(text='It began in May.', numbers=(3,), opens=True, is_whole=True), \
Statement(text='It ended.', numbers=(4, 5), opens=False, is_whole=True)]
    """
    text, places = _join(draft)
    stops = {at for at, _ in places if text[:at].endswith((".", "!", "?"))}
    spans = [
        span
        for sentence in split_sentences(text)
        for span in _cut(sentence.start, sentence.end, stops)
        if any(c.isalnum() for c in text[slice(*span)])
    ]
    end = 0
    for place, (start, stop) in enumerate(spans):
        until = spans[place + 1][0] if place + 1 < len(spans) else len(text)
        since = start if place else 0
        cited = [n for at, numbers in places if since < at <= until or at == since == 0
                 for n in numbers]  # fmt: skip
        opens = place == 0 or "\n" in text[end:start]
        is_last = place + 1 == len(spans)
        is_whole = not is_last or bool(cited) or _is_ended(text[start:])
        yield Statement(_clean(text[start:stop]), tuple(dict.fromkeys(cited)), opens, is_whole)
        end = stop


def _cut(start: int, end: int, stops: Iterable[int]) -> list[tuple[int, int]]:
    """Cut a span where a marker follows upon a full stop, whatever comes then."""
    inside = sorted(at for at in stops if start < at < end)
    return list(pairwise([start, *inside, end]))


def _join(draft: Iterable[str | Marker]) -> tuple[str, list[tuple[int, tuple[int, ...]]]]:
    """Return the text without markers, and where in it each stood."""
    text = ""
    places = []
    for piece in draft:
        if isinstance(piece, Marker):
            text = text.rstrip(" \\")
            places.append((len(text), piece.numbers))
        else:
            text += piece
    return text, places


def _is_ended(text: str) -> bool:
    """Check whether the last sentence of a draft is whole; a list's items need no full stop."""
    return bool(_BULLET.match(text) or _END.search(text))


def _clean(text: str) -> str:
    text = _CONTROL.sub("", text)
    text = _BULLET.sub("", _MARKDOWN.sub("", text), count=1) if _BULLET.match(text) else (
        _MARKDOWN.sub("", text)
    )  # fmt: skip
    return re.sub(r" ([.,;:!?])", r"\1", " ".join(text.split()))
