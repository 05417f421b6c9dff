"""From examples to the network's inputs and gold labels, and through the network in chunks."""

import random
from collections.abc import Sequence

import numpy as np
import torch

from qa.reader import Insertion
from qa.reader.inputs import InputEncoder, Inputs, join_followup
from qa.reader.model import KINDS
from training.data.windows import Example, Window
from training.reader.augmentation import augment_question, choose_windows
from training.reader.network import ReaderNetwork, Target, to_tensors

_CHUNK = 16
"""Windows that go through the network together: of like length, so that little is padding."""


def format_question(example: Example, question: str) -> str:
    """Put a question behind the question and answer that it follows, if any.

    Args:
        example: says what is followed.
        question: its text, as it is or augmented.
    """
    return join_followup(example.before, question) if example.before else question


def make_batch(
    encoder: InputEncoder, examples: Sequence[Example], most: int, rng: random.Random
) -> tuple[Inputs, list[Target]]:
    """Augment and encode examples.

    Args:
        encoder: makes the inputs.
        examples: those of the batch.
        most: windows an example at most.
        rng: of the augmentation.

    Returns:
        Inputs with a row a window, and a target an example.
    """
    questions: list[str] = []
    texts: list[tuple[str, str]] = []
    insertions: list[tuple[Insertion, ...]] = []
    rows: list[tuple[range, list[Window], Example]] = []
    for example in examples:
        question = format_question(example, augment_question(example.question, rng))
        windows = choose_windows(example, most, rng)
        with_heading = rng.random() < 0.5
        rows.append((range(len(texts), len(texts) + len(windows)), windows, example))
        texts += [(w.heading if with_heading else "", w.text) for w in windows]
        insertions += [w.insertions for w in windows]
        questions += [question] * len(windows)
    inputs = encoder.encode(questions, texts, insertions)
    return inputs, [make_target(inputs, *row) for row in rows]


def run_in_chunks(
    network: ReaderNetwork, inputs: Inputs, device: torch.device
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the network's logits of tokens and kinds for all rows, in their order."""
    lengths = inputs.mask.sum(axis=1)
    order = np.argsort(-lengths, kind="stable")
    ids, mask, types = to_tensors(inputs, device)
    all_tokens, all_kinds = [], []
    for begin in range(0, len(order), _CHUNK):
        rows = torch.from_numpy(order[begin : begin + _CHUNK]).to(device)
        length = int(lengths[order[begin]])
        tokens, kinds = network(*(x[rows, :length] for x in (ids, mask, types)))
        missing = inputs.ids.shape[1] - length
        all_tokens.append(torch.nn.functional.pad(tokens, (0, 0, 0, missing)))
        all_kinds.append(kinds)
    inverse = torch.from_numpy(np.argsort(order)).to(device)
    return torch.cat(all_tokens)[inverse], torch.cat(all_kinds)[inverse]


def make_target(
    inputs: Inputs, rows: Sequence[int], windows: Sequence[Window], example: Example
) -> Target:
    """Find the answer's parts among the tokens of a batch.

    Args:
        inputs: the batch.
        rows: those of the example's windows.
        windows: one a row.
        example: says of what kind the answer is.
    """
    items: dict[int, list[tuple[int, int, int]]] = {}
    for row, window in zip(rows, windows, strict=True):
        spans = inputs.spans[row]
        for item, (start, end) in window.items.items():
            overlapping = (spans[:, 0] < end) & (spans[:, 1] > start) & inputs.readable[row]
            places = np.flatnonzero(overlapping)
            if len(places):
                items.setdefault(item, []).append((row, int(places[0]), int(places[-1])))
    kind = example.yes_no or ("list" if example.kind == "list" else "span")
    number = None if example.kind == "passage" else KINDS.index(kind)
    return Target(rows, list(items.values()), number)
