"""The network that is used answers as the one that was trained, in eight bits."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper
from safetensors.numpy import load_file
from transformers import MPNetConfig
from transformers.models.mpnet.modeling_mpnet import MPNetEncoder

from index.onnx import InferenceSession, OrtValue, SessionOptions
from qa.reader import ReadingPassage
from qa.reader.base import BaseReaderModel
from qa.reader.base.weights import (
    HIGHEST,
    balance_inputs,
    prepare_weights,
    quantise_rows,
    tabulate_distances,
)
from qa.reader.inputs import INPUT_TOKENS, MPNET, InputEncoder
from qa.reader.model import LowerHalf
from qa.reader.spanreader import FOLDER
from qa.weights.published import MODELS_FOLDER, WeightsUnavailableError
from tests.support.doubles import tiny_base_network
from tests.support.mpnet import publish_mpnet
from training.reader.batching import run_in_chunks
from training.reader.graph import GraphWriter, make_graph, make_model
from training.reader.mpnet import BaseReaderNetwork, write_adapter

pytestmark = pytest.mark.training

PASSAGES = [
    ReadingPassage("Day", "Ana left on May 5. It rained.", 0, (), ()),
    ReadingPassage("", "The river Sajur is wide. " * 40, 0, (), ()),
]


@pytest.fixture(scope="module")
def network() -> BaseReaderNetwork:
    network = tiny_base_network()
    with torch.no_grad():
        for name, weight in network.named_parameters():
            weight.mul_(4 if "LayerNorm" not in name else 1)  # so that something is at stake
            if "lora_b" in name:
                weight.normal_(std=0.05)
    return network.train(False)


@pytest.fixture(scope="module")
def prepared(network: BaseReaderNetwork, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base")
    published = publish_mpnet(network, folder)
    sample = InputEncoder(MPNET).encode_passages("Who left?", PASSAGES)
    write_adapter(network, sample, folder / "adapter.safetensors")
    adapter = (folder / "adapter.safetensors").read_bytes()
    shares: list[float] = []
    path = prepare_weights(published, adapter, folder, shares.append)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    (folder / MODELS_FOLDER / published.file).unlink()
    # It is there, and isn't made again: what it was made of isn't needed any longer.
    assert prepare_weights(published, adapter, folder, shares.append) == path
    with pytest.raises(WeightsUnavailableError, match="footnote models get all-mpnet-base-v2"):
        prepare_weights(published, b"another" + adapter, folder, shares.append)
    return path


def test_it_reads_as_the_trained_network(network: BaseReaderNetwork, prepared: Path) -> None:
    graph = make_graph(load_file(prepared), heads=2).SerializeToString()
    sha256 = json.loads((FOLDER / "reader.json").read_text(encoding="utf-8"))["sha256"]
    model = BaseReaderModel(LowerHalf(FOLDER, sha256), graph, prepared)
    lower = model.read_lower("Who left?", PASSAGES)
    inputs, tokens, kinds = model.read_upper(lower, [1, 0])
    assert inputs.ids.shape[0] == 2
    with torch.inference_mode():
        expected = [o.numpy() for o in run_in_chunks(network, inputs, torch.device("cpu"))]
    for ours, theirs in (
        (tokens[inputs.readable], expected[0][inputs.readable]),
        (kinds, expected[1]),
    ):
        assert np.corrcoef(ours.ravel(), theirs.ravel())[0, 1] > 0.999
        assert not np.allclose(ours, theirs, rtol=1e-6)  # it is in eight bits


def test_one_token_whose_states_are_huge_leaves_the_others_as_exact() -> None:
    rng = np.random.default_rng(0)
    weight = rng.normal(size=(5, 64)).astype(np.float32)
    states = rng.normal(size=(1, 9, 64)).astype(np.float32)
    states[0, 3] *= 1_000
    growth = balance_inputs(weight, np.abs(states[0]).max(axis=0))
    quantised, scale = quantise_rows(weight * growth)
    assert np.abs(quantised).max() == HIGHEST
    weights: dict[str, NDArray[np.generic]] = {
        "a.shrinkage": 1 / growth,
        "a.quantised": np.ascontiguousarray(quantised.T),
        "a.scale": scale,
        "a.bias": np.ones(5, np.float32),
    }
    output = run_linear(weights, states)
    exact = states @ weight.T + 1
    others = [0, 1, 2, 4, 5, 6, 7, 8]
    assert np.abs(output - exact)[0, others].max() < 0.05 * np.abs(exact[0, others]).max()


def run_linear(weights: dict[str, NDArray[np.generic]], states: NDArray[np.float32]) -> Any:
    """Run a single layer, as the graph has it."""
    writer = GraphWriter(heads=1)
    output = writer.add_linear("states", "a")
    model = make_model(
        writer,
        weights,
        [helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "t", 64])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, [1, "t", 5])],
    )
    options = SessionOptions()
    values = [OrtValue.ortvalue_from_numpy(weight) for weight in weights.values()]
    options.add_external_initializers(list(weights), values)
    session = InferenceSession(model.SerializeToString(), options)
    return session.run(None, {"states": states})[0]


def test_biases_of_distances_are_those_of_transformers() -> None:
    torch.manual_seed(0)
    encoder = MPNetEncoder(MPNetConfig(num_hidden_layers=0))  # type: ignore[no-untyped-call]
    table = tabulate_distances(encoder.relative_attention_bias.weight.detach().numpy())
    hidden = torch.zeros(1, INPUT_TOKENS, 1)
    expected = encoder.compute_position_bias(hidden)[0].detach().numpy()  # type: ignore[no-untyped-call]
    for query in (0, 17, INPUT_TOKENS - 1):
        of_query = table[:, INPUT_TOKENS - 1 - query : 2 * INPUT_TOKENS - 1 - query]
        assert np.allclose(of_query, expected[:, query])
