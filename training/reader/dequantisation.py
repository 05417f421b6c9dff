"""Weights of a network back from the files that are shipped, to train it further."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from qa.reader.model import LOWER, UPPER
from training.reader.network import ReaderNetwork

_MATRIX = re.compile(r"/(?P<module>.+)/(?:MatMul|Gemm_MatMul)_quant")
_ATTENTION_BIAS = re.compile(r"Attention_(?P<layer>\d+)_qkv_bias")
_TRACED = "network."
"""What the names of tensors begin with that kept the network's own names."""


def load_exported(network: ReaderNetwork, folder: Path) -> None:
    """Give a network the weights of the one that ``export`` wrote, as exact as eight bits are.

    Args:
        network: of the same shape; parts of it that aren't exported keep their weights.
        folder: holds both halves.
    """
    weights = dict(_read_weights(folder / LOWER)) | dict(_read_weights(folder / UPPER))
    network.load_state_dict(network.state_dict() | weights)


def _read_weights(path: Path) -> Iterator[tuple[str, Tensor]]:
    """Yield the weights in a half under the names of the network's state."""
    graph = onnx.load(path).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    for node in graph.node:
        if matrix := _MATRIX.fullmatch(node.name) if node.op_type == "MatMulInteger" else None:
            name = node.input[1].removesuffix("_quantized")
            weight = torch.from_numpy(_dequantise(arrays, name).T.copy())
            yield f"{matrix['module'].replace('/', '.')}.weight", weight
    for name, array in arrays.items():
        if attention := _ATTENTION_BIAS.fullmatch(name):
            module = f"encoder.encoder.layer.{attention['layer']}.attention.self"
            for part, bias in zip(("query", "key", "value"), np.split(array, 3), strict=True):
                yield f"{module}.{part}.bias", torch.from_numpy(bias.copy())
        elif name.startswith(_TRACED) and name.endswith("_quantized"):
            tensor = name.removesuffix("_quantized")
            if not tensor.endswith("_Transposed"):
                yield tensor.removeprefix(_TRACED), torch.from_numpy(_dequantise(arrays, tensor))
        elif name.startswith(_TRACED) and not name.endswith(("_scale", "_zero_point")):
            yield name.removeprefix(_TRACED), torch.from_numpy(array.copy())


def _dequantise(arrays: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    """Return a tensor in 32 bits; of a matrix each column has a scale of its own."""
    quantised, scale, zero = (
        arrays[f"{name}_{part}"].astype(np.float32) for part in ("quantized", "scale", "zero_point")
    )
    return (quantised - zero) * scale
