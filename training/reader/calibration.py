"""From scores to probabilities: fitted to what a trained reader finds in documents of dev."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from index import Index
from index.minilm import ADAPTED, MiniLM
from qa import reader
from qa.reader.passages import reading_passages
from qa.reader.skimming import worth_skimming
from qa.reader.spanreader import BANDS, Output, SpanReader, weighed
from training.data.documents import documents
from training.reader.export import write_card
from training.reader.network import KINDS
from training.reader.promise import conditional_logit, promise

Array = NDArray[np.float64]

_PASSAGES = 5
"""How many the product retrieves by default."""

ANSWERED_FROM = 0.7
"""Probability that there is an answer from which on the product gives one, by default."""


def calibrate(folder: Path) -> None:
    """Fit what the reader in ``folder`` weighs its scores with, and write it into ``reader.json``.

    First what promises an answer, on documents of train; the rest is fitted to what is read
    then. How much the network's score and a sentence's closeness count: so that the sentences
    that answer are likeliest among all (a conditional logit). Then three logistic regressions:
    on the features of the answer chosen so, whether it stands in a sentence that answers, and
    whether there is any such sentence; and on the logits of yes and no, which of them it is, as
    if both were equally frequent.
    """
    _write(folder, promise=promise(SpanReader(folder)))
    observed = list(_observed(SpanReader(folder)))
    answered = [(seen.output.scores, seen.right) for seen in observed if seen.right.any()]
    weights = conditional_logit(answered, shrinkage=0.0)
    chosen = [weighed(seen.output, weights) for seen in observed]
    features = np.array([row for _, row in chosen])
    best = [place for place, _ in chosen]
    right = [seen.right[place] for seen, place in zip(observed, best, strict=True)]
    decided = [
        (s.output.kinds[b], s.yes_no) for s, b in zip(observed, best, strict=True) if s.yes_no
    ]
    yes, no = KINDS.index("yes"), KINDS.index("no")
    leaning = np.array([[kinds[yes] - kinds[no]] for kinds, _ in decided])
    to_right = _fitted(features, right)
    to_answer = _fitted(features, [bool(seen.right.any()) for seen in observed])
    _write(
        folder,
        sentence=weights.round(4).tolist(),
        right=to_right,
        answerable=to_answer,
        yes=_fitted(leaning, [answer == "yes" for _, answer in decided], "balanced"),
        bands=_bands(features, right, to_right, to_answer),
    )


def _write(folder: Path, **fitted: Any) -> None:
    """Change some entries of ``reader.json``."""
    card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    write_card(folder, card | fitted)


def _fitted(features: Array, labels: Sequence[bool], weight: str | None = None) -> list[float]:
    """Intercept and coefficients of a logistic regression."""
    regression = LogisticRegression(C=np.inf, max_iter=10_000, class_weight=weight)
    regression.fit(features, labels)
    weights: list[float] = np.append(regression.intercept_, regression.coef_).round(4).tolist()
    return weights


def _bands(
    features: Array, right: Sequence[bool], to_right: Sequence[float], to_answer: Sequence[float]
) -> list[tuple[float, float, int]]:
    """Of the questions that are answered, in each band of confidence, how many are rightly."""
    confidence, answerable = (
        1 / (1 + np.exp(-(features @ np.array(weights[1:]) + weights[0])))
        for weights in (to_right, to_answer)
    )
    answered = answerable >= ANSWERED_FROM
    bands, high = [], np.inf
    for low in BANDS:
        inside = np.array(right)[answered & (confidence >= low) & (confidence < high)]
        bands.append((low, round(float(inside.mean()), 3) if len(inside) else 0.0, len(inside)))
        high = low
    return bands


@dataclass(frozen=True, slots=True)
class _Observed:
    """What comes out for a question, which of the spans stand in evidence, and yes or no if asked.

    Where a sentence that answers wasn't retrieved, none does, as where there is none.
    """

    output: Output
    right: NDArray[np.bool_]
    yes_no: str


def _observed(trained: SpanReader) -> Iterator[_Observed]:
    """All questions on documents of dev."""
    embedder = MiniLM(ADAPTED)
    for document, questions in documents("dev"):
        index = Index.in_memory(embedder)
        index.add([document])
        sentences = index.sentences(document.id)
        for question in questions:
            asked, close_to = reader.Asked(question.spoken), []
            if question.follows is not None:
                first = questions[question.follows]
                asked = reader.Asked(question.spoken, " ".join([first.spoken, *first.answers]))
                close_to = [question.spoken, f"{asked.before} {question.spoken}"]
            evidence = index.search(question.question, _PASSAGES, close_to)
            passages = worth_skimming(reading_passages(index, evidence))
            output = trained.output(asked, passages)
            assert output, f"{question.spoken!r} was asked of a document without words"
            gold = question.gold(sentences)
            right = np.array([found.sentence.sentence in gold for found in output.found])
            yield _Observed(output, right, question.yes_no)
