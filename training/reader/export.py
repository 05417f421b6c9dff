"""Export of a trained network to the files that are shipped: ONNX, with 8-bit weights."""

import hashlib
import json
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from onnx import TensorProto
from onnx.utils import extract_model
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.onnx_model import OnnxModel
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from qa.answer import CONFIDENCE_BANDS
from qa.reader.model import LOWER, UPPER
from qa.reader.spanreader import FEATURES, PRUNING_KEY
from training.reader.network import ReaderNetwork

_OPSET = 17
_HALVES = {LOWER: (["ids", "types"], ["hidden"]), UPPER: (["hidden"], ["tokens", "kinds"])}
_UNMASKED = 4
"""Inputs of the attention operator before its masks: query, key, value and their bias."""


def ship(network: ReaderNetwork, folder: Path) -> None:
    """Write a network and the SHA-256 of its files to where ``SpanReader`` looks for them.

    It is not calibrated yet: all passages are read, and all probabilities are 1/2.
    """
    export(network, folder)
    width = int(network.encoder.config.hidden_size)  # type: ignore[union-attr, arg-type]
    write_uncalibrated_card(folder, hash_halves(folder), [0.0] * (1 + width))


def write_uncalibrated_card(
    folder: Path, sha256: Mapping[str, str], pruning: Sequence[float]
) -> None:
    """Write the ``reader.json`` of a network that isn't calibrated yet: all probabilities are 1/2.

    Args:
        folder: where it is put.
        sha256: of the network's files, by their names.
        pruning: weights of the pruning score.
    """
    uncalibrated = [0.0] * (1 + len(FEATURES))
    card = {
        "sha256": dict(sha256),
        PRUNING_KEY: list(pruning),
        "sentence": [1.0, 0.0],
        "right": uncalibrated,
        "answerable": uncalibrated,
        "yes": [0.0, 0.0],
        "bands": [[low, 0.0, 0] for low in CONFIDENCE_BANDS],
    }
    write_card(folder, card)


def write_card(folder: Path, card: Mapping[str, Any]) -> None:
    """Write ``reader.json``, each entry on a line of its own."""
    lines = (f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in card.items())
    (folder / "reader.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def hash_halves(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of both halves in a folder, by their names."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in _HALVES}


def export(network: ReaderNetwork, folder: Path, *, quantised: bool = True) -> None:
    """Write a network as ONNX, in two halves with half of its layers each.

    Attention and GELU become single operators. A passage is read by itself, so there is no
    padding that would have to be masked. Quantised, the weights of matrices and embeddings are
    int8, one scale a column, and what they are multiplied with is quantised as it comes (dynamic
    quantisation).

    Args:
        network: what is written; left as it is.
        folder: where both files are put.
        quantised: else the weights stay as they are.
    """
    with tempfile.TemporaryDirectory() as temporary:
        whole, half = Path(temporary) / "whole.onnx", Path(temporary) / "half.onnx"
        _trace(network, whole)
        _fuse(network, whole).save_model_to_file(str(whole))
        for name, (inputs, outputs) in _HALVES.items():
            target = half if quantised else folder / name
            # The fused operators aren't standard ones, so they can be neither checked nor typed.
            extract_model(whole, target, inputs, outputs, check_model=False, infer_shapes=False)
            if quantised:
                quantize_dynamic(
                    half,
                    folder / name,
                    per_channel=True,
                    weight_type=QuantType.QInt8,
                    extra_options={"DefaultTensorType": TensorProto.FLOAT},
                )


def _fuse(network: ReaderNetwork, traced: Path) -> OnnxModel:
    """Return the traced network with fused operators, and without a mask."""
    options = FusionOptions("bert")
    options.use_multi_head_attention = True
    # On CPUs it is slower than the operators that it stands for.
    options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = False
    config = network.encoder.config
    fused = optimize_model(
        str(traced),
        model_type="bert",
        num_heads=int(config.num_attention_heads),  # type: ignore[union-attr, arg-type]
        hidden_size=int(config.hidden_size),  # type: ignore[union-attr, arg-type]
        optimization_options=options,
    )
    for node in fused.get_nodes_by_op_type("MultiHeadAttention"):
        del node.input[_UNMASKED:]
    fused.prune_graph(allow_remove_graph_inputs=True)
    return fused


class _SplitNetwork(nn.Module):
    """Network with the states between its halves as a further output."""

    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        states = self.network.states(ids, mask, types)
        return states[len(states) // 2], *self.network.heads(states[-1])


def _trace(network: ReaderNetwork, path: Path) -> None:
    """Write the network operator by operator, for any number of passages and tokens."""
    ids = torch.full((2, 16), 1000)
    sample = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    training, attention = network.training, network.encoder.config._attn_implementation  # type: ignore[union-attr]
    halves = _SplitNetwork(network.cpu()).train(False)
    network.encoder.set_attn_implementation("eager")  # type: ignore[operator]
    with warnings.catch_warnings():
        # Of Python values that the trace takes for constants, as they are here.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            halves,
            sample,
            path,
            input_names=["ids", "mask", "types"],
            output_names=["hidden", "tokens", "kinds"],
            dynamic_axes={
                **{name: {0: "n", 1: "t"} for name in ("ids", "mask", "types", "hidden", "tokens")},
                "kinds": {0: "n"},
            },
            opset_version=_OPSET,
            dynamo=False,
        )
    network.encoder.set_attn_implementation(attention)  # type: ignore[operator]
    network.train(training)
