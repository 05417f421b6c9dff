import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import approx_fprime

from training.data.documents import documents
from training.reader import promise
from training.reader.promise import PASSAGES, conditional_logit, retrieved


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**31), st.sampled_from([0.0, 0.01]))
def test_no_other_weights_are_likelier(seed: int, shrinkage: float) -> None:
    rng = np.random.default_rng(seed)
    truth = np.array([1.0, -2.0, 0.5])
    seen = []
    for _ in range(60):
        rows = rng.normal(size=(int(rng.integers(2, 6)), 3))
        right = np.zeros(len(rows), dtype=bool)
        right[int(np.argmax(rows @ truth + rng.gumbel(size=len(rows))))] = True
        seen.append((rows, right))

    def unlikelihood(weights: np.ndarray) -> float:
        each = [
            np.log(np.exp(rows @ weights).sum()) - np.log(np.exp(rows @ weights)[right].sum())
            for rows, right in seen
        ]
        return float(np.mean(each) + shrinkage * (weights[:-1] ** 2).sum())

    found = conditional_logit(seen, shrinkage)
    assert np.abs(approx_fprime(found, unlikelihood)).max() < 1e-3
    assert np.corrcoef(found, truth)[0, 1] > 0.8


def test_what_promise_is_learned_from_are_passages_of_all_documents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = documents("dev")[:6]
    monkeypatch.setattr(promise, "documents", lambda _: few)
    seen = list(retrieved("dev", 20))
    assert len(seen) == 20
    for asked, passages, right in seen:
        assert asked.question
        assert len(passages) == len(right) == PASSAGES
        assert len({s.document_id for passage in passages for s in passage.sentences}) > 1
    assert sum(right.any() for _, _, right in seen) > 15
