"""What other programs call: ``/ask`` by gradio_client, by plain HTTP, as an MCP tool; the login."""

import ast
import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from playwright.sync_api import Browser, expect

from data import SAMPLE
from index import load
from page.hosts import ServedHosts
from page.queue import MAX_PER_USER
from page.server import build_page
from page.visitors import Visitors
from qa import Settings
from tests.conftest import ROOT
from tests.support.visitor import Visitor, free_port, served, wait_for

pytestmark = pytest.mark.heavy

QUESTION = "When did Operation Euphrates Shield begin?"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("api"), "--mcp") as url:
        yield url


def check(result: object) -> None:
    """That this is the answer to ``QUESTION``, its citation a slice of the document."""
    assert isinstance(result, dict)
    assert result["question"] == QUESTION
    assert result["answered"] is True
    assert "August 24" in result["answer"]
    assert 0.5 < result["confidence"] <= 1
    (citation,) = result["citations"]
    document = load(SAMPLE)
    assert citation["document_id"] == document.id
    assert citation["document"] == document.title
    assert citation["page"] is None
    assert document.text[citation["start"] : citation["end"]] == citation["quote"]


def test_gradio_client_gets_an_answer(api: str) -> None:
    client = Client(api, verbose=False)
    check(client.predict(question=QUESTION, api_name="/ask"))
    unknown = client.predict(question="What does bread cost in Paris?", api_name="/ask")
    assert unknown["answered"] is False
    assert unknown["citations"] == []
    with pytest.raises(AppError, match="is empty"):
        client.predict(question=" ", api_name="/ask")


def test_nothing_else_is_offered(api: str) -> None:
    described = Client(api, verbose=False).view_api(return_format="dict")
    assert isinstance(described, dict)
    assert list(described["named_endpoints"]) == ["/ask"]
    assert described["unnamed_endpoints"] == {}


def test_plain_http_gets_an_answer_as_the_docs_say(api: str) -> None:
    page = (ROOT / "docs/deployment.md").read_text(encoding="utf-8")
    (block,) = [part for part in page.split("```") if "call/v2/ask" in part]
    command = block.removeprefix("console\n").strip().removeprefix("$ ")
    command = command.split("\nevent:")[0].replace("http://127.0.0.1:7860/", api)
    printed = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    assert "event: complete" in printed
    data = printed.split("event: complete\ndata: ")[1].splitlines()[0]
    check(json.loads(data)[0])


async def ask_tool(url: str, client: httpx.AsyncClient | None = None) -> tuple[list[str], str]:
    """The tools of the MCP server, and what the first one answers."""
    async with (
        streamable_http_client(f"{url}gradio_api/mcp/", http_client=client) as (
            reading,
            writing,
            _,
        ),
        ClientSession(reading, writing) as session,
    ):
        await session.initialize()
        tools = [tool.name for tool in (await session.list_tools()).tools]
        result = await session.call_tool(tools[0], {"question": QUESTION})
        return tools, str(getattr(result.content[0], "text", ""))


def test_an_mcp_client_gets_an_answer(api: str) -> None:
    tools, text = asyncio.run(ask_tool(api))
    assert len(tools) == 1
    assert tools[0].endswith("ask")
    check(ast.literal_eval(text))  # Gradio writes a tool's results as Python does


def test_who_has_no_login_gets_nothing(tmp_path: Path) -> None:
    with served(tmp_path, "--mcp", FOOTNOTE_AUTH="ann:rhubarb") as url:
        assert httpx.get(f"{url}gradio_api/mcp/").status_code == 401
        assert httpx.post(f"{url}gradio_api/mcp/", json={}).status_code == 401

        async def ask_with_login() -> str:
            async with httpx.AsyncClient(auth=("ann", "rhubarb"), timeout=60) as client:
                return (await ask_tool(url, client))[1]

        check(ast.literal_eval(asyncio.run(ask_with_login())))
        assert httpx.get(f"{url}config").status_code == 401
        body = {"data": [QUESTION]}
        assert httpx.post(f"{url}gradio_api/call/ask", json=body).status_code == 401
        with pytest.raises((ValueError, httpx.HTTPError)):
            Client(url, auth=("ann", "wrong"), verbose=False)
        check(
            Client(url, auth=("ann", "rhubarb"), verbose=False).predict(QUESTION, api_name="/ask")
        )
        wrong = {"username": "ann", "password": "wrong"}
        tried = [httpx.post(f"{url}login", data=wrong).status_code for _ in range(8)]
        assert (tried[0], tried[-1]) == (400, 429)


def test_another_sites_page_gets_nothing(api: str) -> None:
    for path in ("", "config", "gradio_api/upload", "gradio_api/mcp/", "gradio_api/queue/join"):
        for headers, refused in (
            ({"host": "evil.example"}, 421),
            ({"origin": "http://evil.example"}, 403),
        ):
            for method in ("GET", "POST"):
                answer = httpx.request(method, f"{api}{path}", headers=headers, content=b"x")
                assert answer.status_code == refused, (method, path)


def test_who_asks_too_much_at_once_is_told_so_and_others_are_answered(api: str) -> None:
    greedy, other = (
        Client(api, verbose=False, headers={"x-forwarded-for": address})
        for address in ("192.0.2.1", "192.0.2.2")
    )
    jobs = [greedy.submit(question="Summarise the article.", api_name="/ask") for _ in range(30)]
    check(other.predict(question=QUESTION, api_name="/ask"))
    said = []
    for job in jobs:
        try:
            said.append(job.result(timeout=60)["answered"])
        except AppError as error:
            said.append(str(error))
    refused = [text for text in said if text is not True]
    assert said.count(True) >= MAX_PER_USER
    assert refused
    assert all(f"You have {MAX_PER_USER} questions under way already" in text for text in refused)
    check(greedy.predict(question=QUESTION, api_name="/ask"))


def test_a_browser_logs_in_and_loads_nothing_from_elsewhere(
    tmp_path: Path, browser: Browser
) -> None:
    with served(tmp_path, FOOTNOTE_AUTH="ann:rhubarb") as url, browser.new_context() as context:
        page = context.new_page()
        elsewhere: list[str] = []
        page.on("request", lambda request: elsewhere.append(request.url))
        page.goto(url)
        page.get_by_label("username").fill("ann")
        page.get_by_label("password").fill("rhubarb")
        page.get_by_role("button", name="Login").click()
        expect(page.locator(".document h2")).to_be_visible(timeout=60_000)
        assert [address for address in elsewhere if not address.startswith(url)] == []


def test_a_web_page_is_read_by_its_address(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "lamp.html").write_text(
        "<title>The lamp</title><h1>The lamp</h1><p>The lamp was lit by Signe Dahl in 1888.</p>"
    )
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    address = f"http://127.0.0.1:{port}/lamp.html"
    with (
        subprocess.Popen(command, cwd=tmp_path) as web,
        served(tmp_path, FOOTNOTE_PRIVATE_URLS="true") as url,
    ):
        wait_for(address, web)
        for width in (375, 1280):
            with browser.new_context(viewport={"width": width, "height": 800}) as context:
                visitor = Visitor(context, url)
                visitor.read(address=address)
                expect(visitor.page.locator(".toast-body").last).to_contain_text("Read: The lamp")
                visitor.to_chat()
                assert "Signe Dahl" in visitor.ask("Who lit the lamp?")
        web.terminate()


@pytest.mark.parametrize(
    ("host", "hosts", "choose_llm", "allowed"),
    [
        ("127.0.0.1", "", None, True),
        ("0.0.0.0", "", None, False),
        ("127.0.0.1", "chat.example.org", None, False),  # behind a proxy
        ("0.0.0.0", "", True, True),
        ("127.0.0.1", "", False, False),
    ],
)
def test_only_who_sits_at_the_machine_may_choose_an_llm(
    tmp_path: Path, host: str, hosts: str, choose_llm: bool | None, allowed: bool
) -> None:
    settings = Settings(hosts=hosts, choose_llm=choose_llm)
    visitors = Visitors(tmp_path, Future(), settings)
    served_as = ServedHosts.of(host, hosts.split(","))
    blocks = build_page(visitors, Future(), settings, [], served_as)
    calls = {getattr(fn.fn, "__qualname__", "") for fn in blocks.fns.values()}
    assert ("BackendChoice.use" in calls) == allowed


@pytest.mark.parametrize("given", ["ann", "ann:", ":rhubarb"])
def test_a_login_in_another_form_is_refused_and_not_repeated(given: str) -> None:
    done = subprocess.run(
        [sys.executable, "app.py", "--auth", given], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "USER:PASSWORD" in done.stderr
    assert "rhubarb" not in done.stderr
