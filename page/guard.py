"""What every request passes before it reaches the page: names, login, amounts."""

import asyncio
import base64
import binascii
import secrets
import threading
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from page.hosts import ServedHosts
from page.limits import Allowance, name_network

MAX_BODY_BYTES = 64_000_000
"""Of a request that isn't an upload: a pasted text of ten million characters."""

MAX_FAILED_LOGINS = 5
"""Failing logins of an address within ``FAILED_LOGIN_SECONDS``; they come back one by one."""

FAILED_LOGIN_SECONDS = 300

_READY_SECONDS = 0.1
"""How often is looked whether MCP is ready, in the second after the start."""

_LOGIN, _UPLOAD, _MCP = "/login", "/gradio_api/upload", "/gradio_api/mcp"


@dataclass(frozen=True, slots=True)
class Gate:
    """What is let in.

    Attributes:
        hosts: names under which the page is served.
        login: user and password; None where everybody may come in.
        upload_bytes: bytes that each address may upload.
        failed_logins: failing logins that each address may have.
        mcp_is_ready: set once MCP's tools can be called; requests wait for that.
    """

    hosts: ServedHosts
    login: tuple[str, str] | None
    upload_bytes: Allowance
    failed_logins: Allowance
    mcp_is_ready: threading.Event


class Guard:
    """ASGI middleware that refuses what isn't let in.

    A login by the header ``Authorization: Basic`` is as good as one by the page's form, which other
    programs can't fill in; MCP, which Gradio serves to everybody, asks for one of the two.

    Args:
        app: what is guarded.
        gate: what is let in.
    """

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app = app
        self._gate = gate
        self._session = secrets.token_urlsafe(16)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = MutableHeaders(raw=list(scope["headers"]))
        scope = {**scope, "headers": headers.raw}
        address = name_network((scope.get("client") or ("",))[0])
        path = scope["path"].rstrip("/")
        refusal = self._check_origin(headers) or self._check_size(scope, headers, path, address)
        if refusal is None and self._gate.login:
            refusal = self._check_login(scope, headers, path, address)
        if refusal:
            await refusal(scope, receive, send)
            return
        if path.startswith(_MCP):
            while not self._gate.mcp_is_ready.is_set():
                await asyncio.sleep(_READY_SECONDS)
            # Gradio hands a tool's call on to itself, with these headers.
            headers["x-forwarded-for"] = (scope.get("client") or ("",))[0]

        async def send_login(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                self._gate.failed_logins.give_back(address, 1)
            await send(message)

        await self._app(scope, receive, send_login if _is_login(scope, path) else send)

    def _check_origin(self, headers: Headers) -> Response | None:
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._gate.hosts.serves(host):
            return PlainTextResponse(
                f"The page isn't served as {host!r}. If it should be, name that host in "
                "FOOTNOTE_HOSTS.",
                421,
            )
        if origin is not None and not self._gate.hosts.accepts(origin, host):
            return PlainTextResponse(
                f"Requests from {origin!r} aren't answered. If the page is served there, name that "
                "host in FOOTNOTE_HOSTS.",
                403,
            )
        return None

    def _check_size(
        self, scope: Scope, headers: Headers, path: str, address: str
    ) -> Response | None:
        if scope["method"] != "POST":
            return None
        length = headers.get("content-length", "")
        if not length.isdecimal():
            return PlainTextResponse("Say how long the content is (Content-Length).", 411)
        if path != _UPLOAD:
            too_long = int(length) > MAX_BODY_BYTES
            return PlainTextResponse("That is too much at once.", 413) if too_long else None
        if self._gate.upload_bytes.take(address, int(length)):
            return None
        megabytes = self._gate.upload_bytes.amount // 1_000_000
        wait = self._gate.upload_bytes.wait_seconds(address, int(length))
        return _refuse_for_now(f"No more than {megabytes:,.0f} MB an hour are taken.", wait)

    def _check_login(
        self, scope: Scope, headers: MutableHeaders, path: str, address: str
    ) -> Response | None:
        given = _read_basic(headers.get("authorization", ""))
        tries = given is not None or _is_login(scope, path)
        # Counted before it is known to fail: many may come at once.
        if tries and not self._gate.failed_logins.take(address, 1):
            wait = self._gate.failed_logins.wait_seconds(address, 1)
            return _refuse_for_now("Too many logins have failed.", wait)
        if given is not None:
            if not _is_same(given, self._gate.login or ("", "")):
                return _ask_for_login()
            self._gate.failed_logins.give_back(address, 1)
            self._open_session(scope["app"], headers, given[0])
        elif path.startswith(_MCP) and not _has_session(Request(scope)):
            return _ask_for_login()
        return None

    def _open_session(self, app: Any, headers: MutableHeaders, user: str) -> None:
        """Put the cookie into a request that Gradio's own login would have given it."""
        app.tokens[self._session] = user
        headers["cookie"] = f"access-token-unsecure-{app.cookie_id}={self._session}"


def _is_login(scope: Scope, path: str) -> bool:
    return path == _LOGIN and scope["method"] == "POST"


def _read_basic(authorization: str) -> tuple[str, str] | None:
    """Return user and password out of an ``Authorization`` header, if it holds them.

    >>> _read_basic("Basic YW5uOnNlY3JldA=="), _read_basic("Bearer x"), _read_basic("Basic ?")
    (('ann', 'secret'), None, ('', ''))
    """
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return ("", "")
    return user, password


def _is_same(given: tuple[str, str], login: tuple[str, str]) -> bool:
    """Compare two logins, in the same time wherever they differ."""
    return secrets.compare_digest(":".join(given).encode(), ":".join(login).encode())


def _has_session(request: Request) -> bool:
    names = [f"access-token-{kind}{request.app.cookie_id}" for kind in ("", "unsecure-")]
    return any(request.cookies.get(name) in request.app.tokens for name in names)


def _ask_for_login() -> Response:
    return PlainTextResponse("Log in.", 401, {"www-authenticate": 'Basic realm="Footnote"'})


def _refuse_for_now(reason: str, seconds: float) -> Response:
    wait = max(1, round(seconds))
    text = f"{reason} Come again in {wait} seconds."
    return PlainTextResponse(text, 429, {"retry-after": str(wait)})
