"""An adapter in a file does in llama.cpp what it does in the network it was learnt in."""

from pathlib import Path

import pytest
import torch
from gguf import GGUFReader

from tests.training.writer.conftest import Oracle
from training.lora import LoRALinear, add_adapters
from training.writer.export import export_adapter
from training.writer.weights import LINEAR_LAYERS, BaseModel

pytestmark = pytest.mark.training

PROMPT = "The bridge was painted"


def test_llama_cpp_runs_the_adapter_as_the_network_does(
    tiny_gguf: Path, tiny_base: BaseModel, tmp_path: Path
) -> None:
    torch.manual_seed(0)
    network = tiny_base.load_network()
    add_adapters(network, network.model.layers, LINEAR_LAYERS.values())
    for module in network.modules():
        if isinstance(module, LoRALinear):
            torch.nn.init.normal_(module.lora_b, std=0.2)
    path = tmp_path / "adapter.gguf"
    export_adapter(network, tiny_base, path)
    ids = tiny_base.load_tokenizer().encode(PROMPT).ids
    with torch.inference_mode():
        ours = network(torch.tensor([ids])).logits[0, -1].log_softmax(-1)
    for token, expected in Oracle(tiny_gguf, path).next_tokens(ids).items():
        assert ours[token].item() == pytest.approx(expected, abs=0.02), token
    unadapted = Oracle(tiny_gguf).next_tokens(ids)
    assert any(abs(ours[token].item() - other) > 0.5 for token, other in unadapted.items())


def test_the_file_says_what_it_is(tiny_base: BaseModel, tmp_path: Path) -> None:
    network = tiny_base.load_network()
    add_adapters(network, network.model.layers, LINEAR_LAYERS.values())
    export_adapter(network, tiny_base, tmp_path / "adapter.gguf")
    reader = GGUFReader(tmp_path / "adapter.gguf")
    said = {name: reader.fields[name].contents() for name in reader.fields}
    assert said["general.architecture"] == "llama"
    assert said["general.type"] == "adapter"
    assert said["adapter.type"] == "lora"
    assert said["adapter.lora.alpha"] == 32
    assert len(reader.tensors) == 2 * 7 * 2
    assert {tensor.tensor_type.name for tensor in reader.tensors} == {"F16"}
