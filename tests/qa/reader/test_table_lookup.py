import pytest

from index import Document, Evidence, Index
from index.block import BlockKind, Draft
from qa.reader import AnswerKind, AnswerSpan, Reading, ReadingPassage
from qa.reader.passages import reading_passages
from qa.reader.table_lookup import find_cell
from tests.support.doubles import HashingEmbedder

HEAD = "Boat | Length | Day rate | Built"
ROWS = (
    "Heron | 6.2 m | 40 crowns | 1998",
    "Plover | 7.5 m | 55 crowns | 2004",
    "Grey Gull | 9.1 m | 80 crowns | 2011",
)


@pytest.fixture(scope="module")
def passages() -> list[ReadingPassage]:
    draft = Draft(title="Hire")
    draft.add(BlockKind.HEADING, "Boats for hire", level=1)
    draft.add(BlockKind.PARAGRAPH, "The Heron was painted in 2020.")
    head = draft.add(BlockKind.TABLE_HEAD, HEAD)
    for row in ROWS:
        draft.add(BlockKind.TABLE_ROW, row, parent=head)
    document = Document.from_draft(draft)
    index = Index.in_memory(HashingEmbedder())
    index.add([document])
    evidence: list[Evidence] = index.search("boat", 5)
    return reading_passages(index, evidence)


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("What about the Plover?", "Plover | 7.5 m | 55 crowns | 2004"),
        ("How long is the Plover?", "7.5 m"),
        ("How much is the Heron?", "40 crowns"),
        ("What is the length of the Plover?", "7.5 m"),
        ("What is the day rate for the Grey Gull?", "80 crowns"),
        ("When was the Heron built?", "1998"),
        ("heron day rate", "40 crowns"),
    ],
)
def test_the_cell_of_the_row_and_the_column_is_found(
    passages: list[ReadingPassage], question: str, cell: str
) -> None:
    found = find_cell(question, passages)
    assert found
    assert found.span.text == cell
    assert found.unmatched == 0
    assert found.is_row == ("|" in cell)


@pytest.mark.parametrize(
    "question",
    [
        "What is the length of the Egret?",
        "Where is the Plover?",
        "How many boats like the Heron are there?",
        "Which boat was built before the Plover?",
        "What is the day rate?",
        "What is the difference between the Heron and the Plover?",
    ],
)
def test_no_cell_is_found_where_none_is_named(
    passages: list[ReadingPassage], question: str
) -> None:
    assert find_cell(question, passages) is None


def test_what_the_question_says_besides_is_counted(passages: list[ReadingPassage]) -> None:
    found = find_cell("What was the length of the Plover's mast?", passages)
    assert found
    assert found.unmatched == 1


def test_a_reader_that_abstains_is_outweighed_only_by_all_words(
    passages: list[ReadingPassage],
) -> None:
    sure = find_cell("What is the length of the Plover?", passages)
    unsure = find_cell("What was the length of the Plover's mast?", passages)
    assert sure
    assert unsure
    row = next(s for p in passages for s in p.sentences if s.text.startswith("Heron"))
    prose = next(s for p in passages for s in p.sentences if "painted" in s.text)
    in_table = Reading(AnswerKind.SPAN, (AnswerSpan(row, row.start, row.end),), 0.9, 0.9)
    in_prose = Reading(AnswerKind.SPAN, (AnswerSpan(prose, prose.start, prose.end),), 0.9, 0.9)
    assert sure.outweighs(in_table, abstains=True)
    assert not unsure.outweighs(in_table, abstains=True)
    assert unsure.outweighs(in_table, abstains=False)
    assert not unsure.outweighs(in_prose, abstains=False)


def test_bars_around_the_rows_change_nothing() -> None:
    text = "# Hire\n\n" + "\n".join(f"| {row} |" for row in (HEAD, "--- | --- | --- | ---", *ROWS))
    document = Document.from_text(text)
    index = Index.in_memory(HashingEmbedder())
    index.add([document])
    found = find_cell("When was the Heron built?", reading_passages(index, index.search("boat", 5)))
    assert found
    assert found.span.text == "1998"


def test_a_row_is_no_count(passages: list[ReadingPassage]) -> None:
    assert find_cell("How many Plovers are there?", passages) is None


def test_a_relating_word_may_be_what_a_column_is_called() -> None:
    draft = Draft(title="Visitors")
    head = draft.add(BlockKind.TABLE_HEAD, "Year | Adults | Children | Total visitors")
    for row in ("2021 | 310 | 120 | 430", "2022 | 280 | 190 | 470"):
        draft.add(BlockKind.TABLE_ROW, row, parent=head)
    index = Index.in_memory(HashingEmbedder())
    index.add([Document.from_draft(draft)])
    visitors = reading_passages(index, index.search("visitors", 5))
    found = find_cell("What was the total of visitors in 2021?", visitors)
    assert found
    assert found.span.text == "430"
    assert find_cell("Which year had the highest total?", visitors) is None
