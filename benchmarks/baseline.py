"""The closest-sentence baseline: its coefficients, and what it reaches on documents of dev.

``python -m benchmarks.baseline`` fits a logistic regression to the pairs of question and sentence
of 200 training documents, then calibrates it on the best sentence of each question, and prints
what belongs into ``qa/reader/baseline.py``. Then it asks ``documents.dev`` as the product does,
each document alone, and prints how answers and abstentions trade off.
"""

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from index import Index
from index.sentences import Kind, split
from qa import DocumentQA, Settings
from qa.evaluation.metrics import calibration_error
from qa.loading import load_embedder
from qa.reader.baseline import ClosestSentence
from training.data.documents import documents

TRAINING_DOCUMENTS = 200
THRESHOLDS = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)

Array = NDArray[np.float64]


def fit(features: Array, labels: Array) -> Array:
    """Logistic regression by Newton's method: intercept first, then one weight a feature."""
    x = np.column_stack([np.ones(len(features)), features])
    weights = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(x.shape[1])
        weights += np.linalg.solve(hessian, x.T @ (labels - p))
    return weights


def coefficients() -> Array:
    """Intercept and the weights of cosine and coverage, from the training documents."""
    baseline = ClosestSentence(load_embedder(Settings().embedder))
    pairs, labels = [], []
    for document, questions in documents("train")[:TRAINING_DOCUMENTS]:
        sentences = [s for s in split(document.text) if s.kind is Kind.SENTENCE]
        texts = [document.text[s.start : s.end] for s in sentences]
        for asked in questions:
            gold = asked.gold(sentences)
            pairs.append(baseline.features(asked.question, texts).astype(float))
            labels.append(np.array([float(s.number in gold) for s in sentences]))
    weights = fit(np.vstack(pairs), np.concatenate(labels))
    logits = [weights[0] + rows @ weights[1:] for rows in pairs]
    best = np.array([[row.max()] for row in logits])
    right = np.array([y[row.argmax()] for row, y in zip(logits, labels, strict=True)])
    shift, scale = fit(best, right)
    calibrated: Array = scale * weights + np.array([shift, 0.0, 0.0])
    return calibrated


def asked_on_dev() -> Array:
    """One row a question: confidence, whether answerable, whether the right sentence is cited."""
    rows = []
    settings = Settings(abstain_below=0)
    for document, questions in documents("dev"):
        index = Index.in_memory(load_embedder(settings.embedder))
        index.add([document])
        bot = DocumentQA(index, settings, ClosestSentence(index.embedder))
        sentences = bot.index.sentences(document.id)
        for asked in questions:
            answer = bot.ask(asked.question)
            gold = asked.gold(sentences)
            right = bool({c.sentence for c in answer.citations} & gold)
            rows.append((answer.confidence, float(bool(gold)), float(right)))
    return np.array(rows)


def main() -> None:
    """Print the coefficients, then the trade-off."""
    console = Console()
    console.print("intercept, cosine, coverage:", np.round(coefficients(), 2).tolist())
    confidence, answerable, right = asked_on_dev().T
    table = Table(title=f"documents.dev, {len(right):,} questions, closest sentence, %")
    for heading in ("abstain below", "refused", "right of answered", "abstained"):
        table.add_column(heading, justify="right")
    for threshold in THRESHOLDS:
        said = confidence >= threshold
        figures = (
            (~said)[answerable == 1].mean(),
            right[said & (answerable == 1)].mean(),
            (~said)[answerable == 0].mean(),
        )
        table.add_row(f"{threshold}", *(f"{100 * f:.1f}" for f in figures))
    console.print(table)
    console.print(
        "refused: answerable questions with no answer; right: of the answerable ones that are "
        "answered, an evidence sentence is cited; abstained: unanswerable ones with no answer."
    )
    error = calibration_error(confidence.tolist(), right.tolist())
    console.print(f"expected calibration error, ten bands: {error:.3f}")


if __name__ == "__main__":
    main()
