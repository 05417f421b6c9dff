"""What stands in front of a sentence when it is embedded, and above a passage."""

import pytest

from index.block import BlockKind, Draft
from index.context import MAX_CONTEXT_CHARACTERS, context_of, read_block, with_context
from index.document import Document
from index.sentences import split_sentences
from tests.support.growth import assert_linear


def embedded(document: Document) -> list[str]:
    """Each block's text as it is embedded."""
    text, blocks = document.text, document.blocks
    return [with_context(text, blocks, i, (b.start, b.end)) for i, b in enumerate(blocks)]


def test_context_goes_from_the_outermost_to_the_nearest() -> None:
    document = Document.from_text(
        "# **Rules**\n\n## Guests\n\nYou must not:\n- sing:\n  - loudly\n\nEnd of it."
    )
    text, blocks = document.text, document.blocks
    contexts = {text[b.start : b.end]: context_of(text, blocks, i) for i, b in enumerate(blocks)}
    assert contexts == {
        "# **Rules**": (),
        "## Guests": ("Rules",),
        "You must not:": ("Rules", "Guests"),
        "- sing:": ("Rules", "Guests", "You must not:"),
        "- loudly": ("Rules", "Guests", "You must not:", "- sing:"),
        "End of it.": ("Rules", "Guests"),
    }


def test_a_sentence_below_a_heading_is_embedded_as_it_is() -> None:
    assert embedded(Document.from_text("# Rules\n\nThey hold.")) == ["# Rules", "They hold."]


def test_an_item_is_embedded_behind_its_lead_in_and_an_answer_behind_its_question() -> None:
    assert embedded(Document.from_text("You must not:\n- sing\n- smoke")) == [
        "You must not:",
        "You must not: - sing",
        "You must not: - smoke",
    ]
    faq = Document.from_text("Is it open?\n\nYes, daily.\n\nIs it free?\n\nNo, alas.")
    assert embedded(faq) == [
        "Is it open?",
        "Is it open? Yes, daily.",
        "Is it free?",
        "Is it free? No, alas.",
    ]


@pytest.mark.parametrize(
    ("head", "row", "text"),
    [
        ("Year | Profit", "2022 | 4.1", "Year: 2022, Profit: 4.1"),
        (" | Profit", "2022 | 4.1", "2022, Profit: 4.1"),
        ("Year |  | Profit", "2022 |  | 4.1", "Year: 2022, Profit: 4.1"),
        ("Year | Loss | Profit", "2022 |  | 4.1", "Year: 2022, Profit: 4.1"),
        ("Year | Profit", "All in all: 9", "Year | Profit All in all: 9"),
    ],
)
def test_a_row_is_embedded_with_the_names_of_its_columns(head: str, row: str, text: str) -> None:
    draft = Draft()
    parent = draft.add(BlockKind.TABLE_HEAD, head)
    draft.add(BlockKind.TABLE_ROW, row, parent=parent)
    assert embedded(Document.from_draft(draft))[1] == text


def test_boilerplate_is_embedded_as_it_is() -> None:
    draft = Draft()
    lead = draft.add(BlockKind.PARAGRAPH, "You must not:")
    draft.add(BlockKind.BOILERPLATE, "Page 3", parent=lead)
    assert embedded(Document.from_draft(draft))[1] == "Page 3"


def test_a_long_block_is_context_by_its_end_where_it_leads_in_else_by_its_beginning() -> None:
    draft = Draft()
    words = " ".join(f"w{i}" for i in range(500))
    for kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUESTION):
        draft.add(kind, words)
    document = Document.from_draft(draft)
    paragraph, item, question = (read_block(document.text, b) for b in document.blocks)
    assert paragraph == item
    assert words.endswith(f" {paragraph}")
    assert words.startswith(f"{question} ")
    assert MAX_CONTEXT_CHARACTERS - 10 < len(paragraph) <= MAX_CONTEXT_CHARACTERS
    assert MAX_CONTEXT_CHARACTERS - 10 < len(question) <= MAX_CONTEXT_CHARACTERS


def test_a_long_block_without_spaces_is_context_too() -> None:
    document = Document.from_text("x" * 1_000)
    assert read_block(document.text, document.blocks[0]) == "x" * MAX_CONTEXT_CHARACTERS


@pytest.mark.parametrize("head", ["word", "word | "])
def test_many_that_hang_on_something_long_take_linear_time(head: str) -> None:
    def read(text: str) -> None:
        draft = Draft()
        parent = draft.add(BlockKind.TABLE_HEAD, text)
        for _ in range(len(text) // 10):
            draft.add(BlockKind.TABLE_ROW, "a | b", parent=parent)
        embedded(Document.from_draft(draft))

    assert_linear(lambda n: head * (n // len(head)) + " | end", read)


def test_a_turn_goes_on_behind_its_speakers_name() -> None:
    draft = Draft()
    turn = draft.add(BlockKind.TURN, "[10:02] Per Lind (chair): It leaks. Ask a firm.")
    draft.add(BlockKind.PARAGRAPH, "Soon.", parent=turn)
    document = Document.from_draft(draft)
    spans = [(s.start, s.end) for s in split_sentences(document.text, document.blocks)]
    embedded = [
        with_context(document.text, document.blocks, place, span)
        for place, span in zip((0, 0, 1), spans, strict=True)
    ]
    assert embedded == [
        "[10:02] Per Lind (chair): It leaks.",
        "Per Lind: Ask a firm.",
        "Per Lind: Soon.",
    ]


@pytest.mark.parametrize(
    ("heading", "stands"),
    [
        ("How to clean the filter", True),
        ("2.1 How to clean the filter", True),
        ("Who pays?", True),
        ("How the mill was built", False),
        ("Prices", False),
    ],
)
def test_a_heading_that_asks_stands_before_what_answers(heading: str, stands: bool) -> None:
    draft = Draft()
    draft.add(BlockKind.HEADING, heading, level=2)
    draft.add(BlockKind.PARAGRAPH, "Use soap¹.")
    expected = f"{heading} Use soap ." if stands else "Use soap ."
    assert embedded(Document.from_draft(draft))[1] == expected


def test_a_reply_is_embedded_behind_the_turn_that_asks_and_a_messages_text_behind_its_name() -> (
    None
):
    chat = "Ana (12:04)\nThe key is lost.\nBen: Who had it?\nAna: Cy. I saw it.\nBen: Oh.\n"
    assert embedded(Document.from_text(chat)) == [
        "Ana (12:04)",
        "Ana: The key is lost.",
        "Ben: Who had it?",
        "Ben: Who had it? Ana: Cy. I saw it.",
        "Ben: Oh.",
    ]
