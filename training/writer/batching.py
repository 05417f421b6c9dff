"""Examples to batches of token numbers."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.writer.examples import WriterExample
from training.writer.weights import BaseModel

MAX_TOKENS = 640
"""Longest example; the few that are longer are left out."""

_POOL = 16
"""Batches whose examples are sorted by length among each other, so that little is padding."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples, padded to ``t`` tokens at the end.

    Attributes:
        shared: token numbers that all examples begin with, shape ``(1, s)``.
        ids: those that follow, shape ``(n, t)``.
        mask: 1 for a token, 0 for padding, shape ``(n, t)``.
        written: whether the token is to be written, bool, shape ``(n, t)``.
    """

    shared: Tensor
    ids: Tensor
    mask: Tensor
    written: Tensor


class BatchEncoder:
    """Encodes prompts in the model's chat template, and what follows them.

    Args:
        base: the model.
    """

    def __init__(self, base: BaseModel) -> None:
        self._base = base
        self._tokenizer: Tokenizer = base.load_tokenizer()

    @property
    def end(self) -> int:
        """Number of the token that ends an answer."""
        return self._base.end

    def encode_prompt(self, prompt: str) -> list[int]:
        """Return the token numbers of a prompt, up to where the answer begins."""
        ids: list[int] = self._tokenizer.encode(self._base.write_chat(prompt)).ids
        return ids

    def decode(self, ids: Sequence[int]) -> str:
        """Return the text of token numbers, without the signs of the template."""
        text: str = self._tokenizer.decode(list(ids))
        return text

    def encode(self, examples: Sequence[WriterExample]) -> Batch:
        """Encode examples that are to be learnt."""
        prompts = [self.encode_prompt(example.prompt) for example in examples]
        targets = [self._encode_target(example.target) for example in examples]
        shared = _count_shared(prompts)
        pairs = [(prompt[shared:], target) for prompt, target in zip(prompts, targets, strict=True)]
        length = max(len(prompt) + len(target) for prompt, target in pairs)
        ids, mask, written = (torch.zeros(len(pairs), length, dtype=torch.long) for _ in range(3))
        for row, (prompt, target) in enumerate(pairs):
            end = len(prompt) + len(target)
            ids[row, :end] = torch.tensor([*prompt, *target])
            mask[row, :end] = 1
            written[row, len(prompt) : end] = 1
        return Batch(torch.tensor([prompts[0][:shared]]), ids, mask, written.bool())

    def count_tokens(self, example: WriterExample) -> int:
        """Return how long an example is."""
        return len(self.encode_prompt(example.prompt)) + len(self._encode_target(example.target))

    def _encode_target(self, text: str) -> list[int]:
        return [*self._tokenizer.encode(text).ids, self._base.end]


def _count_shared(prompts: Sequence[list[int]]) -> int:
    """Count the tokens that all prompts begin with; of each at least one is left."""
    first, last = min(prompts), max(prompts)
    pairs = enumerate(zip(first, last, strict=False))
    differing = next((place for place, (a, b) in pairs if a != b), len(first))
    return min(differing, min(map(len, prompts)) - 1)


def draw_batches(
    examples: Sequence[WriterExample],
    encoder: BatchEncoder,
    size: int,
    rng: random.Random,
) -> list[Sequence[WriterExample]]:
    """Shuffle examples into batches of alike lengths; the last few may be left out."""
    lengths = [(encoder.count_tokens(example), example) for example in examples]
    fitting = [pair for pair in lengths if pair[0] <= MAX_TOKENS]
    rng.shuffle(fitting)
    batches = list(_sort_pools(fitting, size))
    rng.shuffle(batches)
    return batches


def _sort_pools(
    lengths: Sequence[tuple[int, WriterExample]], size: int
) -> Iterator[Sequence[WriterExample]]:
    for begin in range(0, len(lengths), size * _POOL):
        pool = sorted(lengths[begin : begin + size * _POOL], key=lambda pair: pair[0])
        for first in range(0, len(pool) - size + 1, size):
            yield [example for _, example in pool[first : first + size]]
