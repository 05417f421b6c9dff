import pytest

from qa.understanding.parts import split_parts
from training.data.documents import load_documents


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Where did he study and where did he live?",
            ("Where did he study?", "where did he live?"),
        ),
        ("Who pays? And when is it due?", ("Who pays?", "And when is it due?")),
        ("When and where was she born?", ("When was she born?", "where was she born?")),
        ("What is the fee, who collects it, and by which date is it due?", None),
        ("Who resigned, and why?", ("Who resigned?", "why?")),
        ("Who signed it, and in which year?", ("Who signed it?", "in which year?")),
        ("Who sued & who was sued?", ("Who sued?", "who was sued?")),
        ("Is there a lift and does it stop at the cellar?", None),
    ],
)
def test_several_questions_are_split(question: str, parts: tuple[str, ...] | None) -> None:
    found = split_parts(question)
    assert found == parts if parts else len(found) >= 2


@pytest.mark.parametrize(
    "question",
    [
        "Who knows how it began?",
        "Which towns and which villages?",
        "Who is the treasurer and secretary?",
        "What did Ana and Bo buy?",
        "What is sold and bought there?",
        "Do they know what is planned?",
    ],
)
def test_one_question_is_left_whole(question: str) -> None:
    assert split_parts(question) == ()


def test_questions_about_documents_are_seldom_split() -> None:
    questions = [q.raw_question for d in load_documents("dev") for q in d.questions]
    assert len([question for question in questions if split_parts(question)]) < 10
