"""Questions whose answer is one cell of a table, and others that no cell answers."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.words import extract_query_words
from training.data.tables import (
    Place,
    Table,
    TableQuestion,
    compares,
    load_own_tables,
    read_table,
    split_records,
    vary,
)

TRAIN_TABLES, HELD_OUT_TABLES = 520, 220
"""How many public tables are asked: each is indexed, so that all of them would take an hour."""

_COMPUTED_SHARE = 0.3
"""Share of the questions whose answer is computed that are kept: no cell answers them."""

_MOST = 6
"""Most questions of one table, so that no table weighs more than others."""

_MOST_ROWS = 40
"""Most rows of a table: those of longer ones would take most of the time."""


@dataclass(frozen=True, slots=True)
class CellQuestion:
    """A question on a table, with the cells that say the answer; none where nothing answers."""

    question: str
    table: Table
    places: tuple[Place, ...]


def load_questions(path: Path) -> tuple[list[CellQuestion], list[CellQuestion]]:
    """Load public questions to train on, and some on the tables that are held out."""
    train, held_out = split_records(path)
    return (
        _sample(list(_choose(train, random.Random(1))), TRAIN_TABLES),
        _sample(list(_choose(held_out, random.Random(2))), HELD_OUT_TABLES),
    )


def _sample(questions: Sequence[CellQuestion], tables: int) -> list[CellQuestion]:
    """Return the questions on so many tables."""
    ordered = list(dict.fromkeys(question.table for question in questions))
    random.Random(0).shuffle(ordered)
    chosen = set(ordered[:tables])
    return [question for question in questions if question.table in chosen]


def load_own_questions(split: str) -> list[CellQuestion]:
    """Load the questions on our own tables, of ``train`` or ``dev``."""
    return [
        CellQuestion(q.question, q.table, (q.place,) if q.place else ())
        for q in load_own_tables(split)
    ]


def _choose(records: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[CellQuestion]:
    lookups: list[TableQuestion] = []
    for record in records:
        table = read_table(record)
        questions = list(record["questions"]) if len(table.rows) <= _MOST_ROWS else []
        rng.shuffle(questions)
        for question in questions[:_MOST]:
            text, kind = question["question"], question["kind"]
            places = tuple(_list_places(question, table))
            if places:
                yield CellQuestion(text, table, places)
                lookups.append(TableQuestion(text, kind, table, places[0]))
            elif kind == "text" or (kind == "computed" and rng.random() < _COMPUTED_SHARE):
                yield CellQuestion(text, table, ())
    yield from (CellQuestion(q.question, q.table, ()) for q in vary(lookups, rng) if not q.place)


def _list_places(question: dict[str, Any], table: Table) -> Iterator[Place]:
    """Yield the cells that say an answer, of rows that have most of the question's words.

    Others say it by chance: the 3 that is counted also stands in some row.
    """
    text = question["question"]
    asked = set(extract_query_words(text))
    found = [len(asked & table.row_words(row)) for row in range(len(table.rows))]
    most = max(found[table.heads :], default=0)
    for row, column in question["cells"][0] if question["kind"] == "cell" and most else ():
        if row >= table.heads and found[row] == most and not compares(text, table, row):
            yield row, column
