"""Tables among the evidence, as rows of cells under the heads of their columns."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from index import Corpus, Document
from index.block import Block, BlockKind, Cell, find_cells
from index.legends import find_legend
from qa.reader import AnswerSpan, CandidateSentence, ReadingPassage

MOST_ROWS = 200
"""Rows of a table by which it is told what sets them apart, beside those that were retrieved."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row that was retrieved.

    Attributes:
        sentence: that it is.
        cells: where they begin in it, and their texts.
        similarity: the embedder's cosine of the question and the row.
        section: label, in a row of its own, of the part of the table that it is in; may be empty.
    """

    sentence: CandidateSentence
    cells: tuple[Cell, ...]
    similarity: float
    section: str

    def span(self, column: int) -> AnswerSpan:
        """Return the words of a cell."""
        start = self.sentence.start + self.cells[column].start
        return AnswerSpan(self.sentence, start, start + len(self.cells[column].text))


@dataclass(frozen=True, slots=True)
class CellGrid:
    """A table, or what was retrieved of it.

    Attributes:
        above: what it stands under.
        heads: what its columns are called, "" where that is unknown; of an abbreviation its
            meaning, where the document gives it.
        rows: those that were retrieved, each with as many cells as there are heads.
        texts: of the table's first ``MOST_ROWS`` rows and of those that were retrieved.
    """

    above: str
    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]
    texts: tuple[str, ...]


def find_grids(passages: Sequence[ReadingPassage], corpus: Corpus) -> list[CellGrid]:
    """Return the tables of the passages, the best passage's first."""
    found: dict[tuple[str, int], dict[int, tuple[CandidateSentence, float]]] = {}
    above: dict[tuple[str, int], str] = {}
    for passage in passages:
        for sentence, similarity in zip(passage.sentences, passage.similarities, strict=True):
            blocks = corpus.document(sentence.document_id).blocks
            place = bisect_right(blocks, sentence.start, key=lambda block: block.start) - 1
            if blocks[place].kind is BlockKind.TABLE_ROW:
                key = sentence.document_id, _find_head(blocks, place)
                above.setdefault(key, passage.heading)
                found.setdefault(key, {}).setdefault(place, (sentence, similarity))
    grids = (
        _make_grid(corpus.document(document), head, rows, above[document, head])
        for (document, head), rows in found.items()
    )
    return [grid for grid in grids if len(grid.heads) > 1 and grid.rows]


def _find_head(blocks: Sequence[Block], place: int) -> int:
    """Return the place of a row's head, or of the first of the rows where they have none."""
    parent = blocks[place].parent
    if parent is not None and blocks[parent].kind is BlockKind.TABLE_HEAD:
        return parent
    while place > 0 and _follows(blocks, place):
        place -= 1
    return place


def _follows(blocks: Sequence[Block], place: int) -> bool:
    """Say whether the block at a place is a row of the same table as the one before it."""
    last, block = blocks[place - 1], blocks[place]
    return last.kind is block.kind is BlockKind.TABLE_ROW and last.parent == block.parent


def _make_grid(
    document: Document,
    head: int,
    found: dict[int, tuple[CandidateSentence, float]],
    above: str,
) -> CellGrid:
    first = _read_cells(document, head)
    # A first row that leaves its first cell free names the columns.
    is_headed = document.blocks[head].kind is BlockKind.TABLE_HEAD or not first[0].text
    legend = find_legend(document.text)
    heads = tuple(legend.get(cell.text, cell.text) if is_headed else "" for cell in first)
    below = islice(_list_rows(document, head), MOST_ROWS)
    texts = {place: _read(document, place) for place in (*below, *found)}
    texts.pop(head if is_headed else -1, None)
    rows = tuple(
        GridRow(sentence, tuple(cells), similarity, _find_section(document, place))
        for place, (sentence, similarity) in found.items()
        if place in texts and len(cells := find_cells(sentence.text)) == len(heads)
    )
    return CellGrid(above, heads, rows, tuple(texts.values()))


def _list_rows(document: Document, head: int) -> Iterator[int]:
    """Yield the places of the rows of the table that begins at a place."""
    blocks = document.blocks
    parent = head if blocks[head].kind is BlockKind.TABLE_HEAD else blocks[head].parent
    for place in range(head + (parent == head), len(blocks)):
        if blocks[place].kind is not BlockKind.TABLE_ROW or blocks[place].parent != parent:
            return
        yield place


def _find_section(document: Document, place: int) -> str:
    """Return the text of the nearest row above that has but its first cell."""
    for above in range(place, max(0, place - MOST_ROWS), -1):
        if not _follows(document.blocks, above):
            return ""
        cells = _read_cells(document, above - 1)
        if len(cells) > 2 and cells[0].text and not any(cell.text for cell in cells[1:]):
            return cells[0].text
    return ""


def _read_cells(document: Document, place: int) -> list[Cell]:
    return find_cells(_read(document, place))


def _read(document: Document, place: int) -> str:
    block = document.blocks[place]
    return document.text[block.start : block.end]
