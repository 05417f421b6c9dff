"""Answers of the type that a question asks for."""

import pytest

from qa.reader.answer_types import WRONG_TYPE_PENALTY, penalise_types


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("How many boats were lost?", "forty-one", "the fishing boats"),
        ("How many boats were lost?", "None", "boats"),
        ("How old is the pier?", "140 years", "the pier"),
        ("When did the pier burn down?", "one night in spring", "the pier"),
        ("And when was it built again?", "May 1904", "by the town"),
        ("In which year did it close?", "1931", "the ferry"),
    ],
)
def test_words_of_another_type_lose_where_some_are_of_the_right_one(
    question: str, right: str, wrong: str
) -> None:
    assert penalise_types(question, [right, wrong]).tolist() == [0, WRONG_TYPE_PENALTY]
    assert penalise_types(question, [wrong, wrong]).tolist() == [0, 0]
    assert penalise_types("Who owned the pier?", [right, wrong]).tolist() == [0, 0]
