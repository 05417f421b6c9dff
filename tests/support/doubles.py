"""Deterministic stand-ins for models, where the model itself isn't what is tested."""

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # PyTorch takes seconds to import
    from training.reader.mpnet import BaseReaderNetwork
    from training.reader.network import ReaderNetwork


class HashingEmbedder:
    """Counts words in 64 hashed bins: texts that share words are near. Loads no model."""

    name = "hashing"
    dimension = 64

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        vectors = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in text.lower().split():
                row[zlib.crc32(word.encode()) % self.dimension] += 1
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]


def tiny_network() -> "ReaderNetwork":
    """An untrained network of the reader's kind, small enough to be trained in a test."""
    import torch
    from transformers import BertConfig, BertModel

    from training.reader.network import ReaderNetwork

    torch.manual_seed(0)
    config = BertConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    return ReaderNetwork(BertModel(config))


def tiny_base_network() -> "BaseReaderNetwork":
    """The same of the base-size reader's kind; its adapters change nothing yet."""
    import torch
    from transformers import MPNetConfig, MPNetModel

    from training.reader.mpnet import BaseReaderNetwork

    torch.manual_seed(0)
    config = MPNetConfig(
        hidden_size=32,
        num_hidden_layers=6,
        num_attention_heads=2,
        intermediate_size=64,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return BaseReaderNetwork(MPNetModel(config, add_pooling_layer=False))
