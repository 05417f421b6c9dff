import pytest

from index import Document, Index
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading
from qa.reader.lists import find_items, find_list
from qa.reader.wording import word_answer
from tests.support.doubles import HashingEmbedder
from tests.support.inquiries import inquire
from tests.support.outcomes import written

RULES = """# Rules of the allotment garden

Members shall not:

- burn waste on the plots,
- keep hens or other animals; or
- sell what they grow.

The yearly costs are:

1. 30 crowns for water
2. 12 crowns for the insurance

## How to join

1. Fill in the form at the gate.
2. Pay the deposit.
3. Fetch the key.

## Duties

1.1 The board meets twice a year.
1.2 Members help on two days a year.
"""
DOCUMENT = Document.from_text(RULES)


@pytest.fixture(scope="module")
def index() -> Index:
    index = Index.in_memory(HashingEmbedder())
    index.add([DOCUMENT])
    return index


def complete(index: Index, question: str, found: str, kind: AnswerKind = AnswerKind.SPAN) -> str:
    """Ask a question that the reader has answered with some words, and return the answer's text."""
    start = DOCUMENT.text.index(found)
    sentence = next(s for s in index.sentences(DOCUMENT.id) if s.start <= start < s.end)
    candidate = CandidateSentence(
        DOCUMENT.id,
        sentence.number,
        sentence.start,
        sentence.end,
        DOCUMENT.text[sentence.start : sentence.end],
    )
    reading = Reading(kind, (AnswerSpan(candidate, start, start + len(found)),), 0.9, 0.9)
    completed = find_items(inquire(question, corpus=index, reading=reading)) or reading
    return written(word_answer(completed).segments)


FORBIDDEN = "Burn waste on the plots; [1] keep hens or other animals; [2] sell what they grow. [3]"
STEPS = "Fill in the form at the gate; [1] pay the deposit"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What are members not allowed to do?", "keep hens"),
        ("What is forbidden?", "Members shall not"),
        ("List the things that are forbidden.", "burn waste"),
        ("What must members stop at one day's notice?", "keep hens"),
    ],
)
def test_all_items_answer_a_question_that_tells_none_apart(
    index: Index, question: str, found: str
) -> None:
    text = complete(index, question, found)
    assert [text.count(word) for word in ("Burn waste", "keep hens", "sell what", "[3]")] == [1] * 4
    assert "shall not" not in text
    assert "or;" not in text


def test_steps_are_all_given(index: Index) -> None:
    text = complete(index, "How do I join?", "Pay the deposit")
    assert text.index("form") < text.index("deposit") < text.index("key")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What does the insurance cost?", "12 crowns"),
        ("What about animals?", "keep hens"),
        ("How much is it?", "30 crowns"),
        ("What is the first step?", "Fill in the form"),
        ("What does the board do?", "meets twice a year"),
        ("What happens twice a year?", "The board meets"),
    ],
)
def test_one_item_answers_a_question_that_tells_it_apart(
    index: Index, question: str, found: str
) -> None:
    assert complete(index, question, found) == f"{found[:1].upper()}{found[1:]}. [1]"


@pytest.mark.parametrize("kind", [AnswerKind.YES, AnswerKind.NO, AnswerKind.UNDECIDED])
def test_an_item_that_decides_comes_with_its_lead_in(index: Index, kind: AnswerKind) -> None:
    text = complete(index, "May I keep hens?", "keep hens", kind)
    assert text == "Members shall not: [1] keep hens or other animals. [2]"


def test_clauses_of_a_section_are_no_list() -> None:
    blocks = DOCUMENT.blocks
    lists = {found.lead_in for place in range(len(blocks)) if (found := find_list(DOCUMENT, place))}
    assert [DOCUMENT.text[blocks[i].start : blocks[i].end] for i in sorted(lists)] == [
        "Members shall not:",
        "The yearly costs are:",
        "## How to join",
    ]


def test_a_whole_sentence_leads_nothing_in() -> None:
    minutes = "Apologies came from Bo.\n\n1. Minutes\n\n2. Fees\n\n"
    text = minutes + "The rules are as follows.\n\n- pay\n- go"
    document = Document.from_text(text)
    found = [found for i in range(len(document.blocks)) if (found := find_list(document, i))]
    assert {one.text(one.lead_in) for one in found} == {"The rules are as follows."}
