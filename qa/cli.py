"""``footnote index | ask | chat | eval | serve``.

Exit codes: 0, also for an abstention, which is an answer too; 1 for bad input, with one sentence
on standard error that says what is wrong and what to do; 2 for a command line that can't be read.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from index.errors import FootnoteError
from qa.answer import Answer

app = typer.Typer(
    help="Answers about a document, with footnotes to the exact sentences they rest on.",
    epilog="Exit codes: 0 answered or abstained, 1 bad input, 2 bad command line.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)

Documents = Annotated[
    list[str], typer.Argument(help="Files (.txt .md .html .pdf .docx) or http(s) addresses.")
]
Folder = Annotated[
    Path | None, typer.Option(help="Where the index is kept; else in the user's cache.")
]


def main() -> None:
    """Run the command line; errors that are meant for the user are one sentence, not a trace."""
    try:
        app()
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

    if documents:
        with _progress("Indexing") as report:
            opened = DocumentQA.from_files(documents, folder=folder, progress=report).index
    elif folder:
        opened = open_index(folder, repair=repair)
    else:
        raise typer.BadParameter("Name documents to index, or a --folder that holds an index.")
    for document_id, _, source in opened.documents():
        if {document_id, source} & set(remove or []):
            opened.remove(document_id)
    for document_id, title, source in opened.documents():
        _out.print(f"{document_id[:12]}  {title}  {source}", markup=False)
    _out.print(f"{len(opened.documents())} documents, {len(opened)} passages")


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
        print(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2))
    else:
        _print(answer)


@app.command()
def chat(documents: Documents, folder: Folder = None) -> None:
    """Talk about documents in the terminal; an empty line or Ctrl-D ends it."""
    from qa.pipeline import DocumentQA

    with _progress("Indexing") as report:
        bot = DocumentQA.from_files(documents, folder=folder, progress=report)
    conversation = bot.chat()
    for question in _typed():
        try:
            _print(conversation.ask(question))
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
    json_file: Annotated[Path | None, typer.Option("--json", help="Write everything here.")] = None,
) -> None:
    """Ask a fixed question set and score the answers."""
    from data import QUESTIONS, SAMPLE
    from qa.evaluation import run
    from qa.evaluation.questions import read
    from qa.evaluation.report import table
    from qa.pipeline import DocumentQA

    asked = read(questions or QUESTIONS)
    bot = DocumentQA.from_files(document or SAMPLE)
    outcomes = []
    with _progress("Asking") as report:
        for outcome in run.evaluate(bot, asked):
            outcomes.append(outcome)
            report(len(outcomes) / len(asked))
    _out.print(table(outcomes))
    if json_file:
        content = json.dumps(run.to_dict(outcomes), ensure_ascii=False, indent=2)
        json_file.write_text(content + "\n", encoding="utf-8")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def serve(context: typer.Context) -> None:
    """Open the chat page; takes the arguments of app.py: [DOCUMENT ...] [--host] [--port]."""
    # As a program of its own: nothing here may know the page.
    sys.exit(subprocess.run([sys.executable, "-m", "app", *context.args], check=False).returncode)


def _typed() -> Iterator[str]:
    while True:
        try:
            question = _out.input("\n> ")
        except EOFError:
            return
        if not question.strip():
            return
        yield question


def _print(answer: Answer) -> None:
    _out.print(answer.text, markup=False)
    for citation in answer.citations:
        quote = " ".join(citation.quote.split())
        _out.print(f"  [{citation.marker}] sentence {citation.sentence}: {quote}", markup=False)
    if not answer.answered and answer.evidence:
        _out.print("Closest passages:")
        for evidence in answer.evidence[:3]:
            _out.print(f"  – {' '.join(evidence.text.split())[:200]}…", markup=False)
    _out.print(f"({answer.backend}, confidence {answer.confidence:.0%})", style="dim")


@contextmanager
def _progress(what: str) -> Iterator[Callable[[float], None]]:
    """A progress bar on standard error, which appears with the first report."""
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()
    with Progress(*columns, TimeRemainingColumn(), console=_err, transient=True) as bar:
        task = bar.add_task(what, total=1.0, visible=False)

        def report(share: float) -> None:
            bar.update(task, completed=share, visible=True)

        yield report
