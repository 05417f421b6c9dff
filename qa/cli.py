"""``footnote index | ask | chat | eval | serve``.

Exit codes: 0, also for an abstention, which is an answer too; 1 for bad input, with one sentence
on standard error that says what is wrong and what to do; 2 for a command line that can't be read.
"""

import io
import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from index.errors import DocumentNotFoundError, FootnoteError
from qa.answer import Answer, Citation

if TYPE_CHECKING:  # what loads models is imported by the command that needs it
    from index import Index

app = typer.Typer(
    help="Answers about a document, with footnotes to the exact sentences they rest on.",
    epilog="Exit codes: 0 answered or abstained, 1 bad input, 2 bad command line.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)

_ID_SHOWN = 12
"""How much of a document's id is listed: enough to name it by."""

Documents = Annotated[
    list[str], typer.Argument(help="Files (.txt .md .html .pdf .docx) or http(s) addresses.")
]
Folder = Annotated[
    Path | None, typer.Option(help="Where the index is kept; else in the user's cache.")
]


def _writable(path: Path | None) -> Path | None:
    """Refuse a file that can't be written before minutes of work are put into it."""
    try:
        if path:
            path.touch()
    except OSError as error:
        raise typer.BadParameter(f"{path} can't be written: {error.strerror}.") from error
    return path


def main() -> None:
    """Run the command line; errors that are meant for the user are one sentence, not a trace."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign that the terminal lacks stops nothing
    try:
        app(prog_name="footnote")
    except FootnoteError as error:
        _err.print(f"footnote: {error}", markup=False)
        sys.exit(1)


@app.command()
def index(
    documents: Annotated[list[str] | None, typer.Argument(help="Files or addresses.")] = None,
    folder: Folder = None,
    remove: Annotated[
        list[str] | None, typer.Option(help="Source or id of a document to take out.")
    ] = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Make the FAISS file again from the SQLite file.")
    ] = False,
) -> None:
    """Index documents, so that they open at once later; list what the index holds then."""
    from qa.pipeline import DocumentQA, open_index

    if repair and folder:
        open_index(folder, repair=True).close()
    elif repair:
        raise typer.BadParameter("--repair needs the --folder of the index.")
    if documents:
        with _progress("Indexing") as report:
            opened = DocumentQA.from_files(documents, folder=folder, progress=report).index
    elif folder:
        opened = open_index(folder)
    else:
        raise typer.BadParameter("Name documents to index, or a --folder that holds an index.")
    _remove(opened, remove or [])
    for document_id, title, source in opened.documents():
        _out.print(f"{document_id[:_ID_SHOWN]}  {title}  {source}", markup=False)
    _out.print(f"Documents: {len(opened.documents()):,}. Passages: {len(opened):,}.")


@app.command()
def ask(
    document: Annotated[str, typer.Argument(help="A file or an http(s) address.")],
    question: Annotated[str, typer.Argument(help="What you want to know.")],
    folder: Folder = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole answer as JSON.")
    ] = False,
) -> None:
    """Answer one question about a document."""
    from qa.pipeline import DocumentQA

    with _progress("Indexing") as report:
        bot = DocumentQA.from_files(document, folder=folder, progress=report)
    answer = bot.ask(question)
    if as_json:
        typer.echo(_json(answer.to_dict()).encode())  # JSON is UTF-8, whatever the terminal's is
    else:
        _print(answer, bot.index)


@app.command()
def chat(documents: Documents, folder: Folder = None) -> None:
    """Talk about documents in the terminal; an empty line or Ctrl-D ends it."""
    from qa.pipeline import DocumentQA

    with _progress("Indexing") as report:
        bot = DocumentQA.from_files(documents, folder=folder, progress=report)
    conversation = bot.chat()
    for question in _typed():
        try:
            _print(conversation.ask(question), bot.index)
        except FootnoteError as error:
            _err.print(str(error), markup=False)


@app.command("eval")
def evaluate(
    questions: Annotated[
        Path | None, typer.Argument(help="A question set (JSON lines); else the sample's.")
    ] = None,
    document: Annotated[
        str | None, typer.Option(help="The document it is about; else the sample.")
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", help="Write everything here.", callback=_writable, dir_okay=False),
    ] = None,
) -> None:
    """Ask a fixed question set and score the answers."""
    from data import QUESTIONS, SAMPLE
    from qa.evaluation import run
    from qa.evaluation.questions import read
    from qa.evaluation.report import table
    from qa.pipeline import DocumentQA

    asked = read(questions or QUESTIONS)
    with _progress("Indexing") as report:
        bot = DocumentQA.from_files(document or SAMPLE, progress=report)
    if unsupported := run.unsupported(bot, asked):
        _err.print(
            f"The document lacks sentences that the question set names as support "
            f"({', '.join(unsupported)}): their citations count as wrong.",
            markup=False,
        )
    outcomes = []
    with _progress("Asking") as report:
        for outcome in run.evaluate(bot, asked):
            outcomes.append(outcome)
            report(len(outcomes) / len(asked))
    _out.print(table(outcomes))
    if json_file:
        json_file.write_text(_json(run.to_dict(outcomes)) + "\n", encoding="utf-8")


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,  # app.py has its own
)
def serve(context: typer.Context) -> None:
    """Open the chat page; takes the arguments of app.py: [DOCUMENT ...] [--host] [--port]."""
    # As a program of its own: nothing here may know the page. With -P, an app.py that happens to
    # lie in the working folder isn't taken for it.
    command = [sys.executable, "-P", "-m", "app", *context.args]
    sys.exit(subprocess.run(command, check=False).returncode)


def _remove(index: "Index", names: Sequence[str]) -> None:
    """Take documents out, each named by its source or by its id, in full or as it is listed."""
    for name in names:
        sources = {name, str(Path(name).absolute())}
        found = [
            document_id
            for document_id, _, source in index.documents()
            if source in sources or (len(name) >= _ID_SHOWN and document_id.startswith(name))
        ]
        if not found:
            raise DocumentNotFoundError(
                f"The index holds no document {name!r}. Give an id or a source as "
                "`footnote index --folder FOLDER` lists it."
            )
        for document_id in found:
            index.remove(document_id)


def _typed() -> Iterator[str]:
    while True:
        try:
            question = _out.input("\n> " if sys.stdin.isatty() else "")
        except EOFError:
            return
        if not question.strip():
            return
        yield question


def _print(answer: Answer, index: "Index") -> None:
    _out.print(answer.text, markup=False)
    titles = {document_id: title for document_id, title, _ in index.documents()}
    for citation in answer.citations:
        where = f"sentence {citation.sentence}"
        if len(titles) > 1:
            where = f"{titles[citation.document_id]}, {where}"
        _out.print(Text(f"  [{citation.marker}] {where}: ") + _emphasised(citation))
    if not answer.answered and answer.evidence:
        _out.print("Closest passages:")
        for evidence in answer.evidence[:3]:
            _out.print(
                f"  – {textwrap.shorten(evidence.text, 200, placeholder=' …')}", markup=False
            )
    _out.print(f"({answer.backend}, confidence {answer.confidence:.0%})", style="dim")


def _emphasised(citation: Citation) -> Text:
    """The quote on one line, with the words in it that answer in bold."""
    quote = Text(re.sub(r"\s", " ", citation.quote))
    for start, end in citation.spans:
        if (start, end) != (citation.start, citation.end):
            quote.stylize("bold", start - citation.start, end - citation.start)
    return quote


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[float], None]]:
    """A progress bar on standard error, if that is a terminal, from the first report on."""
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()
    bar = Progress(
        *columns, TimeRemainingColumn(), console=_err, transient=True, disable=not _err.is_terminal
    )
    task = bar.add_task(what, total=1.0)

    def report(share: float) -> None:
        bar.start()
        bar.update(task, completed=share)

    try:
        yield report
    finally:
        if bar.live.is_started:
            bar.stop()
