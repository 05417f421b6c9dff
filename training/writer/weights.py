"""SmolLM2 out of its GGUF file: a network that can be trained, and its tokenizer.

Any GGUF file of llama's architecture with a byte-level vocabulary that splits digits will do.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import numpy as np
import torch
from gguf import GGUFReader, ReaderTensor, dequantize
from numpy.typing import NDArray
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM

_ORDINARY = 1
"""Type of a token that is no sign of a template."""

LINEAR_LAYERS = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
"""Linear layers of a block, by llama.cpp's name and that in transformers."""

_NORMS = {"attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm"}


class BaseModel:
    """A GGUF file's network, tokenizer and chat template.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        reader = GGUFReader(path)
        self._tensors: dict[str, ReaderTensor] = {one.name: one for one in reader.tensors}
        self._fields: dict[str, Any] = {
            name: field.contents() for name, field in reader.fields.items()
        }

    def count_heads(self, layer: str) -> int:
        """Return how many heads a linear layer's rows are of, by llama.cpp's name; 0 for none."""
        if layer == "attn_q":
            return int(self._fields["llama.attention.head_count"])
        return int(self._fields["llama.attention.head_count_kv"]) if layer == "attn_k" else 0

    def load_tokenizer(self) -> Tokenizer:
        """Return the tokenizer, which gives the same numbers as llama.cpp's."""
        tokens = self._fields["tokenizer.ggml.tokens"]
        merges = [tuple(merge.split(" ")) for merge in self._fields["tokenizer.ggml.merges"]]
        vocabulary = {token: number for number, token in enumerate(tokens)}
        tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [
                pre_tokenizers.Digits(individual_digits=True),
                pre_tokenizers.ByteLevel(add_prefix_space=False),
            ]
        )
        tokenizer.decoder = decoders.ByteLevel()
        types = self._fields["tokenizer.ggml.token_type"]
        signs = [token for token, kind in zip(tokens, types, strict=True) if kind != _ORDINARY]
        tokenizer.add_special_tokens(signs)
        return tokenizer

    @property
    def end(self) -> int:
        """Number of the token that ends an answer."""
        return int(self._fields["tokenizer.ggml.eos_token_id"])

    def write_chat(self, prompt: str) -> str:
        """Put a prompt into the model's chat template, up to where its answer begins."""
        environment = jinja2.Environment(autoescape=False, trim_blocks=True, lstrip_blocks=True)
        template = environment.from_string(self._fields["tokenizer.chat_template"])
        messages = [{"role": "user", "content": prompt}]
        return template.render(messages=messages, add_generation_prompt=True)

    def load_network(self) -> LlamaForCausalLM:
        """Return the network with dequantised weights, in single precision."""
        about = self._fields
        rope = {"rope_type": "default", "rope_theta": about["llama.rope.freq_base"]}
        config = LlamaConfig(
            vocab_size=about["llama.vocab_size"],
            hidden_size=about["llama.embedding_length"],
            intermediate_size=about["llama.feed_forward_length"],
            num_hidden_layers=about["llama.block_count"],
            num_attention_heads=about["llama.attention.head_count"],
            num_key_value_heads=about["llama.attention.head_count_kv"],
            max_position_embeddings=about["llama.context_length"],
            rms_norm_eps=about["llama.attention.layer_norm_rms_epsilon"],
            rope_parameters=rope,
            tie_word_embeddings=True,
        )
        network = LlamaForCausalLM(config)
        network.set_attn_implementation("eager")  # on a CPU the fused one takes longer backwards
        network.load_state_dict(self._read_weights(about["llama.block_count"]))
        return network

    def _read_weights(self, blocks: int) -> Mapping[str, torch.Tensor]:
        embeddings = self._read("token_embd")
        weights = {
            "model.embed_tokens.weight": embeddings,
            "lm_head.weight": embeddings,
            "model.norm.weight": self._read("output_norm"),
        }
        for block in range(blocks):
            for theirs, ours in (LINEAR_LAYERS | _NORMS).items():
                weight = self._read(f"blk.{block}.{theirs}")
                heads = self.count_heads(theirs)
                weights[f"model.layers.{block}.{ours}.weight"] = (
                    _from_interleaved(weight, heads) if heads else weight
                )
        return weights

    def _read(self, name: str) -> torch.Tensor:
        tensor = self._tensors[f"{name}.weight"]
        values: NDArray[np.float32] = dequantize(tensor.data, tensor.tensor_type)
        return torch.from_numpy(np.array(values, dtype=np.float32))


def to_interleaved(rows: torch.Tensor, heads: int) -> torch.Tensor:
    """Order the rows of queries or keys as llama.cpp rotates them: the halves of a head in turn."""
    halves = rows.reshape(heads, 2, rows.shape[0] // heads // 2, *rows.shape[1:])
    return halves.swapaxes(1, 2).reshape(rows.shape)


def _from_interleaved(rows: torch.Tensor, heads: int) -> torch.Tensor:
    """Undo ``to_interleaved``."""
    pairs = rows.reshape(heads, rows.shape[0] // heads // 2, 2, *rows.shape[1:])
    return pairs.swapaxes(1, 2).reshape(rows.shape)
