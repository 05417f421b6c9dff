"""Questions on tables with the cells that they choose from, as the product retrieves them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Document, Index
from index.embedding import Embedder
from qa.reader.passages import reading_passages
from qa.reader.tables.grid import CellGrid, find_grids
from training.cells.questions import CellQuestion
from training.data.tables import Table, lay_out

RETRIEVED = 8
"""Passages that are retrieved for a question, as many as in the product by default."""


@dataclass(frozen=True, slots=True)
class CellExample:
    """A question with the tables that were retrieved for it.

    Attributes:
        question: its text.
        grids: the tables.
        right: grid, row and column of each cell that answers; empty if none does.
    """

    question: str
    grids: tuple[CellGrid, ...]
    right: tuple[tuple[int, int, int], ...]


def retrieve(questions: Sequence[CellQuestion], embedder: Embedder) -> Iterator[CellExample]:
    """Yield the examples of questions; every other table has another one beside it.

    A question whose answer isn't retrieved is left out: nothing can be chosen for it.
    """
    by_table: dict[Table, list[CellQuestion]] = defaultdict(list)
    for question in questions:
        by_table[question.table].append(question)
    tables = list(by_table)
    for number, table in enumerate(tables):
        document, offsets = lay_out(table)
        documents = [document]
        if number % 3 == 2:
            documents.append(lay_out(tables[number - 1])[0])
        index = Index.in_memory(embedder)
        index.add(documents)
        for question in by_table[table]:
            starts = {offsets[place][0] for place in question.places if place in offsets}
            example = _retrieve_one(question, index, document, starts)
            if example.right or not question.places:
                yield example


def _retrieve_one(
    question: CellQuestion, index: Index, document: Document, starts: set[int]
) -> CellExample:
    passages = reading_passages(index, index.search(question.question, RETRIEVED))
    grids = tuple(find_grids(passages, index))
    right = tuple(
        (g, r, c)
        for g, grid in enumerate(grids)
        for r, row in enumerate(grid.rows)
        if row.sentence.document_id == document.id
        for c, cell in enumerate(row.cells)
        if row.sentence.start + cell.start in starts
    )
    return CellExample(question.question, grids, right)
