"""Trains the classifier of intents: ``python -m training.intents``, some seconds."""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from rich import print as show
from rich.table import Table
from sklearn.linear_model import LogisticRegression

from index.minilm import ADAPTED, MiniLM
from qa.understanding import Intent
from qa.understanding.classifier import INTENTS, WEIGHTS, QuestionClassifier, compute_features
from qa.understanding.remarks import strip_opening
from training.data.documents import load_documents
from training.data.records import FOLDER, read_records

KINDS = {"yesno": Intent.YES_NO, "list": Intent.LIST}
"""Kinds of the questions of our own documents that are intents; the others are facts."""

MOST = {Intent.FACT: 400, Intent.YES_NO: 100, Intent.LIST: 150, Intent.OPEN: 250, Intent.PARTS: 100}
"""How many questions are taken from data that was written for something else."""

BORROWED_WEIGHT = 0.3
"""Weight of those beside the questions that were written for this."""

INVERSE_PENALTY = 1.0
"""Chosen on dev of 0.3, 1, 3 and 10."""

Labelled = tuple[str, Intent]


def main() -> None:
    """Fit the weights, write them, and print the accuracy on dev by intent."""
    embedder = MiniLM(ADAPTED)
    written = load_intents("train")
    borrowed = list(_borrow(random.Random(0)))
    weights = [1.0] * len(written) + [BORROWED_WEIGHT] * len(borrowed)
    questions, intents = zip(*written, *borrowed, strict=True)
    regression = LogisticRegression(C=INVERSE_PENALTY, max_iter=2_000)
    regression.fit(
        compute_features(embedder, questions), [INTENTS.index(i) for i in intents], weights
    )
    fitted = {
        "weights": regression.coef_.T.round(3).tolist(),
        "intercepts": regression.intercept_.round(3).tolist(),
    }
    WEIGHTS.write_text(json.dumps(fitted) + "\n", encoding="utf-8")
    _report(QuestionClassifier(embedder), load_intents("dev"))


def load_intents(split: str) -> list[Labelled]:
    """Load the hand-written questions of ``train`` or ``dev``, without openings."""
    records = read_records(FOLDER / f"intents.{split}.jsonl.gz")
    return [(strip_opening(r["question"]), Intent(r["intent"])) for r in records]


def _borrow(rng: random.Random) -> Iterator[Labelled]:
    """Yield questions of our own documents and open questions, up to ``MOST`` of an intent."""
    documents = load_documents("train")
    questions = [
        (q.raw_question, KINDS.get(q.kind, Intent.FACT)) for d in documents for q in d.questions
    ]
    for record in read_records(FOLDER / "open.train.jsonl.gz"):
        parts = record["kind"] == "parts"
        questions.append((record["question"], Intent.PARTS if parts else Intent.OPEN))
    rng.shuffle(questions)
    taken: Counter[Intent] = Counter()
    for question, intent in questions:
        if taken[intent] < MOST[intent]:
            taken[intent] += 1
            yield question, intent


def _report(classifier: QuestionClassifier, labelled: Sequence[Labelled]) -> None:
    """Print how often each intent is recognised, as the pipeline takes it."""
    guesses = [classifier.understand(question).intent for question, _ in labelled]
    table = Table("intent", "questions", "recognised, %", "rightly so called, %")
    for intent in INTENTS:
        given = [
            guess for (_, gold), guess in zip(labelled, guesses, strict=True) if gold == intent
        ]
        called = [
            gold for (_, gold), guess in zip(labelled, guesses, strict=True) if guess == intent
        ]
        shares = [
            np.mean([one == intent for one in ones]) if ones else 0 for ones in (given, called)
        ]
        table.add_row(intent, str(len(given)), *(f"{100 * share:.1f}" for share in shares))
    right = np.mean([gold == guess for (_, gold), guess in zip(labelled, guesses, strict=True)])
    table.add_row("all", str(len(labelled)), f"{100 * right:.1f}", "")
    show(table)


if __name__ == "__main__":
    main()
