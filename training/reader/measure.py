"""How well a network reads the development documents while it is being trained."""

from collections.abc import Sequence

import numpy as np
import torch

from index.sentences import split
from qa.reader.inputs import InputEncoder
from qa.reader.spans import Span, best_spans
from training.data.passages import Question
from training.reader.loop import as_asked, forward
from training.reader.network import ReaderNetwork

_TOGETHER = 24
"""Questions that are read at a time."""


def measure(network: ReaderNetwork, questions: Sequence[Question]) -> dict[str, float]:
    """Figures of a network on questions with all the windows of their documents.

    Returns:
        ``overlap``: mean F1 of the characters of the best span and those of the answer, over
        the answerable questions, with no chance to abstain; ``refused``: how often, on these,
        *no answer* is likelier than not, and ``abstained``, on the others; ``separation``: the
        chance that an answerable question has a higher score than an unanswerable one.
    """
    overlaps, scores, answerable = [], [], []
    for begin in range(0, len(questions), _TOGETHER):
        for question, span in _read(network, questions[begin : begin + _TOGETHER]):
            scores.append(span.score)
            answerable.append(question.answerable)
            if question.answerable:
                overlaps.append(_overlap(question, span))
    score, can = np.array(scores), np.array(answerable)
    above = score[can][:, None] > score[~can][None, :]
    return {
        "overlap": float(np.mean(overlaps)),
        "refused": float((score[can] < 0).mean()),
        "abstained": float((score[~can] < 0).mean()),
        "separation": float(above.mean()),
    }


def _read(network: ReaderNetwork, questions: Sequence[Question]) -> list[tuple[Question, Span]]:
    device = next(network.parameters()).device
    windows = [(question, window) for question in questions for window in question.windows]
    inputs = InputEncoder().encode(
        [as_asked(question, question.text) for question, _ in windows],
        [(window.heading, window.text) for _, window in windows],
    )
    network.eval()
    with torch.inference_mode():
        outputs, _ = forward(network, inputs, device)
    tokens = outputs.float().cpu().numpy()
    sentences = [[(s.start, s.end) for s in split(window.text)] for _, window in windows]
    found, first = [], 0
    for question in questions:
        rows = slice(first, first + len(question.windows))
        first = rows.stop
        own = inputs.rows(rows)
        found.append((question, best_spans(own, tokens[rows], sentences[rows])[0]))
    return found


def _overlap(question: Question, span: Span) -> float:
    """F1 of the characters of a span; of an answer in parts, that of the best part."""
    best = 0.0
    for start, end in question.windows[span.passage].items.values():
        common = min(end, span.end) - max(start, span.start)
        if common > 0:
            best = max(best, 2 * common / (end - start + span.end - span.start))
    return best
