"""Tables: which rows hold the heads of columns, and the rows as lines of cells."""

from dataclasses import dataclass

from index.block import CELL_SEPARATOR
from index.readers.wordml.content import WordRow, WordTable

_LONGEST_HEAD = 80
_LONGEST_SECTION = 80


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table's parts: the texts above its heads, its rows of heads, and the rows below."""

    titles: list[WordRow]
    heads: list[WordRow]
    rows: list[WordRow]
    columns: list[int]

    def write_heads(self) -> str:
        """Return the heads as one line; of several rows, they are joined column by column."""
        lines = [self._cells(row) for row in self.heads]
        return CELL_SEPARATOR.join(
            " ".join(filter(None, texts)) for texts in zip(*lines, strict=True)
        )

    def write(self, row: WordRow) -> str:
        """Return a row as a line of cells; empty if there is no text in it."""
        cells = self._cells(row)
        if row.spans_all:
            return "".join(cells)
        return CELL_SEPARATOR.join(cells) if any(cells) else ""

    def _cells(self, row: WordRow) -> list[str]:
        texts = {cell.column: cell.text for cell in row.cells}
        return [texts.get(column, "") for column in self.columns]


def lay_out(table: WordTable) -> TableLayout:
    """Tell a table's title, heads and rows apart; columns without any text are left out."""
    rows = [row for row in table.rows if row.boxes or any(cell.text for cell in row.cells)]
    texts = [cell for row in rows for cell in row.cells if cell.text]
    columns = sorted({cell.column for cell in texts})
    first = 0
    while first < len(rows) - 1 and rows[first].spans_all and not rows[first + 1].spans_all:
        first += 1
    count = _count_heads(rows[first:], table.styled_head and not first)
    end = first + count
    return TableLayout(rows[:first], rows[first:end], rows[end:], columns)


def is_section(layout: TableLayout, place: int) -> bool:
    """Return whether a row names the rows below it: a short text across the whole table."""
    row = layout.rows[place]
    text = layout.write(row)
    return (
        row.spans_all
        and place + 1 < len(layout.rows)
        and not layout.rows[place + 1].spans_all
        and len(text) <= _LONGEST_SECTION
        and not text.endswith((".", "!", "?"))
    )


def _count_heads(rows: list[WordRow], styled: bool) -> int:
    marked = 0
    while marked < len(rows) and rows[marked].is_head:
        marked += 1
    if marked:
        return marked if marked < len(rows) else min(1, len(rows) - 1)
    if len(rows) < 2 or not (styled or _stands_out(rows) or _is_above_numbers(rows)):
        return 0
    spans = any(cell.span > 1 for cell in rows[0].cells)
    two = spans and len(rows) > 2 and len(rows[1].cells) > len(rows[0].cells)
    return 2 if two else 1


def _filled(row: WordRow) -> list[str]:
    return [cell.text for cell in row.cells if cell.text]


def _is_possible(rows: list[WordRow]) -> bool:
    """Return whether the first row could be one of heads: short, and empty in one place at most."""
    filled = _filled(rows[0])
    width = sum(cell.span for cell in rows[0].cells if cell.text)
    whole = max(sum(cell.span for cell in row.cells) for row in rows[:2])
    return (
        len(filled) > 1 or (bool(filled) and whole == 2 and not rows[0].cells[0].text)
    ) and width >= whole - 1 and max(map(len, filled)) <= _LONGEST_HEAD  # fmt: skip


def _stands_out(rows: list[WordRow]) -> bool:
    """Return whether the first row is bold or shaded, and the second is not."""
    if not _is_possible(rows):
        return False
    for flag in ("is_bold", "is_shaded"):
        first, second = (
            all(getattr(cell, flag) for cell in row.cells if cell.text) for row in rows[:2]
        )
        if first and not second:
            return True
    return False


def _is_above_numbers(rows: list[WordRow]) -> bool:
    """Return whether the first row is all words, and a column below it is of numbers."""
    if not _is_possible(rows) or any(any(map(str.isdigit, text)) for text in _filled(rows[0])):
        return False
    counts: dict[int, list[bool]] = {}
    for row in rows[1:]:
        for cell in row.cells:
            if cell.text and cell.span == 1:
                counts.setdefault(cell.column, []).append(any(map(str.isdigit, cell.text)))
    least = 0.5 if len(rows[0].cells) > 2 else 0.99
    return any(sum(numbers) / len(numbers) >= least for column, numbers in counts.items() if column)
