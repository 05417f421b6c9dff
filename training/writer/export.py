"""Adapters to a GGUF file that llama.cpp puts over the model's own."""

from pathlib import Path

import numpy as np
import torch
from gguf import GGUFWriter
from numpy.typing import NDArray
from torch import Tensor
from transformers import LlamaForCausalLM

from training.lora import ALPHA, LoRALinear
from training.writer.weights import LINEAR_LAYERS, BaseModel, to_interleaved


def export_adapter(network: LlamaForCausalLM, base: BaseModel, path: Path) -> None:
    """Write a network's adapters in half precision.

    Args:
        network: with adapters.
        base: the model that it was made of.
        path: of the file, which is written anew.
    """
    writer = GGUFWriter(path, "llama")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", ALPHA)
    for number, block in enumerate(network.model.layers):
        for theirs, ours in LINEAR_LAYERS.items():
            adapter = block.get_submodule(ours)
            if not isinstance(adapter, LoRALinear):
                raise TypeError(f"{ours} of block {number} is a {type(adapter)}, not an adapter")
            heads = base.count_heads(theirs)
            # The rows of lora_b are the layer's own: they are ordered as llama.cpp orders those.
            outer = to_interleaved(adapter.lora_b, heads) if heads else adapter.lora_b
            for letter, weight in (("a", adapter.lora_a), ("b", outer)):
                name = f"blk.{number}.{theirs}.weight.lora_{letter}"
                writer.add_tensor(name, _as_half(weight))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _as_half(weight: Tensor) -> NDArray[np.float16]:
    return np.ascontiguousarray(weight.detach().cpu().to(torch.float16).numpy())
