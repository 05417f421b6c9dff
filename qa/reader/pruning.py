"""Passage pruning: which passages the lower half of the network reads, and which both halves do.

The embedder's similarity decides the first, a pruning score from the lower half the second.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.reader import ReadingPassage
from qa.reader.model import LowerStates

MAX_SIMILARITY_GAP = 0.25
"""A passage is read if its closest sentence is at most this much farther than that of any other.

On ``documents.dev`` a passage that answers is then left for 99.9 % of the questions, and 2.3 of 3.1
passages are read by the lower half.
"""

MAX_SCORE_GAP = 3.0
"""A passage is read to the end if its pruning score is at most this much less than the highest.

Pruning scores are logits: such a passage is at least a twentieth as likely to answer as the
likeliest one. ``python -m benchmarks.pruning`` measures what that spares and costs.
"""


def select_similar_passages(passages: Sequence[ReadingPassage]) -> list[ReadingPassage]:
    """Keep the passages that have a sentence about as close to the question as the closest one."""
    closest = {place: max(p.similarities) for place, p in enumerate(passages) if p.similarities}
    least = max(closest.values(), default=0.0) - MAX_SIMILARITY_GAP
    return [passages[place] for place, value in closest.items() if value >= least]


def pruning_features(lower: LowerStates, passages: Sequence[ReadingPassage]) -> NDArray[np.float64]:
    """Return the features of the pruning score, one row per passage.

    Returns:
        Shape ``(n, width + 1)``: the lower half's state of the first token, which has gathered
        what question and passage have to do with each other; the passage's highest similarity.
    """
    first = np.concatenate([hidden[:, 0] for hidden in lower.hidden])
    closest = [[max(passage.similarities, default=0.0)] for passage in passages]
    return np.concatenate([first, closest], axis=1, dtype=np.float64)


def select_passages(features: NDArray[np.float64], weights: NDArray[np.float64]) -> list[int]:
    """Return the rows whose pruning score is within ``MAX_GAP`` of the highest.

    Args:
        features: of all passages, shape ``(n, width + 1)``.
        weights: of each feature, shape ``(width + 1,)``.
    """
    scores = features @ weights
    return [int(row) for row in np.flatnonzero(scores >= scores.max() - MAX_SCORE_GAP)]
