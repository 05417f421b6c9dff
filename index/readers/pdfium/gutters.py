"""Gutters: the spans of x that lines leave free, between columns of text or of a table."""

import math
import re
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from index.readers.pdfium.lines import PageLine
from index.readers.pdfium.page import Rectangle, Word, bound

Span = tuple[float, float]
"""Where a gap begins and ends, in points from the left."""

_GUTTER = 0.8  # least width, in sizes of the type
_NARROW = 0.3  # least width of a gap, in sizes of the type, where cells are aligned
_ALIGNED = 1.2  # points
_LONG = 10  # lines beside a gutter that can't be a chance of spaces
_LEAST_ALIGNED = 0.75  # of a column's cells, at least
_MOST_FIGURES = 2.0  # width of a right-aligned column, in its gutters
_MOST_KEY_WORDS = 5
MARKER = re.compile(
    r"[•◦▪‣·●○■□➢✓✔*–—-]|(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\((?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\[\d{1,3}\]"
)
"""What an item of a list begins with: a bullet, or a number or letter with its sign."""


def find_gaps(line: PageLine, bounds: Rectangle, least: float = _GUTTER) -> list[Span]:
    """Return the x spans within the bounds that a line leaves free, wider than ``least`` sizes."""
    gaps: list[Span] = []
    edge = bounds.left - 1.0
    for i, word in enumerate(line.words):
        smaller = min(word.size, line.words[i - 1].size) if i else 0.0
        width = least * max(line.size, smaller)
        starts_item = (
            i == 1 and MARKER.fullmatch(line.words[0].text) and word.left - edge < 5 * width
        )
        if word.left - edge >= width and not starts_item:
            gaps.append((edge, word.left))
        edge = max(edge, word.right)
    if bounds.right + 1.0 - edge > 0:
        gaps.append((edge, bounds.right + 1.0 + least * line.size))
    return gaps


def split_cells(line: PageLine, gutters: Sequence[Span]) -> list[list[Word]]:
    """Return the words of a line between the gutters, one list a column.

    Words that run across a gutter belong to the column where they begin.
    """
    cells: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
    gutters = sorted(gutters)
    middles = sorted((start + end) / 2 for start, end in gutters)
    nearest_ends = list(accumulate((end for _, end in reversed(gutters)), min))[::-1]
    column, edge = 0, -math.inf
    for word in line.words:
        apart = word.left - edge >= _GUTTER * 0.9 * min(line.size, word.size)
        following = bisect_left(gutters, (edge - 0.5,))
        crosses = following < len(gutters) and nearest_ends[following] - 0.5 <= word.left
        if apart or crosses:
            column = bisect_left(middles, (word.left + word.right) / 2)
        cells[column].append(word)
        edge = word.right
    return cells


def find_gutters(lines: Sequence[PageLine]) -> tuple[Span, ...]:
    """Return the x spans between a table's columns; heads may run across several of them."""
    best: tuple[Span, ...] = ()
    for heads in range(min(3, len(lines) - 1)):
        rows = lines[heads:]
        bounds = bound_lines(rows)
        free = find_gaps(rows[0], bounds)
        for line in rows[1:]:
            free = narrow(free, line, find_gaps(line, bounds), rows[0])
        inner = keep_inner(free, rows)
        aligned = keep_aligned(rows, inner)
        if len(aligned) > len(best):
            best = aligned
    return best


def keep_aligned(lines: Sequence[PageLine], gutters: Sequence[Span]) -> tuple[Span, ...]:
    """Return the gutters with a column behind them whose cells are aligned.

    The wide spaces of justified lines happen to stand below one another too, but the words behind
    them begin anywhere.
    """
    columns = zip(*(split_cells(line, gutters) for line in lines), strict=True)
    next(columns, None)
    return tuple(
        gutter
        for gutter, column in zip(gutters, columns, strict=True)
        if _is_aligned([bound(cell) for cell in column if cell], gutter)
        or min(len(list(filter(None, column))), len(lines) // 2) >= _LONG
    )


def _is_aligned(boxes: Sequence[Rectangle], gutter: Span) -> bool:
    if len(boxes) < 2:
        return bool(boxes)
    ends_apart = max(box.right for box in boxes) - min(box.right for box in boxes) > _ALIGNED
    if _share([box.left for box in boxes]) >= _LEAST_ALIGNED:
        return True
    if ends_apart and _share([(box.left + box.right) / 2 for box in boxes]) >= _LEAST_ALIGNED:
        return True
    width = statistics.median(box.width for box in boxes)
    is_right = _share([box.right for box in boxes]) >= _LEAST_ALIGNED
    return is_right and width < _MOST_FIGURES * (gutter[1] - gutter[0])


def _share(values: Sequence[float]) -> float:
    """Return how many of the values are nearly the same, of all."""
    ordered = sorted(values)
    return max(
        bisect_right(ordered, value + _ALIGNED) - i for i, value in enumerate(ordered)
    ) / len(ordered)


def narrow(
    free: Sequence[Span], line: PageLine, gaps: Sequence[Span], beside: PageLine
) -> list[Span]:
    """Return what a further line leaves of the free spans.

    A narrower gap is enough in a line that begins, and goes on behind it, exactly where the
    others do, as a table's longest cell may.
    """
    both = intersect(free, gaps, line.size)
    if abs(line.words[0].left - beside.words[0].left) > _ALIGNED:
        return both
    words = line.words[: _MOST_KEY_WORDS + 1]
    narrow = [
        (max(start, left.right), end)
        for start, end in free
        for left, right in pairwise(words)
        if abs(right.left - end) < _ALIGNED and right.left - left.right > _NARROW * line.size
    ]
    return sorted({*both, *narrow})


def intersect(first: Sequence[Span], second: Sequence[Span], size: float) -> list[Span]:
    """Return what two lists of spans, from left to right, share, if it is wide enough.

    It is where a whole span of the first list is shared, as with a heading in large type.
    """
    spans: list[Span] = []
    i = j = 0
    while i < len(first) and j < len(second):
        start, end = max(first[i][0], second[j][0]), min(first[i][1], second[j][1])
        if end - start >= _GUTTER * size * 0.9 or first[i] == (start, end):
            spans.append((start, end))
        if first[i][1] < second[j][1]:
            i += 1
        else:
            j += 1
    return spans


def keep_inner(spans: Sequence[Span], band: Sequence[PageLine]) -> tuple[Span, ...]:
    """Return the spans that have words on both sides."""
    left = min(line.words[0].left for line in band)
    right = max(line.words[-1].right for line in band)
    return tuple(span for span in spans if span[0] > left and span[1] < right)


def bound_lines(lines: Sequence[PageLine]) -> Rectangle:
    """Return where lines begin and end, without top and bottom."""
    return Rectangle(
        min(line.words[0].left for line in lines),
        0.0,
        max(word.right for line in lines for word in line.words),
        0.0,
    )
