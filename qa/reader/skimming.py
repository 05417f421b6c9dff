"""Which passages are worth reading: first by the embedder, then by what skimming shows of them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.reader import ReadingPassage
from qa.reader.model import Skimmed

REACH = 0.25
"""A passage is skimmed if its closest sentence is at most this much farther than that of any other.

On ``documents.dev`` a passage that answers is then left for 99.9 % of the questions, and 2.3 of 3.1
passages are skimmed.
"""

PROMISE = 3.0
"""A passage is read to the end if its promise is at most this much less than the highest.

Promises are logits: such a passage is at least a twentieth as likely to answer as the most
promising one. ``python -m benchmarks.pruning`` measures what that spares and costs.
"""


def worth_skimming(passages: Sequence[ReadingPassage]) -> list[ReadingPassage]:
    """Those passages that have a sentence within ``REACH`` of the one closest to the question."""
    closest = {place: max(p.similarities) for place, p in enumerate(passages) if p.similarities}
    least = max(closest.values(), default=0.0) - REACH
    return [passages[place] for place, value in closest.items() if value >= least]


def signs(skimmed: Skimmed, passages: Sequence[ReadingPassage]) -> NDArray[np.float64]:
    """What the promise of each passage is made of.

    Returns:
        Shape ``(n, width + 1)``: the lower half's state of the first token, which has gathered
        what question and passage have to do with each other; the passage's closest sentence.
    """
    first = np.concatenate([hidden[:, 0] for hidden in skimmed.hidden])
    closest = [[max(passage.similarities, default=0.0)] for passage in passages]
    return np.concatenate([first, closest], axis=1, dtype=np.float64)


def worth_reading(signs: NDArray[np.float64], weights: NDArray[np.float64]) -> list[int]:
    """The rows of those passages whose promise is within ``PROMISE`` of the highest.

    Args:
        signs: of all of them, shape ``(n, width + 1)``.
        weights: of each sign, shape ``(width + 1,)``.
    """
    promise = signs @ weights
    return [int(row) for row in np.flatnonzero(promise >= promise.max() - PROMISE)]
