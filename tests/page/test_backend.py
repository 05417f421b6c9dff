"""The choice of what answers: what can't be had leaves what answered before."""

from concurrent.futures import Future
from pathlib import Path

import gradio as gr
import pytest

from page.backend import BackendChoice
from page.shared import Shared
from page.visitors import Visitors
from qa import DocumentQA, Settings
from qa.loading import load_reader
from tests.conftest import Answering


def test_a_spec_that_fails_leaves_the_one_before(answering: Answering, tmp_path: Path) -> None:
    shared: Future[Shared] = Future()
    bot = DocumentQA.from_text("The bridge opened in 1932.")
    shared.set_result(Shared(bot, load_reader()))
    visitors = Visitors(tmp_path / "visitors", shared, Settings())
    token = visitors.token("")
    choice = BackendChoice(visitors)
    list(choice.use("none", token))
    for spec in (f"openai:{answering(b'[]')}#x", "gguf:/etc/passwd", "gguf:/nowhere", "hf:", "x"):
        with pytest.raises(gr.Error):
            list(choice.use(spec, token))
        assert visitors.get(token).llm == "none"
        assert visitors.get(token).bot().ask("When did the bridge open?").answered
