"""The names under which the page is served: a foreign site's that leads here isn't answered."""

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class ServedHosts:
    """Names and addresses under which the page is served.

    A name that isn't among them is another site's, led here so that its scripts can read what is
    served (DNS rebinding).

    Attributes:
        names: in lower case.
        any_address: whether every IP address will do: nobody can lead one elsewhere.
        further: those of the names that a proxy is known by.
    """

    names: frozenset[str]
    any_address: bool
    further: frozenset[str]

    @classmethod
    def of(cls, host: str, further: Iterable[str]) -> "ServedHosts":
        """Return what is served at an address, and under further names through a proxy."""
        proxied = frozenset(name.strip().lower() for name in further if name.strip())
        if host in LOCAL_HOSTS:
            return cls(proxied | {*LOCAL_HOSTS}, False, proxied)
        machine = socket.gethostname().lower()
        own = {*LOCAL_HOSTS, host.lower(), machine, f"{machine}.local", socket.getfqdn().lower()}
        return cls(proxied | own, True, proxied)

    @property
    def to_others(self) -> bool:
        """True if more than this machine's own users can reach the page."""
        return self.any_address or bool(self.further)

    def serves(self, host: str) -> bool:
        """Check a ``Host`` header.

        >>> ServedHosts.of("127.0.0.1", ["chat.example.org"]).serves("Chat.example.org:8000")
        True
        >>> ServedHosts.of("127.0.0.1", []).serves("evil.example:7860")
        False
        """
        name = _read_name(f"//{host}")
        return name in self.names or (self.any_address and _is_address(name))

    def accepts(self, origin: str, host: str) -> bool:
        """Check an ``Origin`` header: the page's own, under the name that it was asked by.

        >>> hosts = ServedHosts.of("127.0.0.1", [])
        >>> hosts.accepts("http://127.0.0.1:7860", "127.0.0.1:7860"), hosts.accepts("null", "x")
        (True, False)
        """
        scheme, _, place = origin.lower().partition("://")
        if scheme not in ("http", "https"):
            return False
        return place == host.lower() or _read_name(f"//{place}") in self.further


def _read_name(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # brackets that don't close
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
