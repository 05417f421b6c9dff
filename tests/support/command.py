"""The command line called in this process, so that the model is loaded once."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

import app

QUESTION = "How far is Al-Rai from Jarablus?"
"""The sample document answers it: 55 kilometers."""

UNANSWERABLE = "What is the capital of Peru?"
"""The sample document doesn't answer it."""


def program(*arguments: str | Path) -> list[str]:
    """Return the command line that runs ``footnote`` in a process of its own."""
    return [sys.executable, "-c", "from app import footnote; footnote()", *map(str, arguments)]


class Result(NamedTuple):
    """What a command left behind: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def footnote(*arguments: str | Path, stdin: bytes = b"") -> Result:
    """Run ``footnote`` with these arguments."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = [io.TextIOWrapper(stream, encoding="utf-8") for stream in (out, err)]
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(streams[0]),
        redirect_stderr(streams[1]),
    ):
        patch.setattr(sys, "argv", ["footnote", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as end:
            app.footnote()
    for stream in streams:
        stream.flush()
    code = end.value.code or 0
    assert isinstance(code, int)
    return Result(code, out.getvalue().decode(), err.getvalue().decode())


def assert_one_sentence(result: Result, words: str) -> None:
    """Exit code 1, nothing on standard output, and one line on standard error with the words."""
    assert result.code == 1
    assert result.out == ""
    assert result.err.startswith("footnote: ")
    assert result.err.count("\n") == 1
    assert words in result.err
