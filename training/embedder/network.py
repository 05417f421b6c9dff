"""Low-rank adapters on the encoder's linear layers, and the loss that they are trained with."""

from collections.abc import Sequence

import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn
from torch.nn import functional

from index.minilm.adapter import LAYERS, RANK

TEMPERATURE = 0.05

SCALE = 2.0
"""Factor of the additions (LoRA's alpha / rank)."""

_MAX_TOKENS = 128
_BATCH_SIZE = 64


class LowRankLinear(nn.Module):
    """A frozen linear layer with a trainable low-rank addition.

    Args:
        linear: the layer.
    """

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(RANK, linear.in_features) / linear.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, x: Tensor) -> Tensor:
        """Add the low-rank product to the layer's output; shape ``(…, out)``."""
        addition = functional.linear(functional.linear(x, self.down), self.up)
        output: Tensor = self.linear(x) + SCALE * addition
        return output


def add_low_rank_layers(encoder: nn.Module) -> dict[str, LowRankLinear]:
    """Replace each of the encoder's ``LAYERS``, in place; nothing else stays trainable.

    Returns:
        The new layers by their names.
    """
    encoder.requires_grad_(False)
    layers = {}
    for block in range(len(encoder.get_submodule("encoder.layer"))):  # type: ignore[arg-type]
        for layer in LAYERS:
            name = f"encoder.layer.{block}.{layer}"
            linear = encoder.get_submodule(name)
            if not isinstance(linear, nn.Linear):
                raise TypeError(f"{name} is a {type(linear).__name__}, not a linear layer.")
            layers[name] = LowRankLinear(linear)
            encoder.set_submodule(name, layers[name])
    return layers


def embed(model: SentenceTransformer, texts: Sequence[str]) -> Tensor:
    """Embed texts with gradients; unit length, shape ``(len(texts), d)``.

    Texts of like length go through together, so that little is padding.
    """
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    vectors = []
    for begin in range(0, len(order), _BATCH_SIZE):
        batch = model.tokenizer(
            [texts[i] for i in order[begin : begin + _BATCH_SIZE]],
            padding=True,
            truncation=True,
            max_length=_MAX_TOKENS,
            return_tensors="pt",
        )
        vectors.append(model(dict(batch))["sentence_embedding"])
    inverse = torch.argsort(torch.tensor(order))
    return functional.normalize(torch.cat(vectors), dim=-1)[inverse]


def contrastive_loss(
    questions: Tensor, sentences: Tensor, evidence: Sequence[Sequence[int]]
) -> Tensor:
    """Compute InfoNCE (van den Oord et al. 2018, https://arxiv.org/abs/1807.03748).

    Args:
        questions: unit vectors, shape ``(n, d)``.
        sentences: unit vectors, shape ``(m, d)``.
        evidence: for each question the rows of ``sentences`` that answer it; any may be nearest.
    """
    log_probabilities = functional.log_softmax(questions @ sentences.T / TEMPERATURE, dim=1)
    likelihoods = [
        log_probabilities[row, list(columns)].logsumexp(0) for row, columns in enumerate(evidence)
    ]
    return -torch.stack(likelihoods).mean()
