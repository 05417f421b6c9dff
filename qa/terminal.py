"""Terminal output: results on standard output, progress, errors and the log on standard error."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

OUT = Console(highlight=False, soft_wrap=True)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)


LOGGERS = ("index", "qa", "page")
"""Packages whose log ``--verbose`` shows; each is quiet by default."""

LLMSpec = Annotated[
    str,
    typer.Option(
        "--llm",
        help="An LLM that writes the answers: built-in, a name that `footnote models` lists, "
        "hf:NAME, ollama:MODEL, openai:URL#MODEL, gguf:PATH; none for quoted words.",
    ),
]

Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose", help="Log to standard error: slow questions, lost LLMs, refused documents."
    ),
]


class _StderrHandler(logging.Handler):
    """Prints log records where ``ERR`` prints at that time."""

    def emit(self, record: logging.LogRecord) -> None:
        ERR.print(self.format(record), style="dim", markup=False)


_HANDLER = _StderrHandler()
_HANDLER.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))


def log_to_stderr() -> None:
    """Show the log of Footnote's own packages, and of nothing else."""
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.INFO)
        logging.getLogger(name).addHandler(_HANDLER)


def pretty_json(content: Any) -> str:
    """Format JSON that people can read, too."""
    return json.dumps(content, ensure_ascii=False, indent=2)


def writable(path: Path | None) -> Path | None:
    """Refuse a file that can't be written before minutes of work are put into it."""
    try:
        if path and not path.exists():
            path.touch()
            path.unlink()  # nothing is left behind where the work then fails
        elif path:
            path.open("ab").close()
    except OSError as error:
        raise typer.BadParameter(f"{path} can't be written: {error.strerror}.") from error
    return path


@contextmanager
def progress(description: str) -> Iterator[Callable[[float], None]]:
    """A progress bar on standard error, if that is a terminal, from the first report on."""
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()
    bar = Progress(
        *columns, TimeRemainingColumn(), console=ERR, transient=True, disable=not ERR.is_terminal
    )
    task = bar.add_task(description, total=1.0)

    def report(share: float) -> None:
        bar.start()
        bar.update(task, completed=share)

    try:
        yield report
    finally:
        if bar.live.is_started:
            bar.stop()
