"""What is computed from a table, beside an oracle that goes through its rows by itself."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document
from index.block import Draft
from index.readers.tables import add_table
from qa.computing.operations import compute
from qa.computing.questions import read_calculation
from qa.computing.results import Computed
from qa.computing.tables import find_tables

HEADS = ("Tool", "Colour", "Price", "Weight")
NAMES = [f"{a}{b}" for a in ("Bor", "Dal", "Fen", "Gul") for b in ("ax", "im", "op")]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["red", "blue", "green"]),
        st.decimals(min_value=-500, max_value=500, places=2),
        st.integers(min_value=1, max_value=40),
    ),
    min_size=1,
    max_size=len(NAMES),
)
Generated = list[tuple[str, Decimal, int]]


def document_of(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> Document:
    draft = Draft("Tools")
    add_table(draft, [heads, *rows], 1)
    return Document.from_draft(draft)


def ask(question: str, document: Document) -> Computed | None:
    calculation = read_calculation(question)
    if calculation is None:
        return None
    results = [compute(calculation, table) for table in find_tables(document)]
    (result,) = results or [None]
    return result


def result_of(question: str, *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> str | None:
    result = ask(question, document_of(*rows, heads=heads))
    return result.result if result else None


def lay_out(rows: Generated) -> Document:
    return document_of(
        *(
            (name, colour, f"€{price:,}".replace("€-", "-€"), f"{weight} kg")
            for name, (colour, price, weight) in zip(NAMES, rows, strict=False)
        )
    )


@given(rows=ROWS, bound=st.integers(min_value=-500, max_value=500))
def test_counts_are_those_of_the_oracle(rows: Generated, bound: int) -> None:
    document = lay_out(rows)
    if bound >= 0:
        result = ask(f"How many tools cost more than {bound} euros?", document)
        assert result
        assert int(result.result) == sum(price > bound for _, price, _ in rows)
    result = ask(f"How many tools weigh at most {abs(bound)} kg?", document)
    assert result
    assert int(result.result) == sum(weight <= abs(bound) for _, _, weight in rows)
    for colour in {colour for colour, _, _ in rows}:
        counted = ask(f"How many tools are {colour}?", document)
        others = ask(f"How many tools are not {colour}?", document)
        same = sum(own == colour for own, _, _ in rows)
        if len(rows) > 1 and len({own for own, _, _ in rows}) < len(rows):
            assert counted
            assert others
            assert (int(counted.result), int(others.result)) == (same, len(rows) - same)


@given(rows=ROWS)
def test_sums_and_extremes_are_those_of_the_oracle(rows: Generated) -> None:
    document = lay_out(rows)
    prices = [price for _, price, _ in rows]
    total = ask("What is the total price?", document)
    cheapest = ask("Which tool is the cheapest?", document)
    heaviest = ask("Which tool is the heaviest?", document)
    if len(rows) == 1:
        assert total is cheapest is heaviest is None
        return
    assert total
    assert Decimal(total.result.replace("€", "").replace(",", "")) == sum(prices)
    named = zip(NAMES, rows, strict=False)
    assert cheapest
    assert cheapest.result.split(", ") == [
        name for name, (_, price, _) in named if price == min(prices)
    ]
    named = zip(NAMES, rows, strict=False)
    most = max(weight for _, _, weight in rows)
    assert heaviest
    assert heaviest.result.split(", ") == [name for name, row in named if row[2] == most]


HAMMER = ("Hammer", "red", "€12.00", "2 kg")
SAW = ("Saw", "blue", "€8.50", "1 kg")
AXE = ("Axe", "red", "€12.00", "3 kg")


def test_all_that_are_alike_are_named() -> None:
    rows = HAMMER, SAW, AXE
    assert result_of("What is the most expensive tool?", *rows) == "Hammer, Axe"
    assert result_of("Which two tools are the most expensive?", *rows) == "Hammer, Axe"
    assert result_of("Which two tools are the cheapest?", *rows) is None  # the second is a tie
    assert result_of("Which tool is the second most expensive?", *rows) is None


def test_differences_are_asked_for_in_several_words() -> None:
    for question in (
        "How much more expensive is the hammer than the saw?",
        "How much more does the hammer cost than the saw?",
    ):
        assert result_of(question, HAMMER, SAW, AXE) == "€3.50"
    assert result_of("How much more expensive is the saw than the hammer?", HAMMER, SAW) is None


def test_a_stated_total_is_quoted_and_not_added_in() -> None:
    total = ("Total", "", "€99.00", "6 kg")
    result = ask("What is the total price?", document_of(HAMMER, SAW, AXE, total))
    assert result
    assert (result.result, result.is_stated) == ("€99.00", True)
    assert [row.label for row in result.rows] == ["Total"]
    assert result_of("How many tools are there?", HAMMER, SAW, AXE, total) == "3"
    assert result_of("What is the total price of the red tools?", HAMMER, SAW, AXE, total) == (
        "€24.00"
    )
    average = ("Average", "", "€10.00", "2 kg")
    assert result_of("What is the average price?", HAMMER, SAW, average) == "€10.00"
    assert result_of("What is the average price?", HAMMER, SAW) == "€10.25"


@pytest.mark.parametrize(
    "row",
    [
        ("Drill", "red", "", "2 kg"),
        ("Drill", "red", "–", "2 kg"),
        ("Drill", "red", "$9.00", "2 kg"),
        ("Drill", "red", "on request", "2 kg"),
        ("Drill", "red", "€7.00 or €9.00", "2 kg"),
        ("Total of red tools", "red", "€24.00", "5 kg"),
        ("Power tools", "", "", ""),
    ],
)
def test_a_column_that_is_not_of_one_kind_throughout_computes_nothing(
    row: tuple[str, ...],
) -> None:
    assert result_of("Which tool is the cheapest?", HAMMER, SAW, row) is None
    assert result_of("What is the total price?", HAMMER, SAW, row) is None
    assert result_of("How many tools cost more than 10 euros?", HAMMER, SAW, row) is None


@pytest.mark.parametrize(
    "question",
    [
        "How many tools are yellow?",
        "How many tools are red or blue?",
        "How many tools are only red?",
        "How many tools are sold per day?",
        "How many saws cost more than 10 euros?",
        "How many tools cost more than 10 dollars?",
        "How many tools have more than 10?",
        "Which tool is the best?",
        "Which tool is the oldest?",
        "Which tool has the most users?",
        "What is the total length?",
        "How many tools does Anna own?",
        "How many tools cost less than the saw?",
    ],
)
def test_a_question_with_a_word_that_nothing_explains_is_refused(question: str) -> None:
    assert result_of(question, HAMMER, SAW, AXE) is None


def test_dates() -> None:
    heads = ("Course", "Begins", "Places")
    rows = [
        ("Weaving", "3 May 2024", "8"),
        ("Pottery", "2024-05-20", "12"),
        ("Glazing", "1 June 2024", "8"),
        ("Drawing", "14 January 2025", "20"),
    ]
    assert result_of("How many courses begin before June 2024?", *rows, heads=heads) == "2"
    assert result_of("How many courses begin in May?", *rows, heads=heads) == "2"
    assert result_of("How many courses begin in 2024?", *rows, heads=heads) == "3"
    assert result_of("How many courses begin after 20 May 2024?", *rows, heads=heads) == "2"
    assert result_of("How many courses end in May?", *rows, heads=heads) is None
    assert result_of("How many places are there in total?", *rows, heads=heads) == "48"
    open_order = [("Weaving", "03/05/2024", "8"), ("Pottery", "04/06/2024", "9")]
    assert result_of("How many courses begin in 2024?", *open_order, heads=heads) is None


def test_a_comma_that_parts_decimals() -> None:
    rows = [("Hammer", "red", "1.200,50 €", "2 kg"), ("Saw", "blue", "8,25 €", "1 kg")]
    assert result_of("What is the total price?", *rows) == "1.208,75 €"


def test_a_thousand_rows_take_ten_times_as_long_as_a_hundred() -> None:
    def seconds(count: int) -> float:
        rows = [(f"Tool {i}", "red", f"€{i}.00", f"{i % 7} kg") for i in range(1, count + 1)]
        document = document_of(*rows)
        begun = time.process_time()
        assert ask("How many tools cost more than 40 euros?", document)
        return time.process_time() - begun

    seconds(100)
    assert seconds(3_000) < 90 * seconds(100) + 0.05
