import pytest

from qa.reader import AnswerKind, CandidateSentence, ReadingPassage
from qa.reader.fields import find_field

LINES = (
    "Was the bicycle registered? Yes",
    "Did anybody see it happen? no",
    "Is there a video camera? not known",
    "Lock: chain",
)


def form(*lines: str) -> list[ReadingPassage]:
    sentences, start = [], 0
    for number, line in enumerate(lines, start=1):
        sentences.append(CandidateSentence("d", number, start, start + len(line), line))
        start += len(line) + 1
    return [ReadingPassage("", "\n".join(lines), 0, tuple(sentences), (0.0,) * len(lines))]


@pytest.mark.parametrize(
    ("question", "kind", "line"),
    [
        ("Was the bicycle registered?", AnswerKind.YES, 0),
        ("Did anybody see it happen?", AnswerKind.NO, 1),
        ("Is there a video camera?", AnswerKind.SENTENCES, 2),
    ],
)
def test_a_field_answers_the_question_that_it_asks(
    question: str, kind: AnswerKind, line: int
) -> None:
    reading = find_field(question, form(*LINES))
    assert reading
    assert reading.kind is kind
    assert [span.text for span in reading.spans] == [LINES[line]]


@pytest.mark.parametrize(
    "question", ["Was the bicycle stolen?", "Was the bicycle registered in Tarn?", "Which lock?"]
)
def test_another_question_is_left_to_the_reader(question: str) -> None:
    assert find_field(question, form(*LINES)) is None


def test_a_question_that_is_asked_twice_is_left_to_the_reader() -> None:
    twice = form("Was it locked? yes", "Was it locked? no")
    assert find_field("Was it locked?", twice) is None
