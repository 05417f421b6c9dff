"""Scores of one answer, and the stage that failed."""

import pytest

from qa import NO_ANSWER, Verdict
from qa.evaluation.outcome import Grade, Outcome, score
from tests.support.outcomes import (
    ALL,
    NOT_THANKED,
    REMARK,
    THANKED,
    UNANSWERABLE,
    answer,
    passage,
    question,
    support,
)


def test_an_answer_is_scored_without_its_markers() -> None:
    outcome = score(question(), answer("The 812", 1, 5), support(1))
    assert (outcome.exact_match, outcome.f1, outcome.found) == (1, 1, 1)
    assert (outcome.precision, outcome.recall) == (0.5, 1)
    assert outcome.citation_f1 == pytest.approx(2 / 3)
    assert outcome.answered
    assert not outcome.abstained


def test_the_parts_of_a_list_are_all_wanted() -> None:
    wanted = question(answers=("red", "blue"), support=(("red",), ("blue",)), all=True)
    outcome = score(wanted, answer("red", 1), support(1, 2))
    assert (outcome.exact_match, outcome.found, outcome.recall) == (0, 0.5, 0.5)
    assert outcome.f1 == pytest.approx(2 / 3)
    assert score(wanted, answer("red blue", 1, 2), support(1, 2)).exact_match == 1


@pytest.mark.parametrize(
    ("verdict", "reasons", "exact_match"),
    [
        (Verdict.NO, "They failed to agree.", 1),
        (None, "They failed to agree.", 1),
        (Verdict.NO, "", 1),
        (Verdict.YES, "They failed to agree.", 0),
        (Verdict.YES, "", 0),
        (Verdict.NO, "They met.", 0),
        (None, "Nobody failed to agree.", 0),
    ],
)
def test_yes_or_no_must_be_right_and_the_rest_decide(
    verdict: Verdict | None, reasons: str, exact_match: int
) -> None:
    asked = question(answers=("they failed to agree",), yes_no="no")
    outcome = score(asked, answer(reasons, 1, verdict=verdict), support(1))
    assert outcome.exact_match == exact_match
    if exact_match:
        assert (outcome.f1, outcome.found, outcome.grade) == (1, 1, Grade.RIGHT)


def test_yes_is_a_word_like_others_where_it_was_not_asked_for() -> None:
    assert score(question(answers=("No man’s land",)), answer("No man’s land.", 1), ()).f1 == 1


def test_what_was_retrieved_is_measured_passage_by_passage() -> None:
    evidence = (passage(5, 6), passage(1, 2), passage(3, 4))
    both = question(all=True, answers=("a", "b"), support=(("a",), ("b",)))
    outcome = score(both, answer(NO_ANSWER, evidence=evidence), support(2, 5))
    assert outcome.retrieved == (0.5, 1.0, 1.0)
    assert score(question(), answer(NO_ANSWER, evidence=evidence), support(3)).retrieved == (
        0,
        0,
        1,
    )
    assert score(UNANSWERABLE, answer(NO_ANSWER, evidence=evidence), ()).retrieved == ()


def test_where_no_support_is_known_citations_are_not_measured() -> None:
    outcome = score(question(support=()), answer("812", 1), ())
    assert (outcome.precision, outcome.recall, outcome.citation_f1) == (None, None, None)
    assert outcome.grade is Grade.RIGHT


def test_the_stage_that_failed_is_named() -> None:
    assert [outcome.grade for outcome in ALL] == [
        "right", "reading", "abstention", "right", "abstention", "error",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cited", "retrieved", "grade"),
    [
        ("812", [1], (1, 2), Grade.RIGHT),
        ("812", [7], (1, 2), Grade.CITATION),
        ("812", [7], (7, 9), Grade.CITATION),
        ("813", [7], (7, 9), Grade.RETRIEVAL),
        ("813", [1], (1, 2), Grade.READING),
        (NO_ANSWER, [], (7, 9), Grade.RETRIEVAL),
        (NO_ANSWER, [], (1, 2), Grade.ABSTENTION),
        ("812 clocks", [1], (1, 2), Grade.RIGHT),
        ("some clocks of 813 or so", [1], (1, 2), Grade.READING),
    ],
)
def test_the_first_stage_that_failed_is_blamed(
    text: str, cited: list[int], retrieved: tuple[int, int], grade: Grade
) -> None:
    given = answer(text, *cited, evidence=(passage(*retrieved),))
    assert score(question(), given, support(1)).grade is grade


@pytest.mark.parametrize(
    ("cited", "retrieved", "grade"),
    [
        ([1, 2], (1, 4), Grade.RIGHT),
        ([1, 7], (1, 4), Grade.RIGHT),  # precision and recall are both 1/2
        ([1, 7, 8], (1, 4), Grade.READING),
        ([7], (1, 4), Grade.READING),
        ([7], (7, 9), Grade.RETRIEVAL),
        ([], (1, 4), Grade.ABSTENTION),
    ],
)
def test_an_open_question_is_scored_by_its_citations(
    cited: list[int], retrieved: tuple[int, int], grade: Grade
) -> None:
    asked = question(answers=(), support=(("a",), ("b",)), all=True)
    given = answer("Whatever it says.", *cited, evidence=(passage(*retrieved),))
    outcome = score(asked, given, support(1, 2))
    assert outcome.grade is grade
    assert (outcome.exact_match, outcome.f1, outcome.found) == (0, 0, 0)


def test_a_remark_wants_a_reply_and_a_question_wants_none() -> None:
    assert THANKED.grade is Grade.RIGHT
    assert NOT_THANKED.grade is Grade.UNDERSTANDING
    assert score(REMARK, answer("812", 1), ()).grade is Grade.UNDERSTANDING
    assert score(question(), answer("", reply="Hello!"), support(1)).grade is Grade.UNDERSTANDING


def test_an_error_is_neither_answer_nor_abstention() -> None:
    outcome = Outcome(question(), support(1), error="TimeoutError: no reply")
    assert not outcome.abstained
    assert not outcome.answered
    assert outcome.grade is Grade.ERROR


def test_supporting_sentences_are_known_by_document_and_number() -> None:
    outcome = score(question(), answer("812", 1), support(4))
    assert outcome.supported("d", 4, 4)
    assert outcome.supported("d", 1, 9)
    assert not outcome.supported("d", 5, 9)
    assert not outcome.supported("other", 4, 4)
