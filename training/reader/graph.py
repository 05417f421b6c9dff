"""The base-size reader's network in ONNX, without its weights: they are put in when it is loaded.

Its linear layers take weights in eight bits, and quantise what these are multiplied with as it
comes.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper

from qa.reader.inputs import INPUT_TOKENS

_OPSET = 17
_MICROSOFT = "com.microsoft"
_EPSILON = 1e-5
_CONSTANTS: dict[str, NDArray[np.generic]] = {
    "zero": np.array(0, np.int64),
    "one": np.array(1, np.int64),
    "farthest": np.array(INPUT_TOKENS - 1, np.int64),
    "least": np.array(1e-6, np.float32),
    "first axis": np.array([0], np.int64),
    "second axis": np.array([1], np.int64),
    "no gate": np.zeros((1, 1), np.float32),
    "gates": np.array([2, 4], np.int64),
}


class GraphWriter:
    """Collects the nodes of a graph.

    Args:
        heads: of the attention.

    Attributes:
        nodes: what has been added, in order.
    """

    def __init__(self, heads: int) -> None:
        self.nodes: list[NodeProto] = []
        self._heads = heads

    def add(
        self,
        operator: str,
        inputs: list[str],
        *outputs: str,
        **attributes: Any,
    ) -> str:
        """Add a node; return the name of its first output, which is made up if none is given."""
        names = outputs or (f"{operator} {len(self.nodes)}",)
        self.nodes.append(helper.make_node(operator, inputs, names, **attributes))
        return names[0]

    def add_norm(self, hidden: str, other: str, name: str) -> str:
        """Add the normalised sum of two states."""
        summed = self.add("Add", [hidden, other])
        inputs = [summed, f"{name}.weight", f"{name}.bias"]
        return self.add("LayerNormalization", inputs, axis=-1, epsilon=_EPSILON)

    def add_linear(self, hidden: str, name: str) -> str:
        """Add a linear layer with weights in eight bits.

        Each token's inputs are divided by the largest of them, since those of a few tokens are
        far larger than all others.
        """
        shrunk = self.add("Mul", [hidden, f"{name}.shrinkage"])
        most = self.add("ReduceMax", [self.add("Abs", [shrunk])], axes=[-1])
        size = self.add("Max", [most, "least"])
        unit = self.add("Div", [shrunk, size])
        inputs = [unit, f"{name}.quantised", f"{name}.scale"]
        product = self.add("DynamicQuantizeMatMul", inputs, domain=_MICROSOFT)
        return self.add("Add", [self.add("Mul", [product, size]), f"{name}.bias"])

    def add_embeddings(self) -> str:
        """Add the states before the first layer, and what attention is biased by."""
        length = self.add("Gather", [self.add("Shape", ["ids"]), "one"])
        places = self.add("Range", ["zero", length, "one"])
        integers = self.add("Gather", ["words.quantised", "ids"])
        words = self.add("Cast", [integers], to=TensorProto.FLOAT)
        scaled = self.add("Mul", [words, self.add("Gather", ["words.scale", "ids"])])
        hidden = self.add_norm(scaled, self.add("Gather", ["positions", places]), "embeddings")
        across = self.add("Unsqueeze", [places, "first axis"])
        down = self.add("Unsqueeze", [places, "second axis"])
        distances = self.add("Add", [self.add("Sub", [across, down]), "farthest"])
        biases = self.add("Gather", ["distances", distances], axis=1)
        self.add("Unsqueeze", [biases, "first axis"], "bias")
        return hidden

    def add_layer(self, hidden: str, name: str) -> str:
        """Add a layer: attention, and two linear layers."""
        parts = [f"{name}.{part}" for part in "qkv"]
        self.add("Split", [self.add_linear(hidden, f"{name}.qkv")], *parts, axis=2)
        attended = self.add(
            "MultiHeadAttention",
            [*parts, "", "", "bias"],
            num_heads=self._heads,
            domain=_MICROSOFT,
        )
        hidden = self.add_norm(self.add_linear(attended, f"{name}.o"), hidden, f"{name}.attention")
        wide = self.add("Gelu", [self.add_linear(hidden, f"{name}.up")], domain=_MICROSOFT)
        return self.add_norm(self.add_linear(wide, f"{name}.down"), hidden, f"{name}.output")

    def add_heads(self, hidden: str) -> None:
        """Add the logits of tokens and kinds."""
        first = self.add("Gather", [hidden, "zero"], axis=1)
        passage = self.add("Gemm", [first, "passage.weight", "passage.bias"])
        gate = "gate"
        self.add("Split", [passage, "gates"], gate, "kinds", axis=1)
        three = self.add("Concat", [gate, "no gate"], axis=1)
        tokens = self.add("MatMul", [hidden, "tokens.weight"])
        biased = self.add("Add", [tokens, "tokens.bias"])
        self.add("Add", [biased, self.add("Unsqueeze", [three, "second axis"])], "tokens")


def make_graph(weights: Mapping[str, NDArray[np.generic]], heads: int) -> ModelProto:
    """Make the network that takes these weights.

    Args:
        weights: as ``qa.reader.base.weights`` prepares them; only their names and shapes are used.
        heads: of the attention.
    """
    writer = GraphWriter(heads)
    hidden = writer.add_embeddings()
    for number in range(len({name.split(".")[1] for name in weights if "layer." in name})):
        hidden = writer.add_layer(hidden, f"layer.{number}")
    writer.add_heads(hidden)
    return make_model(
        writer,
        weights,
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "t"])],
        [
            helper.make_tensor_value_info("tokens", TensorProto.FLOAT, [1, "t", 3]),
            helper.make_tensor_value_info("kinds", TensorProto.FLOAT, [1, 4]),
        ],
    )


def make_model(
    writer: GraphWriter,
    weights: Mapping[str, NDArray[np.generic]],
    inputs: list[ValueInfoProto],
    outputs: list[ValueInfoProto],
) -> ModelProto:
    """Make a model of what has been added to a graph."""
    tensors = [_refer(name, weight) for name, weight in weights.items()]
    tensors += [_hold(name, value) for name, value in _CONSTANTS.items()]
    graph = helper.make_graph(writer.nodes, "reader", inputs, outputs, tensors)
    versions = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=versions, ir_version=8)


def write_graph(weights: Mapping[str, NDArray[np.generic]], heads: int, path: Path) -> None:
    """Write the network to a file."""
    path.write_bytes(make_graph(weights, heads).SerializeToString())


def _refer(name: str, weight: NDArray[np.generic]) -> TensorProto:
    """Return a tensor that says only which weights belong there."""
    kind = helper.np_dtype_to_tensor_dtype(weight.dtype)
    tensor = TensorProto(name=name, data_type=kind, dims=weight.shape)
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="weights")
    return tensor


def _hold(name: str, value: NDArray[np.generic]) -> TensorProto:
    kind = helper.np_dtype_to_tensor_dtype(value.dtype)
    return helper.make_tensor(name, kind, value.shape, value.tobytes(), raw=True)
