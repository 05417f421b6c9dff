"""Servers that don't answer as an LLM's server does: a sentence, whatever they say."""

import json
from typing import Any

import pytest

from qa.errors import LLMError, LLMUnavailableError
from qa.llms import make_llm
from tests.conftest import Answering

MODELS: list[Any] = [
    [], {}, None, 5, "models", {"data": 5, "models": 5}, {"data": [5], "models": [5]},
    {"data": [{}], "models": [{}]}, {"data": [{"id": 5}], "models": [{"name": None}]},
    {"data": {"id": "x"}, "models": {"name": "x"}},
    {"data": [{"id": "x", "max_model_len": "many"}], "models": [["x"]]},
    {"data": [{"id": "x", "meta": [1]}], "models": None},
]  # fmt: skip
NOISE = [b"", b"<html>", b"\xff\xfe", b'{"data": [', b'{"data": NaN}', b"[" * 100_000]
NONSENSE = [*(json.dumps(content).encode() for content in MODELS), *NOISE]


@pytest.mark.parametrize("content", NONSENSE, ids=lambda content: content[:40])
def test_nonsense_is_no_server(
    answering: Answering, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    url = answering(content)
    monkeypatch.setenv("OLLAMA_HOST", url)
    for spec in (f"openai:{url}#x", "ollama:x"):
        with pytest.raises(LLMUnavailableError, match="can't be read"):
            make_llm(spec)


def test_what_a_server_calls_its_models_is_not_obeyed(answering: Answering) -> None:
    url = answering(json.dumps({"data": [{"id": "a\x1b]0;owned\x07"}]}).encode())
    with pytest.raises(LLMUnavailableError, match=r"it has a\]0;owned\.") as refused:
        make_llm(f"openai:{url}#x")
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize("spec", ["openai:http://[#x", "openai:http://exa mple/v1#x"])
def test_addresses_that_are_none(spec: str) -> None:
    with pytest.raises(LLMError):
        make_llm(spec)
