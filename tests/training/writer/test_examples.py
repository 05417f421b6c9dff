import random
import re

import pytest

from index import Document
from training.data.documents import AnnotatedDocument, QuestionRecord
from training.writer.examples import AnsweredQuestion, list_questions
from training.writer.readings import FoundSpan, RecordedFinding

TEXT = (
    "The lighthouse at Corran was built in 1871. Its keeper was Ada Moyle. She kept bees. "
    "The lamp burned rape oil. It was put out in 1951 because ships had radar. "
    "The council, which owns the tower, rents it out for weddings. A night costs 90 pounds."
)
TITLE = "Corran lighthouse"


def record(question: str, evidence: list[str], answers: list[str], full: str) -> QuestionRecord:
    spans = tuple((TEXT.index(text), TEXT.index(text) + len(text)) for text in evidence)
    return QuestionRecord(question, "fact", spans, tuple(answers), "", question, None, full)


def ask(
    question: QuestionRecord, found: list[str] | None = None, verdict: str = ""
) -> AnsweredQuestion:
    starts = [(TEXT.index(text), len(text)) for text in found or []]
    finding = RecordedFinding(tuple(FoundSpan(a, a + length) for a, length in starts), verdict)
    annotated = AnnotatedDocument(Document.from_text(TEXT, TITLE), (question,))
    (made,) = list_questions([annotated], {(TITLE, question.question): finding})
    return made


KEEPER = record(
    "Who kept the lighthouse?", ["Its keeper was Ada Moyle."], ["Ada Moyle"],
    "Ada Moyle was its keeper.",
)  # fmt: skip
OUT = record(
    "Why was the lamp put out?", ["It was put out in 1951 because ships had radar."],
    ["ships had radar"], "The lamp was put out because ships had radar.",
)  # fmt: skip


def parts(prompt: str) -> tuple[list[str], str]:
    """The numbered sentences of a prompt, and the words found."""
    return re.findall(r"^\[\d+\] (.+)$", prompt, re.MULTILINE), prompt.rpartition("found: ")[2]


def test_a_prompt_has_the_sentences_of_what_was_found_alone() -> None:
    question = ask(KEEPER, ["Ada Moyle"])
    example = question.ask()
    assert example
    assert parts(example.prompt) == (["Its keeper was Ada Moyle."], "Ada Moyle [1]")
    assert f"Document: {TITLE}\n" in example.prompt
    assert example.target == "Ada Moyle was its keeper. [1]"


def test_an_example_that_the_reader_abstains_from_is_not_asked() -> None:
    assert ask(KEEPER).ask() is None


@pytest.mark.parametrize(
    ("read", "learnt"),
    [
        (["ships had radar"], {"ships had radar"}),
        (["because ships had radar"], {"ships had radar", "because ships had radar"}),
        (["1951"], {"ships had radar"}),  # the answer doesn't hold it
        (["rape oil"], {"ships had radar"}),
        ([], {"ships had radar"}),
    ],
)
def test_the_readers_words_are_learnt_from_if_the_answer_holds_them(
    read: list[str], learnt: set[str]
) -> None:
    question = ask(OUT, read)
    drawn = [question.draw(random.Random(seed)) for seed in range(20)]
    assert {parts(example.prompt)[1] for example in drawn} == {f"{words} [1]" for words in learnt}
    assert {example.target for example in drawn} == {
        "The lamp was put out because ships had radar. [1]"
    }


@pytest.mark.parametrize(
    ("full", "faithful"),
    [
        ("Its keeper was Ada Moyle.", True),
        ("Ada Moyle kept the lighthouse at Corran.", True),  # as question and title say
        ("Its keeper, Ada Moyle, kept bees.", False),
        ("A woman was its keeper.", False),  # the words that answer aren't there
    ],
)
def test_an_answer_is_faithful_that_has_the_words_and_adds_none(full: str, faithful: bool) -> None:
    evidence = ["Its keeper was Ada Moyle.", "She kept bees."]
    question = ask(record("Who kept the lighthouse?", evidence, ["Ada Moyle"], full))
    assert question.is_faithful == faithful


def test_a_verdict_stands_before_the_words() -> None:
    example = ask(KEEPER, ["Ada Moyle"], "yes").ask()
    assert example
    assert parts(example.prompt)[1] == "yes, Ada Moyle [1]"


def test_bare_words_and_sentences_to_compare_with() -> None:
    question = ask(KEEPER, ["Ada Moyle", "bees"])
    assert question.words_of(question.read) == "Ada Moyle, bees"
    assert question.sentences_of(question.read) == "Its keeper was Ada Moyle. She kept bees."
