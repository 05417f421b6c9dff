"""A fetch ends in time whatever its server does."""

import socket
import threading
import time

import pytest

from index import web
from index.deadline import Deadline, DeadlineError
from index.document import UrlUnreachableError
from tests.support.dripping import SERVERS, serve

LIMIT = 0.6
SLACK = 1.0


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_that_drips_is_left_in_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TOTAL_SECONDS", LIMIT)
    with serve(name) as url:
        begin = time.monotonic()
        with pytest.raises(UrlUnreachableError, match=r"in time: .* 0\.6 s in all"):
            web.fetch(url, private=True)
        assert time.monotonic() - begin < LIMIT + SLACK


def test_a_name_that_is_looked_up_for_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()
    monkeypatch.setattr(web, "TOTAL_SECONDS", LIMIT)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: done.wait(10) and [])
    begin = time.monotonic()
    with pytest.raises(UrlUnreachableError, match="did not answer in time"):
        web.fetch("http://slow.example/")
    assert time.monotonic() - begin < LIMIT + SLACK
    done.set()


def test_a_host_that_takes_no_connection_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TOTAL_SECONDS", LIMIT)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        address = listener.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for connection in waiting:  # the queue is full: the next one gets no reply
            connection.setblocking(False)
            connection.connect_ex(address)
        begin = time.monotonic()
        with pytest.raises(UrlUnreachableError, match="did not answer in time"):
            web.fetch(f"http://127.0.0.1:{address[1]}/", private=True)
        assert time.monotonic() - begin < LIMIT + SLACK
        for connection in waiting:
            connection.close()


def be_late(error: BaseException | None = None) -> None:
    with Deadline(0.01):
        time.sleep(0.05)
        if error:
            raise error


def test_what_comes_after_the_time_is_late() -> None:
    with pytest.raises(DeadlineError):
        be_late()
    with pytest.raises(DeadlineError):
        be_late(OSError("cut off"))
    with pytest.raises(KeyboardInterrupt):
        be_late(KeyboardInterrupt())


def test_what_comes_in_time_passes() -> None:
    with Deadline(10), pytest.raises(OSError, match="refused"):
        raise OSError("refused")
