"""Somebody at the chat page, in a real Chromium."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect


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
        box = self.page.get_by_placeholder("ollama:MODEL")
        for _ in range(20):  # a field that has just been opened is drawn anew, and empty
            box.fill(llm)
            self.page.wait_for_timeout(300)
            if box.input_value() == llm:
                break
        button.click()
        # What speaks a server's protocol takes seconds to import.
        expect(self.page.get_by_text(said)).to_be_visible(timeout=60_000)

    def title(self) -> str:
        return self.page.locator(".document h2").inner_text()
