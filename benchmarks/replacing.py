"""Processes killed while they replace a document: ``python -m benchmarks.replacing [KILLS]``.

A worker replaces one document by its next version again and again, and is killed at a random moment
(300 times unless said otherwise). After each kill the index has to hold exactly one version, whole,
with its original.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from rich.progress import track

from benchmarks.results import save
from tests.support.doubles import HashingEmbedder
from tests.support.engines import open_place

ROOT = Path(__file__).resolve().parents[1]
SOURCE = "/report.txt"
KILLS = 300
MAX_WAIT_SECONDS = 0.5

WORKER = """
import sys
from dataclasses import replace
from itertools import count
from index import Document
from index.original import Original
from qa.loading import update_index
from tests.support.doubles import HashingEmbedder
from tests.support.engines import open_place

index = open_place(sys.argv[1], HashingEmbedder())
for version in count(int(sys.argv[2])):
    text = " ".join(f"Version {version} says w{i} of it." for i in range(200))
    document = Document.from_text(text, source=sys.argv[3])
    update_index(index, [replace(document, original=Original.of(text.encode(), ".txt"))])
    print(version, flush=True)
"""


def main() -> None:
    """Kill, look, and save what came of it."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    with tempfile.TemporaryDirectory() as folder:
        versions = Counter(
            kill_and_look(folder, attempt)
            for attempt in track(range(kills), "killing", transient=True)
        )
    save(
        "replacing",
        {
            f"{kills} processes killed while they replace a document: "
            "index with one version, with several, with none": (
                f"{versions[1]}, {kills - versions[1] - versions[0]}, {versions[0]}"
            )
        },
    )


def replace_again_and_again(place: str, first: int) -> "subprocess.Popen[str]":
    """Start a worker that replaces a document by versions from the first on, and says each."""
    command = [sys.executable, "-c", WORKER, place, str(first), SOURCE]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill_and_look(place: str, attempt: int) -> int:
    """Kill a worker, and return how many versions the index holds, each of them whole.

    Args:
        place: of the index, a folder or the address of a database; used again and again.
        attempt: number of the attempt, which tells its versions from earlier ones.

    Raises:
        FootnoteError: what the index holds doesn't fit together.
        RuntimeError: a version was there before and its original isn't.
    """
    first = attempt * 1_000_000
    with replace_again_and_again(place, first) as worker:
        if worker.stdout and worker.stdout.readline() != f"{first}\n":
            raise RuntimeError("the worker has ended by itself")
        time.sleep(random.uniform(0, MAX_WAIT_SECONDS))
        worker.kill()
    with closing(open_place(place, HashingEmbedder())) as index:
        index.check_integrity()
        held = index.documents()
        if not all(index.original(info.id) for info in held):
            raise RuntimeError(f"after attempt {attempt} an original is missing")
        return len(held)


if __name__ == "__main__":
    main()
