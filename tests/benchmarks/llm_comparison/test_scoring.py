import pytest

from benchmarks.llm_comparison.__main__ import choose_questions, format_verdicts
from benchmarks.llm_comparison.asking import CitedAnswer
from benchmarks.llm_comparison.scoring import (
    GoldQuestion,
    find_made_up,
    holds,
    is_abstention,
    is_right,
    judge,
)
from data import SAMPLE
from qa.evaluation.questions import Question

SENTENCE = "The bridge at Ghent was opened on May 3, 1912, by the mayor."
DOCUMENT = f"It is old. {SENTENCE} It spans 55 meters."
WHEN = Question(
    id="a", kind="when", question="When was the bridge opened?", answerable=True,
    answers=("May 3, 1912", "1912"), support=(("bridge", "opened"),),
)  # fmt: skip
GOLD = GoldQuestion(WHEN, [SENTENCE])
WITHOUT = GoldQuestion(
    Question(id="b", kind="unanswerable", question="Who built it?", answerable=False), []
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The document doesn't say.",
        "I cannot answer this question due to insufficient information.",
        "The provided sources do not mention who built it [1].",
        "The documents don’t say who built it. The mayor opened it.",
        "It is not mentioned who built it.",
        "It is not explicitly stated in the text.",
        "There is no information about that.",
        "None of the sources are helpful.",
        "I don't know.",
    ],
)
def test_an_abstention_is_told_by_its_first_sentence(text: str) -> None:
    assert is_abstention(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor opened it.",
        "Turkey does not say how many were killed.",
        "It began on August 24. The document does not say where.",
        "No, the bridge was not closed.",
    ],
)
def test_an_answer_is_no_abstention(text: str) -> None:
    assert not is_abstention(text)


def test_an_answer_that_contains_the_accepted_words_is_right() -> None:
    assert is_right("The bridge was opened in 1912.", WHEN)
    assert not is_right("The bridge was opened in 1913.", WHEN)


def test_yes_or_no_decides_where_one_is_asked_for() -> None:
    question = WHEN.model_copy(update={"yes_no": "no", "answers": ("was closed",)})
    assert is_right("No, it wasn't.", question)
    assert is_right("It was closed.", question)
    assert not is_right("Yes, it was closed.", question)


def test_half_of_a_list_is_enough() -> None:
    question = WHEN.model_copy(update={"all": True, "answers": ("Ghent", "Bruges")})
    assert is_right("Only Ghent.", question)
    assert not is_right("Neither of them.", question)


def test_a_passage_holds_a_sentence_by_its_larger_part() -> None:
    assert holds(DOCUMENT, SENTENCE)
    assert holds("**opened on May 3,** 1912, by the mayor. It spans", SENTENCE)
    assert not holds("It is old. The bridge at Ghent was", SENTENCE)
    assert not holds("opened by the mayor on May 3, in 1912, at Ghent: the bridge", SENTENCE)


def test_numbers_and_names_that_nobody_mentioned_are_made_up() -> None:
    assert find_made_up("Water flows. Here 55 meters lie in Ghent.", DOCUMENT) == []
    assert find_made_up("It was the king of Spain, 60 meters tall.", DOCUMENT) == ["Spain", "60"]


def test_a_right_answer_is_rightly_cited_by_a_text_with_the_sentence_alone() -> None:
    right = judge(GOLD, CitedAnswer("It was opened in 1912 [2].", [DOCUMENT]), DOCUMENT)
    assert (right.given, right.right, right.rightly_cited) == (True, True, True)
    assert (right.words, right.words_cited) == (5, len(DOCUMENT.split()))
    uncited = judge(GOLD, CitedAnswer("It was opened in 1912.", ["It is old."]), DOCUMENT)
    assert (uncited.right, uncited.rightly_cited) == (True, False)
    wrong = judge(GOLD, CitedAnswer("It was opened in May.", [SENTENCE]), DOCUMENT)
    assert (wrong.right, wrong.rightly_cited) == (False, False)


def test_an_error_is_neither_an_answer_nor_an_abstention() -> None:
    for gold in (GOLD, WITHOUT):
        failed = judge(gold, CitedAnswer("", [], error="TimeoutError: "), DOCUMENT)
        assert not failed.given
        assert not failed.abstained
        assert not failed.right


def test_cells_are_shares_of_what_they_are_about() -> None:
    answers = [
        (GOLD, CitedAnswer("In 1912, in Ghent.", [SENTENCE])),
        (GOLD, CitedAnswer("The document doesn't say.", [])),
        (WITHOUT, CitedAnswer("The document doesn't say.", [])),
        (WITHOUT, CitedAnswer("It was Eiffel, in Paris.", [])),
        (WITHOUT, CitedAnswer("", [], error="ValueError: no JSON")),
    ]
    cells = format_verdicts([judge(gold, answer, DOCUMENT) for gold, answer in answers])
    shares = [cell.split(" ")[0] for cell in cells]
    assert shares == ["50.0", "50.0", "50.0", "33.3", "50.0", "50.0", "1", "4", "13"]


@pytest.mark.heavy
def test_the_questions_are_the_same_each_time_and_more_of_them_go_on() -> None:
    ten, thirty = choose_questions(10), choose_questions(30)
    assert thirty[:10] == ten
    document = SAMPLE.read_text(encoding="utf-8")
    for gold in thirty:
        assert not gold.question.follows
        assert bool(gold.sentences) == gold.question.answerable
        assert all(holds(document, sentence) for sentence in gold.sentences)
