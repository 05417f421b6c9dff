"""Fetching a web page, without letting an address reach what is not public.

A host name is resolved once, every address that it has is checked, and the connection goes to an
address that was checked: a name that changes its address meanwhile gains nothing.
"""

from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version

import httpx

from index.addresses import is_public
from index.deadline import Deadline, DeadlineError
from index.document import (
    MAX_FILE_BYTES,
    DocumentTooLargeError,
    UrlRefusedError,
    UrlUnreachableError,
)

MAX_REDIRECTS = 5
MAX_ADDRESSES = 3
TOTAL_SECONDS = 30.0
CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0

_HEADERS = {
    "User-Agent": f"Footnote/{version('footnote-qa')}",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class WebPage:
    """A server's response: the address after redirects, the bytes, the Content-Type header."""

    url: str
    content: bytes
    content_type: str


def fetch(url: str, *, private: bool = False) -> WebPage:
    """Fetch a page by http or https, following redirects.

    Args:
        url: the address.
        private: allow addresses of this machine and of private networks.

    Raises:
        UrlRefusedError: another scheme, a password in the address, or a host that isn't public;
            also where a redirect leads there.
        UrlUnreachableError: unknown host, no connection, time-out, or an HTTP error.
        DocumentTooLargeError: more than ``MAX_FILE_BYTES`` bytes.
    """
    try:
        # The environment's proxies are left out: they would look the host up again.
        with (
            Deadline(TOTAL_SECONDS) as deadline,
            httpx.Client(trust_env=False, headers=_HEADERS) as client,
        ):
            return _follow(client, _parse_url(url), private, deadline)
    except (httpx.TimeoutException, DeadlineError) as error:
        raise UrlUnreachableError(
            f"{url} did not answer in time: {CONNECT_SECONDS:g} s to connect, {READ_SECONDS:g} s "
            f"without a byte and {TOTAL_SECONDS:g} s in all are the limits. Try again later, or "
            "download it another way and give the file."
        ) from error
    # No connection, bad TLS, not HTTP, badly compressed, or too many files open.
    except (httpx.HTTPError, OSError) as error:
        raise UrlUnreachableError(
            f"{url} can't be fetched: {error}. Try again later, or download it another way "
            "and give the file."
        ) from error


def _follow(client: httpx.Client, url: httpx.URL, private: bool, deadline: Deadline) -> WebPage:
    for _ in range(MAX_REDIRECTS + 1):
        addresses = _resolve(url, private, deadline)[:MAX_ADDRESSES]
        response = _send(client, url, addresses, deadline)
        try:
            if not response.has_redirect_location:
                content = _read_content(response, url)
                return WebPage(str(url), content, response.headers.get("Content-Type", ""))
            url = _parse_url(response.headers["Location"], base=url)
        finally:
            response.close()
    raise UrlUnreachableError(
        f"{url} is reached by more than {MAX_REDIRECTS} redirects. Open the page in a browser, "
        "save it, and give the file."
    )


def _parse_url(url: str, base: httpx.URL | None = None) -> httpx.URL:
    try:
        parsed = base.join(url) if base else httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise UrlRefusedError(f"{url} is not a web address: {error}. Check it.") from error
    if parsed.userinfo:
        raise UrlRefusedError(
            f"The address on {parsed.host} holds a user name or a password, which Footnote does "
            "not send. Download the file and give its path."
        )
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise UrlRefusedError(
            f"{parsed} is not an http or https address. Download the file and give its path."
        )
    return parsed


def _resolve(url: httpx.URL, private: bool, deadline: Deadline) -> list[str]:
    """Return the host's addresses, every one of them allowed."""
    host = url.raw_host.decode("ascii")
    try:
        addresses = deadline.resolve(host)
    except (OSError, UnicodeError) as error:  # UnicodeError: a label that is too long
        raise UrlUnreachableError(
            f"The host {host} is unknown: {error}. Check the address and the connection."
        ) from error
    for address in addresses:
        if not private and not is_public(address):
            raise UrlRefusedError(
                f"{url} leads to {address}, which is not a public address. Download the file and "
                "give its path, or allow private addresses with FOOTNOTE_PRIVATE_URLS=true."
            )
    return addresses


def _send(
    client: httpx.Client, url: httpx.URL, addresses: list[str], deadline: Deadline
) -> httpx.Response:
    """Return the response of the first address that takes a connection, its body still unread."""
    *others, last = addresses
    for address in others:
        with suppress(httpx.ConnectError, httpx.ConnectTimeout):
            return _send_to(client, url, address, deadline)
    return _send_to(client, url, last, deadline)


def _send_to(
    client: httpx.Client, url: httpx.URL, address: str, deadline: Deadline
) -> httpx.Response:
    connect = min(CONNECT_SECONDS, deadline.seconds_left)
    request = client.build_request(
        "GET",
        url.copy_with(host=address),
        headers={"Host": url.netloc.decode("ascii")},
        timeout=httpx.Timeout(READ_SECONDS, connect=connect),
        # The certificate has to be the host's, not the address's.
        extensions={"sni_hostname": url.raw_host.decode("ascii"), "trace": deadline.watch},
    )
    return client.send(request, stream=True)


def _read_content(response: httpx.Response, url: httpx.URL) -> bytes:
    if not response.is_success:
        raise UrlUnreachableError(
            f"{url} answered {response.status_code} {response.reason_phrase}. Check the address, "
            "or download the page in a browser and give the file."
        )
    # Of what these make of a chunk there is a bound: about a thousand times its size.
    encoding = response.headers.get("Content-Encoding", "identity").lower()
    if encoding not in ("identity", "gzip", "deflate"):
        raise UrlUnreachableError(
            f"{url} came compressed as {encoding!r}, which was not asked for. Download the page in "
            "a browser and give the file."
        )
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > MAX_FILE_BYTES:
            raise DocumentTooLargeError(
                f"{url} has more than {MAX_FILE_BYTES:,} bytes, which is the limit. Download it, "
                "split it into smaller documents, and give those."
            )
    return bytes(content)
