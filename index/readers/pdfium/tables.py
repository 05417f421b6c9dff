"""Tables: rows and columns by ruled lines, or by the way the cells are aligned."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from index.readers.pdfium.grids import TOUCH, Grid, find_grids
from index.readers.pdfium.gutters import find_gutters, split_cells
from index.readers.pdfium.lines import PageLine, build_lines, join_words
from index.readers.pdfium.page import PdfRow, PdfTable, Rectangle, Word, bound

_MOST_CELL_WORDS = 180
_HEAD_GAP = 1.8  # from the first rule up to the heads above it, in lines
_CLOSER = 0.85  # of the gap below, from a line up to the one that it continues
_YEAR = re.compile(r"(?:FY ?)?(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?[A-Za-z*]?")
_NUMBER = re.compile(
    r"[(\[<>~±+–−-]{0,2}[$€£¥]? ?\d[\d.,'’ \u00a0]*(?: ?[%‰°a-zA-Z€$£]{1,3})?[)\]*]{0,2}|[–—-]|n/a"
)
_Cells = list[list[Word]]


def take_ruled_tables(
    words: list[Word], rules: Sequence[Rectangle]
) -> tuple[list[Word], list[Word]]:
    """Find tables with ruled lines.

    Returns:
        The words outside of them, and a word for each table, which stands in its place.
    """
    tables = []
    for grid in find_grids(rules):
        inside = [word for word in words if _is_inside(word, grid.box)]
        if not grid.upright:
            inside = _heads_above(words, grid.box) + inside
        table = _build_ruled(inside, grid)
        if table is not None:
            taken = set(map(id, inside))
            words = [word for word in words if id(word) not in taken]
            tables.append(_stand_in(table, bound([*inside, grid.box])))
    return words, tables


def build_aligned_table(
    lines: Sequence[PageLine], gutters: Sequence[tuple[float, float]]
) -> PdfTable:
    """Build a table of lines whose cells stand between gutters."""
    return _finish(_group_lines([split_cells(line, gutters) for line in lines]), ruled=False)


def is_number(text: str) -> bool:
    """Return whether a cell's text is a figure, or stands for one that is missing."""
    return len(text) < 40 and _NUMBER.fullmatch(text.replace("\n", " ")) is not None


def _is_inside(word: Word, box: Rectangle) -> bool:
    middle = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box.holds(*middle)


def _heads_above(words: Sequence[Word], box: Rectangle) -> list[Word]:
    reach = max((word.size for word in words), default=10.0)
    near = [
        word
        for word in words
        if box.left - TOUCH <= (word.left + word.right) / 2 <= box.right + TOUCH
        and box.top - _HEAD_GAP * reach < word.baseline <= box.top
    ]
    lines = build_lines(near)
    return lines[-1].words if lines and len(find_gutters(lines[-1:])) else []


def _build_ruled(words: list[Word], grid: Grid) -> PdfTable | None:
    lines = build_lines(words)
    is_box = len(grid.levels) < 3 and len(grid.posts) < 3
    if len(lines) < 2 or is_box or all(line.is_code for line in lines):
        return None
    if len(grid.posts) > 2:
        rows = [_split_by_posts(line, grid) for line in lines]
    else:
        gutters = find_gutters(lines)
        rows = [split_cells(line, gutters) for line in lines]
    used = [i for i in range(len(rows[0])) if any(row[i] for row in rows)]
    if len(used) < 2 or not any(sum(map(bool, row)) > 1 for row in rows):
        return None
    rows = [[row[i] for i in used] for row in rows]
    bands: dict[int, list[_Cells]] = {}
    for line, row in zip(lines, rows, strict=True):
        middle = (line.box.top + line.box.bottom) / 2
        bands.setdefault(bisect_right(grid.levels, middle), []).append(row)
    groups = list(bands.values())
    parted = len(groups) > 2 or len(rows) <= 3 or all(map(_is_wrapped, groups))
    if len(groups) < 2 or not parted or _is_booktabs(groups):
        groups = [group for band in groups for group in _group_lines(band)]
    if any(_count_words(group) > _MOST_CELL_WORDS for group in groups):
        return None  # whole paragraphs, laid out side by side
    return _finish(groups, ruled=True)


def _is_wrapped(band: Sequence[_Cells]) -> bool:
    """Return whether the lines between two rules are one row, whose cells have several lines."""
    below = [line for line in band if not line[0]]
    figures = any(is_number(join_words(cell)) for line in below for cell in line if cell)
    return len(band) - len(below) == 1 and not figures


def _count_words(group: Sequence[_Cells]) -> int:
    """Return how many words are in the fullest cell of a row."""
    return max(sum(map(len, column)) for column in zip(*group, strict=True))


def _is_booktabs(bands: Sequence[Sequence[_Cells]]) -> bool:
    """Return whether rules only part heads, body and totals, and each body line is a row."""
    largest = max(bands, key=len)
    full = sum(1 for row in largest if row[0] and sum(map(bool, row)) > 1)
    return len(bands) <= 4 and len(largest) > 3 and full >= 0.7 * len(largest)


def _split_by_posts(line: PageLine, grid: Grid) -> _Cells:
    """Return a line's words by column; where a post is missing, two columns are one cell."""
    here = grid.posts_at((line.box.top + line.box.bottom) / 2)
    cells: _Cells = [[] for _ in range(len(grid.posts) + 1)]
    for word in line.words:
        place = bisect_right(here, (word.left + word.right) / 2)
        start = here[place - 1] if place else grid.posts[0] - 2 * TOUCH
        cells[bisect_right(grid.posts, start + TOUCH)].append(word)
    return cells


def _group_lines(rows: Sequence[_Cells]) -> list[list[_Cells]]:
    """Put lines that continue the cells above them into one row with those."""
    boxes = [bound([word for cell in row for word in cell]) for row in rows]
    pitches = [below.top - above.top for above, below in pairwise(boxes)]
    usual = sorted(pitches)[len(pitches) // 2] if pitches else 0.0
    gaps_below = _find_gaps_below(rows, pitches, usual)
    groups: list[list[_Cells]] = []
    for i, row in enumerate(rows):
        near = i > 0 and pitches[i - 1] <= 1.5 * boxes[i].height
        filled = [cell for cell in row if cell]
        figures = any(is_number(join_words(cell)) for cell in filled)
        closer = i > 0 and pitches[i - 1] < _CLOSER * gaps_below[i]
        partial = len(row) == 2 or len(filled) < len(row) - 1
        hangs = not row[0] and not figures and (partial or closer)
        above = groups[-1][-1] if groups else row
        goes_on = not figures and all(upper for upper, cell in zip(above, row, strict=True) if cell)
        fewer = len(filled) < len(row) and (goes_on or len(filled) == 1)
        wraps = bool(row[0]) and fewer and i > 0 and pitches[i - 1] < 0.8 * usual
        if i > 0 and near and (hangs or wraps) and any(groups[-1][-1]):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _find_gaps_below(rows: Sequence[_Cells], pitches: Sequence[float], usual: float) -> list[float]:
    """Return for each line the distance above the next one that has a first cell."""
    gaps, gap = [usual] * len(rows), usual
    for i in reversed(range(len(rows))):
        gaps[i] = gap
        if rows[i][0] and i:
            gap = pitches[i - 1]
    return gaps


def _finish(groups: Sequence[Sequence[_Cells]], ruled: bool) -> PdfTable:
    rows = []
    for group in groups:
        cells = tuple(
            "\n".join(join_words(line) for line in column if line)
            for column in zip(*group, strict=True)
        )
        words = [word for line in group for cell in line for word in cell]
        letters = [word for word in words if any(map(str.isalnum, word.text))]
        rows.append(PdfRow(cells, bound(words), bool(letters) and all(w.bold for w in letters)))
    keyed = _is_keyed(groups)
    return PdfTable(tuple(rows), 0 if keyed else _count_heads(rows, ruled))


def _is_keyed(groups: Sequence[Sequence[_Cells]]) -> bool:
    """Return whether a table has two columns, the first of names, the second of their values."""
    if any(len(line) != 2 for group in groups for line in group):
        return False
    names = [word for group in groups for line in group for word in line[0]]
    values = [word for group in groups for line in group for word in line[1]]
    ends = [group[0][0][-1].text.endswith(":") for group in groups if group[0][0]]
    bold = all(word.bold for word in names) and not all(word.bold for word in values)
    return bold or (bool(ends) and sum(ends) * 2 > len(ends))


def _count_heads(rows: Sequence[PdfRow], ruled: bool) -> int:
    bold = next((i for i, row in enumerate(rows) if not row.bold), 0)
    if bold:
        return bold
    if len(rows) < 2:
        return 0
    first, rest = rows[0].cells, rows[1:]
    if any(is_number(cell) and not _YEAR.fullmatch(cell) for cell in first):
        return 0
    figures = [
        sum(is_number(row.cells[i]) for row in rest) * 2 > len(rest) for i in range(len(first))
    ]
    above = [bool(first[i]) for i, column in enumerate(figures) if column]
    if any(above):
        heads = 1
        while heads < len(rows) - 1 and not any(map(is_number, rows[heads].cells)):
            if not _spans(rows[heads - 1], rows[heads]):
                break
            heads += 1
        return heads
    return 1 if ruled and len(first) > 2 and len(rows) > 2 and all(first[1:]) else 0


def _spans(row: PdfRow, below: PdfRow) -> bool:
    """Return whether a row has fewer cells than the one below it, as heads over heads do."""
    return sum(map(bool, row.cells)) < sum(map(bool, below.cells))


def _stand_in(table: PdfTable, box: Rectangle) -> Word:
    return Word("", box.left, box.top, box.right, box.bottom, box.top + 8.0, 10.0, content=table)
