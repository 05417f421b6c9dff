"""Our own documents as the product takes them, with their questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index import Document, Sentence
from training.data.records import FOLDER, read_records


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one document; unanswerable where ``evidence`` is empty.

    Attributes:
        question: self-contained.
        kind: what is asked for.
        evidence: half-open character offsets of the sentences that answer.
        answers: of a list its items, else one.
        yes_no: ``"yes"`` or ``"no"`` where that is the answer, else empty.
        spoken: a follow-up as one asks it in a conversation, else the question.
        follows: for a follow-up, the place of the question that it follows, else None.
        full_answer: the answer as a complete sentence, where there is one, else empty.
    """

    question: str
    kind: str
    evidence: tuple[tuple[int, int], ...]
    answers: tuple[str, ...]
    yes_no: str
    spoken: str
    follows: int | None
    full_answer: str = ""

    def gold(self, sentences: list[Sentence]) -> set[int]:
        """Numbers of the sentences that lie in the evidence, wholly or in part."""
        return {s.number for s in sentences for a, b in self.evidence if s.start < b and s.end > a}


def documents(split: str) -> list[tuple[Document, list[Asked]]]:
    """The documents of ``train`` or ``dev``, each with its questions."""
    records = read_records(FOLDER / f"documents.{split}.jsonl.gz")
    return [(_document(record), list(_asked(record))) for record in records]


def _document(record: dict[str, Any]) -> Document:
    return Document.from_text(" ".join(record["sentences"]), record["title"])


def _asked(record: dict[str, Any]) -> Iterator[Asked]:
    spans, start = [], 0
    for sentence in record["sentences"]:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    for q in record["questions"]:
        yield Asked(
            question=q.get("standalone") or q["question"],
            kind=q["kind"],
            evidence=tuple(spans[number] for number in q["evidence"]),
            answers=tuple(q["answers"]),
            yes_no=q.get("yes_no", ""),
            spoken=q["question"],
            follows=q.get("follows"),
            full_answer=q.get("full_answer") or "",
        )
