"""How often the evidence is retrieved, and how long that takes: ``python -m benchmarks.retrieval``.

Each document of ``documents.dev`` alone, top 5, and all of them in one index, top 8. A question
counts if any of its evidence sentences stands in a retrieved passage. Follow-ups are asked in
their self-contained form.
"""

import time
from statistics import median

from rich.console import Console
from rich.table import Table

from data import SAMPLE
from index import Document, Evidence, Index, load
from qa.loading import load_embedder
from qa.settings import Settings
from training.data.documents import Asked, documents

ALONE, TOGETHER = 5, 8
DEPTHS = (1, 3, 5, 8, 20)


def rank(found: list[Evidence], document: Document, gold: set[int]) -> int:
    """Rank, from 1, of the first passage with an evidence sentence; 1,000 if there is none."""
    for place, evidence in enumerate(found, start=1):
        passage = evidence.passage
        numbers = range(passage.first_sentence, passage.last_sentence + 1)
        if passage.document_id == document.id and not gold.isdisjoint(numbers):
            return place
    return 1_000


def ranks(index: Index, asked: list[tuple[Document, Asked]]) -> list[int]:
    """The rank of the evidence for each question."""
    return [
        rank(
            index.search(one.question, max(DEPTHS)),
            document,
            one.gold(index.sentences(document.id)),
        )
        for document, one in asked
    ]


def main() -> None:
    """Print both figures at several depths, and what indexing and retrieval take."""
    embedder = load_embedder(Settings().embedder)
    embedder.embed(["warm up"])
    alone: list[int] = []
    together = Index.in_memory(embedder)
    everything = []
    for document, questions in documents("dev"):
        asked = [(document, one) for one in questions if one.evidence]
        index = Index.in_memory(embedder)
        index.add([document])
        together.add([document])
        alone.extend(ranks(index, asked))
        everything.extend(asked)
    rows = {"each document alone": alone, "all documents together": ranks(together, everything)}

    table = Table(title=f"Evidence among the first k passages, {len(everything):,} questions, %")
    table.add_column("")
    for k in DEPTHS:
        table.add_column(f"k = {k}", justify="right")
    for name, found in rows.items():
        shares = (100 * sum(r <= k for r in found) / len(found) for k in DEPTHS)
        table.add_row(name, *(f"{share:.1f}" for share in shares))
    console = Console()
    console.print(table)
    wanted = {ALONE: alone, TOGETHER: rows["all documents together"]}
    for (k, found), (name, floor) in zip(
        wanted.items(), [("alone", 97), ("together", 90)], strict=True
    ):
        share = 100 * sum(r <= k for r in found) / len(found)
        verdict = "reached" if share >= floor else "missed"
        console.print(f"{name}, top {k}: {share:.1f} % (floor {floor} %: {verdict})")
    console.print(latencies(together, [one.question for _, one in everything][:300]))


def latencies(index: Index, questions: list[str]) -> str:
    """What indexing the sample and retrieving from ``index`` take, models loaded."""
    sample = load(SAMPLE)
    seconds = []
    for _ in range(5):
        begin = time.perf_counter()
        Index.in_memory(index.embedder).add([sample])
        seconds.append(time.perf_counter() - begin)
    times = []
    for question in questions:
        begin = time.perf_counter()
        index.search(question, TOGETHER)
        times.append(1000 * (time.perf_counter() - begin))
    times.sort()
    return (
        f"indexing the sample: median {median(seconds):.2f} s; retrieval, question embedded, "
        f"{len(index)} passages: median {median(times):.1f} ms, p95 "
        f"{times[int(0.95 * len(times))]:.1f} ms"
    )


if __name__ == "__main__":
    main()
