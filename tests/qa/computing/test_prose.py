"""Sentences in a row that each give one quantity."""

import pytest

from tests.qa.computing.test_wording import answer_of

BRIDGES = """# Bridges of the Esk

The Esk is crossed by three bridges. The Mill Bridge is 48 metres long and was built in 1893. \
The Prince Bridge, of 1926, is 131 metres long. The railway crosses on a bridge of 96 metres that \
dates from 1871.
"""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which is the longest bridge?", "The Prince Bridge"),
        ("Which bridge is the shortest?", "The Mill Bridge"),
        ("Which bridge is the oldest?", "The railway"),
        ("Which bridge was built first?", "The railway"),
        ("Which bridge was built last?", "The Prince Bridge"),
        ("How many bridges are longer than 90 metres?", "2"),
        ("How many bridges are there?", None),
        ("Which bridge is the widest?", None),
        ("Which tunnel is the longest?", None),
    ],
)
def test_extremes_and_conditions(question: str, words: str | None) -> None:
    answer = answer_of(question, BRIDGES)
    if words is None:
        assert answer is None
    else:
        assert answer
        assert answer.result.startswith(words)
        assert answer.confidence < 0.9


def test_heights_are_told_by_their_word() -> None:
    peaks = (
        "# Peaks\n\nThe Korn is 2,310 metres high. The Falken rises to 2,745 metres. "
        "The Stadel has a height of 1,980 metres.\n"
    )
    answer = answer_of("Which is the highest peak?", peaks)
    assert answer
    assert answer.result.startswith("The Falken")
    assert answer_of("Which is the highest bridge?", BRIDGES) is None


def test_a_sentence_with_two_quantities_of_a_kind_computes_nothing() -> None:
    twice = BRIDGES.replace("131 metres long", "131 metres long and 9 metres wide")
    assert answer_of("Which is the longest bridge?", twice) is None
