"""Retrieval of texts unlike our own: ``python -m benchmarks.paragraphs FOLDER``.

The folder holds the public sets as ``qa/reader/README.md`` names them. Of each set 300 paragraphs
are indexed together, each as a document, and asked for by their questions, once with the embedder
as published and once with ours.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from index import Document, Index
from index.minilm import ADAPTED, PUBLISHED
from qa.loading import load_embedder
from training.data.records import read_records

SETS = ("squad", "squadshifts", "qed")
PARAGRAPHS, QUESTIONS, DEPTH = 300, 400, 8


def sample(path: Path) -> tuple[list[Document], list[tuple[str, str]]]:
    """Paragraphs as documents, and questions, each with the id of the document that answers."""
    records = read_records(path)
    random.Random(1).shuffle(records)
    contexts = list(dict.fromkeys(record["context"] for record in records))[:PARAGRAPHS]
    documents = {context: Document.from_text(context) for context in contexts}
    asked = [
        (r["question"], documents[r["context"]].id) for r in records if r["context"] in documents
    ]
    return list(documents.values()), asked[:QUESTIONS]


def ranks(index: Index, asked: list[tuple[str, str]]) -> Iterator[int]:
    """For each question how many documents come before the right one, at most ``DEPTH``."""
    for question, right in asked:
        found = dict.fromkeys(e.passage.document_id for e in index.search(question, 2 * DEPTH))
        order = list(found)[:DEPTH]
        yield order.index(right) if right in order else DEPTH


def main() -> None:
    """Print how often the paragraph is the first and among the first eight."""
    table = Table(title=f"Paragraph found among {PARAGRAPHS}, {QUESTIONS} questions a set, %")
    table.add_column("embedder")
    for name in SETS:
        table.add_column(f"{name}: first", justify="right")
        table.add_column(f"first {DEPTH}", justify="right")
    sets = {name: sample(Path(sys.argv[1]) / f"{name}.jsonl.gz") for name in SETS}
    for embedder in (PUBLISHED, ADAPTED):
        row = [embedder]
        for documents, asked in sets.values():
            index = Index.in_memory(load_embedder(embedder))
            index.add(documents)
            found = list(ranks(index, asked))
            row += [f"{100 * sum(r < k for r in found) / len(found):.1f}" for k in (1, DEPTH)]
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    main()
