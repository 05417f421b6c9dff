"""What is refused before it reaches the page: foreign names, missing logins, too much."""

import base64
import threading
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from page.guard import MAX_BODY_BYTES, MAX_FAILED_LOGINS, Gate, Guard
from page.hosts import ServedHosts
from page.limits import Allowance
from tests.page.test_limits import Clock

LOGIN = ("ann", "rhubarb")
UPLOAD, MCP = "/gradio_api/upload", "/gradio_api/mcp/"
ENDPOINTS = ("/", "/config", UPLOAD, "/gradio_api/queue/join", MCP, "/gradio_api/mcp/sse", "/login")


class Page(Starlette):
    """Answers as Gradio does: a login gives a cookie; who is known by it is told his name."""

    def __init__(self, gate: Gate) -> None:
        routes = [Route(path, self.answer, methods=["GET", "POST"]) for path in ENDPOINTS]
        super().__init__(routes=routes, middleware=[Middleware(Guard, gate=gate)])
        self.tokens: dict[str, str] = {}
        self.cookie_id = "x"

    async def answer(self, request: Request) -> Response:
        body = await request.body()
        if request.url.path == "/login":
            return PlainTextResponse("", 200 if body == b"rhubarb" else 400)
        cookie = request.cookies.get("access-token-unsecure-x", "")
        forwarded = request.headers.get("x-forwarded-for")
        return JSONResponse({"user": self.tokens.get(cookie), "forwarded": forwarded})


def client(
    gate: Gate, host: str = "127.0.0.1:7860", address: str = "192.0.2.7", **headers: str
) -> TestClient:
    return TestClient(
        Page(gate), base_url=f"http://{host}", client=(address, 50_000), headers=headers
    )


def gate(
    served_at: str = "127.0.0.1",
    further: str = "",
    login: tuple[str, str] | None = None,
    upload: float = 1_000,
    clock: Clock | None = None,
) -> Gate:
    clock, mcp_is_ready = clock or Clock(), threading.Event()
    mcp_is_ready.set()
    return Gate(
        ServedHosts.of(served_at, further.split(",")),
        login,
        Allowance(upload, 3600, clock),
        Allowance(MAX_FAILED_LOGINS, 300, clock),
        mcp_is_ready,
    )


def basic(user: str, password: str) -> dict[str, str]:
    return {"authorization": f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"}


def everything(client: TestClient, **headers: str) -> Iterator[int]:
    for path in ENDPOINTS:
        for method in ("GET", "POST"):
            yield client.request(method, path, headers=headers).status_code


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "192.0.2.1", "[", ""]
)
def test_a_name_that_is_led_here_from_elsewhere_is_not_answered(
    host: str, method: str, path: str
) -> None:
    answer = client(gate()).request(method, path, headers={"host": host})
    assert answer.status_code == 421
    assert "FOOTNOTE_HOSTS" in answer.text


@pytest.mark.parametrize(
    ("served_at", "further", "host", "served"),
    [
        ("127.0.0.1", "", "127.0.0.1:7860", True),
        ("127.0.0.1", "", "localhost:7860", True),
        ("127.0.0.1", "", "[::1]:7860", True),
        ("127.0.0.1", "chat.example.org, b.example", "B.example", True),
        ("127.0.0.1", "chat.example.org", "evil.example", False),
        ("0.0.0.0", "", "192.168.1.5:8000", True),
        ("0.0.0.0", "", "[fd00::5]:8000", True),
        ("0.0.0.0", "", "evil.example:8000", False),
        ("0.0.0.0", "chat.example.org", "chat.example.org", True),
        ("chat.example.org", "", "chat.example.org:8000", True),
    ],
)
def test_what_it_is_served_as_is_answered(
    served_at: str, further: str, host: str, served: bool
) -> None:
    answer = client(gate(served_at, further), host).get("/config")
    assert answer.status_code == (200 if served else 421)


@pytest.mark.parametrize(
    ("origin", "accepted"),
    [
        ("http://127.0.0.1:7860", True),
        ("https://chat.example.org", True),
        ("https://chat.example.org:8443", True),
        ("http://127.0.0.1:3000", False),  # another program of this machine
        ("http://localhost:7860", False),
        ("https://evil.example", False),
        ("null", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_only_the_page_itself_may_ask_from_a_browser(origin: str, accepted: bool) -> None:
    asked = list(everything(client(gate(further="chat.example.org")), origin=origin))
    assert (403 not in asked) if accepted else set(asked) == {403}


def test_uploads_are_bounded_for_each_address() -> None:
    clock = Clock()
    let_in = gate(clock=clock)
    one, other = client(let_in), client(let_in, address="192.0.2.8")
    assert [one.post(UPLOAD, content=b"x" * 400).status_code for _ in range(4)] == [
        200, 200, 429, 429,
    ]  # fmt: skip
    assert one.post("/config", content=b"x" * 400).status_code == 200
    assert other.post(UPLOAD, content=b"x" * 400).status_code == 200
    clock.now += float(one.post(UPLOAD, content=b"x" * 400).headers["retry-after"])
    assert one.post(UPLOAD, content=b"x" * 400).status_code == 200


def test_a_request_says_how_long_it_is_and_is_not_too_long() -> None:
    one = client(gate())
    assert one.post("/config", content=iter([b"x"])).status_code == 411
    answer = one.post("/config", headers={"content-length": str(MAX_BODY_BYTES + 1)})
    assert answer.status_code == 413


def test_a_login_in_the_header_is_as_good_as_the_pages() -> None:
    let_in = gate(login=LOGIN)
    one = client(let_in)
    assert one.get("/config").json()["user"] is None
    assert one.get("/config", headers=basic(*LOGIN)).json()["user"] == "ann"
    for wrong in (basic("ann", "x"), basic("", ""), basic("ann", ""), {"authorization": "Basic ?"}):
        assert one.get("/config", headers=wrong).status_code == 401


@pytest.mark.parametrize("path", [MCP, "/gradio_api/mcp", "/gradio_api/mcp/sse"])
def test_mcp_asks_for_the_login(path: str) -> None:
    one = client(gate(login=LOGIN))
    for method in ("GET", "POST"):
        refused = one.request(method, path)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic")
        assert one.request(method, path, headers=basic(*LOGIN)).status_code in (200, 405)
    assert client(gate()).get(MCP).status_code == 200


def test_mcp_waits_until_its_tools_can_be_called() -> None:
    let_in = gate()
    let_in.mcp_is_ready.clear()
    threading.Timer(0.3, let_in.mcp_is_ready.set).start()
    assert client(let_in).get(MCP).status_code == 200
    assert let_in.mcp_is_ready.is_set()


def test_the_call_of_a_tool_counts_as_its_callers() -> None:
    answer = client(gate(), **{"x-forwarded-for": "198.51.100.1"}).get(MCP)
    assert answer.json()["forwarded"] == "192.0.2.7"


@pytest.mark.parametrize("by_form", [True, False])
def test_failing_logins_are_slowed_down_for_their_address_alone(by_form: bool) -> None:
    clock = Clock()
    let_in = gate(login=LOGIN, clock=clock)
    one, other = client(let_in), client(let_in, address="192.0.2.8")

    def log_in(who: TestClient, password: str) -> int:
        if by_form:
            return who.post("/login", content=password.encode()).status_code
        return who.get("/config", headers=basic("ann", password)).status_code

    failed = 400 if by_form else 401
    assert [log_in(one, "rhubarb") for _ in range(20)] == [200] * 20
    assert [log_in(one, "x") for _ in range(8)] == [failed] * MAX_FAILED_LOGINS + [429] * 3
    assert log_in(one, "rhubarb") == 429
    assert log_in(other, "rhubarb") == 200
    clock.now += 61
    assert log_in(one, "rhubarb") == 200
