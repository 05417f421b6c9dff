import pytest

from index import Document, Evidence, Index
from qa.reader import AnswerKind, ReadingPassage
from qa.reader.counts import count_items
from qa.reader.passages import reading_passages
from qa.reader.wording import word_answer
from tests.support.doubles import HashingEmbedder
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
    reading = count_items("How many papers are needed?", passages, index)
    assert reading
    assert reading.kind is AnswerKind.COUNT
    assert reading.confidence is None
    text = written(word_answer(reading).segments)
    assert text == "3: A photograph, [1] the old permit, [2] a letter of the club. [3]" or (
        text == "3: A photograph [1], the old permit [2], a letter of the club. [3]"
    )


@pytest.mark.parametrize(
    "question",
    ["How many members are there?", "How many papers of the club?", "Which papers are needed?"],
)
def test_nothing_else_is_counted(
    index: Index, passages: list[ReadingPassage], question: str
) -> None:
    assert count_items(question, passages, index) is None
