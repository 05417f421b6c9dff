"""A tiny GGUF model with random weights, which trains in no time and writes gibberish."""

from pathlib import Path

import numpy as np
from gguf import GGUFWriter
from numpy.typing import NDArray

TEMPLATE = (
    "{% for m in messages %}<|start|>{{ m.role }}\n{{ m.content }}<|end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|start|>assistant\n{% endif %}"
)
WIDTH, INNER, BLOCKS, HEADS, KEY_HEADS = 32, 64, 2, 4, 2
END = 1
SPACE, LINE_BREAK = "Ġ", "Ċ"  # as byte-level vocabularies write them


def make(path: Path) -> Path:
    """Write the model: a vocabulary of ASCII characters, and layers of random numbers."""
    printable = [chr(code) for code in range(33, 127)]
    tokens = ["<|start|>", "<|end|>", SPACE, LINE_BREAK, *printable, "in"]
    writer = GGUFWriter(path, "llama")
    writer.add_vocab_size(len(tokens))
    writer.add_context_length(2_048)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(INNER)
    writer.add_block_count(BLOCKS)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KEY_HEADS)
    writer.add_rope_freq_base(10_000.0)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tokens)
    writer.add_token_types([3, 3] + [1] * (len(tokens) - 2))
    writer.add_token_merges(["i n"])
    writer.add_eos_token_id(END)
    writer.add_chat_template(TEMPLATE)
    for name, tensor in _draw_tensors(len(tokens)).items():
        writer.add_tensor(f"{name}.weight", tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _draw_tensors(vocabulary: int) -> dict[str, NDArray[np.float32]]:
    rng = np.random.default_rng(0)
    keys = WIDTH // HEADS * KEY_HEADS
    shapes = {
        "attn_q": (WIDTH, WIDTH), "attn_k": (keys, WIDTH), "attn_v": (keys, WIDTH),
        "attn_output": (WIDTH, WIDTH), "ffn_gate": (INNER, WIDTH), "ffn_up": (INNER, WIDTH),
        "ffn_down": (WIDTH, INNER),
    }  # fmt: skip
    tensors = {
        "token_embd": rng.normal(size=(vocabulary, WIDTH)).astype(np.float32),
        "output_norm": np.ones(WIDTH, dtype=np.float32),
    }
    tensors["token_embd"][END] = 0  # it is never among the likeliest unless that is learnt
    for block in range(BLOCKS):
        for name in ("attn_norm", "ffn_norm"):
            tensors[f"blk.{block}.{name}"] = np.ones(WIDTH, dtype=np.float32)
        for name, shape in shapes.items():
            drawn = rng.normal(scale=0.2, size=shape)
            tensors[f"blk.{block}.{name}"] = drawn.astype(np.float32)
    return tensors
