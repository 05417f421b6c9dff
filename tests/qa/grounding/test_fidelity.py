"""What is written of a sentence is made of it and of the question."""

import pytest

from qa.grounding.fidelity import MOST_JOINTS, is_faithful, keeps_found

QUESTION = "What happened to the main block of the station?"
SENTENCE = (
    "The company sold the main block to the county council for £4,200 and the superintendent's "
    "house to a Dublin dentist."
)


@pytest.mark.parametrize(
    "text",
    [
        "The main block was sold to the county council.",
        "The main block of the station was sold to the county council for £4,200.",
        "The company said that it sold a house to a dentist.",
    ],
)
def test_parts_of_question_and_sentence_may_be_joined(text: str) -> None:
    assert is_faithful(text, [QUESTION, SENTENCE])


@pytest.mark.parametrize(
    "text",
    [
        "The county council sold the main block to the county council.",  # said twice
        "The main block was cheap.",  # its own word
        "Dublin council sold the dentist the company's station.",  # nothing stands beside its own
    ],
)
def test_what_mixes_them_up_is_not_faithful(text: str) -> None:
    assert not is_faithful(text, [QUESTION, SENTENCE])


def test_as_many_joints_are_let_pass_as_are_said() -> None:
    sources = ["ash", "birch", "cedar", "dogwood", "elm"]
    assert is_faithful(" ".join(sources[: MOST_JOINTS + 1]), sources)
    assert not is_faithful(" ".join(sources[: MOST_JOINTS + 2]), sources)


def test_every_content_word_and_number_found_is_kept() -> None:
    found = ["the county council", "£4,200"]
    assert keeps_found("The county council paid £4,200.", found)
    assert not keeps_found("The council paid £4,200.", found)
    assert not keeps_found("The county council paid £4,300.", found)
