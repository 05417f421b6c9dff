"""Questions on tables."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.examples import count_words
from tests.training.data.test_passages import write_lines
from training.data import tables
from training.data.tables import (
    PUBLIC,
    Table,
    TableQuestion,
    annotate,
    lay_out,
    load_own_tables,
    load_public_tables,
    load_table_layouts,
    make_examples,
    vary,
)

FARES = Table(
    "Funicular",
    "Fares",
    (
        ("Ticket", "Up", "Down"),
        ("Adult", "6 €", "4 €"),
        ("Child", "3 €", "2 €"),
        ("Dog", "1 €", ""),
    ),
    1,
)
QUESTION = TableQuestion("What does a child pay to go up?", "cell", FARES, (2, 1), "3 €")

CELLS = st.text(st.sampled_from("ab1 |€-\n"), max_size=8)
GRIDS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[CELLS] * width), min_size=2, max_size=6)
)


@given(GRIDS)
def test_each_cell_stands_where_it_is_said_to(rows: list[tuple[str, ...]]) -> None:
    cleaned = tuple(tuple(" ".join(cell.replace("|", "").split()) for cell in row) for row in rows)
    table = Table("Title", "", cleaned, 1)
    document, offsets = lay_out(table)
    found = {place: document.text[start:end] for place, (start, end) in offsets.items()}
    for row, cells in enumerate(cleaned[1:], start=1):
        for column, cell in enumerate(cells):
            assert found.get((row, column), "") == cell


@pytest.mark.parametrize("split", ["train", "dev"])
def test_answers_of_our_own_tables_stand_where_they_are_said_to(split: str) -> None:
    questions = load_own_tables(split)
    assert {question.kind for question in questions} == {"cell", "unanswerable"}
    for question, example in zip(
        questions, make_examples(questions, count_words, random.Random(0)), strict=True
    ):
        words = {
            window.text[start:end]
            for window in example.windows
            for start, end in window.items.values()
        }
        assert words == ({question.answer} if question.place else set())


def test_no_table_of_our_own_is_both_learned_from_and_chosen_by() -> None:
    train, dev = ({q.table.title for q in load_own_tables(split)} for split in ("train", "dev"))
    assert not train & dev


def test_windows_are_those_that_the_product_reads() -> None:
    (example,) = make_examples([QUESTION], count_words, random.Random(0))
    (window,) = example.windows
    assert window.heading == "Funicular > Fares"
    assert window.text == "Adult | 6 € | 4 €\nChild | 3 € | 2 €\nDog | 1 € |"
    assert [i.text for i in window.insertions[:3]] == ["Ticket: ", "Up: ", "Down: "]
    assert not example.is_prose


def test_the_row_that_answers_is_the_evidence() -> None:
    annotated = annotate(QUESTION)
    ((start, end),) = annotated.questions[0].evidence
    assert annotated.document.text[start:end] == "3 €"
    assert annotate(TableQuestion("Who?", "computed", FARES)).questions[0].evidence == ()


def test_what_is_made_unanswerable_lacks_its_row_or_its_column() -> None:
    varied = vary([QUESTION] * 200, random.Random(0))
    lacking = [question for question in varied if not question.place]
    assert 30 < len(lacking) < 90
    for question in lacking:
        rows = question.table.rows
        no_row = not any(row[0] == "Child" for row in rows)
        no_column = "Up" not in rows[0]
        assert no_row != no_column
    assert {question.kind for question in lacking} == {"unanswerable"}


def test_public_questions_that_compare_are_left_out_and_held_out_tables_not_learned_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_HELD_OUT_TABLES", 10)
    monkeypatch.setattr(tables, "_COMPUTED_SHARE", 1.0)
    asked = [
        ("how high is peak{0} east?", "cell", "10{0}", [[[1, 1]]]),
        ("how many came before peak{0} west?", "cell", "4", [[[2, 2]]]),
        ("how many peaks are there?", "computed", "2", []),
        ("how many climbed peak{0} east?", "computed", "7{0}", []),
    ]
    write_lines(
        tmp_path / PUBLIC,
        [
            {
                "source": "tatqa" if number < 30 else "fetaqa",
                "title": "",
                "table": [
                    ["Peak", "Height", "Climbed by"],
                    [f"peak{number} east", f"10{number}", f"7{number}"],
                    [f"peak{number} west", f"20{number}", "4"],
                ],
                "questions": [
                    {
                        "question": question.format(number),
                        "kind": kind if number < 30 else "free",
                        "answers": [answer.format(number)],
                        "cells": cells,
                    }
                    for question, kind, answer, cells in asked
                ],
            }
            for number in range(40)
        ],
    )
    train, held_out = load_public_tables(tmp_path / PUBLIC)
    assert (len(train), len(held_out)) == (20 * 2, 10 * 2)
    for question in (*train, *held_out):
        if question.kind == "cell":
            assert question.question.startswith("how high")
            assert question.place == (1, 1)
        elif question.kind == "computed":
            assert question.question == "how many peaks are there?"
    assert {question.kind for question in train} == {"cell", "computed", "unanswerable"}
    layouts = {table.rows for table in load_table_layouts(tmp_path / PUBLIC)}
    assert len(layouts) == 30
    assert not layouts & {question.table.rows for question in held_out}
