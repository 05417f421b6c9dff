"""From scores to probabilities: fitted to what a trained reader finds in documents of dev."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from index import Index
from index.minilm import ADAPTED, MiniLM
from qa import reader
from qa.reader.passages import reading_passages
from qa.reader.spanreader import SpanReader
from qa.reader.training.documents import documents

_PASSAGES = 5
"""How many the product retrieves by default."""


def calibrate(folder: Path) -> None:
    """Fit the probabilities of the reader in ``folder``, and write them into ``reader.json``.

    Two logistic regressions on the features of an answer: whether it stands in a sentence that
    answers, and whether there is any such sentence.
    """
    features, right, answerable = map(np.array, zip(*observed(SpanReader(folder)), strict=True))
    card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    for name, labels in (("right", right), ("answerable", answerable)):
        fitted = LogisticRegression(C=np.inf, max_iter=10_000).fit(features, labels)
        weights = [float(fitted.intercept_[0]), *map(float, fitted.coef_[0])]
        card[name] = [round(weight, 4) for weight in weights]
    (folder / "reader.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def observed(trained: SpanReader) -> Iterator[tuple[NDArray[np.float64], bool, bool]]:
    """Features of the answer to each question on dev, whether right, whether answerable."""
    embedder = MiniLM(ADAPTED)
    for document, questions in documents("dev"):
        index = Index.in_memory(embedder)
        index.add([document])
        sentences = index.sentences(document.id)
        for question in questions:
            evidence = index.search(question.question, _PASSAGES, question.spoken)
            asked = reader.Asked(question.spoken)
            if question.follows is not None:
                first = questions[question.follows]
                asked = reader.Asked(question.spoken, " ".join([first.spoken, *first.answers]))
            output = trained.output(asked, reading_passages(index, evidence))
            assert output, f"{question.spoken!r} was asked of a document without words"
            gold = question.gold(sentences)
            yield output.features, output.found[0].sentence.sentence in gold, bool(gold)
