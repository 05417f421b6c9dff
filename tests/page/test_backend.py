"""The choice of what answers: what can't be had leaves what answered before."""

import re
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from page.backend import BackendChoice
from page.shared import Shared
from page.visitors import Visitors
from qa import DocumentQA, Settings
from qa.loading import load_reader
from tests.conftest import Answering


def visitors_of(folder: Path, settings: Settings) -> Visitors:
    shared: Future[Shared] = Future()
    bot = DocumentQA.from_text("The bridge opened in 1932.")
    shared.set_result(Shared(bot, load_reader()))
    return Visitors(folder / "visitors", shared, settings)


def use(spec: str) -> Any:
    """The event of choosing a spec."""
    return SimpleNamespace(spec=spec)


def test_a_spec_that_fails_leaves_the_one_before(answering: Answering, tmp_path: Path) -> None:
    visitors = visitors_of(tmp_path, Settings())
    token = visitors.token("")
    choice = BackendChoice(visitors, Settings())
    list(choice.use(token, use("none")))
    for spec in (f"openai:{answering(b'[]')}#x", "gguf:/etc/passwd", "gguf:/nowhere", "hf:", "x"):
        with pytest.raises(gr.Error):
            list(choice.use(token, use(spec)))
        assert visitors.get(token).llm == "none"
        assert visitors.get(token).bot().ask("When did the bridge open?").answered


def test_the_menu_has_what_is_here_and_what_servers_offer(
    answering: Answering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", answering(b'{"models": [{"name": "qwen3:4b"}]}'))
    served = answering(b'{"data": [{"id": "large"}, {"id": "<b>small"}]}')
    settings = Settings(llm=f"openai:{served}#large")
    visitors = visitors_of(tmp_path, settings)
    choice, token = BackendChoice(visitors, settings), visitors.token("")
    first, menu = choice.menu(token)
    assert "Asking it" in first
    assert 'data-spec="ollama:qwen3:4b" aria-pressed="false">qwen3:4b<' in menu
    assert f'data-spec="openai:{served}#large" aria-pressed="true">large<' in menu
    assert "&lt;b&gt;small" in menu
    assert 'data-spec="none"' in menu


def test_a_server_that_is_not_reached_says_what_to_do(
    answering: Answering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:9")
    settings = Settings(llm="openai:http://127.0.0.1:9/v1#x")
    choice = BackendChoice(visitors_of(tmp_path, settings), settings)
    *_, menu = choice.menu("a" * 22)
    assert re.search(r"No LLM server answers at http://127.0.0.1:9/api.*ollama serve", menu)
    assert re.search(r"No LLM server answers at http://127.0.0.1:9/v1.*Start the server", menu)
    monkeypatch.setenv("OLLAMA_HOST", answering(b'{"models": []}'))
    *_, menu = choice.menu("a" * 22)
    assert "It has no model yet" in menu
