"""Passages as readers take them."""

from index import Index
from index.block import BlockKind, Draft
from index.document import Document
from index.minilm import ADAPTED, MiniLM
from index.readers.tables import add_table
from qa.reader import ReadingPassage
from qa.reader.inputs import InputEncoder
from qa.reader.passages import read_sentence, reading_passages


def read_table(rows: list[list[str]]) -> list[ReadingPassage]:
    draft = Draft("Harbour")
    draft.add(BlockKind.HEADING, "Fees", level=1)
    add_table(draft, rows, 1)
    index = Index.in_memory(MiniLM(ADAPTED))
    index.add([Document.from_draft(draft)])
    return reading_passages(index, index.search("What does a berth cost?", 5))


def test_a_cell_is_read_behind_the_head_of_its_column() -> None:
    (passage,) = read_table(
        [["Boat", "Night", "Week"], ["Dinghy", "4 €", ""], ["Yacht", "9 €", "50 €"]]
    )
    assert passage.heading == "Fees"
    found = [
        (passage.text[i.at :].splitlines()[0].split(" |")[0], i.text) for i in passage.insertions
    ]
    assert found == [
        ("Dinghy", "Boat: "), ("4 €", "Night: "),
        ("Yacht", "Boat: "), ("9 €", "Night: "), ("50 €", "Week: "),
    ]  # fmt: skip


def test_of_a_row_that_is_longer_than_a_passage_only_what_is_in_it_is_named() -> None:
    long = "A berth with water and power, cleaned each day. " * 40
    passages = read_table([["Boat", "Terms", "Week"], ["Dinghy", long, "31 €"]])
    assert len(passages) > 1
    named = [insertion.text for passage in passages for insertion in passage.insertions]
    assert sorted(named) == ["Boat: ", "Terms: ", "Week: "]
    inputs = InputEncoder().encode(
        ["What?"] * len(passages),
        [(p.heading, p.text) for p in passages],
        [p.insertions for p in passages],
    )
    for row, passage in enumerate(passages):
        spans = inputs.spans[row][inputs.readable[row]]
        assert spans.max() <= len(passage.text)


INTERVIEW = """The lock keeper Ida Moss has had enough.

REPORTER: How long have you been here?

MOSS: Since 1994. Before that I drove a crane. The crane is gone. I miss it.

REPORTER: And what will you do?

MOSS: Sail. My boat is ready.
"""


def test_who_speaks_of_oneself_is_read_by_the_whole_name() -> None:
    index = Index.in_memory(MiniLM(ADAPTED))
    index.add([Document.from_text(INTERVIEW)])
    passages = reading_passages(index, index.search("How long?", 5))
    shown = {read_sentence(p, s) for p in passages for s in p.sentences}
    assert {
        "Ida MOSS: Since 1994.",
        "Before that I drove a crane.",  # right behind the label
        "The crane is gone.",
        "Ida Moss: I miss it.",
        "Ida MOSS: Sail.",
    } <= shown
