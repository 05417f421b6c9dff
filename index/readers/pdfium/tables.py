"""Tables: rows and columns by ruled lines, or by the way the cells are aligned."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.readers.pdfium.gutters import find_gutters, split_cells
from index.readers.pdfium.lines import Line, build_lines, join_words
from index.readers.pdfium.page import Rectangle, Row, Table, Word, bound

_TOUCH = 3.0  # points
_MOST_RULES = 1500
_MOST_GAP = 160.0  # between two rules of a table without upright ones
_HEAD_GAP = 1.8  # from the first rule up to the heads above it, in lines
_YEAR = re.compile(r"(?:FY ?)?(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?[A-Za-z*]?")
_NUMBER = re.compile(
    r"[(\[<>~±+–−-]{0,2}[$€£¥]? ?\d[\d.,'’ \u00a0]*(?: ?[%‰°a-zA-Z€$£]{1,3})?[)\]*]{0,2}|[–—-]|n/a"
)
_Grid = tuple[list[Rectangle], list[Rectangle]]
_Cells = list[list[Word]]


def take_ruled_tables(
    words: list[Word], rules: Sequence[Rectangle]
) -> tuple[list[Word], list[Word]]:
    """Find tables with ruled lines.

    Returns:
        The words outside of them, and a word for each table, which stands in its place.
    """
    tables = []
    for across, upright in _find_grids(rules):
        box = bound([*across, *upright])
        reach = max((word.size for word in words), default=10.0) if not upright else 0.0
        inside = [word for word in words if _is_inside(word, box)]
        if not upright:
            inside = _heads_above(words, box, reach) + inside
        table = _build_ruled(inside, across, upright)
        if table is not None:
            taken = set(map(id, inside))
            words = [word for word in words if id(word) not in taken]
            tables.append(_stand_in(table, bound([*inside, box])))
    return words, tables


def build_aligned_table(lines: Sequence[Line], gutters: Sequence[tuple[float, float]]) -> Table:
    """Build a table of lines whose cells stand between gutters."""
    return _finish(_group_lines([split_cells(line, gutters) for line in lines]), ruled=False)


def is_number(text: str) -> bool:
    """Return whether a cell's text is a figure, or stands for one that is missing."""
    return len(text) < 40 and _NUMBER.fullmatch(text) is not None


def _find_grids(rules: Sequence[Rectangle]) -> Iterator[_Grid]:
    """Yield the rules of each table: those that touch, or lie below one another."""
    across = _merge([rule for rule in rules if rule.width > rule.height])
    upright = [rule for rule in rules if rule.width <= rule.height]
    if len(across) + len(upright) > _MOST_RULES:
        return
    group = list(range(len(across) + len(upright)))

    def find(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, flat in enumerate(across):
        for j, post in enumerate(upright, len(across)):
            meets = flat.left - _TOUCH <= post.left <= flat.right + _TOUCH
            if meets and post.top - _TOUCH <= flat.top <= post.bottom + _TOUCH:
                group[find(j)] = find(i)
    posted = {find(j) for j in range(len(across), len(group))}
    lone: dict[tuple[int, int], int] = {}
    for i, flat in enumerate(across):  # from the top: stacks of equally long ones
        if find(i) in posted:
            continue
        key = round(flat.left / 4), round(flat.right / 4)
        above = lone.get(key)
        if above is not None and flat.top - across[above].top < _MOST_GAP:
            group[find(i)] = find(above)
        lone[key] = i
    grids: dict[int, _Grid] = {}
    for i in range(len(group)):
        flats, posts = grids.setdefault(find(i), ([], []))
        (flats if i < len(across) else posts).append((across + upright)[i])
    yield from ((flats, posts) for flats, posts in grids.values() if len(flats) > 1)


def _merge(rules: list[Rectangle]) -> list[Rectangle]:
    """Join level rules that continue one another, or are drawn twice."""
    merged: list[Rectangle] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.top), rule.left)):
        last = merged[-1] if merged else None
        if last and abs(last.top - rule.top) < 1.5 and rule.left - last.right < _TOUCH:
            merged[-1] = bound([last, rule])
        else:
            merged.append(rule)
    return merged


def _is_inside(word: Word, box: Rectangle) -> bool:
    middle = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box.holds(*middle)


def _heads_above(words: Sequence[Word], box: Rectangle, reach: float) -> list[Word]:
    near = [
        word
        for word in words
        if box.left - _TOUCH <= (word.left + word.right) / 2 <= box.right + _TOUCH
        and box.top - _HEAD_GAP * reach < word.baseline <= box.top
    ]
    lines = build_lines(near)
    return lines[-1].words if lines and len(find_gutters(lines[-1:])) else []


def _build_ruled(
    words: list[Word], across: Sequence[Rectangle], upright: Sequence[Rectangle]
) -> Table | None:
    lines = build_lines(words)
    if len(lines) < 2:
        return None
    posts = _cluster([rule.left for rule in upright])
    if len(posts) > 2:
        rows = [_split_by_posts(line, posts, upright) for line in lines]
    else:
        gutters = find_gutters(lines)
        rows = [split_cells(line, gutters) for line in lines]
    used = [i for i in range(len(rows[0])) if any(row[i] for row in rows)]
    if len(used) < 2 or not any(sum(map(bool, row)) > 1 for row in rows):
        return None
    rows = [[row[i] for i in used] for row in rows]
    levels = _cluster([rule.top for rule in across])
    bands: dict[int, list[_Cells]] = {}
    for line, row in zip(lines, rows, strict=True):
        middle = (line.box.top + line.box.bottom) / 2
        bands.setdefault(bisect_right(levels, middle), []).append(row)
    if len(bands) < 2 or (len(bands) == 2 and len(rows) > 3) or _is_booktabs(list(bands.values())):
        return _finish(
            [group for band in bands.values() for group in _group_lines(band)], ruled=True
        )
    return _finish(list(bands.values()), ruled=True)


def _is_booktabs(bands: Sequence[Sequence[_Cells]]) -> bool:
    """Return whether rules only part heads, body and totals, and each body line is a row."""
    largest = max(bands, key=len)
    full = sum(1 for row in largest if row[0] and sum(map(bool, row)) > 1)
    return len(bands) <= 4 and len(largest) > 3 and full >= 0.7 * len(largest)


def _cluster(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _TOUCH:
            kept.append(value)
    return kept


def _split_by_posts(line: Line, posts: list[float], upright: Sequence[Rectangle]) -> _Cells:
    """Return a line's words by column; where a post is missing, two columns are one cell."""
    middle = (line.box.top + line.box.bottom) / 2
    here = _cluster([rule.left for rule in upright if rule.top <= middle <= rule.bottom]) or posts
    cells: _Cells = [[] for _ in range(len(posts) + 1)]
    for word in line.words:
        place = bisect_right(here, (word.left + word.right) / 2)
        start = here[place - 1] if place else posts[0] - 1
        cells[bisect_right(posts, start + _TOUCH)].append(word)
    return cells


def _group_lines(rows: Sequence[_Cells]) -> list[list[_Cells]]:
    """Put lines that continue the cells above them into one row with those."""
    boxes = [bound([word for cell in row for word in cell]) for row in rows]
    pitches = [below.top - above.top for above, below in pairwise(boxes)]
    usual = sorted(pitches)[len(pitches) // 2] if pitches else 0.0
    groups: list[list[_Cells]] = []
    for i, row in enumerate(rows):
        near = i > 0 and pitches[i - 1] <= 1.5 * boxes[i].height
        filled = [cell for cell in row if cell]
        figures = any(is_number(join_words(cell)) for cell in filled)
        hangs = not row[0] and not figures and len(filled) < len(row) - 1
        wraps = bool(row[0]) and len(filled) == 1 and i > 0 and pitches[i - 1] < 0.8 * usual
        if i > 0 and near and (hangs or wraps) and any(groups[-1][-1]):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _finish(groups: Sequence[Sequence[_Cells]], ruled: bool) -> Table:
    rows = []
    for group in groups:
        cells = tuple(
            " ".join(join_words(line) for line in column if line)
            for column in zip(*group, strict=True)
        )
        words = [word for line in group for cell in line for word in cell]
        letters = [word for word in words if any(map(str.isalnum, word.text))]
        rows.append(Row(cells, bound(words), bool(letters) and all(w.bold for w in letters)))
    keyed = _is_keyed(groups)
    return Table(tuple(rows), 0 if keyed else _count_heads(rows, ruled))


def _is_keyed(groups: Sequence[Sequence[_Cells]]) -> bool:
    """Return whether a table has two columns, the first of names, the second of their values."""
    if any(len(line) != 2 for group in groups for line in group):
        return False
    names = [word for group in groups for line in group for word in line[0]]
    values = [word for group in groups for line in group for word in line[1]]
    ends = [group[0][0][-1].text.endswith(":") for group in groups if group[0][0]]
    bold = all(word.bold for word in names) and not all(word.bold for word in values)
    return bold or (bool(ends) and sum(ends) * 2 > len(ends))


def _count_heads(rows: Sequence[Row], ruled: bool) -> int:
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


def _spans(row: Row, below: Row) -> bool:
    """Return whether a row has fewer cells than the one below it, as heads over heads do."""
    return sum(map(bool, row.cells)) < sum(map(bool, below.cells))


def _stand_in(table: Table, box: Rectangle) -> Word:
    return Word("", box.left, box.top, box.right, box.bottom, box.top + 8.0, 10.0, content=table)
