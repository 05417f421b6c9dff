"""Reading order: bands of a page that have columns, are tables, or are read straight across."""

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from index.readers.pdfium.gutters import (
    Span,
    bound_lines,
    find_gaps,
    find_gutters,
    intersect,
    keep_aligned,
    keep_inner,
    narrow,
    split_cells,
)
from index.readers.pdfium.hyphens import find_unspaced
from index.readers.pdfium.lines import PageLine
from index.readers.pdfium.page import Word

_WIDE_GUTTER = 1.5  # enough for two lines to make a table
_TEXT_WORDS = 3.0  # words on a line of a column of text, on average
_COLUMN_LINES = 3
_MOST_PITCH = 2.2  # sizes of the type, from line to line of a text
_FLUSH = 1.5  # points
_CLOSER = 0.85  # of the usual distance of a table's rows, to the next line of a cell
_DEEPEST = 4
_CAPTION = re.compile(r"(?i)(?:table|tab\.|figure|fig\.)\s*[A-Z]?\d+\s*[.:–—-]")
_MOST_LINES = 3000
_MOST_VISITS = 20  # of a line, while bands grow; on real pages it is three
_MOST_GUTTERS = 100


class ColumnLayout(StrEnum):
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

    layout: ColumnLayout
    lines: list[PageLine]
    left: float
    right: float
    gutters: tuple[Span, ...] = ()


def split_regions(lines: Sequence[PageLine], depth: int = 0) -> Iterator[Region]:
    """Yield regions in reading order; ``lines`` come from top to bottom, across all columns."""
    if not lines:
        return
    bounds = bound_lines(lines)
    sides = bounds.left, bounds.right
    done = 0  # lines before this one are in regions
    for band, gutters in _find_bands(lines, depth):
        text = list(lines[done : band.start])
        if text:
            yield Region(ColumnLayout.TEXT, text, *sides)
        inside = lines[band.start : band.stop]
        done = band.stop
        if _classify(inside, gutters) is ColumnLayout.TABLE:
            yield Region(ColumnLayout.TABLE, list(inside), *sides, find_gutters(inside) or gutters)
            continue
        left, right = _split(inside, max(gutters, key=lambda gutter: _balance(inside, gutter)))
        yield from split_regions(left, depth + 1)
        yield from split_regions(right, depth + 1)
    if text := list(lines[done:]):
        yield Region(ColumnLayout.TEXT, text, *sides)


def _find_bands(lines: Sequence[PageLine], depth: int) -> Iterator[tuple[range, tuple[Span, ...]]]:
    """Yield where columns and tables stand, and the x spans that all their lines leave free.

    Each grows, up and down, from a line with a gap, or from lines that stand beside one another.
    """
    if depth > _DEEPEST or not 2 <= len(lines) <= _MOST_LINES:
        return
    bounds = bound_lines(lines)
    gaps = [find_gaps(line, bounds) for line in lines]
    done = i = visited = 0
    while i < len(lines) and visited <= _MOST_VISITS * len(lines):
        free = _find_seed(lines, gaps, i)
        if not free or len(free) > _MOST_GUTTERS:
            i += 1
            continue
        grown, shared = _grow(lines, gaps, i, range(done, len(lines)), free)
        band, gutters = _trim(lines, grown, shared)
        visited += len(grown)
        within = range(band.start, grown.stop) if gutters else _part(lines, grown, i)
        if within != grown:  # what else it grew over may have narrowed its gaps
            grown, shared = _grow(lines, gaps, i, within, free)
            band, gutters = _trim(lines, grown, shared)
            visited += len(grown)
        if gutters:
            yield band, gutters
            done = i = band.stop
        else:
            i += 1


def _grow(
    lines: Sequence[PageLine], gaps: Sequence[list[Span]], i: int, within: range, free: list[Span]
) -> tuple[range, list[Span]]:
    """Return the lines around one that share gaps with it, and those gaps."""
    start, stop = i, i + 1
    for step in (1, -1):
        j = i + step
        while j in within:
            both = narrow(free, lines[j], gaps[j], lines[j - step])
            if not both:
                break
            free = both
            start, stop = min(start, j), max(stop, j + 1)
            j += step
    return range(start, stop), free


def _part(lines: Sequence[PageLine], band: range, i: int) -> range:
    """Return the lines of a band around one, up to those that hold ruled tables or fields."""
    holders = [j for j in band if any(word.content for word in lines[j].words)]
    above = [j for j in holders if j < i]
    below = [j for j in holders if j > i]
    return range(above[-1] + 1 if above else band.start, below[0] if below else band.stop)


def _find_seed(lines: Sequence[PageLine], gaps: Sequence[list[Span]], i: int) -> list[Span]:
    """Return the gaps inside a line, or between it and the next if that one stands beside it."""
    inside = list(keep_inner(gaps[i], lines[i : i + 1]))
    if inside or i + 1 == len(lines):
        return inside
    pair = lines[i : i + 2]
    if pair[1].baseline - pair[0].baseline > 0.8 * pair[0].size:
        return []
    return list(keep_inner(intersect(gaps[i], gaps[i + 1], pair[0].size), pair))


def _classify(band: Sequence[PageLine], gutters: Sequence[Span]) -> ColumnLayout | None:
    """Return whether lines are columns of text, a table, or None for neither."""
    if not gutters:
        return None
    has_content = any(word.content for line in band for word in line.words)
    is_code = all(line.is_code for line in band)
    cells = [split_cells(line, gutters) for line in band]
    shared = [row for row in cells if sum(map(bool, row)) > 1]
    right = bound_lines(band).right
    stretched = sum(_is_stretched([word for cell in row for word in cell], right) for row in shared)
    if shared and stretched * 2 >= len(shared):
        return None
    columns = [[cell for cell in column if cell] for column in zip(*cells, strict=True)]
    if all(map(_is_text, columns)) and _overlap(band, gutters):
        return ColumnLayout.COLUMNS
    size = statistics.median(line.size for line in band)
    wide = any(end - start >= _WIDE_GUTTER * size for start, end in gutters)
    sparse = min(len(column) for column in columns)
    if len(shared) >= (2 if wide else 3) and len(shared) * 2 >= sparse and not is_code:
        return None if has_content else ColumnLayout.TABLE
    return (
        ColumnLayout.COLUMNS
        if _overlap(band, gutters) and sparse >= _COLUMN_LINES and not is_code
        else None
    )


def _is_text(column: Sequence[Sequence[Word]]) -> bool:
    """Return whether a column's lines are full and close enough for text, not for a table."""
    if len(column) < _COLUMN_LINES or statistics.fmean(map(_length, column)) < _TEXT_WORDS:
        return False
    pitches = [below[0].baseline - above[0].baseline for above, below in pairwise(column)]
    size = statistics.median(cell[0].size for cell in column)
    return statistics.median(pitches) <= _MOST_PITCH * size


def _is_stretched(words: Sequence[Word], end: float) -> bool:
    """Return whether a line of text is stretched to the column's end by equally wide spaces."""
    if len(words) < 3 or words[-1].right < end - _FLUSH:
        return False
    gaps = [right.left - left.right for left, right in pairwise(words) if not right.shift]
    widest = min(2.5 * words[0].size, 1.3 * min(gaps, default=0.0) + 1.0)
    letters = sum(word.text[:1].isalpha() for word in words)
    return max(gaps, default=0.0) < widest and letters >= 0.7 * len(words)


def _length(cell: Sequence[Word]) -> float:
    """Return how many words there are; of scripts without spaces, two characters count as one."""
    letters = sum(len(find_unspaced(word.text)) for word in cell if not word.text.isascii())
    return len(cell) + letters / 2 + sum(_TEXT_WORDS for word in cell if word.content)


def _overlap(band: Sequence[PageLine], gutters: Sequence[Span]) -> bool:
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


def _balance(band: Sequence[PageLine], gutter: Span) -> tuple[int, float]:
    left, right = _split(band, gutter)
    return min(len(left), len(right)), gutter[1] - gutter[0]


def _split(band: Sequence[PageLine], gutter: Span) -> tuple[list[PageLine], list[PageLine]]:
    left, right = [], []
    for line in band:
        first, second = split_cells(line, [gutter])
        left += [PageLine(first)] if first else []
        right += [PageLine(second)] if second else []
    return left, right


def _trim(
    lines: Sequence[PageLine], band: range, free: Sequence[Span]
) -> tuple[range, tuple[Span, ...]]:
    """Cut lines off a band that only lean on it, and return it with its gutters, if it is one.

    Those are lines on the left alone, above it, and below a table.
    """
    gutters = keep_inner(free, lines[band.start : band.stop])
    if not gutters:
        return band, ()
    others = [i for i in band if any(split_cells(lines[i], gutters)[1:])]
    if not others:
        return range(0), ()
    trimmed = range(others[0], band.stop)
    if _classify(lines[trimmed.start : trimmed.stop], gutters) is not ColumnLayout.COLUMNS:
        trimmed = _cut_captions(lines, _extend(lines, others, band.stop), gutters)
    inside = lines[trimmed.start : trimmed.stop]
    gutters = keep_aligned(inside, gutters)
    is_band = len(trimmed) > 1 and gutters and _classify(inside, gutters)
    return trimmed, gutters if is_band else ()


def _extend(lines: Sequence[PageLine], rows: Sequence[int], stop: int) -> range:
    """Return a table's lines, with those below that only its first cell goes on to."""
    pitches = [lines[j].baseline - lines[i].baseline for i, j in pairwise(rows)]
    closest = _CLOSER * statistics.median(pitches or [0.0])
    end = rows[-1] + 1
    while end < stop and lines[end].baseline - lines[end - 1].baseline < closest:
        end += 1
    return range(rows[0], end)


def _cut_captions(lines: Sequence[PageLine], band: range, gutters: Sequence[Span]) -> range:
    """Return a table's lines without the caption above its first row, or below its last."""
    rows = [i for i in band if sum(map(bool, split_cells(lines[i], gutters))) > 1]
    if not rows:
        return band
    start = rows[0] if _CAPTION.match(lines[band.start].text) else band.start
    below = [i for i in range(rows[-1] + 1, band.stop) if _CAPTION.match(lines[i].text)]
    return range(start, below[0] if below else band.stop)
