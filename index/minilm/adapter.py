"""A small correction to all-MiniLM-L6-v2: questions land nearer to the sentences that answer them.

Low-rank additions to its linear layers (LoRA; Hu et al. 2021, https://arxiv.org/abs/2106.09685),
which are added to the weights when the model is loaded, so that they cost nothing after that.
``python -m training.embedder`` makes them.
"""

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load

from index.embedding import EmbedderError

FILE = Path(__file__).with_name("adapter.safetensors")
"""Of each adapted layer two matrices, ``<layer>.down`` and ``<layer>.up``.

Their shapes are ``(rank, in)`` and ``(out, rank)``.
"""

SHA256 = "595d993175bec9b8538ec1c094468f9e182a8141361a6b2069f7063a96d700e8"
"""Of the file."""

RANK = 16

LAYERS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
"""The linear layers of each of the encoder's blocks, all of which are adapted."""


def add_adapter(weights: dict[str, NDArray[np.float32]]) -> None:
    """Add the adapter to the published weights, in place.

    Raises:
        EmbedderError: the file isn't the one that belongs to this version.
    """
    content = FILE.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest != SHA256:
        raise EmbedderError(f"{FILE} has SHA-256 {digest}, not {SHA256}. Install Footnote again.")
    matrices = {name: matrix.astype(np.float32) for name, matrix in load(content).items()}
    for layer in {name.rpartition(".")[0] for name in matrices}:
        addition = matrices[f"{layer}.up"] @ matrices[f"{layer}.down"]
        weights[f"{layer}.weight"] = weights[f"{layer}.weight"] + addition
