"""Scores of answers whose figures can be worked out by hand."""

import pytest

from benchmarks.answers import extract_words, score_answer
from qa import Answer, Citation, Segment, Verdict
from training.data.documents import QuestionRecord, load_documents

QUOTE = "Ana left in May, and Bo in June."
CITATION = Citation(1, "d", 3, 100, 100 + len(QUOTE), QUOTE, ((112, 115), (124, 131)))


def answer(text: str, verdict: Verdict | None = None) -> Answer:
    verdict_segments = (Segment(f"{verdict}: "),) if verdict else ()
    segments = (*verdict_segments, Segment(text, (1,)))
    return Answer("q", segments, (CITATION,), (), 0.8, "b", "q", {}, verdict=verdict)


def asked(*answers: str, yes_no: str = "") -> QuestionRecord:
    evidence = ((90, 140),) if answers else ()
    return QuestionRecord("When?", "list", evidence, answers, yes_no, "When?", None)


def test_an_answer_is_scored_by_the_words_it_points_at() -> None:
    assert extract_words(answer("")) == "May in June"
    scored = score_answer(answer("May, June"), asked("May", "June"), {3})
    assert scored.f1 == pytest.approx(0.8)
    assert (scored.exact, scored.sentence) == (0.0, 1.0)
    assert score_answer(answer("May"), asked("May in", "June"), {4}).exact == 1.0
    assert score_answer(answer("May"), asked("May in", "June"), {4}).sentence == 0.0
    unanswerable = score_answer(answer("May"), asked(), set())
    assert (unanswerable.answerable, unanswerable.f1, unanswerable.sentence) == (False, 0.0, 0.0)


def test_yes_and_no_are_scored_apart_from_the_words() -> None:
    assert score_answer(answer("May.", Verdict.NO), asked("May", yes_no="no"), {3}).polarity == 1.0
    assert score_answer(answer("May.", Verdict.YES), asked("May", yes_no="no"), {3}).polarity == 0.0
    assert score_answer(answer("No May."), asked("May", yes_no="no"), {3}).polarity is None
    assert score_answer(answer("May."), asked("May"), {3}).polarity is None


def test_questions_of_dev_come_with_what_they_follow() -> None:
    for record in load_documents("dev"):
        for question in record.questions:
            assert bool(question.answers) == bool(question.evidence)
            assert (question.follows is not None) == (question.kind == "followup")
            if question.follows is not None:
                assert record.questions[question.follows].answers
                assert question.raw_question != question.question
