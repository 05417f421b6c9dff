"""Tables and lists of a document as rows with columns, rows of sums left out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from index import Document
from index.block import Block, BlockKind, Cell, ancestors, find_cells
from index.context import read_block
from index.legends import find_legend
from qa.computing.columns import Column
from qa.computing.english import AVERAGE_LABELS, SUMMARY_WORDS, TOTAL_LABELS, WHOLE_LABELS
from qa.computing.kinds import find_unit
from qa.computing.values import COMMA_LANGUAGES
from qa.computing.words import find_lemma, find_lemmas

MOST_PARTS = 6
"""Most parts that an item of a list is taken apart into."""

_MARK = re.compile(
    r"(?:[-*+•‣◦▪·–☐☑☒✓]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+\.?)\s+", re.I
)
_JOINT = re.compile(r"[:,;]\s+|\s[–—-]\s|\s?\((?=[^()]*\)\.?\s*\Z)")
_QUANTITY = re.compile(r"\d[\d.,]*\s?(?P<unit>[^\W\d_]{1,8})\s+(?:of\s+)?")
_BRACKETS = re.compile(r"\([^()]{0,30}\)")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table or an item of a list: where it begins in the text, and its cells."""

    start: int
    cells: tuple[Cell, ...]

    @property
    def label(self) -> str:
        """Text of the first cell with a letter, else of the first that has any."""
        texts = [cell.text for cell in self.cells if cell.text]
        return next(filter(_LETTERS.search, texts), texts[0] if texts else "")

    def span(self, column: int) -> tuple[int, int]:
        """Return where a cell stands in the document's text."""
        cell = self.cells[column]
        return self.start + cell.start, self.start + cell.start + len(cell.text)


@dataclass(frozen=True)
class RowTable:
    """A whole table, or a whole list.

    Attributes:
        document: that it stands in.
        heads: what its columns are called.
        rows: those that count.
        sums: those that give a sum or an average of others.
        above: lemmas of what it stands under.
        has_foot: whether other rows stand below, as of taxes.
        head: the row of its heads, where it has one.
        legend: head that is an abbreviation -> its meaning, as the document gives it.
        key_place: of the column that names the rows, where that isn't told by its cells.
        filled_place: of the column without whose values rows were left out, if any were.
    """

    document: Document
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    sums: tuple[Row, ...]
    above: frozenset[str]
    has_foot: bool = False
    legend: Mapping[str, str] = field(default_factory=dict)
    head: Row | None = None
    key_place: int | None = None
    filled_place: int | None = None

    @property
    def is_headed(self) -> bool:
        """True if its columns have heads, or one names the rows, as none of a list does."""
        return any(self.heads) or self.key_place is not None

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns."""
        comma = self.document.language in COMMA_LANGUAGES
        return tuple(
            Column(
                place,
                head,
                tuple(row.cells[place].text for row in self.rows),
                comma,
                self.legend.get(head, ""),
            )
            for place, head in enumerate(self.heads)
        )

    @cached_property
    def key(self) -> Column | None:
        """The column that names the rows: the first with words, all different, if there is one."""
        if self.key_place is not None:
            return self.columns[self.key_place]
        distinct = [c for c in self.columns if c.is_distinct and not c.is_rank]
        return next(iter([c for c in distinct if c.is_worded] or distinct), None)


def find_tables(document: Document) -> Iterator[RowTable]:
    """Yield the tables with heads and the lists of a document that are regular throughout."""
    children: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.parent is not None and block.kind in (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM):
            children.setdefault(block.parent, []).append(block)
    for parent, blocks in children.items():
        head = document.blocks[parent]
        if head.kind is BlockKind.TABLE_HEAD:
            first, *rows = _trim([_read_row(document, block) for block in (head, *blocks)])
        else:
            rows = _read_items(document, blocks)
            first = None
        table = _make_table(document, parent, first, rows)
        if table is not None:
            yield table


def _make_table(
    document: Document, parent: int, head: Row | None, rows: Sequence[Row]
) -> RowTable | None:
    """Return the table, unless its rows differ in form or it can't be told what is a sum."""
    most = max((len(row.cells) for row in rows), default=0)
    heads = [cell.text for cell in head.cells] if head else [""] * most
    rows = [row for row in rows if [cell.text for cell in row.cells] != list(heads)]
    if not rows or any(len(row.cells) != len(heads) for row in rows):
        return None
    last = _find_foot(rows)
    rows, foot = rows[:last], rows[last:]
    sums = [row for row in (*rows, *foot) if is_sum(row)]
    counted = [row for row in rows if row not in sums]
    if not counted or any(_is_odd(row) for row in counted):
        return None
    places = [*ancestors(document.blocks, parent)]
    if head is None:
        places = [parent, *places]
    above = " ".join(read_block(document.text, document.blocks[place]) for place in places)
    lemmas = frozenset(find_lemmas(f"{document.title} {above}"))
    return RowTable(
        document, tuple(heads), tuple(counted), tuple(sums), lemmas, bool(foot),
        find_legend(document.text), head,
    )  # fmt: skip


def _trim(rows: Sequence[Row]) -> Sequence[Row]:
    """Take off the empty columns that strokes before and behind each row make."""
    for edge in (0, -1):
        if all(len(row.cells) > 1 and not row.cells[edge].text for row in rows):
            kept = slice(1, None) if edge == 0 else slice(None, -1)
            rows = [replace(row, cells=row.cells[kept]) for row in rows]
    return rows


def _find_foot(rows: Sequence[Row]) -> int:
    """Return where rows end that are numbered from 1 on, before some without a number."""
    last = len(rows)
    while last > 0 and _may_be_foot(rows[last - 1]):
        last -= 1
    numbers = [row.cells[0].text.rstrip(".") for row in rows[:last]]
    return last if last > 1 and numbers == [str(n + 1) for n in range(last)] else len(rows)


def _may_be_foot(row: Row) -> bool:
    """Say whether a row has no number, and no more than a label and an amount."""
    filled = sum(bool(cell.text) for cell in row.cells)
    return not row.cells[0].text and 2 * filled <= len(row.cells) + 1


def is_sum(row: Row) -> bool:
    """Say whether a row is labelled as a sum or an average of others."""
    words = {find_lemma(word) for word in _LETTERS.findall(_BRACKETS.sub("", row.label))}
    return bool(words & (TOTAL_LABELS | AVERAGE_LABELS)) and words <= SUMMARY_WORDS


def is_average(row: Row) -> bool:
    """Say whether a row of sums is one of averages."""
    return bool({find_lemma(word) for word in _LETTERS.findall(row.label)} & AVERAGE_LABELS)


def _is_odd(row: Row) -> bool:
    """Say whether a row may be a heading within the table, or a sum of some of its rows."""
    filled = sum(bool(cell.text) for cell in row.cells)
    first = find_lemma((_LETTERS.findall(row.label) or [""])[0])
    is_whole = first == "all" or (first in WHOLE_LABELS and len(row.label.split()) == 1)
    return (filled < 2 and len(row.cells) > 2) or first in TOTAL_LABELS or is_whole


def _read_row(document: Document, block: Block) -> Row:
    return Row(block.start, tuple(find_cells(document.text[block.start : block.end])))


def _read_items(document: Document, blocks: Sequence[Block]) -> list[Row]:
    """Return items as rows, parted at commas, colons and dashes if all have as many of them."""
    if len({block.level for block in blocks}) != 1:
        return []
    whole = [_cut_item(document, block, most=1) for block in blocks]
    parted = [_cut_item(document, block, most=MOST_PARTS) for block in blocks]
    return parted if len({len(row.cells) for row in parted}) == 1 else whole


def _cut_item(document: Document, block: Block, most: int) -> Row:
    text = document.text[block.start : block.end]
    mark = _MARK.match(text)
    position, cells = mark.end() if mark else 0, []
    if most > 1 and (quantity := _QUANTITY.match(text, position)) and find_unit(quantity["unit"]):
        cells.append(_make_cell(text, position, quantity.end("unit")))
        position = quantity.end()
    for joint in [*_JOINT.finditer(text, position)][: most - 1]:
        cells.append(_make_cell(text, position, joint.start()))
        position = joint.end()
    return Row(block.start, (*cells, _make_cell(text, position, len(text))))


def _make_cell(text: str, start: int, end: int) -> Cell:
    return Cell(
        start,
        text[start:end].rstrip(" .;,)")
        if "(" not in text[start:end]
        else text[start:end].rstrip(" .;,"),
    )
