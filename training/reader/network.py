"""Network of the reader, and losses that let spans of different passages compete."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Tensor, nn
from torch.nn import functional

from qa.reader.inputs import BERT, Framing, Inputs
from qa.reader.model import KINDS

_MASKED = -1e4
"""Logit of a token that can't be chosen: finite, so that it survives half precision."""

TAG_WEIGHT = 3.0
KIND_WEIGHT = 0.5

CLASS_WEIGHTS = (1.0, 1.5, 3.0, 1.0)
"""Weights of ``KINDS`` in the loss: the rarer, the more."""


class ReaderNetwork(nn.Module):
    """An encoder with four heads over it.

    For each token the logits that the answer begins there, ends there, and has it inside; for
    each passage the logits of ``KINDS``. The logits of begin and end are relative to *no
    answer*, which has the logit 0 for every question, and hold a part that is the same for all
    tokens of a passage: whether it answers at all.

    Args:
        encoder: a BERT-like model of the transformers library.

    Attributes:
        framing: how its inputs are framed.
        parts: groups of a batch that are read side by side.
    """

    framing: ClassVar[Framing] = BERT
    parts: ClassVar[int] = 1

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        width = int(encoder.config.hidden_size)  # type: ignore[union-attr, arg-type]
        self.tokens = nn.Linear(width, 3)
        self.passage = nn.Linear(width, 2 + len(KINDS))

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor]:
        """Return token logits, shape ``(n, t, 3)``: begin, end, inside; kind logits, ``(n, 4)``."""
        return self.heads(self.states(ids, mask, types)[-1])

    def states(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, ...]:
        """Return the tokens' states before and after each layer, each ``(n, t, width)``."""
        states: tuple[Tensor, ...] = self.encoder(
            input_ids=ids, attention_mask=mask, token_type_ids=types, output_hidden_states=True
        ).hidden_states
        return states

    def learned_state(self) -> dict[str, Tensor]:
        """Return what training changes, by name: all weights."""
        return self.state_dict()

    def load_learned(self, state: dict[str, Tensor]) -> None:
        """Load what ``learned_state`` returned."""
        self.load_state_dict(state)

    def freeze_lower(self, *, frozen: bool) -> None:
        """Keep the weights of the lower half, which decides what is read, from being trained."""
        layers = self.encoder.encoder.layer  # type: ignore[union-attr]
        lower = [self.encoder.embeddings, *layers[: len(layers) // 2]]  # type: ignore[arg-type, index]
        for module in lower:
            module.requires_grad_(not frozen)

    def heads(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """Return what ``forward`` does, given the states after the last layer."""
        tokens = self.tokens(hidden)
        passage = self.passage(hidden[:, 0])
        gate = functional.pad(passage[:, :2], (0, 1))
        return tokens + gate[:, None], passage[:, 2:]


@dataclass(frozen=True, slots=True)
class Target:
    """Gold labels of the windows of one question.

    Attributes:
        rows: where its windows are in the batch.
        items: for each part of the answer a list of row, first and last token, one a window.
        kind: index into ``KINDS``, or None where it isn't known.
    """

    rows: Sequence[int]
    items: Sequence[Sequence[tuple[int, int, int]]]
    kind: int | None

    @property
    def answering_rows(self) -> list[int]:
        """Rows with any part of the answer, in order."""
        return sorted({row for places in self.items for row, _, _ in places})


def reading_loss(
    tokens: Tensor, kinds: Tensor, readable: Tensor, targets: Sequence[Target]
) -> Tensor:
    """Compute the mean loss of the questions of a batch.

    Begin and end are chosen among *all* tokens of all windows of a question and *no answer*:
    the shared normalisation of Clark and Gardner (2018), https://aclanthology.org/P18-1078. A
    part of the answer that stands in several windows may be found in any of them; of several
    parts each has the same share.

    Args:
        tokens: shape ``(n, t, 3)``.
        kinds: shape ``(n, 4)``.
        readable: which tokens can be chosen, bool, shape ``(n, t)``.
        targets: one a question.
    """
    edges = tokens[..., :2].float().masked_fill(~readable[..., None], _MASKED)
    inside = torch.zeros_like(readable, dtype=torch.float32)
    total = tokens.new_zeros((), dtype=torch.float32)
    for target in targets:
        flat = edges[list(target.rows)].flatten(0, 1)
        everything = torch.cat([flat, flat.new_zeros(1, 2)]).logsumexp(0).sum()
        gold = everything.new_zeros(())
        for places in target.items:
            at = torch.tensor(places, device=edges.device)
            gold = gold + edges[at[:, 0], at[:, 1], 0].logsumexp(0)
            gold = gold + edges[at[:, 0], at[:, 2], 1].logsumexp(0)
            for row, first, last in places:
                inside[row, first : last + 1] = 1.0
        total = total + everything - gold / max(1, len(target.items))
        answering = target.answering_rows
        if target.kind is not None and answering:
            labels = torch.full((len(answering),), target.kind, device=kinds.device)
            kind_loss = functional.cross_entropy(kinds[answering].float(), labels)
            total = total + KIND_WEIGHT * CLASS_WEIGHTS[target.kind] * kind_loss
    tags = functional.binary_cross_entropy_with_logits(
        tokens[..., 2].float(), inside, reduction="none"
    )
    return total / len(targets) + TAG_WEIGHT * tags[readable].mean()


def distillation_loss(
    tokens: Tensor,
    kinds: Tensor,
    teacher_logits: tuple[Tensor, Tensor],
    readable: Tensor,
    targets: Sequence[Target],
) -> Tensor:
    """Compute the cross-entropy against the teachers' mean distribution (Hinton et al. 2015).

    It has the parts of ``reading_loss``, with soft labels (https://arxiv.org/abs/1503.02531).

    Args:
        tokens: shape ``(n, t, 3)``.
        kinds: shape ``(n, 4)``.
        teacher_logits: of tokens and kinds, averaged over the teachers; same shapes.
        readable: as for ``reading_loss``.
        targets: one a question; only its rows, and which of them answer, are used.
    """
    edges, teacher_edges = (
        output[..., :2].float().masked_fill(~readable[..., None], _MASKED)
        for output in (tokens, teacher_logits[0])
    )
    total = tokens.new_zeros((), dtype=torch.float32)
    for target in targets:
        flat, soft = (
            torch.cat([output[list(target.rows)].flatten(0, 1), output.new_zeros(1, 2)])
            for output in (edges, teacher_edges)
        )
        total = total - (soft.softmax(0) * flat.log_softmax(0)).sum()
        answering = target.answering_rows
        if target.kind is not None and answering:
            soft_kinds = teacher_logits[1][answering].float().softmax(1)
            total = total - KIND_WEIGHT * (
                (soft_kinds * kinds[answering].float().log_softmax(1)).sum(1).mean()
            )
    tags = functional.binary_cross_entropy_with_logits(
        tokens[..., 2].float(), teacher_logits[0][..., 2].float().sigmoid(), reduction="none"
    )
    return total / len(targets) + TAG_WEIGHT * tags[readable].mean()


def to_tensors(inputs: Inputs, device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """Return the network's three inputs: token numbers, mask, types."""
    ids, mask, types = (
        torch.from_numpy(array).to(device) for array in (inputs.ids, inputs.mask, inputs.types)
    )
    return ids, mask, types
