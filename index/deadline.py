"""A limit on the time of a fetch that holds whatever its servers do.

A time-out of a socket begins anew with every byte, and a server that sends one now and then holds
a reader for as long as it likes. So the connections are shut from outside when the time is up.
"""

import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any


class DeadlineError(Exception):
    """Time that is up."""


class Deadline:
    """Watches the connections of one fetch, and shuts them when its time is up.

    Use it as a context manager. It ends in a ``DeadlineError`` if the time is up by then, whatever
    error that has led to: a connection that is shut may also look like one that has ended well.

    Args:
        seconds: how long all together may take.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self._timer.cancel()
        with self._lock:
            while self._sockets:
                self._sockets.pop().close()
        if self._is_over and (error is None or isinstance(error, Exception)):
            raise DeadlineError from error

    @property
    def _is_over(self) -> bool:
        return time.monotonic() >= self._end

    @property
    def seconds_left(self) -> float:
        """Seconds until then, at least a little more than none."""
        return max(0.001, self._end - time.monotonic())

    def watch(self, event: str, info: Mapping[str, Any]) -> None:
        """Note a connection that is made; an httpx "trace" extension."""
        if event != "connection.connect_tcp.complete":
            return
        # A copy, which stays open when TLS takes the socket itself over.
        connection = info["return_value"].get_extra_info("socket").dup()
        with self._lock:
            self._sockets.append(connection)
        if self._is_over:
            self._shut()

    def resolve(self, host: str) -> list[str]:
        """Return the addresses of a host; a system that looks too long for them is left to it.

        Raises:
            OSError: there are none.
            UnicodeError: the name has a label that is too long.
            DeadlineError: there are none in time.
        """
        addresses: list[str] = []
        errors: list[OSError | UnicodeError] = []

        def look_up() -> None:
            try:
                infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            except (OSError, UnicodeError) as error:
                errors.append(error)
            else:
                addresses.extend(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in infos))

        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(self.seconds_left)
        if errors:
            raise errors[0]
        if not addresses:
            raise DeadlineError
        return addresses

    def _shut(self) -> None:
        with self._lock:
            for connection in self._sockets:
                with suppress(OSError):  # the other side has closed it
                    connection.shutdown(socket.SHUT_RDWR)
