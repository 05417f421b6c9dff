import pytest

from index import Document, Index
from index.block import BlockKind, Draft
from qa.reader import AnswerKind, CandidateSentence, ReadingPassage
from qa.reader.fields import find_field, find_labelled
from qa.reader.passages import reading_passages
from tests.support.doubles import HashingEmbedder
from tests.support.inquiries import inquire

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
    reading = find_field(inquire(question, form(*LINES)))
    assert reading
    assert reading.kind is kind
    assert [span.text for span in reading.spans] == [LINES[line]]


@pytest.mark.parametrize(
    "question", ["Was the bicycle stolen?", "Was the bicycle registered in Tarn?", "Which lock?"]
)
def test_another_question_is_left_to_the_reader(question: str) -> None:
    assert find_field(inquire(question, form(*LINES))) is None


def test_a_question_that_is_asked_twice_is_left_to_the_reader() -> None:
    twice = form("Was it locked? yes", "Was it locked? no")
    assert find_field(inquire("Was it locked?", twice)) is None


@pytest.fixture(scope="module")
def mooring() -> Index:
    draft = Draft(title="Mooring")
    draft.add(BlockKind.HEADING, "Application for a mooring", level=1)
    for line in (
        "Name of the owner: Mads Friis",
        "Name of the boat: Brigitta",
        "Phone: 0555 4471",
        "Berth wanted: north pier",
        "Berth given: 14",
        "Length: 8.40 m",
        "Paid on: 3 May",
        "Paid on: 9 June",
        "Surveyed by: Ida Roe",
    ):
        draft.add(BlockKind.FORM_FIELD, line)
    draft.add(BlockKind.TURN, "Mads Friis: I agree.")
    draft.add(BlockKind.PARAGRAPH, "Draught: 1.20 m")
    draft.add(BlockKind.PARAGRAPH, "Remarks: none. The mast is lowered.")
    index = Index.in_memory(HashingEmbedder())
    index.add([Document.from_draft(draft)])
    return index


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What is the owner's name?", "Mads Friis"),
        ("What is the name of the boat?", "Brigitta"),
        ("What's the phone number?", "0555 4471"),
        ("Which berth was given?", "14"),
        ("How long is the length in the mooring application?", "8.40 m"),
        ("What is the draught?", "1.20 m"),
        ("What are the remarks?", None),  # they are more than a line
        ("Which berth is free?", None),
        ("What is the name?", None),
        ("When was it paid?", None),  # twice
        ("Who is Mads Friis?", None),  # a turn is no field
        ("Is the boat's name Brigitta?", None),
        ("What is the owner's name in Tarn?", None),
        ("phone number?", "0555 4471"),
        ("Who surveyed the boat?", "Ida Roe"),
        ("Which draught has the form?", "1.20 m"),
        ("How long is the mooring?", "8.40 m"),  # its length, by the heading
        ("How long does it take?", None),
    ],
)
def test_a_value_is_found_by_its_label(mooring: Index, question: str, value: str | None) -> None:
    passages = reading_passages(mooring, mooring.search("x", 5))
    reading = find_labelled(inquire(question, passages, mooring))
    assert (reading.spans[0].text if reading else None) == value
