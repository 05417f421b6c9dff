"""Real processes, really killed: an index is always in the state before a change or after it."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index import Document
from tests.index.conftest import NewPlace
from tests.support.doubles import HashingEmbedder
from tests.support.engines import open_place

ROOT = Path(__file__).resolve().parents[2]
KILLS = {"local": 50, "postgres": 15}

pytestmark = pytest.mark.heavy

WORKER = """
import sys
from tests.support.doubles import HashingEmbedder
from tests.support.engines import open_place
from tests.index.test_durability import document

first, step = int(sys.argv[2]), int(sys.argv[3])
index = open_place(sys.argv[1], HashingEmbedder())
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


def start(place: str, first: int, step: int = 1) -> "subprocess.Popen[str]":
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, place, str(first), str(step)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout
    assert worker.stdout.readline() == "open\n"
    return worker


def held(place: str) -> set[str]:
    """Open the index, hold it against itself, and say which documents it has."""
    index = open_place(place, HashingEmbedder())
    with index._storage.store.writing():
        pass  # a server may still be at what a killed process has sent it
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


def test_kill_at_any_moment_leaves_the_state_before_or_after(
    new_place: NewPlace, request: pytest.FixtureRequest
) -> None:
    place, rng = new_place(), random.Random(1)
    kills = KILLS[request.node.callspec.params["new_place"]]
    before: set[str] = set()
    cut_short = 0
    for attempt in range(kills):
        first = attempt * 1_000
        worker = start(place, first)
        assert worker.stdout
        # So many steps, and some way into the next: a slow machine doesn't get to fewer.
        steps = [worker.stdout.readline().strip() for _ in range(rng.randrange(5))]
        time.sleep(rng.uniform(0, 0.1))
        worker.kill()
        steps += worker.communicate()[0].split()
        after = held(place)
        done = before | kept_by(steps)
        # The step that was under way when the worker died is done whole or not at all.
        number = int(steps[-1][1:]) if steps else first - 1
        under_way = f"Report {number + 1}", f"Report {number}"
        assert after in (done, done | {under_way[0]}, done - {under_way[1]})
        cut_short += after != done
        before = after
    assert len(before) > kills // 2


def test_two_processes_at_once_do_not_disturb_each_other(new_place: NewPlace) -> None:
    place = new_place()
    workers = [start(place, first, step=2) for first in (0, 1)]
    time.sleep(2)
    steps = []
    for worker in workers:
        worker.kill()
        steps += worker.communicate()[0].split()
    after = held(place)
    assert len(after ^ kept_by(steps)) <= len(workers)
    assert len(after) > 4


def test_two_processes_may_create_the_same_index(new_place: NewPlace) -> None:
    for _ in range(5):
        place = new_place()
        command = [
            sys.executable, "-c",
            "import sys; from tests.index.test_durability import document; "
            "from tests.support.doubles import HashingEmbedder; "
            "from tests.support.engines import open_place; "
            "index = open_place(sys.argv[1], HashingEmbedder()); "
            "index.add([document(1)]); index.close()",
            place,
        ]  # fmt: skip
        both = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
        assert [worker.wait() for worker in both] == [0, 0]
        assert held(place) == {"Report 1"}
