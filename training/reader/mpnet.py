"""The base-size reader: all-mpnet-base-v2 with low-rank adapters, and the reader's heads."""

import os
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import MPNetConfig, MPNetModel

from qa.reader.inputs import MPNET, Inputs
from training.lora import ALPHA, RANK, add_adapters
from training.reader.batching import run_in_chunks
from training.reader.network import ReaderNetwork

FIRST_ADAPTED = 4
"""Number of the first layer with adapters: what is below it costs no backward pass."""

ADAPTED_LAYERS = (
    "attention.attn.q",
    "attention.attn.k",
    "attention.attn.v",
    "attention.attn.o",
    "intermediate.dense",
    "output.dense",
)
"""Linear layers of each of MPNet's blocks."""


class BaseReaderNetwork(ReaderNetwork):
    """MPNet under the reader's heads; adapters and heads learn, its own weights stay.

    On CPUs a batch is split between all cores, and each reads its part by itself: that is faster
    than a core that waits for the others after each operator.

    Args:
        encoder: MPNet, without dropout.
    """

    framing = MPNET
    parts = 1 if torch.cuda.is_available() else os.cpu_count() or 1

    def __init__(self, encoder: MPNetModel) -> None:
        super().__init__(encoder)
        add_adapters(encoder, encoder.encoder.layer[FIRST_ADAPTED:], ADAPTED_LAYERS)

    def states(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, ...]:  # noqa: ARG002
        """Return the tokens' states before and after each layer, each ``(n, t, width)``."""
        states: tuple[Tensor, ...] = self.encoder(
            input_ids=ids, attention_mask=mask, output_hidden_states=True
        ).hidden_states
        return states

    def freeze_lower(self, *, frozen: bool) -> None:
        """Keep the adapters of the lower half from being trained; its own weights always stay."""
        layers = self.encoder.encoder.layer  # type: ignore[union-attr]
        for name, weight in layers[: len(layers) // 2].named_parameters():  # type: ignore[arg-type, index, union-attr]
            if ".lora_" in name:
                weight.requires_grad_(not frozen)

    def learned_state(self) -> dict[str, Tensor]:
        """Return the weights of adapters and heads by name."""
        return {
            name: value
            for name, value in self.state_dict().items()
            if ".lora_" in name or not name.startswith("encoder.")
        }

    def load_learned(self, state: dict[str, Tensor]) -> None:
        """Load what ``learned_state`` returned."""
        self.load_state_dict(self.state_dict() | state)


def write_adapter(network: BaseReaderNetwork, sample: Inputs, path: Path) -> None:
    """Write adapters and heads in half precision, as ``qa.reader.base.weights`` takes them.

    Args:
        network: what has learned.
        sample: what is read to see how large the inputs of the linear layers are.
        path: of the file.
    """
    tensors = observe_largest(network, sample)
    for name, value in network.learned_state().items():
        layer = name.removeprefix("encoder.").rpartition(".")[0]
        if name.endswith(".lora_a"):
            tensors[f"{layer}.down"] = value
        elif name.endswith(".lora_b"):
            tensors[f"{layer}.up"] = value * (ALPHA / RANK)
        else:
            tensors[name] = value
    save_file({name: value.half().contiguous() for name, value in tensors.items()}, path)


def observe_largest(network: BaseReaderNetwork, sample: Inputs) -> dict[str, Tensor]:
    """Return how large each input of each linear layer is at most, as ``<layer>.largest``."""
    largest: dict[str, Tensor] = {}

    def observe(name: str, _: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        rows = inputs[0].flatten(0, -2).abs().amax(0)
        largest[name] = torch.maximum(largest[name], rows) if name in largest else rows

    layers = {
        f"encoder.layer.{number}.{path}.largest": block.get_submodule(path)
        for number, block in enumerate(network.encoder.encoder.layer)  # type: ignore[union-attr, arg-type]
        for path in ADAPTED_LAYERS
    }
    hooks = [
        layer.register_forward_pre_hook(partial(observe, name)) for name, layer in layers.items()
    ]
    with torch.inference_mode():
        run_in_chunks(network, sample, next(network.parameters()).device)
    for hook in hooks:
        hook.remove()
    return largest


def load_mpnet(weights: Path) -> MPNetModel:
    """Load all-mpnet-base-v2.

    Args:
        weights: its published file.
    """
    config = MPNetConfig(
        vocab_size=30_527,
        max_position_embeddings=514,
        layer_norm_eps=1e-5,
        hidden_dropout_prob=0.0,  # few examples are seen twice
        attention_probs_dropout_prob=0.0,
    )
    network = MPNetModel(config, add_pooling_layer=False)
    state = load_file(weights)
    network.load_state_dict({name: state[name] for name in network.state_dict()})
    return network
