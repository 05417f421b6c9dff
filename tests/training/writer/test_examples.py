import random
import re

import pytest

from index import Document
from training.data.documents import AnnotatedDocument, QuestionRecord
from training.writer.examples import AnsweredQuestion, list_questions
from training.writer.readings import Finding, FoundSpan

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
    finding = Finding(tuple(FoundSpan(a, a + length) for a, length in starts), verdict)
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


def test_a_prompt_has_what_was_found_among_its_neighbours() -> None:
    question = ask(KEEPER, ["Ada Moyle"])
    example = question.ask()
    assert example
    sentences, words = parts(example.prompt)
    assert sentences == [
        "The lighthouse at Corran was built in 1871.", "Its keeper was Ada Moyle.",
        "She kept bees.",
    ]  # fmt: skip
    assert words == "Ada Moyle [2]"
    assert f"Document: {TITLE}\n" in example.prompt
    assert example.target == "Ada Moyle was its keeper. [2]"


def test_an_example_that_the_reader_abstains_from_is_not_asked() -> None:
    assert ask(KEEPER).ask() is None


@pytest.mark.parametrize("seed", range(20))
def test_the_target_cites_the_right_sentence_whatever_the_reader_found(seed: int) -> None:
    example = ask(OUT, ["rape oil"]).draw(random.Random(seed))
    sentences, words = parts(example.prompt)
    cited = [int(number) for number in re.findall(r"\[(\d+)\]", example.target)]
    assert [sentences[number - 1] for number in cited] == [
        "It was put out in 1951 because ships had radar."
    ]
    (number,) = re.findall(r"\[(\d+)\]", words)
    found = words.removesuffix(f" [{number}]")
    assert found in ("rape oil", "ships had radar")
    assert found in sentences[int(number) - 1]


def test_words_far_from_the_right_ones_are_not_learnt_from() -> None:
    far = ask(KEEPER, ["A night costs 90 pounds"])
    drawn = {parts(far.draw(random.Random(seed)).prompt)[1] for seed in range(20)}
    assert {re.sub(r" \[\d+\]", "", words) for words in drawn} == {"Ada Moyle"}


def test_prompts_differ_in_how_many_neighbours_they_have() -> None:
    question = ask(KEEPER, ["Ada Moyle"])
    lengths = {len(parts(question.draw(random.Random(s)).prompt)[0]) for s in range(40)}
    assert lengths >= {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("full", "support"),
    [("Its keeper, Ada Moyle, kept bees.", (1, 2)), ("It was Ada Moyle.", (1,))],
)
def test_other_evidence_is_cited_if_the_answer_has_something_of_it(
    full: str, support: tuple[int, ...]
) -> None:
    evidence = ["Its keeper was Ada Moyle.", "She kept bees."]
    question = ask(record("Who was the keeper?", evidence, ["Ada Moyle"], full))
    assert question.support == support
    target = question.draw(random.Random(0)).target
    assert len(re.findall(r"\[\d+\]", target)) == len(support)


def test_a_verdict_stands_before_the_words() -> None:
    example = ask(KEEPER, ["Ada Moyle"], "yes").ask()
    assert example
    assert parts(example.prompt)[1] == "yes, Ada Moyle [2]"


def test_bare_words_and_sentences_to_compare_with() -> None:
    question = ask(KEEPER, ["Ada Moyle", "bees"])
    assert question.words_of(question.read) == "Ada Moyle, bees"
    assert question.sentences_of(question.read) == "Its keeper was Ada Moyle. She kept bees."
