"""Rows that a question asks for, with a footnote each."""

import pytest

from tests.qa.computing.test_wording import answer_of
from tests.support.outcomes import written

STORES = """# Orders of the canteen

| Item | Supplier | Delivery | Price | Organic |
| --- | --- | --- | --- | --- |
| Oats | Marlow Mill | 2 days | €1.20 | yes |
| Honey | Brask Apiary | 5 days | €8.40 | no |
| Rye | Marlow Mill | 1 day | €1.10 | no |
| Butter | Hollin Dairy | 1 day | €9.80 | yes |
"""

BOARD = """# Board of the rowing club

| Name | Office | Since | Town |
| --- | --- | --- | --- |
| Alma Reed | President | 2015 | Tarn |
| Boris Lund | Treasurer | 2018 | Esk |
| Cleo Marsh | Secretary | 2021 | Tarn |
"""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Which items does Marlow supply?", "Oats [1], Rye. [2]"),
        ("Which items are supplied by Marlow Mill?", "Oats [1], Rye. [2]"),
        ("What do we get from Marlow Mill?", "Oats [1], Rye. [2]"),
        ("Which items are organic?", "Oats [1], Butter. [2]"),
        ("Which items are not organic?", "Honey [1], Rye. [2]"),
        ("Which items cost more than 5 euros?", "Honey [1], Butter. [2]"),
        ("Which items are delivered within one day?", "Rye [1], Butter. [2]"),
        ("Who are the suppliers?", "Marlow Mill [1] [3], Brask Apiary [2], Hollin Dairy. [4]"),
        ("List all items.", "Oats [1], Honey [2], Rye [3], Butter. [4]"),
    ],
)
def test_all_rows_that_are_asked_for_are_given(question: str, text: str) -> None:
    answer = answer_of(question, STORES)
    assert answer
    assert written(answer.segments) == text
    assert all(citation.quote in STORES for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Which items does Ganton supply?",
        "Which items are imported?",
        "Which items does Marlow no longer supply?",
        "Which other items does Marlow supply?",
        "Name one item.",
        "What is the total number of items?",
        "Which items are first?",
    ],
)
def test_what_the_table_does_not_bear_out_is_refused(question: str) -> None:
    answer = answer_of(question, STORES)
    assert answer is None or answer.result == "4"


def test_who_asks_for_a_person() -> None:
    lives = answer_of("Who lives in Tarn?", BOARD)
    since = answer_of("Who has been on the board since 2018?", BOARD)
    assert lives
    assert since
    assert (lives.result, since.result) == ("Alma Reed, Cleo Marsh", "Boris Lund, Cleo Marsh")
    assert answer_of("Who likes 2015?", BOARD) is None
