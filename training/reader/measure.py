"""Figures of a network on development questions while it is being trained."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain

import numpy as np
import torch

from index.sentences import split_sentences
from qa.reader.inputs import InputEncoder
from qa.reader.spans import TokenSpan, find_best_spans
from training.data.windows import Example
from training.reader.batching import format_question, run_in_chunks
from training.reader.network import ReaderNetwork

_BATCH_SIZE = 24
"""Questions that are read at a time."""


def measure(network: ReaderNetwork, examples: Sequence[Example]) -> dict[str, float]:
    """Measure a network on questions with all the windows of their documents.

    Returns:
        ``overlap``: mean F1 of the characters of the best span and those of the answer, over
        the answerable questions, with no chance to abstain; ``refused``: how often, on these,
        *no answer* is likelier than not, and ``abstained``, on the others; ``separation``: the
        chance that an answerable question has a higher score than an unanswerable one.
    """
    overlaps, scores, answerable = [], [], []
    network.eval()
    starts = range(0, len(examples), _BATCH_SIZE)
    batches = [examples[start : start + _BATCH_SIZE] for start in starts]
    with ThreadPoolExecutor(network.parts) as cores:
        spans = chain.from_iterable(cores.map(partial(_find_best_spans, network), batches))
        for example, span in zip(examples, spans, strict=True):
            scores.append(span.score)
            answerable.append(example.answerable)
            if example.answerable:
                overlaps.append(_compute_overlap(example, span))
    score, can = np.array(scores), np.array(answerable)
    above = score[can][:, None] > score[~can][None, :]
    return {
        "overlap": float(np.mean(overlaps)),
        "refused": float((score[can] < 0).mean()),
        "abstained": float((score[~can] < 0).mean()),
        "separation": float(above.mean()),
    }


def _find_best_spans(network: ReaderNetwork, examples: Sequence[Example]) -> list[TokenSpan]:
    """Return the best span of each question."""
    device = next(network.parameters()).device
    pairs = [(example, window) for example in examples for window in example.windows]
    inputs = InputEncoder(network.framing).encode(
        [format_question(example, example.question) for example, _ in pairs],
        [(window.heading, window.text) for _, window in pairs],
        [window.insertions for _, window in pairs],
    )
    with torch.inference_mode():
        outputs, _ = run_in_chunks(network, inputs, device)
    tokens = outputs.float().cpu().numpy()
    sentences = [[(s.start, s.end) for s in split_sentences(window.text)] for _, window in pairs]
    spans, first = [], 0
    for example in examples:
        rows = slice(first, first + len(example.windows))
        first = rows.stop
        spans.append(find_best_spans(inputs.rows(rows), tokens[rows], sentences[rows])[0])
    return spans


def _compute_overlap(example: Example, span: TokenSpan) -> float:
    """Return the F1 of a span's characters; of an answer in parts, that of the best part."""
    best = 0.0
    for start, end in example.windows[span.passage].items.values():
        common = min(end, span.end) - max(start, span.start)
        if common > 0:
            best = max(best, 2 * common / (end - start + span.end - span.start))
    return best
