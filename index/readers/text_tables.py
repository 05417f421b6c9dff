"""Tables in plain text: with bars, with tabs, or aligned by spaces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.readers.tables import count_heads
from index.readers.text_fields import read_fields
from index.whitespace import collapse_spaces

_GAP = re.compile(r"\S(?: {2,}|\t+)\S")
_BARS = re.compile(r"[|│┃]")
_RULE_CHARACTERS = "=─━═-|│┃+:┼├┤┌┐└┘┬┴╞╪╡ \t"
_BOX = re.compile(r"[|│┃+├┌└]")
_MARKER = re.compile(
    r"\s*(?:[-*•‣◦▪·–]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+\.?)\s+"
)
_TABS = re.compile(r"\t+")
_LONGEST_CELL, _LONGEST_LINE, _LONGEST_LABEL = 60, 400, 40
_LEAST_FILLED = 0.6  # of the rows, with more than one cell


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table that lines ``first`` to ``end``, exclusive, show; ``heads`` rows head its columns.

    ``lines`` are the numbers of the lines that the rows stand on, one each. Where it is a form,
    each row has the fields of a line instead, "Label: value".
    """

    first: int
    end: int
    rows: list[list[str]]
    heads: int
    lines: list[int]
    is_form: bool = False


def find_tables(lines: Sequence[str]) -> list[TextTable]:
    """Return the tables in a text, in order."""
    tables = list(_read_sectioned(lines))
    taken = {line for table in tables for line in range(table.first, table.end)}
    for first, end, barred in _runs(lines):
        if first in taken or end - 1 in taken:
            continue
        run = lines[first:end]
        rules = [i for i, line in enumerate(run) if _is_rule(line)]
        data = [i for i in range(len(run)) if i not in set(rules)]
        texts = [run[i] for i in data]
        numbers = [first + i for i in data]
        if not barred and texts and all(fields := [read_fields(text) for text in texts]):
            tables.append(TextTable(first, end, fields, 0, numbers, is_form=True))
            continue
        rows = _read_bars(texts) if barred else _read_tabs(texts) or _read_columns(texts)
        if rows:
            ruled = len(data) > 1 and any(data[0] < rule < data[1] for rule in rules)
            heads = 1 if ruled else count_heads(rows)
            tables.append(TextTable(first, end, rows, heads, numbers))
    return sorted(tables, key=lambda table: table.first)


def _read_sectioned(lines: Sequence[str]) -> Iterator[TextTable]:
    """Yield the tables whose heads stand once, over sections that have a label each.

    What stands above the line right over the first label is no part of it.
    """
    filled = [i for i, line in enumerate(lines) if line.strip()]
    kinds = [_kind(lines[i]) for i in filled]
    first = 0
    while first < len(filled):
        end, labels = first, []
        while end < len(filled):
            if kinds[end] != "gaps":
                is_over = end + 1 == len(filled) or kinds[end + 1] != "gaps"
                if end == first or is_over or not _is_label(lines[filled[end]]):
                    break
                labels.append(end)
            end += 1
        if labels and _stands_alone(lines, filled[labels[0] - 1]):
            head = labels[0] - 1
            places = filled[head:end]
            yield from _read_section_rows(lines, places, [label - head for label in labels])
        first = max(end, first + 1)


def _stands_alone(lines: Sequence[str], place: int) -> bool:
    """Say whether a line stands below a blank one, or first."""
    return place == 0 or not lines[place - 1].strip()


def _read_section_rows(
    lines: Sequence[str], places: list[int], labels: Sequence[int]
) -> Iterator[TextTable]:
    """Yield the table of some lines, of which some label those below them, if it is one."""
    rows = _read_columns([lines[place] for place in places])
    others = [row for i, row in enumerate(rows) if i not in labels]
    if rows and count_heads(others) and not any(any(rows[i][1:]) for i in labels):
        yield TextTable(places[0], places[-1] + 1, rows, 1, places)


def _is_label(line: str) -> bool:
    """Say whether a line may label the rows below it."""
    text = line.strip()
    return 0 < len(text) <= _LONGEST_LABEL and text[-1] not in ".:;,!?" and not _kind(line)


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Yield the runs of lines that may be tables, and whether they have bars."""
    first = 0
    while first < len(lines):
        kind = _kind(lines[first])
        end = first + 1
        if kind:
            boxed = kind == "rule"
            while end < len(lines) and (other := _kind(lines[end])):
                if boxed:
                    kind, boxed = other, other == "rule"
                elif other not in (kind, "rule"):
                    break
                end += 1
            if kind != "rule" and end - first >= 2:
                yield first, end, kind == "bars"
        first = end


def _kind(line: str) -> str:
    """Return what a line would be in a table: "bars", "gaps", "rule", or nothing."""
    if len(line) > _LONGEST_LINE or not line.strip():
        return ""
    if _is_rule(line):
        return "rule"
    if len(_BARS.findall(line)) >= 1 and (_BOX.match(line.strip()) or " | " in line):
        return "bars"
    marker = _MARKER.match(line)
    return "gaps" if _GAP.search(line, marker.end() if marker else 0) else ""


def _is_rule(line: str) -> bool:
    """Say whether a line only draws a table's frame."""
    return not line.strip(_RULE_CHARACTERS) and any(dash * 2 in line for dash in "=─━═-")


def _read_bars(lines: Sequence[str]) -> list[list[str]]:
    rows = []
    for line in lines:
        cells = [collapse_spaces(cell) for cell in _BARS.split(line.strip())]
        if _BARS.match(line.strip()):
            cells = cells[1:]
        if cells and not cells[-1] and _BARS.match(line.strip()[-1]):
            cells = cells[:-1]
        rows.append(cells)
    width = len(rows[0]) if rows else 0
    return rows if len(rows) > 1 and width > 1 and all(len(row) == width for row in rows) else []


def _read_tabs(lines: Sequence[str]) -> list[list[str]]:
    if not all("\t" in line.strip() for line in lines):
        return []
    rows = [[collapse_spaces(cell) for cell in line.strip("\n ").split("\t")] for line in lines]
    if len({len(row) for row in rows}) > 1:
        rows = [[collapse_spaces(cell) for cell in _TABS.split(line.strip())] for line in lines]
    even = len({len(row) for row in rows}) == 1 and len(rows) > 1
    return rows if even and _are_cells(rows) else []


def _read_columns(lines: Sequence[str]) -> list[list[str]]:
    """Return the cells of lines that have gaps of two spaces or more above one another."""
    if len(lines) < 2:
        return []
    lines = [line.expandtabs(8) for line in lines]
    width = max(map(len, lines))
    used = [False] * (width + 2)
    for line in lines:
        for match in re.finditer(r"\S+(?: \S+)*", line):
            used[match.start() : match.end()] = [True] * (match.end() - match.start())
    bounds = []
    start: int | None = None
    for place in range(width + 1):
        if used[place] and start is None:
            start = place
        elif start is not None and not used[place] and not used[place + 1]:
            bounds.append((start, place))
            start = None
    rows = [[collapse_spaces(line[start:end]) for start, end in bounds] for line in lines]
    filled = sum(sum(map(bool, row)) > 1 for row in rows)
    enough = len(bounds) > 1 and (len(rows) > 2 or len(bounds) > 2)
    if not enough or filled < _LEAST_FILLED * len(rows) or not _are_cells(rows):
        return []
    return rows


def _are_cells(rows: list[list[str]]) -> bool:
    """Say whether texts are short enough for cells: sentences beside one another aren't a table."""
    cells = [cell for row in rows for cell in row if cell]
    long = sum(len(cell) > _LONGEST_CELL for cell in cells)
    ended = sum(cell.endswith((",", ";")) for cell in cells)
    return long * 5 <= len(cells) and ended * 3 <= len(cells)
