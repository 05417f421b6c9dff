"""From scores to probabilities: fitted to what a trained reader finds in documents of dev."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from index import Index
from index.minilm import ADAPTED, MiniLM
from qa import reader
from qa.reader.passages import reading_passages
from qa.reader.spanreader import Output, SpanReader, weighed, worth_reading
from qa.reader.training.documents import documents

Array = NDArray[np.float64]

_PASSAGES = 5
"""How many the product retrieves by default."""


def calibrate(folder: Path) -> None:
    """Fit what the reader in ``folder`` weighs its scores with, and write it into ``reader.json``.

    First how much the network's score and a sentence's closeness count: so that the sentences
    that answer are likeliest among all (a conditional logit). Then two logistic regressions on
    the features of the answer chosen so: whether it stands in a sentence that answers, and
    whether there is any such sentence.
    """
    observed = list(_observed(SpanReader(folder)))
    weights = _sentence_weights([(output.scores, right) for output, right in observed])
    chosen = [weighed(output, weights) for output, _ in observed]
    features = np.array([row for _, row in chosen])
    labels = {
        "right": [right[best] for (best, _), (_, right) in zip(chosen, observed, strict=True)],
        "answerable": [right.any() for _, right in observed],
    }
    card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    card["sentence"] = weights.round(4).tolist()
    for name, wanted in labels.items():
        fitted = LogisticRegression(C=np.inf, max_iter=10_000).fit(features, wanted)
        card[name] = np.append(fitted.intercept_, fitted.coef_).round(4).tolist()
    (folder / "reader.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def _sentence_weights(observed: Sequence[tuple[Array, NDArray[np.bool_]]]) -> Array:
    """The weights of score and closeness under which the right spans are likeliest together."""
    answered = [(scores, right) for scores, right in observed if right.any()]

    def unlikelihood(weights: Array) -> float:
        return -fmean(
            np.logaddexp.reduce((scores @ weights)[right]) - np.logaddexp.reduce(scores @ weights)
            for scores, right in answered
        )

    return np.asarray(minimize(unlikelihood, np.array([0.2, 10.0])).x)


def _observed(trained: SpanReader) -> Iterator[tuple[Output, NDArray[np.bool_]]]:
    """What comes out for each question on dev, and which of the spans are in the evidence.

    Where a sentence that answers wasn't retrieved, none is, as where there is none.
    """
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
            passages = worth_reading(reading_passages(index, evidence))
            output = trained.output(asked, passages)
            assert output, f"{question.spoken!r} was asked of a document without words"
            gold = question.gold(sentences)
            yield output, np.array([f.sentence.sentence in gold for f in output.found])
