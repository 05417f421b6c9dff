import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import approx_fprime

from training.regression import fit_conditional_logit, fit_logistic


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**31), st.sampled_from([0.0, 0.01]))
def test_no_other_weights_are_likelier(seed: int, shrinkage: float) -> None:
    rng = np.random.default_rng(seed)
    truth = np.array([1.0, -2.0, 0.5])
    groups = []
    for _ in range(60):
        rows = rng.normal(size=(int(rng.integers(2, 6)), 3))
        right = np.zeros(len(rows), dtype=bool)
        right[int(np.argmax(rows @ truth + rng.gumbel(size=len(rows))))] = True
        groups.append((rows, right))

    def loss(weights: np.ndarray) -> float:
        each = [
            np.log(np.exp(rows @ weights).sum()) - np.log(np.exp(rows @ weights)[right].sum())
            for rows, right in groups
        ]
        return float(np.mean(each) + shrinkage * (weights[:-1] ** 2).sum())

    fitted = fit_conditional_logit(groups, shrinkage)
    assert np.abs(approx_fprime(fitted, loss)).max() < 1e-3
    assert np.corrcoef(fitted, truth)[0, 1] > 0.8


def test_a_logistic_regression_finds_the_weights_that_made_the_labels() -> None:
    rng = np.random.default_rng(0)
    features = rng.normal(size=(20_000, 2))
    probabilities = 1 / (1 + np.exp(-(0.5 + features @ np.array([1.0, -2.0]))))
    labels = (rng.random(20_000) < probabilities).tolist()
    assert np.allclose(fit_logistic(features, labels), [0.5, 1.0, -2.0], atol=0.1)


def test_balanced_classes_leave_the_intercept_to_the_features() -> None:
    features = np.array([[1.0]] * 90 + [[-1.0]] * 10 + [[-1.0]] * 5 + [[1.0]] * 5)
    labels = [True] * 100 + [False] * 10
    plain, balanced = (fit_logistic(features, labels, weight) for weight in (None, "balanced"))
    assert 1 / (1 + np.exp(-balanced[0])) < 1 / (1 + np.exp(-plain[0]))
