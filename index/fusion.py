"""Several rankings of the same passages into one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

RRF_K = 3
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009), chosen on dev."""


def fuse(rankings: Iterable[Sequence[int]]) -> list[tuple[int, float]]:
    """Reciprocal rank fusion: an item's score is the sum of ``1 / (RRF_K + rank)``.

    >>> [item for item, score in fuse([[1, 2, 3], [3, 1]])]
    [1, 3, 2]

    Returns:
        Items and scores, best first; of equal scores the one that came up first.
    """
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] += 1 / (RRF_K + rank)
    return sorted(scores.items(), key=lambda item: -item[1])


def nearest_by_item(
    vectors: Mapping[int, NDArray[np.float32]], query: NDArray[np.float32]
) -> dict[int, float]:
    """Of each item the dot product of ``query`` with the nearest of its vectors."""
    if not vectors:
        return {}
    begins = np.cumsum([0, *(len(rows) for rows in vectors.values())])[:-1]
    products = np.concatenate(list(vectors.values())) @ query
    return dict(zip(vectors, np.maximum.reduceat(products, begins).tolist(), strict=True))
