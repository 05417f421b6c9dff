"""Low-rank adapters (LoRA; Hu et al. 2021, https://arxiv.org/abs/2106.09685)."""

from collections.abc import Iterable

import torch
from torch import Tensor, nn

RANK = 16
ALPHA = 32.0
"""What the product of both matrices is multiplied by, times the rank."""


class LoRALinear(nn.Module):
    """A linear layer that stays as it is, and two small matrices that learn beside it.

    Attributes:
        lora_a: shape ``(RANK, in)``.
        lora_b: shape ``(out, RANK)``, zero at first: the layer begins unchanged.
    """

    def __init__(self, base: nn.Linear) -> None:
        super().__init__()
        self.base = base
        device = base.weight.device
        self.lora_a = nn.Parameter(torch.empty(RANK, base.in_features, device=device))
        self.lora_b = nn.Parameter(torch.zeros(base.out_features, RANK, device=device))
        nn.init.kaiming_uniform_(self.lora_a, a=5**0.5)

    def forward(self, inputs: Tensor) -> Tensor:
        """Return what the layer and its adapter make of inputs of shape ``(…, in)``."""
        low = nn.functional.linear(inputs, self.lora_a.to(inputs.dtype))
        change = nn.functional.linear(low, self.lora_b.to(inputs.dtype))
        output: Tensor = self.base(inputs) + (ALPHA / RANK) * change
        return output


def add_adapters(
    network: nn.Module, blocks: Iterable[nn.Module], layers: Iterable[str]
) -> list[nn.Parameter]:
    """Give linear layers of a network an adapter, and let nothing else learn.

    Args:
        network: what is adapted, in place.
        blocks: those of its parts whose layers are adapted.
        layers: names of the layers in each block.

    Returns:
        What learns.
    """
    network.requires_grad_(False)
    learning = []
    paths = [path.rpartition(".") for path in layers]
    for block in blocks:
        for parent_path, _, name in paths:
            parent = block.get_submodule(parent_path)
            adapter = LoRALinear(getattr(parent, name))
            setattr(parent, name, adapter)
            learning += [adapter.lora_a, adapter.lora_b]
    return learning


def adapter_state(network: nn.Module) -> dict[str, Tensor]:
    """Return the adapters' weights by name, as ``load_state_dict`` takes them."""
    return {name: value for name, value in network.state_dict().items() if ".lora_" in name}
