"""The whole command line; ``python app.py`` is ``footnote serve``, the chat page."""

import sys
from typing import Annotated

import typer

from qa.cli import command_line, run
from qa.settings import Settings
from qa.terminal import LLMSpec, Verbose, log_to_stderr


@command_line.command()
def serve(
    documents: Annotated[
        list[str] | None,
        typer.Argument(help="Files or http(s) addresses; else FOOTNOTE_INDEX or the sample."),
    ] = None,
    llm: LLMSpec = "",
    host: Annotated[str, typer.Option(help="Address to serve on.")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(help="Port to serve on; else the first free one from 7860.")
    ] = None,
    auth: Annotated[
        str,
        typer.Option(
            metavar="USER:PASSWORD",
            help="Ask for this login. Better in FOOTNOTE_AUTH, where no other user of the "
            "machine sees it.",
        ),
    ] = "",
    mcp: Annotated[bool, typer.Option("--mcp", help="Offer /ask as an MCP tool too.")] = False,
    verbose: Verbose = False,
) -> None:
    """Open the chat page on documents."""
    if verbose:
        log_to_stderr()
    from page.server import serve_page  # Gradio takes seconds to import

    settings = Settings.from_options(llm=llm, auth=auth)
    serve_page(documents or [], settings, host=host, port=port, mcp=mcp)


def footnote() -> None:
    """Run the command ``footnote``."""
    run(sys.argv[1:])


if __name__ == "__main__":
    run(["serve", *sys.argv[1:]])
