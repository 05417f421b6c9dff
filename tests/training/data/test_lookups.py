"""Questions made of tables."""

import random

from hypothesis import given
from hypothesis import strategies as st

from training.data.lookups import make_lookups
from training.data.tables import Table

ROWS = (
    ("Stop", "Line", "Departs", "Fare"),
    ("Quay", "4", "08:10", "€2"),
    ("Mill", "4", "08:25", "€3"),
    ("Mill", "9", "08:40", "–"),
    ("Hill (upper)", "9", "08:55", "€4"),
)


def ask(seed: int, rows: tuple[tuple[str, ...], ...] = ROWS) -> list[tuple[str, str]]:
    questions = make_lookups(Table("Bus", "", rows, 1), 20, random.Random(seed))
    found = []
    for question in questions:
        assert question.place
        row, column = question.place
        assert rows[row][column] == question.answer != "–"
        found.append((question.question, question.answer))
    return found


@given(st.integers(0, 1000))
def test_a_question_names_one_row_and_one_column(seed: int) -> None:
    for question, answer in ask(seed):
        in_rows = [row for row in ROWS[1:] if row[0].split(" (")[0] in question]
        if in_rows and answer not in {row[0] for row in ROWS}:
            alone = len({row[0] for row in in_rows}) == 1
            assert alone
            if in_rows[0][0] == "Mill":
                assert f"Mill {next(r[1] for r in in_rows if answer in r)}" in question


def test_prices_and_times_are_asked_for_as_people_do() -> None:
    questions = {question for seed in range(30) for question, _ in ask(seed)}
    assert "How much is Quay?" in questions
    assert "Which stop has 08:10 as departs?" in questions
    assert "What is the departs of Hill?" in questions
    assert "What is the line of Hill (upper)?" in questions


def test_a_table_whose_rows_have_no_names_is_not_asked_about() -> None:
    assert ask(0, (("Year", "2021"), ("1", "2"), ("3", "4"))) == []
    assert ask(0, (("Stop", "Line"), ("Quay", "4"))) == []
