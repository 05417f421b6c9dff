"""The chat page: ``python app.py [DOCUMENT ...] [--llm SPEC] [--host HOST] [--port PORT]``."""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # gradio reads it when it is imported

import gradio as gr

from data import SAMPLE
from index import FootnoteError
from page import CSS, EXAMPLES, OF_ANY_DOCUMENT
from page.api import Api
from page.conversation import Conversation
from page.layout import Layout
from page.turns import Turns
from page.visitor import Visitors
from qa import DocumentQA, Settings

MAX_UPLOAD = "100mb"
MOST_WAITING = 60
"""Questions that wait at the same time; whoever comes then is told to come again."""
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


def build(
    shared: "Future[DocumentQA]", llm: str, examples: Sequence[str], *, choose_llm: bool
) -> gr.Blocks:
    """The page over some documents, and the API beside it.

    Args:
        shared: gives the bot over the documents that everybody finds there.
        llm: what answers at first, as ``--llm`` takes it.
        examples: questions that an empty chat offers.
        choose_llm: whether a visitor may choose another LLM.
    """
    visitors = Visitors(Settings().cache_folder / "visitors", shared, llm)
    visitors.clean()
    turns = Turns()
    with gr.Blocks(title="Footnote", fill_width=True, delete_cache=(600, 3600)) as blocks:
        # First, so that no event of the page takes the name.
        gr.api(Api(shared, turns).ask, api_name="ask", concurrency_limit=None)
        layout = Layout(visitors, Conversation(visitors, turns), examples, choose_llm=choose_llm)
        layout.build(blocks)
    blocks.queue(max_size=MOST_WAITING)
    return blocks


def load_bot(documents: Sequence[str | Path], llm: str = "") -> DocumentQA:
    """Load the models, and index the documents or open the index that they have."""
    return DocumentQA.from_files(*documents, settings=Settings.with_llm(llm))


def login(given: str) -> tuple[str, str] | None:
    """User and password out of ``USER:PASSWORD``; None where no login is asked for.

    Raises:
        SystemExit: it isn't in that form.
    """
    user, colon, password = given.partition(":")
    if given and not (user and colon and password):
        sys.exit("footnote: the login isn't in the form USER:PASSWORD.")
    return (user, password) if given else None


def main() -> None:
    """Serve the page, then load the models and the documents while it comes up."""
    options = _options()
    loading: Future[DocumentQA] = Future()
    blocks = build(
        loading,
        options.llm,
        OF_ANY_DOCUMENT if options.documents else EXAMPLES,
        choose_llm=options.host in LOCAL_HOSTS,
    )
    try:
        _, url, _ = blocks.launch(
            server_name=options.host,
            server_port=options.port,
            share=False,
            quiet=True,
            prevent_thread_lock=True,
            theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"]),
            css=CSS,
            footer_links=[],
            max_file_size=MAX_UPLOAD,
            auth=login(options.auth or Settings().auth.get_secret_value()),
            mcp_server=options.mcp,
        )
        print(f"Footnote is at {url} (Ctrl-C ends it)", flush=True)
        if options.mcp:
            print(f"Its MCP server is at {url}gradio_api/mcp/", flush=True)
        loading.set_result(load_bot(options.documents or [SAMPLE], options.llm))
    except (FootnoteError, OSError) as error:
        sys.exit(f"footnote: {error}")
    blocks.block_thread()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The chat page of Footnote.")
    parser.add_argument("documents", nargs="*", metavar="DOCUMENT", help="file or http(s) address")
    parser.add_argument(
        "--llm",
        default="",
        metavar="SPEC",
        help="what writes the answers: hf:NAME, ollama:MODEL, openai:URL#MODEL or gguf:PATH",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on")
    parser.add_argument("--port", type=int, help="port to serve on; else the first free from 7860")
    parser.add_argument(
        "--auth",
        default="",
        metavar="USER:PASSWORD",
        help="ask for this login; better in FOOTNOTE_AUTH, where no other user of the machine sees",
    )
    parser.add_argument("--mcp", action="store_true", help="offer /ask as an MCP tool too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
