"""Somebody at the chat page, in a real Chromium."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect

ROOT = Path(__file__).resolve().parents[2]

expect.set_options(timeout=20_000)  # a busy machine draws late


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


@contextmanager
def served(folder: Path, *options: str, **settings: str) -> Iterator[str]:
    """The address of a running chat page, what it keeps in a folder of its own."""
    with served_by(folder, *options, **settings) as (url, _):
        yield url


@contextmanager
def served_by(folder: Path, *options: str, **settings: str) -> Iterator[tuple[str, int]]:
    """The address of a running chat page, and the id of its process."""
    url = f"http://127.0.0.1:{free_port()}/"
    places = {"FOOTNOTE_CACHE_FOLDER": str(folder)}  # uploads, too
    command = [sys.executable, "app.py", "--port", str(urlsplit(url).port), *options]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | places | settings) as server:
        try:
            wait_for(url, server)
            yield url, server.pid
        finally:
            server.terminate()


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
        self.arrived()

    def arrived(self) -> None:
        """Wait until the page shows what it has to show."""
        expect(self.page.locator(".document:not([aria-busy])")).to_be_attached(timeout=60_000)

    def reload(self) -> None:
        before = len(self.console)
        self.page.reload()
        self.arrived()
        del self.console[before:]  # what was under way is cut off, and the console says so

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
        expect(replies.last.locator(".actions")).to_be_attached(timeout=60_000)
        return replies.last.inner_text()

    def idle(self) -> None:
        """Wait until nothing is being answered."""
        expect(self.page.get_by_test_id("submit-button")).to_be_visible()

    def follow(self) -> str:
        """The text that lights up on a click at the last answer's footnote."""
        self.page.get_by_test_id("bot").last.locator("sup a").first.click()
        return self.lit()

    def lit(self) -> str:
        """The text that is lit up, and can be seen."""
        lit = self.page.locator(".document .lit")
        expect(lit).to_be_in_viewport()
        return lit.text_content() or ""

    @property
    def narrow(self) -> bool:
        return (self.page.viewport_size or {"width": 0})["width"] < 1024

    def to_documents(self) -> None:
        """Where the list of documents is: on a phone in a sheet over the chat."""
        if self.narrow and not self.page.locator(".side.open").count():
            self.page.locator(".tools").get_by_role("button", name="Sources").click()
            expect(self.page.locator(".side.open")).to_be_in_viewport()
        self.page.get_by_role("tab", name="Sources").click()

    def to_chat(self) -> None:
        if self.narrow and self.page.locator(".side.open").count():
            self.page.get_by_role("button", name="Back to the conversation").click()
            expect(self.page.locator(".side.open")).to_have_count(0)

    def read(self, text: str = "", files: Sequence[Path] = (), address: str = "") -> None:
        """Give documents of one's own."""
        if files:
            self.page.locator("input[type=file]").first.set_input_files([*files])
            return
        self.to_documents()
        if address:
            self.page.get_by_label("Web page").fill(address)
            self.page.get_by_role("button", name="Fetch").click()
        if text:
            self.page.get_by_label("Pasted text").fill(text)
            self.page.get_by_role("button", name="Read", exact=True).click()

    def bring(self, title: str, text: str = "", files: Sequence[Path] = ()) -> None:
        """Give documents of one's own, and wait until the one of this title is there."""
        self.read(text, files)
        toast = self.page.locator(".toast-body").filter(has_text="Read:")
        expect(toast).to_contain_text(title, timeout=60_000)
        self.page.locator(".toast-close").last.click()
        self.to_chat()

    def choices(self) -> list[str]:
        """The documents in the list."""
        self.to_documents()
        return self.page.locator(".source-title").all_inner_texts()

    def tick(self, *titles: str) -> None:
        """Ask these documents, and no others."""
        self.to_documents()
        for title in self.page.locator(".source-title").all_inner_texts():
            box = self.page.get_by_role("checkbox", name=f"Ask {title}")
            if box.is_checked() != (title in titles):
                box.click()
                expect(box).to_be_checked(checked=title in titles)
                self.page.wait_for_timeout(500)
        self.to_chat()

    def remove(self, title: str) -> None:
        """Remove a document."""
        self.to_documents()
        self.page.get_by_role("button", name=f"Remove {title}").click()
        expect(self.page.locator(".toast-body")).to_contain_text(f"Removed: {title}")

    def use(self, llm: str, said: str) -> None:
        """Choose an LLM, else that of the settings; wait for what is said then."""
        self.page.get_by_role("button", name="Choose what answers").click()
        if llm:
            self.page.get_by_label("Another LLM").fill(llm)
            self.page.keyboard.press("Enter")
        else:
            self.page.locator(".model-menu button").first.click()
        # What speaks a server's protocol takes seconds to import.
        expect(self.page.get_by_text(said).locator("visible=true").first).to_be_visible(
            timeout=60_000
        )

    def title(self) -> str:
        """The title of the document that is shown."""
        return self.page.locator(".source-name").text_content() or ""
