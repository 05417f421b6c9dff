"""Lines of text: words by their baseline, with what is raised or lowered beside its word."""

import re
import statistics
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.readers.pdfium.page import Rectangle, Word, bound

_SAME_BASELINE = 0.22  # of the type's size
_GLUE = 0.1  # words that are nearer than this are one
_OVERLAP = 0.2  # of words that can't be one
_MOST_DOTS = 500
_BULLET_GAP = 2.0  # sizes of the type, from a bullet to its text
_NOTE_SIZE = 0.86  # of the word's that it is beside
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿᵃᵇᶜᵈᵉᶠᵍʰⁱ"
_SUPERSCRIPTS = str.maketrans("0123456789+-=()nabcdefghi", _RAISED) | {ord("−"): "⁻"}
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_RAISED_TEXT = re.compile(r"[\d+\-−=(),*†‡§¶]+|[a-in]")


@dataclass(eq=False)
class PageLine:
    """Words that stand on one line, from left to right."""

    words: list[Word]

    @cached_property
    def box(self) -> Rectangle:
        """Rectangle around the words, without what is raised or lowered."""
        return bound([word for word in self.words if not word.shift] or self.words)

    @cached_property
    def baseline(self) -> float:
        """Y of the line that most words stand on."""
        full = [word.baseline for word in self.words if not word.shift]
        return statistics.median(full or [word.baseline for word in self.words])

    @cached_property
    def size(self) -> float:
        """Size of most of the type, in points."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size, 1)] += len(word.text) if not word.shift else 0
        return sizes.most_common(1)[0][0]

    @cached_property
    def bold(self) -> bool:
        """Whether all letters are bold."""
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @cached_property
    def is_code(self) -> bool:
        """Whether all words are in type of one width."""
        return all(word.mono for word in self.words)

    @property
    def text(self) -> str:
        """Words, joined by spaces; what is raised or lowered is written with such characters."""
        return join_words(self.words)


def build_lines(words: Iterable[Word]) -> list[PageLine]:
    """Put words onto lines, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.baseline):
        row = rows[-1] if rows else None
        size = min(word.size, row[0].size) if row else 0.0
        if row and word.baseline - row[-1].baseline <= _SAME_BASELINE * size:
            row.append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.left)
    _attach_shifted(rows)
    return [PageLine(_without_doubles(row)) for row in rows if row]


def find_bullets(words: Sequence[Word], dots: Sequence[Rectangle]) -> list[Word]:
    """Return a word "•" for each dot that is drawn before the first word of a line."""
    if not dots or len(dots) > _MOST_DOTS:
        return []
    ordered = sorted(words, key=lambda word: word.top)
    tallest = max((word.bottom - word.top for word in words), default=0.0)
    bullets = []
    for dot in dots:
        middle = (dot.top + dot.bottom) / 2
        start = bisect_left(ordered, middle - tallest, key=lambda word: word.top)
        stop = bisect_left(ordered, middle, key=lambda word: word.top)
        beside = [word for word in ordered[start:stop] if word.bottom > middle]
        right = min((w for w in beside if w.left > dot.right - 1), key=_left, default=None)
        near = right is not None and right.left - dot.right < _BULLET_GAP * right.size
        lone = all(dot.left - w.right > _BULLET_GAP * w.size for w in beside if w.left < dot.left)
        if right is not None and near and lone:
            sides = dot.left, right.top, dot.right, right.bottom
            bullets.append(Word("•", *sides, right.baseline, right.size))
    return bullets


def _attach_shifted(rows: list[list[Word]]) -> None:
    """Move small words to the row of the larger word that they touch, above or below them."""
    baselines = [row[0].baseline for row in rows]
    for i, row in enumerate(rows):
        for word in list(row):
            for other in (i + 1, i + 2, i - 1, i - 2):
                if not 0 <= other < len(rows) or not rows[other]:
                    continue
                drop = (baselines[other] - word.baseline) / word.size
                if not (-0.6 < drop < 1.1 and drop) or not _touches(word, rows[other]):
                    continue
                row.remove(word)
                word.shift = 1 if drop > 0 else -1
                rows[other].insert(bisect_left(rows[other], word.left, key=_left), word)
                break


def _left(word: Word) -> float:
    return word.left


def _touches(word: Word, row: Sequence[Word]) -> bool:
    place = bisect_left(row, word.left, key=_left)
    for near in row[max(0, place - 1) : place + 1]:
        gap = max(word.left - near.right, near.left - word.right)
        if word.size <= _NOTE_SIZE * near.size and -0.3 * near.size < gap < 0.7 * word.size:
            return not near.shift
    return False


def _without_doubles(row: list[Word]) -> list[Word]:
    """Drop words that are drawn twice at one place, to look bold or throw a shadow."""
    kept: list[Word] = []
    for word in row:
        before = kept[-1] if kept else None
        if before and before.text == word.text and word.left - before.left < 0.1 * word.size:
            continue
        kept.append(word)
    return kept


def join_words(words: Sequence[Word]) -> str:
    """Return the text of words on a line, those that touch without a space."""
    text = ""
    for i, word in enumerate(words):
        if i:
            last = words[i - 1]
            gap = (word.left - last.right) / max(word.size, last.size)
            overlaps = gap < -_OVERLAP and not (word.shift or last.shift)
            ends_figure = word.is_mark and text[-1].isdigit()
            text += " " if gap >= _GLUE or overlaps or word.is_apart or ends_figure else ""
        text += _spell(word) if word.shift else word.text
    return text


def _spell(word: Word) -> str:
    """Return what is raised or lowered in such characters, as far as there are any."""
    if word.shift < 0:
        return word.text.translate(_SUBSCRIPTS)
    if _RAISED_TEXT.fullmatch(word.text):
        return word.text.translate(_SUPERSCRIPTS)
    return word.text
