"""How results are worded and cited."""

import pytest

from index import Document, Index
from qa.computing import ComputedAnswer, answer_by_computing
from qa.computing.wording import MAX_CITED
from tests.support.doubles import HashingEmbedder
from tests.support.outcomes import written

MENU = """# Kiosk

| Drink | Price | Size |
| --- | --- | --- |
| Tea | €2.00 | 300 ml |
| Milk | €1.50 | 200 ml |
| Cola | €2.50 | 330 ml |
"""


def answer_of(question: str, text: str) -> ComputedAnswer | None:
    index = Index.in_memory(HashingEmbedder())
    index.add([Document.from_text(text)])
    return answer_by_computing(question, index, [info.id for info in index.documents()])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "How many drinks cost less than 2.20 euros?",
            "2 of 3: Tea [1], Milk. [2]",
        ),
        ("How many drinks cost more than 9 euros?", "0 of 3. [1] [2] [3]"),
        (
            "What is the total price?",
            "€6.00, the sum of Price in 3 rows: Tea: €2.00 [1], Milk: €1.50 [2], Cola: €2.50. [3]",
        ),
        ("What is the cheapest drink?", "Milk: €1.50 [1] – out of 3. [2] [3]"),
        (
            "How much more does cola cost than milk?",
            "€1.00, the difference of Price in 2 rows: Cola: €2.50 [1], Milk: €1.50. [2]",
        ),
    ],
)
def test_a_result_is_worded_with_its_rows(question: str, text: str) -> None:
    answer = answer_of(question, MENU)
    assert answer
    said = written(answer.segments)
    assert said == text
    quotes = [citation.quote for citation in answer.citations]
    assert all(MENU.count(quote) == 1 for quote in quotes)
    assert len(set(quotes)) == len(quotes)


def test_the_cells_that_count_are_the_words_of_a_citation() -> None:
    answer = answer_of("What is the cheapest drink?", MENU)
    assert answer
    first = answer.citations[0]
    assert [MENU[start:end] for start, end in first.spans] == ["Milk", "€1.50"]


def test_more_rows_than_are_cited_are_counted_and_said_so() -> None:
    rows = "\n".join(f"| Drink {i} | €{i}.00 |" for i in range(1, 1001))
    answer = answer_of(
        "How many drinks cost more than 10 euros?", f"| Drink | Price |\n| --- | --- |\n{rows}\n"
    )
    assert answer
    assert answer.result == "990"
    assert len(answer.citations) == MAX_CITED == 40
    assert answer.segments[0].text == "990 of 1,000 (the first 40 are cited): "


def test_two_tables_that_answer_differently_answer_nothing() -> None:
    winter = MENU.replace("# Kiosk", "# Winter").replace("€1.50", "€1.80")
    assert answer_of("What is the cheapest drink?", f"{MENU}\n{winter}") is None


def test_no_answer_of_a_kind_that_is_often_wrong_is_called_sure() -> None:
    from qa.computing.confidence import LOOSELY_MEASURED, MEASURED, SURE_SHARE

    for measured in (*MEASURED.values(), LOOSELY_MEASURED):
        if measured.right / measured.answered < SURE_SHARE:
            assert measured.confidence < 0.9


def test_an_answer_is_computed_through_the_whole_product() -> None:
    from qa import DocumentQA, Settings

    bot = DocumentQA.from_text(MENU, "Kiosk", settings=Settings(llm="none"))
    answer = bot.ask("How many drinks cost less than 2.20 euros?")
    assert (answer.short, answer.backend) == ("2", "computed from a table")
    assert answer.plain_text == "2 of 3: Tea, Milk."
    assert "€2.00" in bot.ask("How much does the tea cost?").short
