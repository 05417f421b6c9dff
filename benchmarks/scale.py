"""An index of 100,000 passages: ``python -m benchmarks.scale [PASSAGES] [FOLDER]``.

The text is made by shuffling the sentences of the reading data. Building takes about three quarters
of an hour on two cores; interrupted, it goes on where it stopped when it is started again. Then it
measures how long a search takes, and what the index takes in memory and on disk.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from rich.progress import Progress

from benchmarks.results import save
from benchmarks.timing import format_milliseconds, time_call
from index import Document, Index
from index.sentences import split_sentences
from qa.loading import load_embedder
from qa.settings import Settings
from training.data.documents import load_documents

SENTENCES = 1_600
"""Sentences of a made-up document."""

BATCH_SIZE = 5
"""Documents added at a time, since FAISS's file is written anew each time."""

QUESTIONS = 300


def shuffle_documents() -> Iterator[Document]:
    """Yield documents of shuffled sentences without end, the same in every run."""
    sentences = [
        record.document.text[s.start : s.end]
        for record in load_documents("train")
        for s in split_sentences(record.document.text)
    ]
    rng = random.Random(0)
    while True:
        yield Document.from_text(" ".join(rng.sample(sentences, SENTENCES)), "Shuffled")


def build(folder: Path, passages: int) -> Index:
    """Fill the index up to so many passages, one document after the other."""
    index = Index.open(folder, load_embedder(Settings().embedder))
    begin, held = time.perf_counter(), len(index)
    documents = shuffle_documents()
    with Progress() as bar:
        task = bar.add_task("Indexing", total=passages, completed=held)
        while len(index) < passages:
            # Those that are there already are passed over.
            index.add(islice(documents, BATCH_SIZE))
            bar.update(task, completed=len(index))
    seconds = time.perf_counter() - begin
    if new := len(index) - held:
        print(f"{new:,} passages indexed in {seconds:,.0f} s: {new / seconds:.0f} a second")
    return index


def main() -> None:
    """Build or go on building, then search and save."""
    passages = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "results/scale")
    index = build(folder, passages)
    index.close()
    begin = time.perf_counter()
    index = Index.open(folder, index.embedder)
    opening = time.perf_counter() - begin
    questions = [q.question for record in load_documents("dev") for q in record.questions]
    index.search(questions[0], 8)
    seconds = [
        time_call(lambda q=q: index.search(q, 8))  # type: ignore[misc]
        for q in questions[:QUESTIONS]
    ]
    place = f"an index of {len(index):,} passages"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        f"search in {place}: median, 95th percentile": format_milliseconds(seconds),
        f"opening {place}": f"{opening:.2f} s",
        f"memory of the process that searches {place}": f"{peak:,.0f} MiB",
    }
    for path in sorted(folder.iterdir()):
        figures[f"{path.name} of {place}"] = f"{path.stat().st_size / 2**20:,.0f} MiB"
    save("scale", figures)


if __name__ == "__main__":
    main()
