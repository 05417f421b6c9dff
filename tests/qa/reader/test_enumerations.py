import pytest

from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading
from qa.reader.enumerations import find_enumeration
from tests.support.inquiries import find, inquire

TEXT = (
    "Bring a towel, a swimming cap and a coin for the locker. "
    "The boats leave at 11:00, 13:00 and 15:30. "
    "The jury are Emil Roth, Sofia Lind and Mei Tan. "
    "Anna brought bread, Tom was late and Eva fetched wine. "
    "After a leak, the miller (house 4) and her deputy, Ms Ada Birk, have to be called. "
    "Ida Holm is the cook and Rolf Dahl, the porter, has to be asked. "
    "The tent is red and 1,200 people came."
)


@pytest.mark.parametrize(
    ("question", "found", "items"),
    [
        ("What should I bring?", "a towel", ["a towel", "a swimming cap", "a coin for the locker"]),
        (
            "What should I bring?",
            "a towel, a swimming cap",
            ["a towel", "a swimming cap", "a coin for the locker"],
        ),
        ("When do the boats leave?", "13:00", ["11:00", "13:00", "15:30"]),
        ("Who are the jury?", "Mei Tan", ["Emil Roth", "Sofia Lind", "Mei Tan"]),
        ("Who are the jury?", "Emil Roth", ["Emil Roth", "Sofia Lind", "Mei Tan"]),
        (
            "Who has to be called after a leak?",
            "Ms Ada Birk",
            ["the miller (house 4) and her deputy, Ms Ada Birk"],
        ),
        ("Who has to be asked?", "the porter", None),
        # One is asked for.
        ("When does the first boat leave?", "11:00", None),
        ("Which coin should I bring?", "a coin", None),
        # The question tells one from the others, or they are clauses.
        ("What can I bring for the locker?", "a coin for the locker", None),
        ("What did Anna bring?", "bread", None),
        ("What colours are there?", "red", None),
    ],
)
def test_an_enumeration_is_given_whole(question: str, found: str, items: list[str] | None) -> None:
    assert find(find_enumeration, TEXT, question, found) == items


def test_what_the_reader_leaves_out_of_a_list_is_filled_in() -> None:
    text = "Swedish (mother tongue), English (fluent), Danish (good), Norse (basic)."
    sentence = CandidateSentence("d", 1, 0, len(text), text)
    found = tuple(
        AnswerSpan(sentence, text.index(word), text.index(word) + len(word))
        for word in ("Swedish", "Norse")
    )
    reading = Reading(AnswerKind.LIST, found, 0.9, 0.9)
    better = find_enumeration(inquire("What languages does he speak?", reading=reading))
    assert better
    assert [span.text for span in better.spans] == ["Swedish", "English", "Danish", "Norse"]
