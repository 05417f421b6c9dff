"""SmolLM2 out of its file, against llama.cpp, which reads the same file."""

from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from tests.training.writer.conftest import Oracle
from training.data.documents import load_documents
from training.writer.weights import BaseModel, to_interleaved

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def oracle(smollm2: Path) -> Oracle:
    return Oracle(smollm2)


@pytest.fixture(scope="module")
def tokenizer(smollm2_base: BaseModel) -> Tokenizer:
    return smollm2_base.load_tokenizer()


PROMPTS = ["The capital of France is", "In 2016, the bridge"]


def test_the_network_is_the_one_that_llama_cpp_runs(
    oracle: Oracle, smollm2_base: BaseModel
) -> None:
    tokenizer, network = smollm2_base.load_tokenizer(), smollm2_base.load_network()
    for prompt in PROMPTS:
        ids = tokenizer.encode(prompt).ids
        with torch.inference_mode():
            logits = network(torch.tensor([ids])).logits[0, -1]
        ours = logits.log_softmax(-1)
        for token, expected in oracle.next_tokens(ids).items():
            assert ours[token].item() == pytest.approx(expected, abs=0.4), (prompt, token)


def test_texts_have_the_tokens_that_llama_cpp_gives_them(
    oracle: Oracle, tokenizer: Tokenizer
) -> None:
    texts = [document.document.text for document in load_documents("dev")[:20]]
    for text in [*texts, "½ ² x² ٣٤ 日本語 مرحبا 1,234.5", "  two  spaces\n\n\tand a tab"]:
        assert tokenizer.encode(text).ids == oracle.tokenize(text)


@settings(max_examples=60)
@given(text=st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=60))
def test_any_text_has_the_tokens_that_llama_cpp_gives_it(
    oracle: Oracle, tokenizer: Tokenizer, text: str
) -> None:
    assert tokenizer.encode(text).ids == oracle.tokenize(text)


def test_a_prompt_is_put_into_the_template_as_llama_cpp_puts_it(
    oracle: Oracle, smollm2_base: BaseModel
) -> None:
    prompt = "When?\n\n[1] In May.\n"
    assert smollm2_base.write_chat(prompt) == oracle.write_chat(prompt)


def test_rows_are_interleaved_by_halves_of_each_head() -> None:
    rows = torch.arange(8).unsqueeze(1)
    assert to_interleaved(rows, 2).flatten().tolist() == [0, 2, 1, 3, 4, 6, 5, 7]
