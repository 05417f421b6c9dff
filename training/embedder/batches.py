"""Batches of questions and sentences that the adapter is trained on."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

EPOCHS = 2

DOCUMENTS = 16
"""Documents a batch."""

QUESTIONS = 10
"""Most questions of a document a batch."""

DISTRACTORS = 4
"""Sentences of a document a batch that are no evidence for any of its questions."""

_UNMARKED_SHARE = 0.15
"""Share of the questions that lose their question mark."""


@dataclass(frozen=True, slots=True)
class ContrastiveBatch:
    """Questions and sentences of a few documents.

    Attributes:
        questions: their texts.
        sentences: evidence and distractors of all documents.
        evidence: for each question, indexes into ``sentences``.
    """

    questions: list[str]
    sentences: list[str]
    evidence: list[list[int]]


def make_batches(
    records: Sequence[dict[str, Any]], rng: random.Random
) -> Iterator[ContrastiveBatch]:
    """Yield the batches of all epochs.

    In every other epoch the documents of a batch are of one domain, which is harder.
    """
    for epoch in range(EPOCHS):
        order = list(records)
        rng.shuffle(order)
        if epoch % 2:
            order.sort(key=lambda record: str(record["domain"]))
        starts = list(range(0, len(order) - DOCUMENTS + 1, DOCUMENTS))
        rng.shuffle(starts)
        for start in starts:
            yield _make_batch(order[start : start + DOCUMENTS], rng)


def _make_batch(records: Sequence[dict[str, Any]], rng: random.Random) -> ContrastiveBatch:
    batch = ContrastiveBatch([], [], [])
    for record in records:
        answerable = [q for q in record["questions"] if q["evidence"]]
        chosen = rng.sample(answerable, min(QUESTIONS, len(answerable)))
        numbers = {number for q in chosen for number in q["evidence"]}
        others = [n for n in range(len(record["sentences"])) if n not in numbers]
        numbers.update(rng.sample(others, min(DISTRACTORS, len(others))))
        places = {number: len(batch.sentences) + i for i, number in enumerate(sorted(numbers))}
        batch.sentences.extend(record["sentences"][number] for number in sorted(numbers))
        for q in chosen:
            text = q.get("standalone") or q["question"]
            batch.questions.append(text.rstrip("?") if rng.random() < _UNMARKED_SHARE else text)
            batch.evidence.append([places[number] for number in q["evidence"]])
    return batch
