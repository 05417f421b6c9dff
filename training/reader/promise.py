"""Which passages are worth reading to the end: fitted to what skimming shows of them."""

import random
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from rich.progress import track
from scipy.optimize import minimize

from index import Index
from index.minilm import ADAPTED, MiniLM
from qa.reader import Asked, ReadingPassage
from qa.reader.passages import reading_passages
from qa.reader.skimming import signs
from qa.reader.spanreader import SpanReader
from training.data.documents import documents

PASSAGES = 8
"""How many compete: more than the product retrieves by default, so that choosing is hard."""

_QUESTIONS = 2_000
_SHRINKAGE = 1e-3
"""Weight of the squared weights in what is minimised; that of closeness is free."""

Array = NDArray[np.float64]
Right = NDArray[np.bool_]


def promise(reader: SpanReader) -> list[float]:
    """The weights of ``signs`` under which the passages that answer are likeliest.

    A conditional logit over the passages that are retrieved for a question out of all documents
    of train together.
    """
    asked = track(retrieved("train", _QUESTIONS), "skimming", total=_QUESTIONS)
    seen = [
        (signs(reader.skim(question, passages), passages), right)
        for question, passages, right in asked
    ]
    answered = [(rows, right) for rows, right in seen if right.any()]
    fitted: list[float] = conditional_logit(answered, _SHRINKAGE).round(4).tolist()
    return fitted


def retrieved(split: str, most: int) -> Iterator[tuple[Asked, list[ReadingPassage], Right]]:
    """Some answerable questions of a split, with passages retrieved out of all its documents.

    Follow-ups are asked as questions of their own. Of each passage is said whether it holds a
    sentence that answers.
    """
    every = documents(split)
    index = Index.in_memory(MiniLM(ADAPTED))
    index.add([document for document, _ in every])
    asked = [(document.id, q) for document, questions in every for q in questions if q.evidence]
    random.Random(0).shuffle(asked)
    for document_id, question in asked[:most]:
        gold = {(document_id, n) for n in question.gold(index.sentences(document_id))}
        passages = reading_passages(index, index.search(question.question, PASSAGES))
        right = [
            any((sentence.document_id, sentence.sentence) in gold for sentence in passage.sentences)
            for passage in passages
        ]
        yield Asked(question.question), passages, np.array(right)


def conditional_logit(seen: list[tuple[Array, Right]], shrinkage: float) -> Array:
    """Weights under which the right rows are likeliest, each group of rows adding up to one.

    Args:
        seen: of each group the rows, shape ``(n, d)``, and which of them are right, at least one.
        shrinkage: what the squares of all weights but the last cost.
    """
    starts = np.cumsum([0, *(len(right) for _, right in seen)])[:-1]
    rows = np.concatenate([rows for rows, _ in seen])
    right = np.concatenate([right for _, right in seen])
    groups = np.repeat(np.arange(len(seen)), np.diff([*starts, len(rows)]))

    def unlikelihood(weights: Array) -> tuple[float, Array]:
        logits = rows @ weights
        exp = np.exp(logits - np.maximum.reduceat(logits, starts)[groups])
        everything, rightly = (np.add.reduceat(part, starts) for part in (exp, exp * right))
        pull = exp / everything[groups] - exp * right / rightly[groups]
        shrunk = np.append(weights[:-1], 0.0)
        return (
            float(np.mean(np.log(everything) - np.log(rightly)) + shrinkage * shrunk @ shrunk),
            pull @ rows / len(seen) + 2 * shrinkage * shrunk,
        )

    found = minimize(unlikelihood, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x)
