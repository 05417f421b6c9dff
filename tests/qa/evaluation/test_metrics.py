"""Metrics on cases worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation import metrics


@pytest.mark.parametrize(
    ("answer", "normalised"),
    [
        ("The Sajur River.", "sajur river"),
        ("an  apple, a pear", "apple pear"),
        ("“Theatre”", "theatre"),
        ("1,000", "1000"),
        ("al-Rai", "alrai"),
        ("The", ""),
    ],
)
def test_answers_are_normalised_as_in_squad(answer: str, normalised: str) -> None:
    assert metrics.normalise_answer(answer) == normalised


@given(st.text())
def test_normalising_twice_is_normalising_once(answer: str) -> None:
    once = metrics.normalise_answer(answer)
    assert metrics.normalise_answer(once) == once


def test_exact_match_is_of_any_accepted_answer() -> None:
    assert metrics.exact_match("The last month.", ["August", "last month"]) == 1
    assert metrics.exact_match("in the last month", ["August", "last month"]) == 0


@pytest.mark.parametrize(
    ("answer", "accepted", "expected"),
    [
        ("August 24", ["24 August"], 1.0),
        # Two of four words are right, all of two are found: 2 · 0.5 · 1 / 1.5.
        ("began on August 24", ["August 24"], 2 / 3),
        ("began on August 24", ["May", "August 24"], 2 / 3),
        # A word that comes twice counts twice only where it is accepted twice.
        ("ten ten", ["ten"], 2 / 3),
        ("May", ["August 24"], 0.0),
        ("", ["August"], 0.0),
    ],
)
def test_f1(answer: str, accepted: list[str], expected: float) -> None:
    assert metrics.f1(answer, accepted) == pytest.approx(expected)


def test_the_interval_holds_the_mean_and_shrinks_with_more_values() -> None:
    few, many = (
        metrics.bootstrap_interval([0.0, 1.0] * 10),
        metrics.bootstrap_interval([0.0, 1.0] * 1000),
    )
    for mean, low, high in (few, many):
        assert mean == 0.5
        assert low < 0.5 < high
    assert many[2] - many[1] < (few[2] - few[1]) / 5
    assert many[1] == pytest.approx(0.5 - 1.96 * 0.5 / 2000**0.5, abs=0.004)


def test_the_calibration_error_is_the_mean_distance_of_the_bands() -> None:
    right = [1.0, 1.0, 1.0, 0.0]
    assert metrics.calibration_error([0.75] * 4, right) == 0
    assert metrics.calibration_error([0.95] * 3 + [0.15], right) == pytest.approx(
        0.75 * 0.05 + 0.25 * 0.15
    )


def test_risks_are_the_shares_wrong_among_the_surest() -> None:
    assert metrics.risk_at_each_coverage([0.5, 0.9, 0.7, 0.1], [0, 1, 0, 1]) == [
        0,
        1 / 2,
        2 / 3,
        1 / 2,
    ]
    assert metrics.risk_at_each_coverage([0.9], [1]) == [0]


@given(st.text(), st.lists(st.text(), min_size=1))
def test_the_scores_of_an_answer_agree(answer: str, accepted: list[str]) -> None:
    f1 = metrics.f1(answer, accepted)
    assert 0 <= f1 <= 1
    if metrics.exact_match(answer, accepted) and metrics.normalise_answer(answer):
        assert f1 == 1
        assert metrics.answer_found(answer, accepted) == 1


def test_an_answer_is_found_by_whole_words() -> None:
    assert metrics.answer_found("It began on August 24.", ["24 August", "August 24"]) == 1
    assert metrics.answer_found("It began on August 241.", ["August 24"]) == 0


@pytest.mark.parametrize(
    ("cited", "gold", "precision", "recall_of_any", "recall_of_every"),
    [
        ({1}, [{1}], 1.0, 1.0, 1.0),
        ({1, 2}, [{1}], 0.5, 1.0, 1.0),
        ({1}, [{1}, {2}], 1.0, 1.0, 0.5),
        ({3}, [{1}, {2, 3}], 1.0, 1.0, 0.5),
        ({1, 2, 4}, [{1}, {2, 3}], 2 / 3, 1.0, 1.0),
        ({4}, [{1}, {2}], 0.0, 0.0, 0.0),
        ({4}, [set()], 0.0, 0.0, 0.0),
    ],
)
def test_citations(
    cited: set[int],
    gold: list[set[int]],
    precision: float,
    recall_of_any: float,
    recall_of_every: float,
) -> None:
    assert metrics.citation_precision(cited, gold) == pytest.approx(precision)
    assert metrics.citation_recall(cited, gold, every=False) == recall_of_any
    assert metrics.citation_recall(cited, gold, every=True) == recall_of_every


def test_the_harmonic_mean() -> None:
    assert metrics.harmonic_mean(0.5, 1.0) == pytest.approx(2 / 3)
    assert metrics.harmonic_mean(0.0, 0.0) == 0


def test_recall_grows_along_a_ranking() -> None:
    passages, gold = [{1, 2}, {3}, {2, 4}], [{4}, {9, 1}]
    assert metrics.recall_at_each(passages, gold, every=True) == (0.5, 0.5, 1.0)
    assert metrics.recall_at_each(passages, gold, every=False) == (1.0, 1.0, 1.0)
    assert metrics.recall_at_each(passages, [{4}], every=False) == (0.0, 0.0, 1.0)
    assert metrics.recall_at_each([], gold, every=True) == ()


@pytest.mark.parametrize(
    ("recalls", "expected"), [((1.0, 1.0), 1.0), ((0.0, 0.5, 1.0), 1 / 2), ((0.0,), 0.0), ((), 0.0)]
)
def test_the_reciprocal_rank_is_of_the_first_support(
    recalls: tuple[float, ...], expected: float
) -> None:
    assert metrics.reciprocal_rank(recalls) == expected


def test_a_paired_difference_is_told_from_noise() -> None:
    before = [0.0, 1.0] * 50
    better = [*([1.0] * 20), *before[20:]]  # ten of a hundred turned right, none wrong
    assert metrics.paired_p(before, better) < 0.01
    mixed = [1.0, 0.0] * 10 + before[20:]  # ten turned right, ten wrong
    assert metrics.paired_p(before, mixed) > 0.5
    assert metrics.paired_p(before, before) == 1
    assert metrics.paired_p(better, before) == metrics.paired_p(before, better)


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1), (0.5, 5), (0.51, 6), (0.95, 10), (1.0, 10)]
)
def test_percentiles_are_by_nearest_rank(share: float, expected: int) -> None:
    assert metrics.percentile([7, 3, 1, 10, 2, 9, 4, 8, 6, 5], share) == expected


@given(st.lists(st.floats(allow_nan=False), min_size=1), st.floats(0, 1))
def test_a_percentile_is_a_value_that_enough_values_do_not_exceed(
    values: list[float], share: float
) -> None:
    found = metrics.percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
