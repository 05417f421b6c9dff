"""Pages are fetched from a real server on this machine; what isn't public is refused."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from typing import Any

import pytest

from index import web
from index.document import (
    DocumentEmptyError,
    DocumentTooLargeError,
    UnsupportedFormatError,
    UrlRefusedError,
    UrlUnreachableError,
)
from index.loading import load
from index.original import Original

PAGE = "<title>Big Dam</title><h1>Big Dam</h1><p>Das Tor ist groß.</p>"


class Handler(BaseHTTPRequestHandler):
    """Answers by path; remembers the headers of the last request in ``seen``."""

    seen: dict[str, str]

    def do_GET(self) -> None:
        Handler.seen = {key.lower(): value for key, value in self.headers.items()}
        path, _, argument = self.path.partition("?")
        match path:
            case "/page":
                self.answer(PAGE.encode(), "text/html; charset=utf-8")
            case "/latin":
                self.answer(PAGE.encode("cp1252"), 'text/html; charset="ISO-8859-1"')
            case "/notes.md":
                self.answer(b"# Notes\n\n*one* two", "text/plain")
            case "/bytes.txt":
                self.answer(b"Plain words.", "application/octet-stream")
            case "/data":
                self.answer(b"PK", "application/zip")
            case "/bare":
                self.answer(b"words", "")
            case "/empty":
                self.answer(b"", "text/html")
            case "/gzip":
                self.answer(gzip.compress(b"words " * 1_000), "text/plain", encoding="gzip")
            case "/brotli":
                self.answer(b"\x8b\x02\x80words\x03", "text/plain", encoding="br")
            case "/to":
                self.answer(b"", "text/html", status=302, location=argument)
            case "/round":
                self.answer(b"", "text/html", status=301, location="/round")
            case "/slow":
                time.sleep(1)
                self.answer(b"late", "text/plain")
            case _:
                self.answer(b"no such page", "text/html", status=404)

    def answer(
        self, body: bytes, kind: str, status: int = 200, location: str = "", encoding: str = ""
    ) -> None:
        self.send_response(status)
        headers = {"Content-Type": kind, "Location": location, "Content-Encoding": encoding}
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):  # the client may have enough
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_a_page_comes_with_its_type_and_says_who_asks(server: str) -> None:
    page = web.fetch(server + "/page", private=True)
    assert page == web.WebPage(server + "/page", PAGE.encode(), "text/html; charset=utf-8")
    assert Handler.seen["user-agent"] == f"Footnote/{version('footnote-qa')}"
    assert Handler.seen["host"] == server.removeprefix("http://")


def test_redirects_are_followed_and_the_last_address_is_told(server: str) -> None:
    page = web.fetch(f"{server}/to?/to?page", private=True)
    assert page.url == server + "/page"
    assert page.content == PAGE.encode()


def test_redirects_end_after_five(server: str) -> None:
    with pytest.raises(UrlUnreachableError, match="more than 5 redirects"):
        web.fetch(server + "/round", private=True)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://u:p@127.0.0.1/"]
)
def test_a_redirect_out_of_the_web_is_refused(server: str, target: str) -> None:
    with pytest.raises(UrlRefusedError):
        web.fetch(f"{server}/to?{target}", private=True)


def test_every_redirect_is_checked_anew(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # No public server is at hand: let this very address pass for one.
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    assert web.fetch(server + "/page").content == PAGE.encode()
    with pytest.raises(UrlRefusedError, match=r"leads to 127\.0\.0\.2, which is not a public"):
        web.fetch(server + "/to?http://127.0.0.2/")


def test_the_connection_goes_to_the_address_that_was_checked(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that resolves to another address the second time it is asked gains nothing."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host != "rebinding.example":
            return real(host, *args, **kwargs)
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "127.0.0.9", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    url = server.replace("127.0.0.1", "rebinding.example") + "/page"
    assert web.fetch(url, private=True).content == PAGE.encode()
    assert asked == ["rebinding.example"]
    assert Handler.seen["host"].startswith("rebinding.example:")


def test_another_address_of_the_host_is_tried(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def two(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host != "two.example":
            return real(host, *args, **kwargs)
        return real("127.0.0.9", *args, **kwargs) + real("127.0.0.1", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", two)
    url = server.replace("127.0.0.1", "two.example") + "/page"
    assert web.fetch(url, private=True).content == PAGE.encode()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.0.0.1/",
        "http://192.168.1.1:8080/x",
        "http://172.16.0.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.1/",
        "http://127.1/",
        "https://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
    ],
)
def test_what_is_not_public_is_refused(url: str) -> None:
    with pytest.raises(UrlRefusedError, match=r"not a public address.*FOOTNOTE_PRIVATE_URLS=true"):
        web.fetch(url)


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda _, *a, **k: real("1.1.1.1", *a, **k) + real("10.0.0.1", *a, **k),
    )
    with pytest.raises(UrlRefusedError, match=r"leads to 10\.0\.0\.1"):
        web.fetch("http://both.example/")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.com/a.txt", "not an http or https address"),
        ("file:///etc/passwd", "not an http or https address"),
        ("http://", "not an http or https address"),
        ("http://user:secret@example.com/", "user name or a password"),
        ("http://[::1/", "not a web address"),
        ("http://0177.0.0.1/", "not a web address"),  # 177.0.0.1 to some, 127.0.0.1 to others
    ],
)
def test_addresses_of_another_kind_are_refused(url: str, message: str) -> None:
    with pytest.raises(UrlRefusedError, match=message) as caught:
        web.fetch(url, private=True)
    assert "secret" not in str(caught.value)


def test_a_missing_page_names_the_status(server: str) -> None:
    with pytest.raises(UrlUnreachableError, match="answered 404 Not Found"):
        web.fetch(server + "/missing", private=True)


def test_an_unknown_host_is_named() -> None:
    with pytest.raises(UrlUnreachableError, match=r"The host no-such-host\.invalid is unknown"):
        web.fetch("http://no-such-host.invalid/", private=True)
    with pytest.raises(UrlUnreachableError, match="is unknown"):
        web.fetch(f"http://{'x' * 70}.invalid/", private=True)


def test_a_closed_port_and_a_bad_handshake_are_told(server: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(UrlUnreachableError, match="Connection refused"):
            web.fetch(f"http://127.0.0.1:{unused.getsockname()[1]}/", private=True)
    with pytest.raises(UrlUnreachableError, match="SSL"):
        web.fetch(server.replace("http", "https") + "/page", private=True)


def test_a_slow_server_times_out(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "READ_SECONDS", 0.2)
    with pytest.raises(UrlUnreachableError, match="did not answer in time"):
        web.fetch(server + "/slow", private=True)


def test_the_size_counts_after_unpacking(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert web.fetch(server + "/gzip", private=True).content == b"words " * 1_000
    monkeypatch.setattr(web, "MAX_FILE_BYTES", 5_999)
    with pytest.raises(DocumentTooLargeError, match="more than 5,999 bytes"):
        web.fetch(server + "/gzip", private=True)


def test_a_compression_that_was_not_asked_for_is_told(server: str) -> None:
    with pytest.raises(UrlUnreachableError, match="came compressed as 'br'"):
        web.fetch(server + "/brotli", private=True)


def test_proxies_of_the_environment_are_left_out(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert web.fetch(server + "/page", private=True).content == PAGE.encode()


@pytest.mark.parametrize(
    ("path", "suffix", "title", "text"),
    [
        ("/page", ".html", "Big Dam", "Big Dam\n\nDas Tor ist groß."),
        ("/latin", ".html", "Big Dam", "Big Dam\n\nDas Tor ist groß."),
        ("/notes.md", ".md", "Notes", "Notes\n\none two"),
        ("/bytes.txt", ".txt", "bytes", "Plain words."),
    ],
)
def test_load_reads_a_page_by_its_type_or_else_its_ending(
    server: str, path: str, suffix: str, title: str, text: str
) -> None:
    document = load(server + path, private_urls=True)
    downloaded = web.fetch(server + path, private=True).content
    assert document.original == Original.of(downloaded, suffix)
    assert (document.title, document.text, document.source) == (title, text, server + path)


def test_load_says_what_is_wrong_with_a_page(server: str) -> None:
    with pytest.raises(UnsupportedFormatError, match="of the type 'application/zip'"):
        load(server + "/data", private_urls=True)
    with pytest.raises(UnsupportedFormatError, match="of the type 'unknown'"):
        load(server + "/bare", private_urls=True)
    with pytest.raises(DocumentEmptyError, match="is empty"):
        load(server + "/empty", private_urls=True)
    with pytest.raises(UrlRefusedError, match="not a public address"):
        load(server + "/page")
