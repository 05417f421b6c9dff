"""Specs to LLMs: a real model in this process, and behind a real server in another one."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.llms import ChatMessage

from qa import DocumentQA, Drafted, Failed, Settings
from qa.errors import LLMFailedError, LLMSpecError, LLMUnavailableError
from qa.llms import make_llm
from tests.conftest import Serve
from tests.support import tinyllama

TEXT = "The bridge opened in 1932. It is painted green, and nobody knows why. The river is deep."
QUESTION = "When did the bridge open?"


def bot_with(spec: str) -> DocumentQA:
    return DocumentQA.from_text(TEXT, "The bridge", llm=make_llm(spec))


def test_gibberish_of_a_model_in_this_process_is_no_answer(tiny: Path) -> None:
    bot = bot_with(f"hf:{tiny}")
    events = list(bot.stream(QUESTION))
    assert any(isinstance(event, Drafted) and event.text.strip() for event in events)
    answer = bot.ask(QUESTION)
    assert (answer.text, answer.backend) == ("1932. [1]", "built-in reader")
    assert bot.backend == tiny.name


def test_the_same_prompt_gives_the_same_text_as_transformers_itself(tiny: Path) -> None:
    """An oracle: greedy search by ``generate``, in one piece."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(tiny)
    model = AutoModelForCausalLM.from_pretrained(tiny)
    prompt = "".join(f"<|user|>{tinyllama.TEXT * 9}<|end|><|assistant|>")
    ids = tokenizer(prompt, return_tensors="pt", add_special_tokens=False)["input_ids"]
    assert ids.shape[1] > 200  # so that it is read in several parts
    with torch.inference_mode():
        written = model.generate(ids, max_new_tokens=60, do_sample=False)[0, ids.shape[1] :]
    expected = str(tokenizer.decode(written, skip_special_tokens=True))
    llm = make_llm(f"hf:{tiny}")
    message = [ChatMessage(role="user", content=tinyllama.TEXT * 9)]
    pieces = [response.delta or "" for response in llm.stream_chat(message)]
    ours = "".join(pieces)
    assert len(ours) > 20
    assert expected.startswith(ours[:40]) or ours.startswith(expected[:40])
    assert pieces.count("") > 2  # while the prompt is read
    assert llm.chat(message).message.content == ours


def test_gibberish_of_a_server_is_no_answer(serve: Serve) -> None:
    answer = bot_with(f"openai:{serve()}#tiny").ask(QUESTION)
    assert (answer.text, answer.backend) == ("1932. [1]", "built-in reader")


def test_what_a_server_writes_is_streamed_and_checked(serve: Serve, tiny: Path) -> None:
    url = serve("--says", "The bridge opened in 1932 [1]. It cost 9 crowns [2].")
    bot = bot_with(f"openai:{url}#tiny")
    events = list(bot.stream(QUESTION))
    assert sum(isinstance(event, Drafted) for event in events) > 3
    answer = bot.ask(QUESTION)
    assert answer.text == "The bridge opened in 1932. [1]"
    assert answer.removed == ("It cost 9 crowns.",)
    (message,) = json.loads((tiny / "served.jsonl").read_text().splitlines()[0])
    assert message["role"] == "user"
    assert "[1] The bridge opened in 1932." in message["content"]


def test_ollama_is_streamed_and_checked(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    url = serve("--says", "The bridge opened in 1932 [1]. It cost 9 crowns [2].")
    monkeypatch.setenv("OLLAMA_HOST", url.removeprefix("http://").removesuffix("/v1"))
    bot = bot_with("ollama:tiny")
    assert sum(isinstance(event, Drafted) for event in bot.stream(QUESTION)) > 3
    answer = bot.ask(QUESTION)
    assert answer.text == "The bridge opened in 1932. [1]"
    assert answer.backend == "tiny"
    with pytest.raises(LLMUnavailableError, match=r"ollama pull large.*it has tiny:latest"):
        make_llm("ollama:large")


def test_a_cancelled_stream_stops_the_server_within_a_second(serve: Serve, tiny: Path) -> None:
    bot = bot_with(f"openai:{serve('--says', 'word ' * 400)}#tiny")
    stream = bot.stream(QUESTION)
    for event in stream:
        if isinstance(event, Drafted):
            break
    stream.close()  # type: ignore[attr-defined]
    time.sleep(1)
    written = (tiny / "served.jsonl").read_text()
    time.sleep(0.5)
    assert (tiny / "served.jsonl").read_text() == written
    assert written.count("\n") < 40


def test_a_cancelled_stream_stops_a_model_in_this_process_while_it_reads(tiny: Path) -> None:
    llm: Any = make_llm(f"hf:{tiny}")
    steps = 0
    original = llm._step

    def counted(*arguments: object) -> object:
        nonlocal steps
        steps += 1
        return original(*arguments)

    object.__setattr__(llm, "_step", counted)
    stream = llm.stream_chat([ChatMessage(role="user", content=TEXT * 20)])
    next(stream)
    stream.close()
    assert steps == 1


def test_a_server_that_dies_midway_is_an_error_event(serve: Serve) -> None:
    bot = bot_with(f"openai:{serve('--says', 'The bridge opened in 1932 [1].', '--dies')}#tiny")
    *events, last = bot.stream(QUESTION)
    assert any(isinstance(event, Drafted) for event in events)
    assert isinstance(last, Failed)
    with pytest.raises(LLMFailedError, match="tiny stopped"):
        bot.ask(QUESTION)


@pytest.mark.parametrize("spec", ["", "hf:", "hf", "gpt-4", "llama:x", "openai:localhost#m", ":x"])
def test_what_names_no_llm(spec: str) -> None:
    with pytest.raises(LLMSpecError, match=r"hf:NAME|openai:http"):
        make_llm(spec)


@pytest.mark.heavy
def test_what_cannot_be_had_names_the_next_step(
    tmp_path: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LLMUnavailableError, match=r"no-such-folder.*can't be loaded.*huggingface"):
        make_llm(f"hf:{tmp_path / 'no-such-folder'}")
    with pytest.raises(LLMUnavailableError, match="no chat template"):
        make_llm(f"hf:{tinyllama.make(tmp_path / 'plain', template=False)}")
    with pytest.raises(LLMUnavailableError, match=r"There is no file .*\.gguf file"):
        make_llm("gguf:nothing.gguf")
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:9")
    with pytest.raises(LLMUnavailableError, match=r"No LLM server .*:9.*ollama serve"):
        make_llm("ollama:qwen3")
    with pytest.raises(LLMUnavailableError, match="No LLM server"):
        make_llm("openai:http://127.0.0.1:9/v1#tiny")
    url = serve()
    with pytest.raises(LLMUnavailableError, match="no model 'large'; it has tiny"):
        make_llm(f"openai:{url}#large")
    with pytest.raises(LLMUnavailableError, match="FOOTNOTE_LLM_KEY"):
        make_llm(f"openai:{url}#tiny", "wrong")
    with pytest.raises(LLMUnavailableError, match="status 404"):
        make_llm(f"openai:{url}/elsewhere#tiny")


def test_the_key_stays_secret() -> None:
    settings = Settings(llm_key="very-secret")  # type: ignore[arg-type]
    assert "very-secret" not in repr(settings)
