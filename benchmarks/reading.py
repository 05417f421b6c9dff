"""The reading-comprehension documents that the benchmarks ask about."""

from dataclasses import dataclass
from pathlib import Path

from index import Document, Sentence
from qa.reader.training.questions import read_lines

FOLDER = Path(__file__).resolve().parents[1] / "data" / "reading"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one document, self-contained; unanswerable where ``evidence`` is empty.

    ``evidence`` are half-open character offsets of the sentences that answer.
    """

    question: str
    kind: str
    evidence: tuple[tuple[int, int], ...]

    def gold(self, sentences: list[Sentence]) -> set[int]:
        """Numbers of the sentences that lie in the evidence, wholly or in part."""
        return {s.number for s in sentences for a, b in self.evidence if s.start < b and s.end > a}


def documents(split: str) -> list[tuple[Document, list[Asked]]]:
    """The documents of ``train`` or ``dev``, each with its questions."""
    return [_document(record) for record in read_lines(FOLDER / f"documents.{split}.jsonl.gz")]


def _document(record: dict) -> tuple[Document, list[Asked]]:  # type: ignore[type-arg]
    spans, start = [], 0
    for sentence in record["sentences"]:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    document = Document.from_text(" ".join(record["sentences"]), record["title"])
    asked = [
        Asked(
            q.get("standalone") or q["question"],
            q["kind"],
            tuple(spans[number] for number in q["evidence"]),
        )
        for q in record["questions"]
    ]
    return document, asked
