"""Our own documents as the product takes them, with their annotated questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index import Document, Sentence
from training.data.records import FOLDER, read_records


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """A question about one document; unanswerable where ``evidence`` is empty.

    Attributes:
        question: self-contained.
        kind: what is asked for.
        evidence: half-open character offsets of the sentences that answer.
        answers: the items of a list, else one.
        yes_no: ``"yes"`` or ``"no"`` where that is the answer, else empty.
        raw_question: a follow-up as it is asked in a conversation, else the question.
        follows: for a follow-up, the place of the question that it follows, else None.
        full_answer: the answer as a complete sentence, where there is one, else empty.
    """

    question: str
    kind: str
    evidence: tuple[tuple[int, int], ...]
    answers: tuple[str, ...]
    yes_no: str
    raw_question: str
    follows: int | None
    full_answer: str = ""

    def find_gold_sentences(self, sentences: Sequence[Sentence]) -> set[int]:
        """Return the numbers of the sentences that overlap the evidence."""
        return {s.number for s in sentences for a, b in self.evidence if s.start < b and s.end > a}


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document and the questions about it, in their order in the file."""

    document: Document
    questions: tuple[QuestionRecord, ...]


def load_documents(split: str) -> list[AnnotatedDocument]:
    """Load the documents of ``train``, ``more`` or ``dev``."""
    records = read_records(FOLDER / f"documents.{split}.jsonl.gz")
    return [
        AnnotatedDocument(
            Document.from_text(" ".join(record["sentences"]), record["title"]),
            tuple(_read_questions(record)),
        )
        for record in records
    ]


def _read_questions(record: dict[str, Any]) -> Iterator[QuestionRecord]:
    spans, start = [], 0
    for sentence in record["sentences"]:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    for q in record["questions"]:
        yield QuestionRecord(
            question=q.get("standalone") or q["question"],
            kind=q["kind"],
            evidence=tuple(spans[number] for number in q["evidence"]),
            answers=tuple(q["answers"]),
            yes_no=q.get("yes_no", ""),
            raw_question=q["question"],
            follows=q.get("follows"),
            full_answer=q.get("full_answer") or "",
        )
