"""The web server: puts the page together and serves it while documents and models load."""

import base64
import logging
import math
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

import gradio as gr
from gradio_client import Client
from starlette.middleware import Middleware

from data import SAMPLE
from index.errors import FootnoteError
from page import CSS, DESCRIPTION, EXAMPLES, FAVICON
from page.adding import Adding
from page.api import Api
from page.backend import BackendChoice
from page.chat_list import ChatList
from page.cleaning import clean_regularly, use_private_uploads
from page.conversation import Conversation
from page.guard import FAILED_LOGIN_SECONDS, MAX_FAILED_LOGINS, Gate, Guard
from page.hosts import ServedHosts
from page.layout import Layout
from page.library import Library
from page.limits import Allowance
from page.queue import MAX_WAITING, FairQueue
from page.shared import Shared
from page.theme import make_theme
from page.visitors import Visitors
from page.welcome import Welcome
from page.wiring import Wiring
from qa import Settings
from qa.terminal import OUT

logger = logging.getLogger(__name__)

MAX_UPLOAD = "100mb"

HEAD = (
    f'<meta name="description" content="{DESCRIPTION}">'
    # Messages stand outside of what Gradio applies a style sheet's media queries to.
    "<style>@media (max-width: 1023px) {"
    "body .toast-wrap {top: 52px !important; bottom: auto !important}}</style>"
)

MAX_THREADS = MAX_WAITING + 60
"""Events of the page that are handled at a time: those that wait for their turn, and others."""

SWITCH_SECONDS = 0.0005
"""How long a thread keeps Python's lock while others wait: a page takes it dozens of times, and
would wait each time for whoever takes a text apart."""

UPLOAD_BYTES, INDEXING_SECONDS, HOUR = 2_000_000_000, 1800.0, 3600.0
"""What each address may have within an hour where the page is served to others."""


class ServerError(FootnoteError):
    """The page can't be served as it was asked for."""


def build_page(
    visitors: Visitors,
    shared: Future[Shared],
    settings: Settings,
    examples: Sequence[str],
    hosts: ServedHosts,
) -> gr.Blocks:
    """Put the page together, and the API beside it.

    Args:
        visitors: who comes.
        shared: documents and models that all visitors share.
        settings: options.
        examples: questions that an empty chat offers.
        hosts: names under which it is served.
    """
    queue = FairQueue()
    backends = BackendChoice(visitors, settings) if may_choose_llm(settings, hosts) else None
    seconds = INDEXING_SECONDS if hosts.to_others else math.inf
    with gr.Blocks(title="Footnote", fill_width=True, delete_cache=(600, 3600)) as blocks:
        # First, so that no event of the page takes the name.
        gr.api(Api(shared, queue).ask, api_name="ask", concurrency_limit=None)
        Wiring(
            Layout(choosing=backends is not None),
            visitors,
            Conversation(visitors, queue, settings.feedback_file),
            ChatList(visitors),
            Library(visitors),
            Adding(visitors, Allowance(seconds, HOUR), private_urls=settings.private_urls),
            Welcome(examples),
            backends,
        ).connect(blocks)
    # No event waits for another visitor's: what takes long has turns of its own.
    blocks.queue(max_size=MAX_WAITING, default_concurrency_limit=None)
    return blocks


def serve_page(
    documents: Sequence[str | Path],
    settings: Settings,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    mcp: bool = False,
) -> None:
    """Serve the page until the process is interrupted.

    The page comes up first; the models and the documents load meanwhile.

    Args:
        documents: paths and addresses; none for what is in the database that the settings name,
            else for the sample.
        settings: options.
        host: address to serve on.
        port: port to serve on; by default the first free one from 7860 on.
        mcp: whether ``/ask`` is offered as an MCP tool too.

    Raises:
        ServerError: the login isn't ``USER:PASSWORD``, or the port is taken.
        FootnoteError: as ``DocumentQA.from_files``.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    login = _login(settings.auth.get_secret_value())
    hosts = ServedHosts.of(host, settings.hosts.split(","))
    uploads = use_private_uploads(settings.cache_folder / "uploads")
    loading: Future[Shared] = Future()
    visitors = Visitors(settings.cache_folder / "visitors", loading, settings)
    clean_regularly(visitors, uploads)
    is_sample = not documents and not settings.index
    blocks = build_page(visitors, loading, settings, EXAMPLES if is_sample else [], hosts)
    gate = _make_gate(hosts, login)
    try:
        _, url, _ = blocks.launch(
            server_name=host,
            server_port=port,
            share=False,
            quiet=True,
            prevent_thread_lock=True,
            theme=make_theme(),
            css=CSS,
            favicon_path=FAVICON,
            head=HEAD,
            footer_links=[],
            max_file_size=MAX_UPLOAD,
            auth=login,
            mcp_server=mcp,
            max_threads=MAX_THREADS,
            app_kwargs={"middleware": [Middleware(Guard, gate=gate)]},
        )
    except OSError as error:
        raise ServerError(str(error)) from error
    OUT.print(f"Footnote is at {url} (Ctrl-C ends it)", markup=False)
    if mcp and login:
        _let_mcp_in(blocks, url, login)
    gate.mcp_is_ready.set()
    if mcp:
        OUT.print(f"Its MCP server is at {url}gradio_api/mcp/", markup=False)
    begin = time.perf_counter()
    shared = Shared.load([SAMPLE] if is_sample else documents, settings)
    seconds = time.perf_counter() - begin
    logger.info("Loaded %d documents in %.1f s", len(shared.bot.index.documents()), seconds)
    loading.set_result(shared)
    blocks.block_thread()


def may_choose_llm(settings: Settings, hosts: ServedHosts) -> bool:
    """Decide whether visitors may choose an LLM.

    A choice makes this machine load files and ask other servers, so it is for whoever sits there,
    unless the settings say otherwise.
    """
    return not hosts.to_others if settings.choose_llm is None else settings.choose_llm


def _make_gate(hosts: ServedHosts, login: tuple[str, str] | None) -> Gate:
    return Gate(
        hosts,
        login,
        Allowance(UPLOAD_BYTES if hosts.to_others else math.inf, HOUR),
        Allowance(MAX_FAILED_LOGINS, FAILED_LOGIN_SECONDS),
        threading.Event(),
    )


def _let_mcp_in(blocks: gr.Blocks, url: str, login: tuple[str, str]) -> None:
    """Give Gradio's MCP server the login: it hands a tool's calls on to the page's own API."""
    encoded = base64.b64encode(":".join(login).encode()).decode()
    blocks.mcp_server_obj._client_instance = Client(
        url,
        download_files=False,
        verbose=False,
        analytics_enabled=False,
        _skip_components=False,
        headers={"x-gradio-user": "mcp", "authorization": f"Basic {encoded}"},
    )


def _login(auth: str) -> tuple[str, str] | None:
    """Return user and password out of ``USER:PASSWORD``; None where no login is asked for."""
    user, _, password = auth.partition(":")
    if auth and not (user and password):
        raise ServerError("The login isn't in the form USER:PASSWORD.")
    return (user, password) if auth else None
