"""Retrieval of texts unlike our own: ``python -m benchmarks.paragraphs FOLDER``.

The folder holds the public sets as ``docs/models.md`` names them. Of each set 300 paragraphs
are indexed together, each as a document, and asked for by their questions, once with the embedder
as published and once with ours.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.results import ResultTable, format_share, save
from index import Document, Index
from index.minilm import ADAPTED, PUBLISHED
from qa.loading import load_embedder
from training.data.records import read_records

SETS = ("squad", "squadshifts", "qed")
PARAGRAPHS, QUESTIONS, DEPTH = 300, 400, 8


@dataclass(frozen=True, slots=True)
class ParagraphSet:
    """Paragraphs as documents, and questions, each with the id of the document that answers."""

    documents: list[Document]
    questions: list[tuple[str, str]]


def sample_paragraphs(path: Path) -> ParagraphSet:
    """Sample paragraphs of a public set."""
    records = read_records(path)
    random.Random(1).shuffle(records)
    contexts = list(dict.fromkeys(record["context"] for record in records))[:PARAGRAPHS]
    documents = {context: Document.from_text(context) for context in contexts}
    questions = [
        (r["question"], documents[r["context"]].id) for r in records if r["context"] in documents
    ]
    return ParagraphSet(list(documents.values()), questions[:QUESTIONS])


def find_ranks(index: Index, questions: list[tuple[str, str]]) -> Iterator[int]:
    """Yield for each question how many documents rank before the right one, at most ``DEPTH``."""
    for question, right in questions:
        evidence = index.search(question, 2 * DEPTH)
        order = list(dict.fromkeys(e.passage.document_id for e in evidence))[:DEPTH]
        yield order.index(right) if right in order else DEPTH


def main() -> None:
    """Search and save."""
    sets = [sample_paragraphs(Path(sys.argv[1]) / f"{name}.jsonl.gz") for name in SETS]
    rows = []
    for embedder in (PUBLISHED, ADAPTED):
        row = [embedder]
        for paragraphs in sets:
            index = Index.in_memory(load_embedder(embedder))
            index.add(paragraphs.documents)
            ranks = list(find_ranks(index, paragraphs.questions))
            row += [format_share(rank < k for rank in ranks) for k in (1, DEPTH)]
        rows.append(row)
    columns = ["embedder"]
    for name in SETS:
        columns += [f"{name}: first", f"first {DEPTH}"]
    title = f"Paragraph found among {PARAGRAPHS}, {QUESTIONS} questions a set, %"
    save("paragraphs", {}, [ResultTable(title, columns, rows)], arguments="FOLDER")


if __name__ == "__main__":
    main()
