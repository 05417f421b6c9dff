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
from qa.reader.spanreader import SpanReader, place
from qa.reader.training.documents import documents

_PASSAGES = 5
"""How many the product retrieves by default."""


def calibrate(folder: Path) -> None:
    """Fit the confidence of the reader in ``folder``, and write it into its ``reader.json``.

    A logistic regression from the features of an answer to whether it stands in a sentence that
    answers; where the document doesn't answer, none does.
    """
    features, right = observed(SpanReader(folder))
    fitted = LogisticRegression(C=np.inf).fit(features, right)
    weights = [float(fitted.intercept_[0]), *map(float, fitted.coef_[0])]
    card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    card["calibration"] = [round(weight, 4) for weight in weights]
    (folder / "reader.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def observed(trained: SpanReader) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Features of each answer on documents of dev, and whether it was right."""
    rows = list(_observed(trained))
    return np.array([row[0] for row in rows]), np.array([row[1] for row in rows])


def _observed(trained: SpanReader) -> Iterator[tuple[NDArray[np.float64], bool]]:
    embedder = MiniLM(ADAPTED)
    for document, questions in documents("dev"):
        index = Index.in_memory(embedder)
        index.add([document])
        sentences = index.sentences(document.id)
        for question in questions:
            passages = reading_passages(index, index.search(question.question, _PASSAGES))
            asked = reader.Asked(question.question)
            if question.follows is not None:
                first = questions[question.follows]
                before = " ".join([first.spoken, *first.answers])
                asked = reader.Asked(question.spoken, before)
            output = trained.output(asked, passages)
            found = place(output, output.spans[0])
            yield output.features, found.sentence.sentence in question.gold(sentences)
