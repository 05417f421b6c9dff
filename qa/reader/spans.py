"""From the network's logits to answers: the best spans over all passages of a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.reader.inputs import Inputs

MOST_TOKENS = 48
"""Most tokens of an answer; a clause that says why is seldom longer."""

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a passage, and how strongly it is the answer.

    ``passage`` is the row; ``start`` and ``end`` are half-open character offsets into that
    passage's text; ``score`` is the sum of the logits of its first and its last token, over
    *no answer*, which has 0.
    """

    passage: int
    start: int
    end: int
    score: float


def best_span(
    inputs: Inputs, tokens: Array, sentences: Sequence[Sequence[tuple[int, int]]]
) -> Span:
    """The span with the highest score that lies within one sentence.

    Args:
        inputs: what the network has read.
        tokens: its token logits, shape ``(n, t, 3)``.
        sentences: of each passage the character offsets of its sentences.
    """
    found = [s for row in range(len(tokens)) for s in _row_spans(inputs, tokens, row, sentences)]
    return max(found, key=lambda span: span.score)


def _row_spans(
    inputs: Inputs, tokens: Array, row: int, sentences: Sequence[Sequence[tuple[int, int]]]
) -> Iterable[Span]:
    """The best span of each sentence of a passage."""
    offsets = inputs.spans[row]
    for start, end in sentences[row]:
        at = np.flatnonzero(inputs.readable[row] & (offsets[:, 0] < end) & (offsets[:, 1] > start))
        if not len(at):
            continue
        scores = tokens[row, at, 0][:, None] + tokens[row, at, 1][None, :]
        scores = np.where(_possible(len(at)), scores, -np.inf)
        first, last = np.unravel_index(int(np.argmax(scores)), scores.shape)
        yield Span(
            row,
            max(start, int(offsets[at[first], 0])),
            min(end, int(offsets[at[last], 1])),
            float(scores[first, last]),
        )


def _possible(length: int) -> NDArray[np.bool_]:
    """Which pairs of first and last token are spans that aren't too long."""
    distance = np.arange(length)[None, :] - np.arange(length)[:, None]
    return (distance >= 0) & (distance < MOST_TOKENS)
