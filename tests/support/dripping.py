"""Servers that keep a client waiting: each sends a little now and then, and never comes to an end.

``python -m tests.support.dripping [SECONDS]`` prints how long a fetch from each takes where that
many seconds are the limit.
"""

import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PAUSE = 0.05
"""Seconds between two pieces."""

LONGEST = 20.0
"""Seconds after which a server gives up, so that a broken client ends, too."""

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
_CHUNKED = _OK + b"Transfer-Encoding: chunked\r\n"
_REDIRECT = b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"
_GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\3"
_EMPTY_BLOCK = b"\0\0\0\xff\xff"

SERVERS: dict[str, tuple[bytes, bytes]] = {
    "status line": (b"HTTP/1.1 200 ", b"O"),
    "name of a header": (_OK, b"x"),
    "headers": (_OK, b"X-More: 1\r\n"),
    "interim responses": (b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
    "body of unknown length": (_OK + b"\r\n", b"x"),
    "body of known length": (_OK + b"Content-Length: 1000000\r\n\r\n", b"x"),
    "chunks": (_CHUNKED + b"\r\n", b"1\r\nx\r\n"),
    "length of a chunk": (_CHUNKED + b"\r\n1;", b"x"),
    "empty gzip blocks": (_OK + b"Content-Encoding: gzip\r\n\r\n" + _GZIP_HEAD, _EMPTY_BLOCK),
    "trailers": (_CHUNKED + b"\r\n1\r\nx\r\n0\r\n", b"X-More: 1\r\n"),
    "TLS handshake": (b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03", b"\0"),
    "redirects": (b"", b""),  # each after a while, to the next
}
"""What a server sends at first, and again and again."""


@contextmanager
def serve(name: str) -> Iterator[str]:
    """Run one of ``SERVERS``, and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_accept, args=(listener, name), daemon=True)
        thread.start()
        scheme = "https" if name.startswith("TLS") else "http"
        yield f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/"
        with suppress(OSError):  # wakes the thread up on every system
            listener.shutdown(socket.SHUT_RDWR)


def _accept(listener: socket.socket, name: str) -> None:
    with suppress(OSError):  # the listener is closed
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_answer, args=(connection, name), daemon=True).start()


def _answer(connection: socket.socket, name: str) -> None:
    first, again = SERVERS[name]
    end = time.monotonic() + LONGEST
    with connection, suppress(OSError):  # the client has enough, as it should
        connection.recv(65536)
        if name == "redirects":
            time.sleep(0.4)
            connection.sendall(_REDIRECT)
            return
        connection.sendall(first)
        while time.monotonic() < end:
            connection.sendall(again)
            time.sleep(PAUSE)


def main() -> None:
    """Print a table of the servers and the seconds that each takes."""
    from index import web
    from index.document import DocumentError

    web.TOTAL_SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    print(
        f"| what drips | seconds, of {web.TOTAL_SECONDS:g} allowed | result |\n| --- | --- | --- |"
    )
    for name in SERVERS:
        with serve(name) as url:
            begin = time.monotonic()
            try:
                result = f"a page of {len(web.fetch(url, private=True).content)} bytes"
            except DocumentError as error:
                result = str(error).removeprefix(url).strip().split(":")[0]
            print(f"| {name} | {time.monotonic() - begin:.1f} | {result} |", flush=True)


if __name__ == "__main__":
    main()
