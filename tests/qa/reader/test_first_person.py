"""Who says "I" do what is asked."""

import pytest

from qa.reader.first_person import find_doer
from tests.support.inquiries import find

CHAT = """
[14:02] Pia: morning! who's coming on the canoe trip?
[14:03] Tom: I'll come
[14:05] Ole: sorry, can't join you, my sister is visiting
[14:09] Pia: we need a tent and somebody has to collect the life vests
[14:11] Zoe: I'll bring our tent
[14:12] Tom: the vests are at the club. I can fetch them on thursday
[14:20] Zoe: who'll pay the fee for the lock?
[14:22] Pia: I've paid it already
[14:25] Tom: I bake rolls
[14:26] Ole: I eat rolls
"""


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who can't come?", "Ole"),
        ("Who comes?", "Tom"),
        ("Who is bringing the tent?", "Zoe"),
        ("who picks up the life vests?", "Tom"),
        ("Who paid the fee?", "Pia"),
        ("And who's going to bake the rolls?", "Tom"),
        ("Who brings the rolls?", "Tom"),  # whoever bakes them
    ],
)
def test_the_speaker_who_does_it(question: str, name: str) -> None:
    found = find(find_doer, CHAT, question)
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize(
    "question",
    [
        "Who sells the tent?",
        "Who brings the canoe?",
        "Who is Pia?",
        "Who collects stamps?",
        "What does Zoe bring?",
    ],
)
def test_nobody_says_so(question: str) -> None:
    assert find(find_doer, CHAT, question) is None


def test_two_who_say_so_are_left_to_the_reader() -> None:
    chat = "Ana: I'll bring salt.\nBen: I'll bring salt.\nAna: Oh.\nBen: Well."
    assert find(find_doer, chat, "Who brings salt?") is None


def test_without_turns_nobody_speaks() -> None:
    assert find(find_doer, "I'll bring the tent.", "Who brings the tent?") is None
