"""How much each caller may have, by login and address: nothing that a client chooses itself."""

import ipaddress
import math
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Gradio takes seconds to import
    import gradio as gr

MAX_CALLERS = 10_000
"""Callers that are remembered; beyond them, those with nothing left to give back are forgotten."""

_IPV6_NETWORK = 64
"""Bits of an IPv6 address that a client can't choose: providers hand out whole networks."""


def name_caller(request: "gr.Request") -> str:
    """Name whoever asks, by login and address."""
    return f"{request.username or ''}@{name_network(request.client.host)}"


def name_network(address: str) -> str:
    """Name where a client is: the address, of IPv6 the network that it can choose within.

    >>> name_network("192.0.2.7"), name_network("2001:db8:1:2:3::4"), name_network("testclient")
    ('192.0.2.7', '2001:db8:1:2::/64', 'testclient')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:  # a Unix socket has none
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    return str(ipaddress.ip_network((parsed, _IPV6_NETWORK), strict=False))


class Allowance:
    """An amount that each caller may use up; it comes back steadily, all of it within a period.

    Args:
        amount: the most at once.
        seconds: the period.
        clock: tells the time.
    """

    def __init__(
        self, amount: float, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.amount = amount
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._used: dict[str, tuple[float, float]] = {}  # amount, and when it was so much

    def take(self, caller: str, amount: float) -> bool:
        """Use an amount up, if that much is left."""
        if math.isinf(self.amount):
            return True
        with self._lock:
            now = self._clock()
            used = self._used_at(caller, now) + amount
            if used > self.amount:
                return False
            self._forget(now)
            self._used[caller] = (used, now)
            return True

    def give_back(self, caller: str, amount: float) -> None:
        """Give an amount back that was taken and not used."""
        if math.isinf(self.amount):
            return
        with self._lock:
            now = self._clock()
            self._used[caller] = (max(0.0, self._used_at(caller, now) - amount), now)

    def wait_seconds(self, caller: str, amount: float) -> float:
        """Return after how many seconds that much will be left."""
        with self._lock:
            excess = self._used_at(caller, self._clock()) + amount - self.amount
            return max(0.0, excess * self._seconds / self.amount)

    def _used_at(self, caller: str, now: float) -> float:
        used, when = self._used.get(caller, (0.0, now))
        return max(0.0, used - (now - when) * self.amount / self._seconds)

    def _forget(self, now: float) -> None:
        if len(self._used) >= MAX_CALLERS:
            self._used = {c: u for c, u in self._used.items() if self._used_at(c, now) > 0}
