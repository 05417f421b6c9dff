"""Questions on tables, on documents made of them by the product's own code.

Public ones are kept if they look something up. What counts, adds or compares several cells is
taken not to be answered, since the reader can't do that.
"""

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import Document
from index.block import BlockKind, Draft, find_cells
from index.passages import CountTokens
from index.readers.tables import add_table
from index.whitespace import collapse_spaces
from index.words import extract_query_words
from training.data.documents import AnnotatedDocument, QuestionRecord
from training.data.passages import cut_passages, make_windows
from training.data.records import FOLDER, read_records
from training.data.windows import Example, Offsets

HELD_OUT = 300
"""Public questions that are kept for measuring."""

_HELD_OUT_TABLES = 440
"""Tables that they are about, and that nothing is learned from."""

PUBLIC = "tables.jsonl.gz"
"""File of the public tables; sources are in ``docs/models.md``."""

_UNANSWERABLE_SHARE = 0.3
"""Share of the questions that are asked of a table that lacks their row or their column, or of
another table with the same columns."""

_COMPUTED_SHARE = 0.06
_HEADLESS_SHARE = 0.1
"""Share of the tables whose first row isn't known to hold the heads, as in some files."""

_WITH_CELLS = ("wikitablequestions", "tatqa")
"""Sources whose questions say in which cell the answer stands."""

_COMPARES = re.compile(
    r"(?i)\b(?:before|after|next|previous|prior|following|first|last|more|less|fewer|than|between"
    r"|difference|total|both|same|other|each|average|combined|consecutive|\w+est|most|least"
    r"|above|below|top|bottom|or|\w+[^\W\d_]er,)\b"
)
_COUNTS = re.compile(
    r"(?i)\b(?:how (?:many|much|long|often)|number|difference|total|percentage|change|average"
    r"|sum)\b"
)
_WORD = re.compile(r"\w+")

Place = tuple[int, int]
"""Row and column of a cell, both from 0, the heads included."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its headings; the first ``heads`` rows are the heads of its columns."""

    title: str
    section: str
    rows: tuple[tuple[str, ...], ...]
    heads: int

    @property
    def head_words(self) -> list[str]:
        """What each column is called, in lower case."""
        return [" ".join(names).lower() for names in zip(*self.rows[: self.heads], strict=True)]

    def row_words(self, row: int) -> set[str]:
        """Return the words in a row, in lower case."""
        return {word.lower() for cell in self.rows[row] for word in _WORD.findall(cell)}

    def without_row(self, row: int) -> "Table":
        """Return the table without one of its rows."""
        rows = (*self.rows[:row], *self.rows[row + 1 :])
        return Table(self.title, self.section, rows, self.heads)

    def without_column(self, column: int) -> "Table":
        """Return the table without one of its columns."""
        rows = tuple((*row[:column], *row[column + 1 :]) for row in self.rows)
        return Table(self.title, self.section, rows, self.heads)


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """A question on a table; unanswerable where ``place`` is None.

    Attributes:
        question: its text.
        kind: what is asked for, as the data says.
        table: what it is asked of.
        place: of the cell that answers.
        answer: its words in that cell.
    """

    question: str
    kind: str
    table: Table
    place: Place | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """A question of people on a public table, with all answers that are expected together."""

    question: str
    kind: str
    table: Table
    answers: tuple[str, ...]


def load_own_tables(split: str) -> list[TableQuestion]:
    """Load the questions on our own tables, of ``train`` or ``dev``."""
    return [
        TableQuestion(
            question["question"],
            question["kind"],
            read_table(record),
            tuple(question["cell"]) if question["cell"] else None,
            question["answer"],
        )
        for record in read_records(FOLDER / f"tables.{split}.jsonl.gz")
        for question in record["questions"]
    ]


def load_public_tables(path: Path) -> tuple[list[TableQuestion], list[TableQuestion]]:
    """Load the public questions that look up a cell, and some that would have to be computed.

    Returns:
        Those to train on, and ``HELD_OUT`` others to measure with, on tables of their own.
    """
    train, held_out = split_records(path)
    return (
        vary(_choose_questions(train, random.Random(0)), random.Random(0)),
        vary(_choose_questions(held_out, random.Random(0)), random.Random(0))[:HELD_OUT],
    )


def load_held_out_questions(path: Path) -> list[PublicQuestion]:
    """Load all questions on the public tables that are held out."""
    _, held_out = split_records(path)
    return [
        PublicQuestion(question["question"], question["kind"], table, tuple(question["answers"]))
        for record in held_out
        for table in [read_table(record)]
        for question in record["questions"]
    ]


def load_table_layouts(path: Path) -> list[Table]:
    """Load the public tables that aren't held out, without their questions."""
    train, _ = split_records(path)
    return [read_table(record) for record in train]


def vary(questions: Sequence[TableQuestion], rng: random.Random) -> list[TableQuestion]:
    """Ask some of the answerable questions of a table that doesn't answer them."""
    by_head = defaultdict(list)
    for question in questions:
        for head in question.table.head_words:
            by_head[head].append(question.table)
    return [
        _make_unanswerable(question, by_head, rng)
        if question.place and rng.random() < _UNANSWERABLE_SHARE
        else question
        for question in questions
    ]


def make_examples(
    questions: Sequence[TableQuestion], count_tokens: CountTokens, rng: random.Random
) -> list[Example]:
    """Make examples on windows cut like the product's passages."""
    examples = []
    for question in questions:
        table = question.table
        if rng.random() < _HEADLESS_SHARE:
            table = Table(table.title, table.section, table.rows, 0)
        document, offsets = lay_out(table)
        items = {0: _locate(question, document, offsets)} if question.place else {}
        passages = cut_passages(document, table.title, count_tokens)
        examples.append(Example(question.question, "cell", "", make_windows(passages, items)))
    return examples


def annotate(question: TableQuestion) -> AnnotatedDocument:
    """Return the table as a document, with the question; the row with the answer is evidence."""
    document, offsets = lay_out(question.table)
    evidence: tuple[Offsets, ...] = ()
    if question.place:
        evidence = (_locate(question, document, offsets),)
    answers = tuple(document.text[start:end] for start, end in evidence)
    record = QuestionRecord(
        question.question, question.kind, evidence, answers, "", question.question, None
    )
    return AnnotatedDocument(document, (record,))


def lay_out(table: Table) -> tuple[Document, dict[Place, Offsets]]:
    """Make a document of a table; return where each of its cells stands in the text."""
    draft = Draft(table.title)
    for level, heading in enumerate((table.title, table.section), start=1):
        draft.add(BlockKind.HEADING, heading, level=level)
    add_table(draft, table.rows, table.heads)
    document = Document.from_draft(draft)
    blocks = [block for block in document.blocks if block.kind is BlockKind.TABLE_ROW]
    rows = [row for row in range(table.heads, len(table.rows)) if any(table.rows[row])]
    columns = [column for column, cells in enumerate(zip(*table.rows, strict=True)) if any(cells)]
    offsets = {}
    for row, block in zip(rows, blocks, strict=True):
        cells = find_cells(document.text[block.start : block.end])
        for column, cell in zip(columns, cells, strict=True):
            start = block.start + cell.start
            offsets[row, column] = (start, start + len(cell.text))
    return document, offsets


def _locate(
    question: TableQuestion, document: Document, offsets: Mapping[Place, Offsets]
) -> Offsets:
    """Return where the answer stands in its cell, or the cell if it is worded otherwise."""
    assert question.place
    start, end = offsets[question.place]
    at = document.text[start:end].lower().find(question.answer.lower())
    return (start + at, start + at + len(question.answer)) if at >= 0 else (start, end)


def split_records(path: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the public tables to train on, and those to measure with: always the same."""
    records = read_records(path)
    answered = [r for r in records if r["source"] in _WITH_CELLS]
    random.Random(0).shuffle(answered)
    held_out, train = answered[:_HELD_OUT_TABLES], answered[_HELD_OUT_TABLES:]
    return train + [r for r in records if r["source"] not in _WITH_CELLS], held_out


def _choose_questions(records: Sequence[dict[str, Any]], rng: random.Random) -> list[TableQuestion]:
    chosen = []
    for record in records:
        table = read_table(record)
        for question in record["questions"]:
            text, kind, answers = question["question"], question["kind"], question["answers"]
            if kind == "cell":
                cells = [
                    (row, column) for row, column in question["cells"][0] if row >= table.heads
                ]
                place = _find_place(text, table, cells)
                if place and not compares(text, table, place[0]):
                    chosen.append(TableQuestion(text, kind, table, place, answers[0]))
            elif kind == "computed" and _COUNTS.search(text) and rng.random() < _COMPUTED_SHARE:
                stated = any(answer in row for answer in answers for row in table.rows)
                chosen += [] if stated else [TableQuestion(text, kind, table)]
    return chosen


def compares(question: str, table: Table, row: int) -> bool:
    """Say whether a question has words of comparing that are neither in the row nor in a head."""
    words = {word.lower() for word in _COMPARES.findall(question)}
    heads = {word for head in table.head_words for word in _WORD.findall(head)}
    return not words <= table.row_words(row) | heads


def _find_place(question: str, table: Table, cells: Sequence[Place]) -> Place | None:
    """Return that of the cells whose row has more words of the question than any other row."""
    asked = set(extract_query_words(question))
    rows = range(table.heads, len(table.rows))
    found = {row: len(asked & table.row_words(row)) for row in rows}
    most = max(found.values(), default=0)
    best = [row for row in rows if found[row] == most]
    return next((c for c in cells if c[0] in best), None) if most and len(best) == 1 else None


def _make_unanswerable(
    question: TableQuestion, by_head: Mapping[str, Sequence[Table]], rng: random.Random
) -> TableQuestion:
    """Ask a question of its table without the row or column that answers, or of another table."""
    assert question.place
    row, column = question.place
    table = question.table
    asked = set(extract_query_words(question.question)) & table.row_words(row)
    others = [
        other
        for other in by_head[table.head_words[column]]
        if not any(asked <= other.row_words(r) for r in range(len(other.rows)))
    ]
    lacking = rng.sample(others, min(1, len(others)))
    if len(table.rows) > table.heads + 1:
        lacking.append(table.without_row(row))
    if len(table.rows[0]) > 2:
        lacking.append(table.without_column(column))
    if not lacking:
        return question
    return TableQuestion(question.question, "unanswerable", rng.choice(lacking))


def read_table(record: dict[str, Any]) -> Table:
    """Return the table of a record of the public data."""
    # A bar in a cell, mostly markup left over, would look like one between two.
    rows = [
        tuple(collapse_spaces(cell.replace("|", " ")) for cell in row) for row in record["table"]
    ]
    heads = 1
    # Financial reports spread the heads over rows that begin with an empty cell.
    while heads < len(rows) - 1 and not (rows[heads][0] or rows[heads - 1][0]):
        heads += 1
    return Table(record["title"], record.get("section", ""), tuple(rows), heads)
