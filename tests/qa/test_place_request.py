import pytest

from index import Document
from index.block import BlockKind, Box, Draft
from index.sentences import split_sentences
from qa.outline.blocks import DocumentOutline
from qa.outline.sections import find_place
from qa.place_request import find_place_request

LEASE = """# Berth agreement

## 1. Berth

1.1 The Club lets berth 14 to the Member.

1.2 The Member shall not:

(a) let the berth to others;

(b) live on board.

## 2. Fees

2.1 The fee is 300 crowns a year.

## How to leave

1. Untie the ropes.
2. Return the key.
3. Sign the book.
"""
DOCUMENT = Document.from_text(LEASE)
OUTLINE = DocumentOutline(DOCUMENT, split_sentences(DOCUMENT.text, DOCUMENT.blocks))


def at(question: str) -> list[str]:
    """Return the blocks at the place that a question names."""
    request = find_place_request(question)
    assert request
    blocks = [DOCUMENT.blocks[place] for place in find_place(OUTLINE, request)]
    return [DOCUMENT.text[block.start : block.end] for block in blocks]


@pytest.mark.parametrize(
    ("question", "first", "count"),
    [
        ("What does clause 2.1 say?", "2.1 The fee", 1),
        ("clause 1.2", "1.2 The Member shall not:", 3),
        ("1.2(b)", "(b) live on board.", 1),
        ("What is in clause 1.2 (a)?", "(a) let the berth", 1),
        ("Section 2?", "## 2. Fees", 2),
        ("read me § 1", "## 1. Berth", 5),
        ("step 2", "2. Return the key.", 1),
        ("What is the first step?", "1. Untie", 1),
        ("and the last step", "3. Sign the book.", 1),
        ("What does the section on fees say?", "## 2. Fees", 2),
        ("What stands under “How to leave”?", "## How to leave", 4),
    ],
)
def test_a_place_is_found_with_what_hangs_on_it(question: str, first: str, count: int) -> None:
    found = at(question)
    assert found[0].startswith(first)
    assert len(found) == count


@pytest.mark.parametrize("question", ["clause 9.9", "section 7", "the tenth step", "page 3"])
def test_a_place_that_isnt_there_is_not_found(question: str) -> None:
    assert at(question) == []


@pytest.mark.parametrize(
    ("question", "asks_more"),
    [
        ("What does clause 1.2 say?", False),
        ("please read me section 2 out loud", False),
        ("How much is the fee in section 2?", True),
        ("What does clause 1.2 say about living on board?", True),
    ],
)
def test_what_is_asked_besides_is_kept(question: str, asks_more: bool) -> None:
    request = find_place_request(question)
    assert request
    assert bool(request.rest) == asks_more


@pytest.mark.parametrize("question", ["What does the berth cost?", "Who took part in it?"])
def test_a_question_without_a_place_names_none(question: str) -> None:
    assert find_place_request(question) is None


def test_paragraphs_pages_and_slides_are_places_of_their_own() -> None:
    draft = Draft()
    draft.add(BlockKind.HEADING, "Slide 1: Boats", level=1, boxes=(Box(1, 0, 0, 9, 9),))
    draft.add(BlockKind.PARAGRAPH, "Two boats.", boxes=(Box(1, 0, 9, 9, 18),))
    draft.add(BlockKind.HEADING, "Slide 2: Fees", level=1, boxes=(Box(2, 0, 0, 9, 9),))
    draft.add(BlockKind.PARAGRAPH, "Ten crowns.", boxes=(Box(2, 0, 9, 9, 18),))
    document = Document.from_draft(draft)
    outline = DocumentOutline(document, split_sentences(document.text, document.blocks))
    for question, places in {
        "slide 2": [2, 3],
        "page 1": [0, 1],
        "the last page": [2, 3],
        "What does the second paragraph say?": [3],
        "page 7": [],
        "the first bullet": [],
    }.items():
        request = find_place_request(question)
        assert request
        assert find_place(outline, request) == places, question
