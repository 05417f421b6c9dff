"""The chat page, as a person meets it: the real server in a real Chromium."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from data import SAMPLE
from index import load
from page.rendering import in_words, inert
from qa.feedback import kept
from tests.conftest import Serve

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "When did Operation Euphrates Shield begin?"
HOSTILE = """
The mayor <img src=x onerror="window.hacked=1"> opened the bridge in 1932 </span></div><script>window.hacked=2</script>.

[Click](javascript:window.hacked=3) **The tower** was built ![x](http://evil.example/x.png) by <svg onload=window.hacked=4> Jones.

<a href="javascript:window.hacked=5">The key</a> lies &lt;b&gt; under \u202eeht\u202c mat, http://evil.example/bare $$x^2$$ <iframe src="http://evil.example/"></iframe>.
"""  # noqa: E501


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server has ended"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"{url} was not served in two minutes")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page")
    url = f"http://127.0.0.1:{free_port()}/"
    places = {"FOOTNOTE_CACHE_FOLDER": str(folder), "GRADIO_TEMP_DIR": str(folder / "uploads")}
    command = [sys.executable, "app.py", "--port", str(urlsplit(url).port)]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | places) as server:
        try:
            wait_for(url, server)
            yield url
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


class Visitor:
    """Somebody at the page. Errors of the console and requests to others are kept."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.console: list[str] = []
        self.elsewhere: list[str] = []
        self._own = urlsplit(address).netloc
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.on("console", self._note_message)
        self.page.on("request", self._note_request)
        self.page.goto(address)
        expect(self.page.locator(".document span").first).to_be_visible(timeout=60_000)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console.append(message.text)

    def _note_request(self, request: Request) -> None:
        if urlsplit(request.url).netloc != self._own:
            self.elsewhere.append(request.url)

    def ask(self, question: str) -> str:
        """The page's reply, as it is read."""
        replies = self.page.get_by_test_id("bot")
        before = replies.count()
        self.page.get_by_placeholder("Ask about the document").fill(question)
        self.page.keyboard.press("Enter")
        expect(replies).to_have_count(before + 1)
        expect(replies.last).not_to_contain_text("eading …", timeout=30_000)
        return replies.last.inner_text()

    def follow(self) -> str:
        """The text that lights up on a click at the last answer's footnote."""
        self.page.get_by_test_id("bot").last.locator("sup a").click()
        lit = self.page.locator(".document .lit")
        expect(lit).to_be_in_viewport()
        return lit.text_content() or ""

    def read(self, text: str = "", files: tuple[Path, ...] = (), address: str = "") -> None:
        """Give documents of one's own."""
        button = self.page.get_by_role("button", name="Read it")
        if not button.is_visible():
            self.page.get_by_text("Ask about another document").click()
        for file in files:
            self.page.locator("input[type=file]").first.set_input_files(file)
            expect(self.page.locator(".file-preview")).to_contain_text(file.stem[:4])
        self.page.get_by_label("or an address").fill(address)
        self.page.get_by_label("or pasted text").fill(text)
        button.click()

    def use(self, llm: str, said: str) -> None:
        """Choose an LLM; what is said then."""
        button = self.page.get_by_role("button", name="Use it")
        if not button.is_visible():
            self.page.get_by_text("Answer with a local LLM").click()
        self.page.get_by_placeholder("ollama:MODEL").fill(llm)
        button.click()
        # What speaks a server's protocol takes seconds to import.
        expect(self.page.get_by_text(said)).to_be_visible(timeout=60_000)

    def title(self) -> str:
        return self.page.locator(".document h2").inner_text()


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """A visitor, for whom nothing came from elsewhere and nothing went wrong in the console."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        visitor = Visitor(context, address)
        yield visitor
        assert visitor.elsewhere == []
        assert visitor.console == []


def test_a_footnote_lights_up_the_sentence_that_it_cites(visitor: Visitor) -> None:
    assert "August 24" in visitor.ask(QUESTION)
    lit = visitor.follow()
    text = load(SAMPLE).text
    start = text.index("It was on August 24")
    assert lit == text[start : text.index(".", start) + 1]


def test_a_footnote_does_not_scroll_the_page_away(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    visitor.follow()
    assert visitor.page.evaluate("scrollY") == 0


def test_on_a_phone_a_footnote_leads_down_to_the_document(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 375, "height": 800}) as context:
        visitor = Visitor(context, address)
        visitor.ask(QUESTION)
        assert "August 24" in visitor.follow()
        assert visitor.page.evaluate("document.documentElement.scrollWidth") == 375


def test_an_example_is_asked_by_a_click(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="How far is Al-Rai from Jarablus?").click()
    expect(visitor.page.get_by_test_id("bot")).to_contain_text("55 kilometers", timeout=30_000)


def test_an_abstention_says_so_and_cites_nothing(visitor: Visitor) -> None:
    reply = visitor.ask("What is the price of bread in Paris?")
    assert reply.startswith("The document doesn't say.")
    assert "closest passages, which are no answer" in reply
    assert visitor.page.get_by_test_id("bot").locator("a").count() == 0


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "is empty"),
        ("word " * 2_000, "9,999 characters"),
        ("🎉🎉", "no words"),
        ("Wann hat die Operation begonnen?", "German"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(visitor: Visitor, question: str, said: str) -> None:
    assert said in visitor.ask(question)


def test_a_document_that_cannot_be_read_gets_a_sentence(visitor: Visitor, tmp_path: Path) -> None:
    (empty := tmp_path / "empty.txt").write_bytes(b"")
    (binary := tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    before = visitor.title()
    cases: list[tuple[dict[str, Any], str]] = [
        ({}, "nothing to read yet"),
        ({"files": (empty,)}, "empty.txt is empty"),
        ({"files": (binary,)}, "binary.txt is binary"),
        ({"files": (), "address": "http://127.0.0.1/"}, "not a public address"),
        ({"files": (), "address": "/etc/passwd"}, "not an http or https address"),
    ]
    for given, said in cases:
        visitor.read(**given)
        expect(visitor.page.locator(".toast-body").last).to_contain_text(said, timeout=20_000)
        if given.get("files"):
            visitor.page.get_by_label("Clear").first.click()
            expect(visitor.page.locator(".file-preview")).to_have_count(0)
    assert visitor.title() == before


def test_a_hostile_document_stays_inert(visitor: Visitor, tmp_path: Path) -> None:
    name = "<img src=x onerror=window.hacked=6>.txt"
    (tmp_path / name).write_text(HOSTILE, encoding="utf-8")
    visitor.read(files=(tmp_path / name,))
    expect(visitor.page.locator(".document h2")).to_contain_text("onerror=", timeout=30_000)
    for question in ("When was the bridge opened?", "Who built the tower?", "Where is the key?"):
        visitor.ask(f"{question} <img src=x onerror=window.hacked=7>")
    visitor.ask("When was the bridge opened?")
    assert '<img src=x onerror="window.hacked=1">' in visitor.follow()
    inside = visitor.page.locator(".document, [data-testid=bot], [data-testid=user]")
    assert inside.locator("img, svg, script, iframe, a[href^=javascript], .katex").count() == 0
    assert visitor.page.evaluate("window.hacked") is None


def test_one_visitor_does_not_see_what_another_brings(
    visitor: Visitor, browser: Browser, address: str
) -> None:
    visitor.read(text="My own paper\n\nThe secret word is rhubarb, says Ann.")
    expect(visitor.page.locator(".document h2")).to_have_text("My own paper", timeout=30_000)
    assert "rhubarb" in visitor.ask("What is the secret word?")
    assert "rhubarb" in visitor.follow()
    with browser.new_context() as context:
        other = Visitor(context, address)
        assert "rhubarb" not in other.ask("What is the secret word?")
        assert "rhubarb" not in other.page.content()


def test_a_footnote_turns_to_another_document(visitor: Visitor, tmp_path: Path) -> None:
    (first := tmp_path / "First.txt").write_text("The old mill stands in Oslo.")
    visitor.read(files=(first,), text="Second\n\nThe new mill was built by Hanna Berg in 1950.")
    expect(visitor.page.locator(".document h2")).to_have_text("First", timeout=30_000)
    visitor.ask("Who built the new mill in 1950?")
    assert "Hanna Berg" in visitor.follow()
    visitor.ask("Where does the old mill stand?")
    assert "Oslo" in visitor.follow()


def test_inert_text_is_on_one_line_and_holds_no_sign() -> None:
    written = inert("<b> *x*\n\n    `code` [a](b) &amp; 1. www.example.com")
    assert re.fullmatch(r"(?:\w| |&#\d+;)*", written)


def test_confidence_is_said_in_words() -> None:
    assert [in_words(c) for c in (0.95, 0.8, 0.5)] == ["Sure", "Fairly sure", "Not sure"]


def test_a_thumb_is_kept_with_its_answer(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    visitor.ask("And how many targets have been hit?")
    thumbs = visitor.page.get_by_role("button", name="Like", exact=True)
    path = Path(os.environ["FOOTNOTE_FEEDBACK_FILE"])
    thumbs.last.click()
    deadline = time.monotonic() + 20
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    (feedback,) = kept(path)
    assert feedback.liked is True
    assert feedback.answer.question == "And how many targets have been hit?"
    assert feedback.answer.citations
    assert feedback.before
    assert feedback.before.question == QUESTION
    assert visitor.console == []


def test_an_llm_writes_and_what_it_invents_is_struck_out(visitor: Visitor, serve: Serve) -> None:
    url = serve("--says", "Operation Euphrates Shield began on August 24. It cost 9 crowns [S2].")
    visitor.use(f"openai:{url}#tiny", "Ready: tiny")
    visitor.ask(QUESTION)
    reply = visitor.page.get_by_test_id("bot").last
    expect(reply).to_contain_text("answered by: tiny · 1 unsupported statement removed")
    expect(reply).not_to_contain_text("crowns")
    expect(reply).not_to_contain_text("not checked yet")
    assert "Operation Euphrates Shield" in visitor.follow()
    visitor.use("", "Ready: built-in reader")
    assert "built-in reader" in visitor.ask(QUESTION)


def test_stop_stops_the_model_and_the_chat_goes_on(
    visitor: Visitor, serve: Serve, tiny: Path
) -> None:
    visitor.use(f"openai:{serve('--says', 'word ' * 400)}#tiny", "Ready: tiny")
    reply = visitor.page.get_by_test_id("bot")
    visitor.page.get_by_placeholder("Ask about the document").fill(QUESTION)
    visitor.page.keyboard.press("Enter")
    expect(reply.last).to_contain_text("not checked yet")
    visitor.page.get_by_role("button", name="Stop").click()
    expect(reply.last).to_have_text("Stopped.")
    time.sleep(1)
    written = (tiny / "served.jsonl").read_text(encoding="utf-8")
    time.sleep(0.5)
    assert (tiny / "served.jsonl").read_text(encoding="utf-8") == written
    visitor.use("", "Ready: built-in reader")
    assert "built-in reader" in visitor.ask(QUESTION)


def test_an_llm_that_cannot_be_had_gets_a_sentence(visitor: Visitor) -> None:
    visitor.use("openai:http://127.0.0.1:9/v1#x", "No LLM server answers")
    assert "built-in reader" in visitor.ask(QUESTION)
