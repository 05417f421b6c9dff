"""Real processes, really killed: an index is always in the state before a change or after it."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import Document, Index
from tests.support.doubles import HashingEmbedder

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50

pytestmark = pytest.mark.heavy

WORKER = """
import sys
from pathlib import Path
from index import Index
from tests.support.doubles import HashingEmbedder
from tests.index.test_durability import document

folder, first, step = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
index = Index.open(folder, HashingEmbedder())
print("open", flush=True)
for number in range(first, first + 100_000 * step, step):
    index.add([document(number)])
    print(f"+{number}", flush=True)
    if number % (3 * step) == first % (3 * step):
        index.remove(document(number).id)
        print(f"-{number}", flush=True)
"""


def document(number: int) -> Document:
    """A document of some ten passages, each with its own words."""
    paragraphs = (
        f"# Part {p}\n\n" + " ".join(f"Item {number} of {p} says w{i}." for i in range(30))
        for p in range(10)
    )
    return Document.from_text(f"# Report {number}\n\n" + "\n\n".join(paragraphs))


def start(folder: Path, first: int, step: int = 1) -> "subprocess.Popen[str]":
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder), str(first), str(step)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout
    assert worker.stdout.readline() == "open\n"
    return worker


def held(folder: Path) -> set[str]:
    """Open the index, hold it against itself, and say which documents it has."""
    index = Index.open(folder, HashingEmbedder())
    index.check_integrity()
    titles = set()
    for document_id, title in index.titles().items():
        number = int(title.removeprefix("Report "))
        assert index.document(document_id) == document(number)
        titles.add(title)
        passages = index.search(f"item {number}", 50)
        assert any(e.passage.document_id == document_id for e in passages)
    index.close()
    return titles


def kept_by(steps: list[str]) -> set[str]:
    """What an index holds after a worker has reported these steps."""
    titles: set[str] = set()
    for step in steps:
        (titles.add if step[0] == "+" else titles.discard)(f"Report {step[1:]}")
    return titles


def test_kill_at_any_moment_leaves_the_state_before_or_after(tmp_path: Path) -> None:
    folder, rng = tmp_path / "index", random.Random(1)
    before: set[str] = set()
    cut_short = 0
    for attempt in range(KILLS):
        first = attempt * 1_000
        worker = start(folder, first)
        assert worker.stdout
        # So many steps, and some way into the next: a slow machine doesn't get to fewer.
        steps = [worker.stdout.readline().strip() for _ in range(rng.randrange(5))]
        time.sleep(rng.uniform(0, 0.1))
        worker.kill()
        steps += worker.communicate()[0].split()
        after = held(folder)
        done = before | kept_by(steps)
        # The step that was under way when the worker died is done whole or not at all.
        number = int(steps[-1][1:]) if steps else first - 1
        under_way = f"Report {number + 1}", f"Report {number}"
        assert after in (done, done | {under_way[0]}, done - {under_way[1]})
        cut_short += after != done
        before = after
    assert len(before) > KILLS


def test_two_processes_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    workers = [start(folder, first, step=2) for first in (0, 1)]
    time.sleep(2)
    steps = []
    for worker in workers:
        worker.kill()
        steps += worker.communicate()[0].split()
    after = held(folder)
    assert len(after ^ kept_by(steps)) <= len(workers)
    assert len(after) > 4


def test_two_processes_may_create_the_same_index(tmp_path: Path) -> None:
    for attempt in range(5):
        folder = tmp_path / str(attempt)
        command = [
            sys.executable, "-c",
            "import sys; from pathlib import Path; from index import Index; "
            "from tests.index.test_durability import document; "
            "from tests.support.doubles import HashingEmbedder; "
            "Index.open(Path(sys.argv[1]), HashingEmbedder()).add([document(1)])",
            str(folder),
        ]  # fmt: skip
        both = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
        assert [worker.wait() for worker in both] == [0, 0]
        assert held(folder) == {"Report 1"}
