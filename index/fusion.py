"""Several rankings of the same passages into one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

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
