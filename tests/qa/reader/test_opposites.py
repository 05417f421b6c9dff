"""What is told of the opposite isn't taken for what is asked."""

import pytest

from qa import DocumentQA, Settings
from qa.reader.opposites import find_opposites


def hidden(question: str, text: str) -> list[str]:
    return [text[slice(*span)].strip() for span in find_opposites(question, text, [0])]


@pytest.mark.parametrize(
    ("question", "text", "opposite"),
    [
        ("When does it expire?", "The permit starts on 2 May.", ["The permit starts on 2 May."]),
        ("When does it start?", "The permit starts on 2 May.", []),
        (
            "When was the mill sold?",
            "He bought the mill in 1931 and sold it in 1950.",
            ["He bought the mill in 1931"],
        ),
        (
            "When did he buy the mill?",
            "He bought the mill in 1931 and sold it in 1950.",
            ["and sold it in 1950."],
        ),
        (
            "Until when is the hut let?",
            "The hut is let from 1 June to 31 August.",
            ["from 1 June"],
        ),
        ("Since when is it let?", "It is let from 1 June to 31 August.", ["to 31 August."]),
        # What is closed until then opens then.
        (
            "When will it open?",
            "The court is shut, and that until 2 October.",
            [],
        ),
        # "The beginning of March" is a time, and no event.
        ("When does it end?", "It ends at the beginning of March.", []),
        # A state has a beginning and an end.
        ("When is the bar open?", "It opens at 5 p.m. and closes at midnight.", []),
        ("Who starts?", "The match ends at 5 p.m.", []),
        ("When does it start and end?", "It starts at 5 p.m. and ends at 7.", []),
    ],
)
def test_what_the_opposite_governs_is_hidden(question: str, text: str, opposite: list[str]) -> None:
    assert hidden(question, text) == opposite


@pytest.fixture(scope="module")
def bot() -> DocumentQA:
    return DocumentQA.from_text(
        "The workshop is let for five years. The tenancy begins on 1 October 2024. "
        "The ferry leaves Esk at 8:15 and arrives in Tarn at 9:40. "
        "The fair ended on 12 March and drew 900 people. The quay was built in 1874.",
        "Tarn harbour",
        settings=Settings(llm="none"),
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When does the tenancy begin?", "1 October 2024."),
        ("When does the tenancy end?", ""),
        ("When does the ferry leave Esk?", "8:15."),
        ("When does the ferry arrive in Tarn?", "9:40."),
    ],
)
def test_a_date_of_the_opposite_is_no_answer(bot: DocumentQA, question: str, words: str) -> None:
    answer = bot.ask(question)
    assert (answer.short if answer.answered else "") == words
