"""Closest-sentence baseline: its coefficients, and how answers and abstentions trade off.

``python -m benchmarks.baseline`` fits a logistic regression to the pairs of question and sentence
of 200 training documents, then calibrates it on the best sentence of each question: these are the
coefficients in ``qa/reader/baseline.py``. Then ``documents.dev`` is asked as the product does it.
"""

import numpy as np

from benchmarks.answers import ask_dev
from benchmarks.results import ResultTable, format_share, save
from index.sentences import Kind, split_sentences
from qa import Settings
from qa.evaluation.metrics import calibration_error
from qa.loading import load_embedder
from qa.reader.baseline import ClosestSentence
from training.data.documents import load_documents
from training.regression import Array, fit_logistic

TRAINING_DOCUMENTS = 200
THRESHOLDS = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)


def fit_coefficients() -> Array:
    """Fit intercept and the weights of cosine and coverage to training documents."""
    baseline = ClosestSentence(load_embedder(Settings().embedder))
    features, labels = [], []
    for record in load_documents("train")[:TRAINING_DOCUMENTS]:
        text = record.document.text
        sentences = [s for s in split_sentences(text) if s.kind is Kind.SENTENCE]
        texts = [text[s.start : s.end] for s in sentences]
        for question in record.questions:
            gold = question.find_gold_sentences(sentences)
            features.append(baseline.features(question.question, texts).astype(float))
            labels.append([s.number in gold for s in sentences])
    weights = fit_logistic(np.vstack(features), [label for row in labels for label in row])
    logits = [weights[0] + rows @ weights[1:] for rows in features]
    best = np.array([[row.max()] for row in logits])
    right = [row[int(scores.argmax())] for row, scores in zip(labels, logits, strict=True)]
    intercept, scale = fit_logistic(best, right)
    calibrated: Array = scale * weights + np.array([intercept, 0.0, 0.0])
    return calibrated


def main() -> None:
    """Fit, ask and save."""
    coefficients = ", ".join(f"{weight:.2f}" for weight in fit_coefficients())
    scores = ask_dev(lambda index: ClosestSentence(index.embedder))
    rows = []
    for threshold in THRESHOLDS:
        answered = [s for s in scores if s.confidence >= threshold and s.answerable]
        row = (
            format_share(s.confidence < threshold for s in scores if s.answerable),
            format_share(s.sentence for s in answered),
            format_share(s.confidence < threshold for s in scores if not s.answerable),
        )
        rows.append((f"{threshold}", *row))
    columns = ("abstain below", "refused, %", "right sentence, %", "abstained, %")
    error = calibration_error([s.confidence for s in scores], [s.sentence for s in scores])
    save(
        "baseline",
        {
            "closest sentence: intercept, weights of cosine and coverage": coefficients,
            "closest sentence: expected calibration error, ten bands": f"{error:.3f}",
        },
        [ResultTable(f"Closest sentence, {len(scores):,} questions of dev", columns, rows)],
    )


if __name__ == "__main__":
    main()
