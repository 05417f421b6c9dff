"""A local LLM at the chat page: chosen, streamed, stopped."""

import time
from pathlib import Path

from playwright.sync_api import expect

from tests.conftest import Serve
from tests.support.visitor import Visitor

QUESTION = "When did Operation Euphrates Shield begin?"


def test_an_llm_writes_and_what_it_invents_is_struck_out(visitor: Visitor, serve: Serve) -> None:
    url = serve("--says", "Operation Euphrates Shield began on August 24. It cost 9 crowns [2].")
    visitor.use(f"openai:{url}#tiny", "tiny: ready")
    visitor.ask(QUESTION)
    reply = visitor.page.get_by_test_id("bot").last
    expect(reply).to_contain_text("answered by tiny · 1 unsupported statement removed")
    expect(reply).not_to_contain_text("crowns")
    expect(reply).not_to_contain_text("not checked yet")
    assert "Operation Euphrates Shield" in visitor.follow()
    visitor.use("", "built-in reader: ready")
    assert "built-in reader" in visitor.ask(QUESTION)


def test_stop_stops_the_model_and_the_chat_goes_on(
    visitor: Visitor, serve: Serve, tiny: Path
) -> None:
    visitor.use(f"openai:{serve('--says', 'word ' * 400)}#tiny", "tiny: ready")
    reply = visitor.page.get_by_test_id("bot")
    visitor.page.get_by_placeholder("Ask about the document").fill(QUESTION)
    visitor.page.keyboard.press("Enter")
    expect(reply.last).to_contain_text("not checked yet")
    visitor.page.get_by_test_id("stop-button").click()
    expect(reply.last.locator(".text")).to_have_text("Stopped.", timeout=1_500)
    visitor.idle()
    time.sleep(1)
    written = (tiny / "served.jsonl").read_text(encoding="utf-8")
    time.sleep(0.5)
    assert (tiny / "served.jsonl").read_text(encoding="utf-8") == written
    visitor.use("", "built-in reader: ready")
    assert "built-in reader" in visitor.ask(QUESTION)


def test_an_llm_that_cannot_be_had_gets_a_sentence(visitor: Visitor) -> None:
    visitor.use("openai:http://127.0.0.1:9/v1#x", "No LLM server answers")
    expect(visitor.page.locator(".backend")).to_have_text("built-in reader: ready")
    assert "built-in reader" in visitor.ask(QUESTION)


def test_what_is_typed_while_an_llm_writes_is_left_alone(visitor: Visitor, serve: Serve) -> None:
    says = "Operation Euphrates Shield began on August 24. " + "It cost 9 crowns. " * 12
    visitor.use(f"openai:{serve('--says', says)}#tiny", "tiny: ready")
    box = visitor.page.get_by_placeholder("Ask about the document")
    box.fill(QUESTION)
    visitor.page.keyboard.press("Enter")
    reply = visitor.page.get_by_test_id("bot").last
    expect(reply).to_contain_text("not checked yet")
    box.fill("And who led")
    expect(reply).to_contain_text("answered by tiny", timeout=30_000)
    expect(box).to_have_value("And who led")
