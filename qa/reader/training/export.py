"""From a trained network to the file that is shipped: ONNX, with weights of eight bits."""

import hashlib
import json
import tempfile
import warnings
from pathlib import Path

import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model

from qa.reader.spanreader import BANDS, FEATURES
from qa.reader.training.network import ReaderNetwork

_OPSET = 17
_INPUTS = ("ids", "mask", "types")
_OUTPUTS = ("tokens", "kinds")


def ship(network: ReaderNetwork, folder: Path) -> None:
    """Write a network and the SHA-256 of its file to where ``SpanReader`` looks for them.

    Its probabilities aren't calibrated then: all of them are 1/2.
    """
    export(network, folder / "reader.onnx")
    digest = hashlib.sha256((folder / "reader.onnx").read_bytes()).hexdigest()
    unknown = [0.0] * (1 + len(FEATURES))
    card = {
        "sha256": digest,
        "sentence": [1.0, 0.0],
        "right": unknown,
        "answerable": unknown,
        "yes": [0.0, 0.0],
        "bands": [[low, 0.0, 0] for low in BANDS],
    }
    (folder / "reader.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def export(network: ReaderNetwork, path: Path, *, quantised: bool = True) -> None:
    """Write a network as ONNX.

    Attention, GELU and layer normalisation become single operators. Quantised, the weights of
    matrices and embeddings are int8, one scale a column, and what they are multiplied with is
    quantised as it comes (dynamic quantisation).

    Args:
        network: what is written; left as it is.
        path: the file.
        quantised: else the weights stay as they are.
    """
    config = network.encoder.config
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _trace(network, plain)
        fused = optimize_model(
            str(plain),
            model_type="bert",
            num_heads=int(config.num_attention_heads),  # type: ignore[union-attr, arg-type]
            hidden_size=int(config.hidden_size),  # type: ignore[union-attr, arg-type]
        )
        target = Path(folder) / "fused.onnx" if quantised else path
        fused.save_model_to_file(str(target))
        if quantised:
            quantize_dynamic(
                target,
                path,
                per_channel=True,
                weight_type=QuantType.QInt8,
                # The fused operators aren't standard ones, so their types can't be inferred.
                extra_options={"DefaultTensorType": TensorProto.FLOAT},
            )


def _trace(network: ReaderNetwork, path: Path) -> None:
    """Write the network operator by operator, for any number of passages and tokens."""
    ids = torch.full((2, 16), 1000)
    sample = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    training, attention = network.training, network.encoder.config._attn_implementation  # type: ignore[union-attr]
    network.train(False)
    network.encoder.set_attn_implementation("eager")  # type: ignore[operator]
    with warnings.catch_warnings():
        # Of Python values that the trace takes for constants, as they are here.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.cpu(),
            sample,
            path,
            input_names=list(_INPUTS),
            output_names=list(_OUTPUTS),
            dynamic_axes={
                **{name: {0: "n", 1: "t"} for name in (*_INPUTS, "tokens")},
                "kinds": {0: "n"},
            },
            opset_version=_OPSET,
            dynamo=False,
        )
    network.encoder.set_attn_implementation(attention)  # type: ignore[operator]
    network.train(training)
