"""Processes that do what hostile documents would make them do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import worker
from index.worker.pool import WorkerPool

HOSTILE = "Hostile."

FAULTS = {
    "hangs in a regular expression": "import re; re.fullmatch('(?:a|a)*b', 'a' * 60)",
    "hangs": "while True: pass",
    "takes memory": "bytearray(1 << 40)",
    "crashes": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "exits": "import os; os._exit(0)",
    "nests deeply": "return stand_in(*arguments, **options)",
    "prints": "print('noise', flush=True); return whole(*arguments, **options)",
    "has a bug": "raise ValueError('a bug')",
}
"""What happens on reading or splitting a text that holds ``HOSTILE``."""

PATCH = """
from index import reading, sentences
from index.document import Document

def put(owner, name):
    whole = getattr(owner, name)
    def stand_in(*arguments, **options):
        if not any({hostile!r} in str(argument) for argument in arguments):
            return whole(*arguments, **options)
        return fault(stand_in, whole, arguments, options)
    setattr(owner, name, stand_in)

def fault(stand_in, whole, arguments, options):
    {fault}

put(reading, "read_file")
put(Document, "from_text")
put(sentences, "split_sentences")
"""


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkerPool]:
    """A pool of this test's own, in place of the usual one."""
    pool = WorkerPool()
    monkeypatch.setattr(worker, "_pool", pool)
    yield pool
    pool.close()


@pytest.fixture
def break_workers(
    pool: WorkerPool,  # noqa: ARG001 - whose processes they are
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[str], None]:
    """Makes the processes that are started from now on fail as one of ``FAULTS`` says."""

    def put(fault: str) -> None:
        code = PATCH.format(hostile=HOSTILE, fault=FAULTS[fault])
        (tmp_path / "sitecustomize.py").write_text(code)
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    return put
