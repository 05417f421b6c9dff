"""From the network's logits to spans: the best of each sentence, and the parts of a list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.reader.inputs import Inputs

MAX_ANSWER_TOKENS = 48
"""Most tokens of an answer; a clause that says why is seldom longer."""

INSIDE_WEIGHT = 0.05
"""How much the *inside* logits of a span's tokens count beside those of its first and last.

Without them 52.1 instead of 53.0 % of the answers on dev are exact, and 43.7 instead of 44.8 % of
those on held-out paragraphs; F1 is the same to a tenth (69.5 and 69.4), and 61.8 instead of 62.1.
"""

NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*)*")
"""Words in a row that begin with a capital, which at the start of a sentence may be no name."""

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """Piece of a passage, and how strongly it is the answer.

    ``passage`` is the row, ``sentence`` its place in that passage; ``start`` and ``end`` are
    half-open character offsets into the passage's text; ``score`` is the sum of the logits of
    its first and its last token, over *no answer*, which has 0. Scores of spans of different
    passages compare.
    """

    passage: int
    sentence: int
    start: int
    end: int
    score: float


def find_best_spans(
    inputs: Inputs, tokens: Array, sentences: Sequence[Sequence[tuple[int, int]]]
) -> list[TokenSpan]:
    """Find the best span of each sentence of each passage, the one with the highest score first.

    Within a sentence that is the span with the highest sum of its score and ``INSIDE_WEIGHT``
    times the *inside* logits of its tokens.

    Args:
        inputs: what the network has read.
        tokens: its token logits, shape ``(n, t, 3)``.
        sentences: of each passage the character offsets of its sentences.
    """
    spans = []
    for row, place, at, (start, end) in _read_sentences(inputs, sentences):
        opening, closing, inside = tokens[row, at].T
        scores = opening[:, None] + closing[None, :]
        upto = np.cumsum(inside)
        values = scores + INSIDE_WEIGHT * (upto[None, :] - (upto - inside)[:, None])
        values = np.where(_possible(len(at)), values, -np.inf)
        first, last = np.unravel_index(int(np.argmax(values)), values.shape)
        place_of = inputs.spans[row, at[first], 0], inputs.spans[row, at[last], 1]
        spans.append(_clip(row, place, (start, end), place_of, scores[first, last]))
    return sorted(spans, key=lambda span: -span.score)


def find_tagged_spans(
    inputs: Inputs, tokens: Array, sentences: Sequence[Sequence[tuple[int, int]]]
) -> list[TokenSpan]:
    """Find the runs of tokens that are rather inside an answer than not, in the passages' order.

    Each has the mean of its *inside* logits for its score. The arguments are those of
    ``find_best_spans``.
    """
    spans = []
    for row, place, at, (start, end) in _read_sentences(inputs, sentences):
        inside = np.concatenate([[0], tokens[row, at, 2] > 0, [0]]).astype(np.int8)
        edges = np.diff(inside)
        for first, stop in zip(
            np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True
        ):
            run = at[first:stop]
            place_of = inputs.spans[row, run[0], 0], inputs.spans[row, run[-1], 1]
            spans.append(_clip(row, place, (start, end), place_of, tokens[row, run, 2].mean()))
    return spans


def find_name_spans(
    inputs: Inputs,
    tokens: Array,
    sentences: Sequence[Sequence[tuple[int, int]]],
    texts: Sequence[str],
) -> list[TokenSpan]:
    """Find the names in the passages, each with the score that it has as a span.

    Args:
        inputs: what the network has read.
        tokens: its token logits, shape ``(n, t, 3)``.
        sentences: of each passage the character offsets of its sentences.
        texts: of each passage.
    """
    spans = []
    for row, place, at, (start, end) in _read_sentences(inputs, sentences):
        offsets = inputs.spans[row, at]
        for name in NAME.finditer(texts[row], start, end):
            within = at[(offsets[:, 0] < name.end()) & (offsets[:, 1] > name.start())]
            if len(within):
                score = tokens[row, within[0], 0] + tokens[row, within[-1], 1]
                spans.append(TokenSpan(row, place, name.start(), name.end(), float(score)))
    return spans


def _clip(
    row: int, place: int, sentence: tuple[int, int], words: tuple[int, int], score: float
) -> TokenSpan:
    """Make a span of words, without what of a token goes beyond the sentence."""
    start, end = max(sentence[0], int(words[0])), min(sentence[1], int(words[1]))
    return TokenSpan(row, place, start, end, float(score))


def _read_sentences(
    inputs: Inputs, sentences: Sequence[Sequence[tuple[int, int]]]
) -> Iterator[tuple[int, int, NDArray[np.int64], tuple[int, int]]]:
    """Yield row, place, tokens and offsets of each sentence that has tokens which were read."""
    for row, spans in enumerate(sentences):
        offsets = inputs.spans[row]
        readable = inputs.readable[row] & (offsets[:, 0] < offsets[:, 1])
        for place, (start, end) in enumerate(spans):
            inside = (offsets[:, 0] < end) & (offsets[:, 1] > start)
            at = np.flatnonzero(inside & readable)
            if len(at):
                yield row, place, at, (start, end)


def _possible(length: int) -> NDArray[np.bool_]:
    """Mark the pairs of first and last token that are spans of at most so many tokens."""
    distance = np.arange(length)[None, :] - np.arange(length)[:, None]
    return (distance >= 0) & (distance < MAX_ANSWER_TOKENS)
