"""The web server: puts the page together and serves it while documents and models load."""

import logging
import time
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

import gradio as gr

from data import SAMPLE
from index.errors import FootnoteError
from page import CSS, EXAMPLES, GENERIC_EXAMPLES
from page.api import Api
from page.conversation import Conversation
from page.layout import Layout
from page.library import Library
from page.queue import FairQueue
from page.shared import Shared
from page.visitor import Visitors
from qa import Settings
from qa.terminal import OUT

logger = logging.getLogger(__name__)

MAX_UPLOAD = "100mb"
MAX_WAITING = 60
"""Questions that wait at the same time; whoever comes then is told to come again."""

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


class ServerError(FootnoteError):
    """The page can't be served as it was asked for."""


def build_page(
    shared: Future[Shared], settings: Settings, examples: Sequence[str], *, choose_llm: bool
) -> gr.Blocks:
    """Put the page together, and the API beside it.

    Args:
        shared: documents and models that all visitors share.
        settings: options.
        examples: questions that an empty chat offers.
        choose_llm: whether a visitor may choose another LLM.
    """
    visitors = Visitors(settings.cache_folder / "visitors", shared, settings)
    visitors.clean()
    queue = FairQueue()
    with gr.Blocks(title="Footnote", fill_width=True, delete_cache=(600, 3600)) as blocks:
        # First, so that no event of the page takes the name.
        gr.api(Api(shared, queue).ask, api_name="ask", concurrency_limit=None)
        Layout(
            visitors,
            Conversation(visitors, queue, settings.feedback_file),
            Library(visitors, private_urls=settings.private_urls),
            examples,
            choose_llm=choose_llm,
        ).build(blocks)
    blocks.queue(max_size=MAX_WAITING)
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
        documents: paths and addresses; none for the sample.
        settings: options.
        host: address to serve on.
        port: port to serve on; by default the first free one from 7860 on.
        mcp: whether ``/ask`` is offered as an MCP tool too.

    Raises:
        ServerError: the login isn't ``USER:PASSWORD``, or the port is taken.
        FootnoteError: as ``DocumentQA.from_files``.
    """
    login = _login(settings.auth.get_secret_value())
    loading: Future[Shared] = Future()
    blocks = build_page(
        loading,
        settings,
        GENERIC_EXAMPLES if documents else EXAMPLES,
        choose_llm=host in LOCAL_HOSTS,
    )
    try:
        _, url, _ = blocks.launch(
            server_name=host,
            server_port=port,
            share=False,
            quiet=True,
            prevent_thread_lock=True,
            theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"]),
            css=CSS,
            footer_links=[],
            max_file_size=MAX_UPLOAD,
            auth=login,
            mcp_server=mcp,
        )
    except OSError as error:
        raise ServerError(str(error)) from error
    OUT.print(f"Footnote is at {url} (Ctrl-C ends it)", markup=False)
    if mcp:
        OUT.print(f"Its MCP server is at {url}gradio_api/mcp/", markup=False)
    begin = time.perf_counter()
    shared = Shared.load(documents or [SAMPLE], settings)
    seconds = time.perf_counter() - begin
    logger.info("Loaded %d documents in %.1f s", len(shared.bot.index.documents()), seconds)
    loading.set_result(shared)
    blocks.block_thread()


def _login(auth: str) -> tuple[str, str] | None:
    """Return user and password out of ``USER:PASSWORD``; None where no login is asked for."""
    user, _, password = auth.partition(":")
    if auth and not (user and password):
        raise ServerError("The login isn't in the form USER:PASSWORD.")
    return (user, password) if auth else None
