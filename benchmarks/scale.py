"""An index of 100,000 passages: ``python -m benchmarks.scale [PASSAGES] [FOLDER]``.

The text is made by shuffling the sentences of the reading data. Building takes about three quarters
of an hour on two cores; interrupted, it goes on where it stopped when it is started again. Then it
prints how long a search takes, and what the index takes in memory and on disk.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from index import Document, Index
from index.sentences import split
from qa.loading import load_embedder
from qa.settings import Settings
from training.data.documents import documents

SENTENCES = 1_600
"""Sentences of a made-up document."""

TOGETHER = 5
"""Documents added at a time, since FAISS's file is written anew each time."""

QUESTIONS = 300


def made_up() -> Iterator[Document]:
    """Documents without end, the same in every run."""
    pool = [
        document.text[s.start : s.end]
        for document, _ in documents("train")
        for s in split(document.text)
    ]
    shuffled = random.Random(0)
    while True:
        yield Document.from_text(" ".join(shuffled.sample(pool, SENTENCES)), "Shuffled")


def build(folder: Path, passages: int) -> Index:
    """Fill the index up to so many passages, one document after the other."""
    index = Index.open(folder, load_embedder(Settings().embedder))
    begin, held = time.perf_counter(), len(index)
    source = made_up()
    with Progress() as bar:
        task = bar.add_task("Indexing", total=passages, completed=held)
        while len(index) < passages:
            # Those that are there already are passed over.
            index.add(islice(source, TOGETHER))
            bar.update(task, completed=len(index))
    seconds = time.perf_counter() - begin
    if new := len(index) - held:
        print(f"{new:,} passages indexed in {seconds:,.0f} s: {new / seconds:.0f} a second")
    return index


def main() -> None:
    """Build or go on building, then search."""
    passages = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "results/scale")
    index = build(folder, passages)
    index.close()

    begin = time.perf_counter()
    index = Index.open(folder, index.embedder)
    opened = time.perf_counter() - begin
    asked = [one.question for _, questions in documents("dev") for one in questions][:QUESTIONS]
    index.search(asked[0], 8)
    times = []
    for question in asked:
        begin = time.perf_counter()
        index.search(question, 8)
        times.append(1000 * (time.perf_counter() - begin))
    times.sort()
    table = Table(title=f"{len(index):,} passages", show_header=False)
    table.add_row("search, question embedded", f"median {median(times):.1f} ms")
    table.add_row("", f"p95 {times[int(0.95 * len(times))]:.1f} ms")
    table.add_row("opening the index", f"{opened:.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("memory of the process, at most", f"{peak:,.0f} MiB")
    for path in sorted(folder.iterdir()):
        table.add_row(path.name, f"{path.stat().st_size / 2**20:,.0f} MiB")
    Console().print(table)


if __name__ == "__main__":
    main()
