"""Reading order: bands of a page that have columns, are tables, or are read straight across."""

import math
import re
import statistics
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from index.readers.pdfium.lines import Line
from index.readers.pdfium.page import Rectangle, Word, bound

_Span = tuple[float, float]
_GUTTER = 0.8  # least width, in sizes of the type
_WIDE_GUTTER = 1.5  # enough for two lines to make a table
_TEXT_WORDS = 3.0  # words on a line of a column of text, on average
_COLUMN_LINES = 3
_NARROW = 0.3  # least width of a gap, in sizes of the type, where cells are aligned
_ALIGNED = 1.2  # points
_FLUSH = 1.5  # points
_LEAST_ALIGNED = 0.75  # of a column's cells, at least
_MOST_FIGURES = 2.0  # width of a right-aligned column, in its gutters
_MOST_KEY_WORDS = 5
_DEEPEST = 4
_MOST_LINES = 3000
MARKER = re.compile(
    r"[•◦▪‣·●○■□➢✓✔*–—-]|(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\((?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?"
)
"""What an item of a list begins with: a bullet, or a number or letter with its sign."""


class Layout(StrEnum):
    """How the lines of a region are read."""

    TEXT = "text"
    TABLE = "table"
    COLUMNS = "columns"


@dataclass(slots=True)
class Region:
    """Lines that are read one after another.

    Attributes:
        left: where the column begins that the region is in.
        right: where it ends.
        gutters: of a table, the x spans between its columns.
    """

    layout: Layout
    lines: list[Line]
    left: float
    right: float
    gutters: tuple[_Span, ...] = ()


def split_regions(lines: Sequence[Line], depth: int = 0) -> Iterator[Region]:
    """Yield regions in reading order; ``lines`` come from top to bottom, across all columns."""
    if not lines:
        return
    bounds = _bound(lines)
    sides = bounds.left, bounds.right
    done = 0  # lines before this one are in regions
    for band, gutters in _find_bands(lines, depth):
        text = list(lines[done : band.start])
        if text:
            yield Region(Layout.TEXT, text, *sides)
        inside = lines[band.start : band.stop]
        done = band.stop
        if _classify(inside, gutters) is Layout.TABLE:
            yield Region(Layout.TABLE, list(inside), *sides, find_gutters(inside) or gutters)
            continue
        left, right = _split(inside, max(gutters, key=lambda gutter: _balance(inside, gutter)))
        yield from split_regions(left, depth + 1)
        yield from split_regions(right, depth + 1)
    if text := list(lines[done:]):
        yield Region(Layout.TEXT, text, *sides)


def split_cells(line: Line, gutters: Sequence[_Span]) -> list[list[Word]]:
    """Return the words of a line between the gutters, one list a column.

    Words that run across a gutter belong to the column where they begin.
    """
    cells: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
    column, edge = 0, -math.inf
    for word in line.words:
        apart = word.left - edge >= _GUTTER * 0.9 * min(line.size, word.size)
        if apart or any(edge <= start + 0.5 and end - 0.5 <= word.left for start, end in gutters):
            middle = (word.left + word.right) / 2
            column = sum(middle > (start + end) / 2 for start, end in gutters)
        cells[column].append(word)
        edge = word.right
    return cells


def find_gutters(lines: Sequence[Line]) -> tuple[_Span, ...]:
    """Return the x spans between a table's columns; heads may run across several of them."""
    best: tuple[_Span, ...] = ()
    for heads in range(min(3, len(lines) - 1)):
        rows = lines[heads:]
        bounds = _bound(rows)
        free = find_gaps(rows[0], bounds)
        for line in rows[1:]:
            free = _narrow(free, line, find_gaps(line, bounds), rows[0])
        inner = _inner(free, rows)
        aligned = _keep_aligned(rows, inner)
        if len(aligned) > len(best):
            best = aligned
    return best


def _keep_aligned(lines: Sequence[Line], gutters: Sequence[_Span]) -> tuple[_Span, ...]:
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
    )


def _is_aligned(boxes: Sequence[Rectangle], gutter: _Span) -> bool:
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


def find_gaps(line: Line, bounds: Rectangle, least: float = _GUTTER) -> list[_Span]:
    """Return the x spans within the bounds that a line leaves free, wider than ``least`` sizes."""
    gaps: list[_Span] = []
    edge = bounds.left - 1.0
    for i, word in enumerate(line.words):
        width = least * max(line.size, word.size)
        starts_item = (
            i == 1 and MARKER.fullmatch(line.words[0].text) and word.left - edge < 5 * width
        )
        if word.left - edge >= width and not starts_item:
            gaps.append((edge, word.left))
        edge = max(edge, word.right)
    if bounds.right + 1.0 - edge > 0:
        gaps.append((edge, bounds.right + 1.0 + least * line.size))
    return gaps


def _find_bands(lines: Sequence[Line], depth: int) -> Iterator[tuple[range, tuple[_Span, ...]]]:
    """Yield where columns and tables stand, and the x spans that all their lines leave free.

    Each grows, up and down, from a line with a gap, or from lines that stand beside one another.
    """
    if depth > _DEEPEST or not 2 <= len(lines) <= _MOST_LINES:
        return
    bounds = _bound(lines)
    gaps = [find_gaps(line, bounds) for line in lines]
    done = i = 0
    while i < len(lines):
        free = _find_seed(lines, gaps, i)
        if not free:
            i += 1
            continue
        start, stop = i, i + 1
        for step in (1, -1):
            j = i + step
            while done <= j < len(lines):
                both = _narrow(free, lines[j], gaps[j], lines[j - step])
                if not both:
                    break
                free = both
                start, stop = min(start, j), max(stop, j + 1)
                j += step
        band, gutters = _trim(lines, range(start, stop), free)
        gutters = _keep_aligned(lines[band.start : band.stop], gutters)
        if len(band) > 1 and gutters and _classify(lines[band.start : band.stop], gutters):
            yield band, gutters
            done = i = band.stop
        else:
            i += 1


def _narrow(free: Sequence[_Span], line: Line, gaps: Sequence[_Span], beside: Line) -> list[_Span]:
    """Return what a further line leaves of the free spans.

    A narrower gap is enough in a line that begins, and goes on behind it, exactly where the
    others do, as a table's longest cell may.
    """
    both = _intersect(free, gaps, line.size)
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


def _find_seed(lines: Sequence[Line], gaps: Sequence[list[_Span]], i: int) -> list[_Span]:
    """Return the gaps inside a line, or between it and the next if that one stands beside it."""
    inside = list(_inner(gaps[i], lines[i : i + 1]))
    if inside or i + 1 == len(lines):
        return inside
    pair = lines[i : i + 2]
    if pair[1].baseline - pair[0].baseline > 0.8 * pair[0].size:
        return []
    return list(_inner(_intersect(gaps[i], gaps[i + 1], pair[0].size), pair))


def _bound(lines: Sequence[Line]) -> Rectangle:
    return Rectangle(
        min(line.words[0].left for line in lines),
        0.0,
        max(word.right for line in lines for word in line.words),
        0.0,
    )


def _intersect(first: Sequence[_Span], second: Sequence[_Span], size: float) -> list[_Span]:
    spans: list[_Span] = []
    i = j = 0
    while i < len(first) and j < len(second):
        start, end = max(first[i][0], second[j][0]), min(first[i][1], second[j][1])
        if end - start >= _GUTTER * size * 0.9:
            spans.append((start, end))
        if first[i][1] < second[j][1]:
            i += 1
        else:
            j += 1
    return spans


def _inner(spans: Sequence[_Span], band: Sequence[Line]) -> tuple[_Span, ...]:
    """Return the spans that have words on both sides."""
    left = min(line.words[0].left for line in band)
    right = max(line.words[-1].right for line in band)
    return tuple(span for span in spans if span[0] > left and span[1] < right)


def _classify(band: Sequence[Line], gutters: Sequence[_Span]) -> Layout | None:
    """Return whether lines are columns of text, a table, or None for neither."""
    if not gutters:
        return None
    has_content = any(word.content for line in band for word in line.words)
    is_code = all(line.is_code for line in band)
    cells = [split_cells(line, gutters) for line in band]
    shared = [row for row in cells if sum(map(bool, row)) > 1]
    right = _bound(band).right
    stretched = sum(_is_stretched([word for cell in row for word in cell], right) for row in shared)
    if shared and stretched * 2 >= len(shared):
        return None
    columns = [[cell for cell in column if cell] for column in zip(*cells, strict=True)]
    if all(
        len(column) >= _COLUMN_LINES and statistics.fmean(map(_length, column)) >= _TEXT_WORDS
        for column in columns
    ) and _overlap(band, gutters):
        return Layout.COLUMNS
    size = statistics.median(line.size for line in band)
    wide = any(end - start >= _WIDE_GUTTER * size for start, end in gutters)
    if len(shared) >= (2 if wide else 3) and not (has_content or is_code):
        sparse = min(len(column) for column in columns)
        if len(shared) * 2 >= sparse:
            return Layout.TABLE
    return (
        Layout.COLUMNS
        if _overlap(band, gutters) and min(map(len, columns)) >= _COLUMN_LINES and not is_code
        else None
    )


def _is_stretched(words: Sequence[Word], end: float) -> bool:
    """Return whether a line of text is stretched to the column's end by equally wide spaces."""
    if len(words) < 3 or words[-1].right < end - _FLUSH:
        return False
    gaps = [right.left - left.right for left, right in pairwise(words) if not right.shift]
    widest = min(2.5 * words[0].size, 1.3 * min(gaps, default=0.0) + 1.0)
    letters = sum(word.text[:1].isalpha() for word in words)
    return max(gaps, default=0.0) < widest and letters >= 0.7 * len(words)


def _length(cell: Sequence[Word]) -> float:
    return len(cell) + sum(_TEXT_WORDS for word in cell if word.content)


def _overlap(band: Sequence[Line], gutters: Sequence[_Span]) -> bool:
    """Return whether the sides of the gutters stand beside one another for some lines."""
    for gutter in gutters:
        left, right = _split(band, gutter)
        if min(len(left), len(right)) < 1:
            return False
        top = max(left[0].box.top, right[0].box.top)
        bottom = min(left[-1].box.bottom, right[-1].box.bottom)
        if bottom - top < _COLUMN_LINES * 0.8 * left[0].box.height:
            return False
    return True


def _balance(band: Sequence[Line], gutter: _Span) -> tuple[int, float]:
    left, right = _split(band, gutter)
    return min(len(left), len(right)), gutter[1] - gutter[0]


def _split(band: Sequence[Line], gutter: _Span) -> tuple[list[Line], list[Line]]:
    left, right = [], []
    for line in band:
        first, second = split_cells(line, [gutter])
        left += [Line(first)] if first else []
        right += [Line(second)] if second else []
    return left, right


def _trim(
    lines: Sequence[Line], band: range, free: Sequence[_Span]
) -> tuple[range, tuple[_Span, ...]]:
    """Cut lines off a band that only lean on it, and return it with its gutters.

    Those are lines on the left alone, above it, and below a table.
    """
    gutters = _inner(free, lines[band.start : band.stop])
    if not gutters:
        return band, ()
    others = [i for i in band if any(split_cells(lines[i], gutters)[1:])]
    if not others:
        return range(0), ()
    trimmed = range(others[0], band.stop)
    if _classify(lines[trimmed.start : trimmed.stop], gutters) is not Layout.COLUMNS:
        trimmed = range(others[0], others[-1] + 1)
    return trimmed, gutters
