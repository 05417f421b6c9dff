"""Recall and latency of retrieval: ``python -m benchmarks.retrieval``.

Each document of ``documents.dev`` alone, top 5, and all of them in one index, top 8. A question
counts if any of its evidence sentences stands in a retrieved passage. Follow-ups are asked in
their self-contained form.
"""

from collections.abc import Sequence
from statistics import median

from benchmarks.answers import index_alone
from benchmarks.results import ResultTable, format_share, save
from benchmarks.timing import format_milliseconds, time_call
from data import SAMPLE
from index import Document, Evidence, Index, load
from qa.loading import load_embedder
from qa.settings import Settings
from training.data.documents import QuestionRecord, load_documents

ALONE, TOGETHER = 5, 8
DEPTHS = (1, 3, 5, 8, 20)
NOT_FOUND = 1_000
TIMED_QUESTIONS = 300


def find_rank(index: Index, document: Document, question: QuestionRecord) -> int:
    """Return the rank, from 1, of the first passage with an evidence sentence.

    It is ``NOT_FOUND`` if none of the first ``max(DEPTHS)`` has one.
    """
    gold = question.find_gold_sentences(index.sentences(document.id))
    return rank_evidence(index.search(question.question, max(DEPTHS)), document, gold)


def rank_evidence(found: Sequence[Evidence], document: Document, gold: set[int]) -> int:
    """Return the rank, from 1, of the first passage with one of the document's gold sentences.

    It is ``NOT_FOUND`` if none has one.
    """
    for rank, evidence in enumerate(found, start=1):
        passage = evidence.passage
        numbers = range(passage.first_sentence, passage.last_sentence + 1)
        if passage.document_id == document.id and not gold.isdisjoint(numbers):
            return rank
    return NOT_FOUND


def main() -> None:
    """Search and save."""
    embedder = load_embedder(Settings().embedder)
    embedder.embed(["warm up"])
    together = Index.in_memory(embedder)
    ranks_alone: list[int] = []
    answerable: list[tuple[Document, QuestionRecord]] = []
    for record in load_documents("dev"):
        questions = [q for q in record.questions if q.evidence]
        index = index_alone(record.document)
        ranks_alone += [find_rank(index, record.document, q) for q in questions]
        together.add([record.document])
        answerable += [(record.document, q) for q in questions]
    ranks_together = [find_rank(together, document, q) for document, q in answerable]
    ranks = {"each document alone": ranks_alone, "all documents together": ranks_together}
    rows = [
        (name, *(format_share(rank <= k for rank in each) for k in DEPTHS))
        for name, each in ranks.items()
    ]
    columns = ("", *(f"k = {k}" for k in DEPTHS))
    title = f"Evidence among the first k passages, {len(answerable):,} questions of dev, %"
    sample = load(SAMPLE)
    indexing = [time_call(lambda: Index.in_memory(embedder).add([sample])) for _ in range(5)]
    searching = [
        time_call(lambda q=q: together.search(q.question, TOGETHER))  # type: ignore[misc]
        for _, q in answerable[:TIMED_QUESTIONS]
    ]
    save(
        "retrieval",
        {
            f"evidence among the first {ALONE} passages, each document of dev alone": (
                f"{format_share(rank <= ALONE for rank in ranks_alone)} %"
            ),
            f"evidence among the first {TOGETHER} passages, all documents of dev in one index": (
                f"{format_share(rank <= TOGETHER for rank in ranks_together)} %"
            ),
            f"retrieval among {len(together)} passages, question embedded: median, "
            "95th percentile": format_milliseconds(searching, digits=1),
            "indexing the sample, model loaded": f"{median(indexing):.2f} s",
        },
        [ResultTable(title, columns, rows)],
    )


if __name__ == "__main__":
    main()
