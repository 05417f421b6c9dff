import pytest

from index import Document, Index
from qa import Answer, Citation, Segment
from qa.understanding import Intent, Understanding
from qa.understanding.replies import reply, suggest_questions
from tests.support.doubles import HashingEmbedder

GUIDE = "# Harbour guide\n\nA guide.\n\n## Showers\n\nThey cost 2 crowns.\n\n## Fuel\n\nIt is sold."


@pytest.fixture(scope="module")
def index() -> Index:
    index = Index.in_memory(HashingEmbedder())
    index.add([Document.from_text(GUIDE)])
    return index


def say(remark: str, index: Index, *history: Answer, intent: Intent = Intent.REMARK) -> str:
    return reply(Understanding(remark, intent), index, history)


@pytest.mark.parametrize("remark", ["hi", "help", "who are you", "asdfgh", "this is rubbish"])
def test_a_reply_names_questions_to_take(index: Index, remark: str) -> None:
    text = say(remark, index)
    for question in suggest_questions(index):
        assert question in text


def test_suggestions_are_made_of_headings(index: Index) -> None:
    assert suggest_questions(index) == [
        "What is this document about?",
        "What does it say under “Showers”?",
        "What does it say under “Fuel”?",
    ]


def test_an_empty_index_suggests_nothing() -> None:
    empty = Index.in_memory(HashingEmbedder())
    assert suggest_questions(empty) == []
    assert say("hi", empty)


def test_thanks_get_no_suggestions(index: Index) -> None:
    assert say("thanks", index) == "You're welcome."


def test_doubt_is_told_the_confidence(index: Index) -> None:
    cited = (Citation(1, "d", 1, 0, 4, "Ana."),)
    before = Answer("Who?", (Segment("Ana.", (1,)),), cited, (), 0.62, "reader", "Who?", {})
    assert "62%" in say("are you sure?", index, before)
    assert "%" not in say("are you sure?", index)


def test_doubt_of_an_abstention_is_told_that_nothing_was_found(index: Index) -> None:
    abstention = Answer("Who?", (), (), (), 0.12, "reader", "Who?", {})
    said = say("are you sure?", index, abstention)
    assert said.startswith("I found no sentence that answers it.")
    assert "%" not in said


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How long is this document?", "has 16 words in 3 sentences"),
        ("how many words does it have", "has 16 words"),
        ("How many documents are there?", "1 document: “Harbour guide”."),
        ("Which language is it in?", ""),
        ("How many documents do I need for the permit?", ""),
        ("How many pages did the lost book have?", ""),
        ("Who wrote it?", ""),
    ],
)
def test_the_list_of_documents_answers(index: Index, question: str, answer: str) -> None:
    said = say(question, index, intent=Intent.ABOUT)
    assert answer in said
    assert bool(answer) == bool(said)


def test_a_plain_question_gets_no_reply(index: Index) -> None:
    assert say("hi", index, intent=Intent.FACT) == ""
