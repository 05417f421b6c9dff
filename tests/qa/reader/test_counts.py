import pytest

from index import Document, Evidence, Index
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, ReadingPassage
from qa.reader.counts import find_count, is_no_count
from qa.reader.passages import reading_passages
from qa.reader.wording import word_answer
from tests.support.doubles import HashingEmbedder
from tests.support.inquiries import inquire
from tests.support.outcomes import written

PERMIT = """# Fishing permits

These papers have to be handed in:

- a photograph
- the old permit
- a letter of the club

The office is open on two days a week.
"""


@pytest.fixture(scope="module")
def index() -> Index:
    index = Index.in_memory(HashingEmbedder())
    index.add([Document.from_text(PERMIT)])
    return index


@pytest.fixture(scope="module")
def passages(index: Index) -> list[ReadingPassage]:
    evidence: list[Evidence] = index.search("papers", 5)
    return reading_passages(index, evidence)


def test_the_items_under_what_is_counted_are_counted(
    index: Index, passages: list[ReadingPassage]
) -> None:
    reading = find_count(inquire("How many papers are needed?", passages, index))
    assert reading
    assert reading.kind is AnswerKind.COUNT
    assert reading.confidence is None
    text = written(word_answer(reading).segments)
    assert text == "3: A photograph, [1] the old permit, [2] a letter of the club. [3]" or (
        text == "3: A photograph [1], the old permit [2], a letter of the club. [3]"
    )


@pytest.mark.parametrize(
    "question",
    [
        "How many members are there?",
        "How many papers of the club?",
        "How many papers were refused?",
        "Which papers are needed?",
    ],
)
def test_nothing_else_is_counted(
    index: Index, passages: list[ReadingPassage], question: str
) -> None:
    assert find_count(inquire(question, passages, index)) is None


@pytest.mark.parametrize(("words", "is_none"), [("1.", True), ("the form", True), ("3", False)])
def test_a_mark_or_other_words_are_no_count(words: str, is_none: bool) -> None:
    text = "1. Take 3 copies of the form."
    start = text.index(words)
    span = AnswerSpan(CandidateSentence("d", 1, 0, len(text), text), start, start + len(words))
    assert is_no_count("How many copies?", span) == is_none
    assert not is_no_count("Which copies?", span)
