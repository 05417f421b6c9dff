"""What the tests share: paths, the real embedder, a browser, and the word on what was skipped."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import HealthCheck, settings

from data import SAMPLE
from index import Embedder
from tests.support.chromium import find
from tests.support.doubles import HashingEmbedder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.support.postgres import LocalServer
    from tests.support.visitor import Visitor

Serve = Callable[..., str]
Answering = Callable[[bytes], str]
ROOT = Path(__file__).resolve().parents[1]
ARTICLE = Path(__file__).resolve().parents[2] / "shared" / "article.txt"
NO_BROWSER = "no Chromium to be had (python -m tests.browser looks for one)"

settings.register_profile(
    "footnote", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("footnote")


@pytest.fixture
def hashing() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The bundled model itself."""
    from index.minilm import ADAPTED
    from qa.loading import load_embedder

    return load_embedder(ADAPTED)


@pytest.fixture(scope="session")
def sample() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def article() -> Path:
    if not ARTICLE.exists():
        pytest.skip(f"the article is not on this machine ({ARTICLE})")
    return ARTICLE


@pytest.fixture(scope="session")
def postgres() -> "Iterator[LocalServer]":
    """A PostgreSQL server."""
    from tests.support.postgres import serving

    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium. Without one its tests are skipped, but in CI they fail."""
    path = find()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    return path


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real, tiny LLM on disk, which writes gibberish."""
    from tests.support import tinyllama  # PyTorch takes seconds to import

    return tinyllama.make(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def serve(tiny: Path) -> Iterator[Serve]:
    """Starts LLM servers in processes of their own; gives the address of each."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*options: str) -> str:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        (tiny / "served.jsonl").unlink(missing_ok=True)
        running.append(
            subprocess.Popen(
                [sys.executable, "-m", "tests.support.tinyllama", tiny, str(port), *options],
                cwd=ROOT,
            )
        )
        url = f"http://127.0.0.1:{port}/v1"
        for _ in range(600):
            with suppress(httpx.HTTPError):
                httpx.get(f"{url}/models")
                return url
            assert running[-1].poll() is None
            time.sleep(0.1)
        raise AssertionError("the server doesn't come up")

    yield start
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture
def answering() -> Iterator[Answering]:
    """Starts a server that gives everybody the same; returns its address."""
    servers = []

    def start(content: bytes) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                pass

        servers.append(HTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running chat page on the sample."""
    from tests.support.visitor import served

    with served(tmp_path_factory.mktemp("page")) as url:
        yield url


@pytest.fixture(scope="module")
def browser(chromium: str) -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


def visiting(browser: "Browser", address: str, width: int) -> "Iterator[Visitor]":
    """A visitor, for whom nothing came from elsewhere and nothing went wrong in the console."""
    from tests.support.visitor import Visitor

    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        visitor = Visitor(context, address)
        yield visitor
        assert visitor.elsewhere == []
        assert visitor.console == []


@pytest.fixture
def visitor(browser: "Browser", address: str) -> "Iterator[Visitor]":
    """A visitor at a laptop."""
    yield from visiting(browser, address, 1280)


@pytest.fixture(params=[375, 1280], ids=["phone", "laptop"])
def anybody(
    request: pytest.FixtureRequest, browser: "Browser", address: str
) -> "Iterator[Visitor]":
    """A visitor on a phone, and one at a laptop."""
    yield from visiting(browser, address, request.param)


MARKERS = {"tests/browser/": "browser", "tests/training/": "training"}
"""By the folder of a test."""

FIXTURE_MARKERS = {"chromium": "browser", "tiny": "heavy", "outcomes": "heavy", "postgres": "heavy"}
"""By a fixture that it uses, be it through another one."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test by what it needs, so that a lane can leave it out."""
    for folder, marker in MARKERS.items():
        if item.nodeid.startswith(folder):
            item.add_marker(marker)
    for fixture, marker in FIXTURE_MARKERS.items():
        if fixture in getattr(item, "fixturenames", ()):
            item.add_marker(marker)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was skipped in the last lines, where it is seen."""
    reasons = {str(r.longrepr[2]) for r in terminalreporter.stats.get("skipped", [])}
    for reason in sorted(reasons):
        terminalreporter.write_line(f"Not tested: {reason}")
