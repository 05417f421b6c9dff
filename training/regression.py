"""Regressions that turn scores into probabilities."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

Array = NDArray[np.float64]


def fit_logistic(
    features: Array, labels: Sequence[bool], class_weight: Literal["balanced"] | None = None
) -> Array:
    """Fit a logistic regression without a penalty.

    Args:
        features: shape ``(n, d)``.
        labels: one a row.
        class_weight: ``"balanced"`` weighs both classes as if they were equally frequent.

    Returns:
        Intercept and coefficients, shape ``(1 + d,)``.
    """
    regression = LogisticRegression(C=np.inf, max_iter=10_000, class_weight=class_weight)
    regression.fit(features, labels)
    return np.append(regression.intercept_, regression.coef_)


def fit_conditional_logit(
    groups: Sequence[tuple[Array, NDArray[np.bool_]]], shrinkage: float
) -> Array:
    """Fit a conditional logit (McFadden 1974): one softmax over the rows of each group.

    Args:
        groups: of each the rows, shape ``(n, d)``, and which of them are right, at least one.
        shrinkage: penalty on the squares of all weights but the last.

    Returns:
        Weights under which the right rows are likeliest, shape ``(d,)``.
    """
    starts = np.cumsum([0, *(len(right) for _, right in groups)])[:-1]
    rows = np.concatenate([rows for rows, _ in groups])
    right = np.concatenate([right for _, right in groups])
    group = np.repeat(np.arange(len(groups)), np.diff([*starts, len(rows)]))

    def loss_and_gradient(weights: Array) -> tuple[float, Array]:
        logits = rows @ weights
        exp = np.exp(logits - np.maximum.reduceat(logits, starts)[group])
        total, total_right = (np.add.reduceat(part, starts) for part in (exp, exp * right))
        pull = exp / total[group] - exp * right / total_right[group]
        shrunk = np.append(weights[:-1], 0.0)
        return (
            float(np.mean(np.log(total) - np.log(total_right)) + shrinkage * shrunk @ shrunk),
            pull @ rows / len(groups) + 2 * shrinkage * shrunk,
        )

    fitted = minimize(loss_and_gradient, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(fitted.x)
