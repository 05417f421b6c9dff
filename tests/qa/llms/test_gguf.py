"""llama.cpp in this process, with the tiny Llama as a GGUF file; needs the extra ``gguf``."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from llama_index.core.llms import LLM
from numpy.typing import NDArray

import qa.llms
from qa import NO_ANSWER, DocumentQA, Drafted
from qa.errors import LLMUnavailableError
from qa.llms import make_llm, make_token_counter
from tests.support import tinyllama

pytest.importorskip("llama_cpp", reason="llama.cpp is not installed (the extra gguf)")
gguf: Any = pytest.importorskip("gguf", reason="the package gguf is not installed")

NAMES = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down", "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
}  # fmt: skip
OUTER = {
    "model.embed_tokens.weight": "token_embd.weight", "model.norm.weight": "output_norm.weight",
    "lm_head.weight": "output.weight",
}  # fmt: skip


def convert(folder: Path, path: Path, template: str) -> Path:
    """What llama.cpp's own converter does, for this one model."""
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model: Any = AutoModelForCausalLM.from_pretrained(folder, dtype="float32")
    tokenizer = AutoTokenizer.from_pretrained(folder)
    config = model.config
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(tinyllama.WINDOW)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    vocabulary = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().__getitem__)
    merges = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["merges"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(vocabulary)
    writer.add_token_types([3 if token.startswith("<|") else 1 for token in vocabulary])
    writer.add_token_merges([" ".join(merge) for merge in merges])
    writer.add_eos_token_id(tokenizer.eos_token_id)
    writer.add_add_bos_token(False)
    if template:
        writer.add_chat_template(template)
    heads = {"attn_q": config.num_attention_heads, "attn_k": config.num_key_value_heads}
    for name, tensor in model.state_dict().items():
        if name in OUTER:
            writer.add_tensor(OUTER[name], tensor.numpy())
        else:
            _, _, block, rest = name.split(".", 3)
            short = NAMES[rest.removesuffix(".weight")]
            writer.add_tensor(
                f"blk.{block}.{short}.weight", turned(tensor.numpy(), heads.get(short))
            )
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def turned(tensor: NDArray[np.float32], heads: int | None) -> NDArray[np.float32]:
    """Queries and keys in the order in which llama.cpp rotates them."""
    if heads is None:
        return tensor
    halves = tensor.reshape(heads, 2, -1, tensor.shape[1])
    return np.ascontiguousarray(halves.swapaxes(1, 2).reshape(tensor.shape))


@pytest.fixture(scope="module")
def converted(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("gguf")
    return lambda template: convert(tiny, folder / f"{len(template)}.gguf", template)


@pytest.fixture
def llm(converted: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> LLM:
    """The tiny model, which writes 20 tokens at most."""
    monkeypatch.setattr(qa.llms, "MAX_NEW_TOKENS", 20)
    return make_llm(f"gguf:{converted(tinyllama.TEMPLATE)}")


def test_gibberish_of_llama_cpp_is_an_abstention(llm: LLM) -> None:
    assert llm.metadata.context_window == tinyllama.WINDOW
    assert make_token_counter(llm)("The bridge opened in 1932.") > 3
    bot = DocumentQA.from_text("The bridge opened in 1932. It is painted green.", llm=llm)
    events = list(bot.stream("When did the bridge open?"))
    assert any(isinstance(event, Drafted) for event in events)
    answer = bot.ask("When did the bridge open?")
    assert (answer.answered, answer.text) == (False, NO_ANSWER)
    assert answer.backend.endswith(".gguf")


def test_questions_at_once_are_written_one_after_the_other(llm: LLM) -> None:
    prompts = [f"When did bridge {number} open?" for number in range(4)]
    alone = [llm.complete(prompt).text for prompt in prompts]
    with ThreadPoolExecutor(len(prompts)) as threads:
        assert list(threads.map(lambda prompt: llm.complete(prompt).text, prompts)) == alone


def test_what_llama_cpp_cannot_load_is_said(
    converted: Callable[[str], Path], tmp_path: Path
) -> None:
    with pytest.raises(LLMUnavailableError, match="no chat template"):
        make_llm(f"gguf:{converted('')}")
    (tmp_path / "broken.gguf").write_bytes(b"GGUF and then nothing")
    with pytest.raises(LLMUnavailableError, match=r"llama.cpp can't load .*broken"):
        make_llm(f"gguf:{tmp_path / 'broken.gguf'}")
