"""Whatever a document does to the process that reads it, the caller gets an error in words."""

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Document, Index, load, worker
from index.document import DocumentEmptyError, DocumentUnreadableError
from index.reading import File
from index.sentences import split_sentences
from index.worker.pool import WorkerError, WorkerPool
from tests.index.worker.conftest import FAULTS, HOSTILE
from tests.support.doubles import HashingEmbedder

FILE = File("text", "a", "a.txt")
WHOLE = Document.from_text("The sluice was closed. Nobody knows why.", "Sluice", "a.txt")
BAD = Document.from_text(HOSTILE, "a", "a.txt")

TASKS: dict[str, Callable[[], object]] = {
    "read a file": lambda: worker.read_file(HOSTILE.encode(), FILE),
    "read a text": lambda: worker.read_text(HOSTILE, source="a.txt"),
    "split": lambda: worker.split_document(BAD),
}
ENDS = {
    "hangs in a regular expression": "it took more than 3 seconds",
    "hangs": "it took more than 3 seconds",
    "takes memory": "it took more than 4 GiB of memory",
    "crashes": "the process that read it crashed",
    "exits": "the process that read it crashed",
    "nests deeply": "its parts are nested too deeply",
}

pytestmark = pytest.mark.heavy


@pytest.mark.parametrize("fault", ENDS)
def test_a_fault_is_an_error_in_words_and_the_next_task_is_done(
    fault: str, pool: WorkerPool, break_workers: Callable[[str], None]
) -> None:
    break_workers(fault)
    worker.split_document(WHOLE)  # started before the time counts
    pool._idle[0]._seconds = 3 if "seconds" in ENDS[fault] else 100
    with pytest.raises(DocumentUnreadableError, match=rf"a\.txt can't be read: {ENDS[fault]}\."):
        TASKS["read a file"]()
    assert worker.split_document(WHOLE) == split_sentences(WHOLE.text, WHOLE.blocks)


@pytest.mark.parametrize("task", TASKS)
def test_every_task_is_done_within_the_limits(
    task: str, break_workers: Callable[[str], None]
) -> None:
    break_workers("crashes")
    with pytest.raises(DocumentUnreadableError, match=r"a\.txt can't be read: .* crashed\."):
        TASKS[task]()


def test_a_bug_comes_with_its_traceback(break_workers: Callable[[str], None]) -> None:
    break_workers("has a bug")
    for task in TASKS.values():
        with pytest.raises(WorkerError, match=r"(?s)Traceback.*sitecustomize.*a bug"):
            task()


def test_what_a_library_prints_does_not_mix_with_replies(
    break_workers: Callable[[str], None], capfd: pytest.CaptureFixture[str]
) -> None:
    break_workers("prints")
    assert worker.read_file(HOSTILE.encode(), FILE) == Document.from_text(HOSTILE, "a", "a.txt")
    assert capfd.readouterr() == ("", "")


def test_others_are_served_while_a_document_hangs(
    pool: WorkerPool, break_workers: Callable[[str], None]
) -> None:
    break_workers("hangs in a regular expression")
    worker.split_document(WHOLE)
    pool._idle[0]._seconds = 60
    errors: list[str] = []

    def read() -> None:
        try:
            TASKS["read a file"]()
        except DocumentUnreadableError as error:
            errors.append(str(error))

    reading = threading.Thread(target=read)
    reading.start()
    while pool._idle:
        time.sleep(0.01)
    for _ in range(3):
        worker.split_document(WHOLE)
    assert reading.is_alive()
    pool.close()
    reading.join()
    assert "crashed" in errors[0]


def test_errors_are_those_of_the_reader(pool: WorkerPool) -> None:
    with pytest.raises(DocumentEmptyError, match=r"a\.txt is empty"):
        worker.read_file(b"", FILE)
    with pytest.raises(DocumentEmptyError, match="Notes holds no words"):
        worker.read_text("...", "Notes")
    assert len(pool._idle) == 1  # it goes on with the next


def test_faults_are_all_tried() -> None:
    assert ENDS.keys() | {"prints", "has a bug"} == FAULTS.keys()


@pytest.mark.parametrize("ending", [".txt", ".pdf", ".docx", ".html"])
def test_load_reads_within_the_limits(
    ending: str, break_workers: Callable[[str], None], tmp_path: Path
) -> None:
    break_workers("crashes")
    path = tmp_path / f"{HOSTILE}{ending}"
    path.write_text("The sluice was closed.")
    with pytest.raises(DocumentUnreadableError, match=rf"{ending} can't be read: .* crashed\."):
        load(path)


def test_an_index_splits_within_the_limits(
    break_workers: Callable[[str], None], hashing: HashingEmbedder
) -> None:
    break_workers("crashes")
    index = Index.in_memory(hashing)
    with pytest.raises(DocumentUnreadableError, match=r"a\.txt can't be read: .* crashed\."):
        index.add([BAD])
    assert index.add([WHOLE]) == 1


def test_files_are_read_nowhere_else() -> None:
    root = Path(worker.__file__).parents[2]
    reading = {
        file.relative_to(root).as_posix()
        for folder in ("index", "qa", "page")
        for file in (root / folder).rglob("*.py")
        if re.search(
            r"index\.reading import .*read_file|import make_reader", file.read_text("utf-8")
        )
    }
    assert reading == {"index/reading.py", "index/worker/__main__.py"}
