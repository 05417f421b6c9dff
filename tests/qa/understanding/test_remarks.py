import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.understanding.remarks import RemarkKind, find_remark, strip_opening
from training.data.documents import load_documents


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hi", "greeting"),
        ("Hello there!", "greeting"),
        ("heyyy", "greeting"),
        ("Good morning, how are you?", "greeting"),
        ("thx", "thanks"),
        ("Thank you very much!", "thanks"),
        ("ok great, thanks", "thanks"),
        ("ok", "acknowledgement"),
        ("bye bye", "goodbye"),
        ("Thanks, bye!", "goodbye"),
        ("help", "help"),
        ("What can you do?", "help"),
        ("Who are you?", "identity"),
        ("are you a real person", "identity"),
        ("Are you sure?", "doubt"),
        ("that's wrong", "doubt"),
        ("This is completely useless", "insult"),
        ("tell me a joke", "small talk"),
        ("asdfgh", "nonsense"),
        ("xkcdvb qwrtzp", "nonsense"),
        ("test", "nonsense"),
    ],
)
def test_remarks_are_known(text: str, kind: str) -> None:
    assert find_remark(text) == RemarkKind(kind)


@pytest.mark.parametrize(
    "text",
    [
        "Who helped the sailors?",
        "When was the help desk opened?",
        "What did the test cost?",
        "Who thanked the mayor?",
        "Hi-fi repair price?",
        "Is that true of all trams?",
        "Are you allowed to smoke?",
        "why",
        "deposit",
        "How does it work?",
        "What is the date?",
        "12",
    ],
)
def test_questions_are_no_remarks(text: str) -> None:
    assert find_remark(text) is None


def test_no_question_about_a_document_is_taken_for_a_remark() -> None:
    questions = [q.raw_question for d in load_documents("dev") for q in d.questions]
    assert [question for question in questions if find_remark(question)] == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Hi! When does it open?", "When does it open?"),
        ("Hello, thanks, and who pays?", "and who pays?"),
        ("ok, when?", "when?"),
        ("When does it open? Thanks!", "When does it open? Thanks!"),
        ("hi", "hi"),
        ("good morning can i keep a cat", "can i keep a cat"),
        ("Good grief, what happened?", "Good grief, what happened?"),
    ],
)
def test_an_opening_is_taken_off_a_question(text: str, question: str) -> None:
    assert strip_opening(text) == question


@given(st.text(max_size=80))
def test_what_is_taken_off_stood_at_the_beginning(text: str) -> None:
    assert text.endswith(strip_opening(text))
