"""Figures of many outcomes, their intervals, comparisons and floors, worked out by hand."""

import json
from pathlib import Path

import pytest

from qa import NO_ANSWER
from qa.evaluation import files
from qa.evaluation.compare import compare
from qa.evaluation.figures import SHARES, bootstrap_intervals, measure_calibration, summarise
from qa.evaluation.files import EvaluationFileError
from qa.evaluation.gate import FLOORS, FloorsError, find_below_floor, parse_floors
from qa.evaluation.outcome import score
from qa.evaluation.questions import QuestionSetError
from tests.support.outcomes import (
    ALL,
    NOT_THANKED,
    REFUSED,
    RIGHT,
    RIGHTLY_SILENT,
    SILENT,
    THANKED,
    WRONG,
    answer,
    passage,
    question,
    support,
)


def test_the_figures_of_a_few_outcomes() -> None:
    figures = summarise(ALL)
    assert figures.questions == 6
    assert figures.right == 2 / 6
    assert figures.exact_match == figures.f1 == figures.answer_found == pytest.approx(1 / 3)
    assert figures.citation_precision == 1 / 2  # of the two that were answered
    assert figures.citation_recall == figures.citation_f1 == pytest.approx(1 / 3)
    assert figures.abstention_precision == 1 / 2
    assert figures.abstention_recall == pytest.approx(1 / 3)
    assert figures.abstention_f1 == pytest.approx(2 * (1 / 6) / (5 / 6))
    # Three answers of the same confidence, 0.5; right, wrong, wrong.
    assert figures.risk_area == pytest.approx((0 + 1 / 2 + 2 / 3) / 3)
    assert figures.calibration_error == pytest.approx(1 / 2 - 1 / 3)
    assert figures.latency_p50 == pytest.approx(30)
    assert figures.latency_p95 == figures.latency_p99 == pytest.approx(50)
    assert figures.throughput == pytest.approx(5 / 0.150)


def test_the_retriever_is_measured_apart() -> None:
    first = answer(NO_ANSWER, evidence=(passage(1, 2), passage(3, 4)))
    second = answer(NO_ANSWER, evidence=(passage(3, 4), passage(1, 2)))
    neither = answer(NO_ANSWER, evidence=(passage(3, 4), passage(5, 6)))
    figures = summarise([score(question(), a, support(1)) for a in (first, second, neither)])
    assert figures.recall_at_1 == pytest.approx(1 / 3)
    assert figures.recall_at_k == pytest.approx(2 / 3)
    assert figures.mrr == pytest.approx((1 + 1 / 2 + 0) / 3)


def test_what_was_not_there_is_not_measured() -> None:
    figures = summarise([RIGHTLY_SILENT])
    assert figures.f1 is figures.citation_precision is figures.citation_recall is None
    assert figures.recall_at_k is figures.risk_area is figures.calibration_error is None
    assert figures.abstention_recall == figures.abstention_f1 == 1
    nothing = summarise([])
    assert (nothing.questions, nothing.latency_p50, nothing.throughput) == (0, None, None)
    assert summarise([WRONG]).abstention_f1 is None  # nothing to abstain from


def test_intervals_hold_the_figure_and_are_the_same_each_time() -> None:
    outcomes = ALL * 20
    figures, ranges = summarise(outcomes), bootstrap_intervals(outcomes)
    assert ranges == bootstrap_intervals(outcomes)
    for name in SHARES:
        if getattr(figures, name) is not None:
            low, high = ranges[name]
            assert low <= getattr(figures, name) <= high
    low, high = ranges["right"]
    assert high - low == pytest.approx(2 * 1.96 * (2 / 9 / 120) ** 0.5, abs=0.04)
    assert bootstrap_intervals([RIGHTLY_SILENT]).get("f1") is None


def test_the_calibration_of_all_answers_comes_with_an_interval() -> None:
    calibration = measure_calibration([RIGHT, WRONG, SILENT, RIGHTLY_SILENT] * 30)
    assert calibration is not None
    assert calibration.answers == 60
    assert calibration.error == pytest.approx(0)
    assert calibration.low < 0.01
    assert 0.05 < calibration.high < 0.2  # 1.96 * (0.5 * 0.5 / 60) ** 0.5 is 0.13
    assert measure_calibration([SILENT, REFUSED]) is None


def test_an_open_question_has_no_words_to_compare_and_a_remark_is_no_abstention() -> None:
    asked = question(answers=(), all=True)
    figures = summarise([score(asked, answer("Any.", 1, 2), support(1)), THANKED, NOT_THANKED])
    assert figures.f1 is figures.exact_match is figures.answer_found is None
    assert figures.citation_recall == 1
    assert figures.right == 2 / 3
    assert figures.abstention_precision is figures.abstention_recall is None


# Comparisons


def test_what_turned_better_and_worse_is_told_question_by_question() -> None:
    before = [score(question(id=str(i)), answer("813", 1), support(1)) for i in range(40)]
    after = [score(question(id=str(i)), answer("812", 1), support(1)) for i in range(1, 41)]
    after[0] = before[1]
    comparison = compare(before, after)
    assert comparison.questions == 39
    assert [a.question.id for _, a in comparison.better] == [str(i) for i in range(2, 40)]
    assert comparison.worse == ()
    right = next(c for c in comparison.changes if c.name == "right")
    assert right.before == 0
    assert right.after == pytest.approx(38 / 39)
    assert right.low > 0.9
    assert not right.noise
    back = compare(after, before)
    assert len(back.worse) == 38
    assert {c.name for c in back.changes} == {
        "right", "exact_match", "f1", "answer_found", "citation_f1",
    }  # fmt: skip


def test_one_question_in_many_is_noise() -> None:
    same = [score(question(id=str(i)), answer("812", 1), support(1)) for i in range(30)]
    one = [score(question(id="0"), answer("813", 1), support(1)), *same[1:]]
    right = next(c for c in compare(one, same).changes if c.name == "right")
    assert right.noise
    assert right.p > 0.3
    assert all(c.noise and c.p == 1 for c in compare(same, same).changes)


def test_a_reworded_question_is_another_one() -> None:
    other = score(question(id="q", question="What?"), answer("812", 1), support(1))
    with pytest.raises(QuestionSetError, match="no question in common"):
        compare([other], [score(question(id="q"), answer("812", 1), support(1))])


# Floors


def test_what_is_under_its_floor_is_said() -> None:
    figures = {"a": summarise([RIGHT, WRONG, SILENT]), "b": summarise([RIGHT, WRONG])}

    def below(floors: str) -> list[str]:
        return find_below_floor(figures, parse_floors(floors, ["a", "b"]))

    assert below("f1=33.3,citation_f1=33") == []
    assert below("f1=33.4, right=30") == ["f1 is 33.3, under 33.4"]
    assert below("abstention_recall=0") == ["abstention_recall is not measured, under 0"]
    assert below("b.f1=50, b.right=50.1,a.f1=33") == ["b.right is 50.0, under 50.1"]
    for name in FLOORS:
        assert parse_floors(f"{name}=0,b.{name}=1", ["b"]) == {name: 0, f"b.{name}": 1}


@pytest.mark.parametrize(
    "text", ["", "f2=80", "f1", "f1=", "f1=x", "f1=101", "f1=-1", "f1=nan", "b.f1=1", "a.f2=1"]
)
def test_floors_that_make_no_sense(text: str) -> None:
    with pytest.raises(FloorsError, match="floor"):
        parse_floors(text, ["a"])


def test_less_is_better_for_these_and_they_have_no_floor() -> None:
    assert set(SHARES) - set(FLOORS) == {"risk_area", "calibration_error"}


# Files


def test_outcomes_come_back_from_json(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(json.dumps(files.to_dict({"a": ALL, "b": [RIGHT], "c": [SILENT]})))
    assert files.read_outcomes(path) == [*ALL, RIGHT, SILENT]
    content = json.loads(path.read_text())
    assert list(content["further"]) == ["b", "c"]
    assert content["further"]["b"]["figures"]["right"] == 1
    assert content["calibration"]["answers"] == 4
    assert content["calibration"]["error"] == 0  # confidence 0.5, two of four right
    assert content["figures"]["questions"] == 6
    assert content["kinds"]["k"]["questions"] == 6
    assert content["outcomes"][1]["verdict"] == "reading"


@pytest.mark.parametrize(
    "content", ["", "nonsense", "[]", "{}", '{"outcomes": 1}', '{"outcomes": [{}]}']
)
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "run.json"
    path.write_text(content)
    with pytest.raises(EvaluationFileError, match=r"run\.json is no evaluation"):
        files.read_outcomes(path)
    with pytest.raises(EvaluationFileError, match="No such file"):
        files.read_outcomes(tmp_path / "none.json")
