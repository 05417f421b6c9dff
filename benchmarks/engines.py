"""What both engines of the index find, and how fast: ``python -m benchmarks.engines``.

All documents of ``documents.dev`` in one index, among passages made by shuffling sentences of the
training documents. A question counts if any of its evidence sentences stands in one of the first 8
passages. PostgreSQL is asked twice: comparing all vectors, as it does with so few, and by HNSW, as
it does with more. Texts are embedded once, for both: times are those of the engines alone. The
PostgreSQL server runs on the same machine.
"""

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain, islice

import numpy as np
from rich.progress import track

from benchmarks.results import ResultTable, format_share, save
from benchmarks.retrieval import rank_evidence
from benchmarks.timing import format_milliseconds
from index import Document, Embedder, Index
from index.embedding import Matrix, Vector
from index.engines.postgres import storage as postgres_storage
from index.sentences import split_sentences
from qa.loading import load_embedder
from qa.settings import Settings
from tests.support.engines import open_place
from tests.support.postgres import serving
from training.data.documents import AnnotatedDocument, load_documents

DEPTH = 8
SENTENCES = 500
"""Sentences that are shuffled."""

SHUFFLED_DOCUMENTS = 30
EVERY = 2
"""One in so many questions is asked."""

Place = tuple[str, int]
"""A document's id and where in it a passage begins."""


class Remembering:
    """An embedding model that embeds each text once."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.dimension = embedder.name, embedder.dimension
        self._embedder = embedder
        self._vectors: dict[str, Vector] = {}

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Return a vector of unit length for each text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._embedder.embed(new), strict=True))
        return np.array([self._vectors[text] for text in texts])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text."""
        return self._embedder.count_tokens(texts)


def shuffle_sentences() -> Iterator[Document]:
    """Yield documents of shuffled sentences without end, the same in every run."""
    texts = [record.document.text for record in load_documents("train")[: SENTENCES // 10]]
    every = chain.from_iterable([t[s.start : s.end] for s in split_sentences(t)] for t in texts)
    sentences = list(islice(every, SENTENCES))
    rng = random.Random(0)
    while True:
        yield Document.from_text(" ".join(rng.sample(sentences, len(sentences))), "Shuffled")


def fill(index: Index, records: Sequence[AnnotatedDocument]) -> float:
    """Add all documents, and return how many passages are stored in a second."""
    documents = [record.document for record in records]
    documents += islice(shuffle_sentences(), SHUFFLED_DOCUMENTS)
    begin = time.perf_counter()
    index.add(documents)
    return len(index) / (time.perf_counter() - begin)


def ask(
    index: Index, records: Sequence[AnnotatedDocument]
) -> tuple[list[set[Place]], list[bool], list[float]]:
    """Search for all questions; return what is found, whether it is right, and the seconds."""
    asked = [(r.document, q) for r in records for q in r.questions if q.evidence][::EVERY]
    index.embedder.embed([question.question for _, question in asked])
    found, hits, seconds = [], [], []
    for document, question in track(asked, "Searching", transient=True):
        begin = time.perf_counter()
        evidence = index.search(question.question, DEPTH)
        seconds.append(time.perf_counter() - begin)
        gold = question.find_gold_sentences(index.sentences(document.id))
        hits.append(rank_evidence(evidence, document, gold) <= DEPTH)
        found.append({(e.passage.document_id, e.passage.start) for e in evidence})
    return found, hits, seconds


def main() -> None:
    """Measure both engines and save."""
    embedder = Remembering(load_embedder(Settings().embedder))
    records = load_documents("dev")
    with serving() as server, tempfile.TemporaryDirectory() as folder:
        with closing(open_place(folder, embedder)) as local:
            fill(local, records)  # embeds all texts
            runs = {"SQLite and FAISS": ask(local, records)}
            passages = len(local)
        with closing(open_place(f"{folder}/again", embedder)) as again:
            stored = [fill(again, records)]
        with closing(open_place(server.create(), embedder)) as shared:
            stored.append(fill(shared, records))
            runs["PostgreSQL, all vectors compared"] = ask(shared, records)
            postgres_storage.COMPARED_PASSAGES = 0
            runs["PostgreSQL, by HNSW"] = ask(shared, records)
    baseline = runs["SQLite and FAISS"][0]
    rows = [
        (
            name,
            format_share(hits),
            format_share(len(a & b) / len(b) for a, b in zip(found, baseline, strict=True)),
            format_milliseconds(seconds, digits=1),
        )
        for name, (found, hits, seconds) in runs.items()
    ]
    columns = (
        "",
        f"evidence in the first {DEPTH}, %",
        f"of the first {DEPTH} the same, %",
        "median, 95th percentile",
    )
    title = f"{len(baseline):,} questions of dev searched among {passages:,} passages"
    figures = {
        f"passages stored a second, vectors given: {name}": f"{rate:,.0f}"
        for name, rate in zip(("SQLite and FAISS", "PostgreSQL"), stored, strict=True)
    }
    save("engines", figures, [ResultTable(title, columns, rows)])


if __name__ == "__main__":
    main()
