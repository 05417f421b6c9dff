"""``footnote index | ask | chat | eval | models | feedback``; ``app.py`` adds ``serve``.

Exit codes: 0, also for an abstention, which is an answer too; 1 for bad input, with one sentence
on standard error that says what is wrong and what to do; 2 for a command line that can't be read;
3 for an evaluation with a figure under its floor.
"""

import errno
import io
import json
import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from index.document import DocumentNotFoundError
from index.errors import FootnoteError
from index.formats import FORMATS
from qa.answer import Answer, Citation
from qa.evaluation.command import eval_command
from qa.models_command import models_command
from qa.settings import Settings
from qa.terminal import ERR, OUT, LLMSpec, Verbose, log_to_stderr, pretty_json, progress

if TYPE_CHECKING:  # what loads models is imported by the command that needs it
    from index import Corpus, DocumentInfo, Index
    from qa.pipeline import DocumentQA

command_line = typer.Typer(
    help="Answers about a document, with footnotes to the exact sentences they rest on.",
    epilog="Exit codes: 0 answered or abstained, 1 bad input, 2 bad command line, 3 below a floor.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_OF_THE_MACHINE = {
    errno.EMFILE: "Let this user open more files at a time (`ulimit -n`).",
    errno.ENFILE: "The machine has too many files open: close other programs.",
    errno.ENOSPC: "The disk is full: make room and try again.",
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS),
        "It may be another user's: choose another folder (--folder or FOOTNOTE_CACHE_FOLDER).",
    ),
}
"""What to do about errors that have nothing to do with what was asked for."""

_ID_SHOWN = 12
"""How much of a document's id is listed: enough to name it by."""

Documents = Annotated[
    list[str] | None,
    typer.Argument(
        help=f"Files ({' '.join(FORMATS)}) or http(s) addresses; none to ask what the --folder or "
        "FOOTNOTE_INDEX holds."
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(help="Where the index is kept; else in FOOTNOTE_INDEX or the user's cache."),
]


def run(arguments: Sequence[str]) -> None:
    """Run a command; an error that is meant for the user is one sentence, not a trace."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign that the terminal lacks stops nothing
    try:
        command_line(arguments, prog_name="footnote")
    except FootnoteError as error:
        ERR.print(f"footnote: {error}", markup=False)
        sys.exit(1)
    except OSError as error:
        if error.errno not in _OF_THE_MACHINE:
            raise
        place = f" ({error.filename})" if error.filename else ""
        ERR.print(f"footnote: {error.strerror}{place}. {_OF_THE_MACHINE[error.errno]}")
        sys.exit(1)


@command_line.callback()
def configure(verbose: Verbose = False) -> None:
    """Set up what all commands share."""
    if verbose:
        log_to_stderr()


@command_line.command()
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
    from qa.loading import index_files, open_index

    settings = Settings()
    if repair and folder:
        open_index(folder, settings, repair=True).close()
    elif repair:
        raise typer.BadParameter("--repair needs the --folder of the index.")
    if documents:
        with progress("Indexing") as report:
            opened = index_files(documents, folder, settings, report)
    elif folder or settings.index:
        opened = open_index(folder, settings)
    else:
        raise typer.BadParameter("Name documents to index, or a --folder that holds an index.")
    _remove_documents(opened, remove or [])
    if settings.originals_mb:
        _report_unkept(opened, documents or [], settings.originals_mb)
    for info in opened.documents():
        OUT.print(f"{info.id[:_ID_SHOWN]}  {info.title}  {info.source}", markup=False)
    OUT.print(f"Documents: {len(opened.documents()):,}. Passages: {len(opened):,}.")


@command_line.command()
def ask(
    documents: Documents = None,
    *,
    question: Annotated[str, typer.Argument(help="What you want to know.")],
    folder: Folder = None,
    llm: LLMSpec = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole answer as JSON.")
    ] = False,
) -> None:
    """Answer one question about documents."""
    bot = _open_bot(documents or [], folder, llm)
    with ERR.status("Answering"):
        answer = bot.ask(question)
    if as_json:
        # JSON is UTF-8, whatever the terminal's encoding is.
        typer.echo(pretty_json(answer.to_dict()).encode())
    else:
        _print_answer(answer, bot.index)


@command_line.command()
def chat(documents: Documents = None, folder: Folder = None, llm: LLMSpec = "") -> None:
    """Talk about documents in the terminal; an empty line or Ctrl-D ends it."""
    bot = _open_bot(documents or [], folder, llm)
    conversation = bot.chat()
    for question in _read_questions():
        try:
            with ERR.status("Answering"):
                answer = conversation.ask(question)
            _print_answer(answer, bot.index)
        except FootnoteError as error:
            ERR.print(str(error), markup=False)


command_line.command("eval")(eval_command)
command_line.add_typer(models_command, name="models")


@command_line.command()
def feedback() -> None:
    """Draft questions from the chat's thumbs up and down."""
    from qa.evaluation.drafts import draft_questions, is_incomplete
    from qa.feedback import read_feedback

    questions = list(draft_questions(read_feedback(Settings().feedback_file)))
    for question in questions:
        typer.echo(json.dumps(question, ensure_ascii=False).encode())
    if missing := sum(map(is_incomplete, questions)):
        ERR.print(
            f"{missing} of {len(questions)} were judged wrong: fill in their answers (and "
            "support), or say that they aren't answerable."
        )


def _remove_documents(index: "Index", names: Sequence[str]) -> None:
    """Take documents out, each named by its source or by its id, in full or as it is listed."""
    for name in names:
        ids = [
            info.id
            for info in index.documents()
            if _is_from(info, name) or (len(name) >= _ID_SHOWN and info.id.startswith(name))
        ]
        if not ids:
            raise DocumentNotFoundError(
                f"The index holds no document {name!r}. Give an id or a source as "
                "`footnote index` lists it."
            )
        for document_id in ids:
            index.remove(document_id)


def _report_unkept(index: "Index", names: Sequence[str], limit: int) -> None:
    """Say which of the documents with these sources were indexed without keeping their files."""
    for info in index.documents():
        if any(_is_from(info, name) for name in names) and index.original(info.id) is None:
            ERR.print(
                f"The file of {info.title!r} isn't kept beside the index: it would be over the "
                f"limit of {limit} MB together (FOOTNOTE_ORIGINALS_MB). All else works.",
                markup=False,
            )


def _is_from(info: "DocumentInfo", name: str) -> bool:
    """Say whether a document is the one of that path or address."""
    return info.source in (name, str(Path(name).absolute()))


def _open_bot(documents: Sequence[str], folder: Path | None, llm: str) -> "DocumentQA":
    from qa.pipeline import DocumentQA

    settings = Settings.from_options(llm=llm)
    if not documents and not folder and not settings.index:
        raise typer.BadParameter("Name documents to ask, or a --folder that holds an index.")
    if not documents:
        return DocumentQA.open(folder, settings=settings)
    with progress("Indexing") as report:
        return DocumentQA.from_files(documents, folder=folder, settings=settings, progress=report)


def _read_questions() -> Iterator[str]:
    """Read questions from standard input until a line is empty."""
    while True:
        try:
            question = OUT.input("\n> " if sys.stdin.isatty() else "")
        except EOFError:
            return
        if not question.strip():
            return
        yield question


def _print_answer(answer: Answer, index: "Corpus") -> None:
    if answer.is_rewritten:
        query = textwrap.shorten(answer.search_query, 160, placeholder=" …")
        OUT.print(f"(searched for: {query})", style="dim", markup=False)
    OUT.print(answer.text, markup=False)
    titles = index.titles()
    for citation in answer.citations:
        title = f"{titles[citation.document_id]}, " if len(titles) > 1 else ""
        place = f"{title}{citation.place}"
        OUT.print(Text(f"  [{citation.marker}] {place}: ") + _emphasise(citation))
    if not answer.answered and answer.evidence:
        OUT.print("Closest passages:")
        for evidence in answer.evidence[:3]:
            OUT.print(f"  – {textwrap.shorten(evidence.text, 200, placeholder=' …')}", markup=False)
    if answer.removal_note:
        OUT.print(f"({answer.removal_note})", style="dim")
    OUT.print(f"({_describe(answer)})", style="dim", markup=False)


def _describe(answer: Answer) -> str:
    """Say what made an answer and, where it was measured, how sure it is."""
    confidence = "" if answer.confidence is None else f", confidence {answer.confidence:.0%}"
    return f"{answer.backend}{confidence}"


def _emphasise(citation: Citation) -> Text:
    """Put the quote on one line, with the words in it that answer in bold."""
    return Text.assemble(
        *((re.sub(r"\s", " ", run.text), "bold" if run.emphasised else "") for run in citation.runs)
    )
