"""Weights of the pruning score, which decides which passages are read to the end."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from index import Index
from index.minilm import ADAPTED, MiniLM
from qa.reader import ReaderQuery, ReadingPassage
from qa.reader.passages import reading_passages
from qa.reader.pruning import pruning_features
from qa.reader.spanreader import SpanReader
from training.data.documents import load_documents
from training.regression import fit_conditional_logit

PASSAGES = 8
"""Passages that compete: more than the product retrieves by default, so that choosing is hard."""

_QUESTIONS = 2_000
_SHRINKAGE = 1e-3
"""Penalty on the weights of the network's features; that of the similarity has none."""


@dataclass(frozen=True, slots=True)
class RetrievedPassages:
    """A question with the passages retrieved for it.

    Attributes:
        question: as the reader takes it.
        passages: best first.
        right: of each passage whether it holds a sentence that answers.
    """

    question: ReaderQuery
    passages: list[ReadingPassage]
    right: NDArray[np.bool_]


def fit_pruning_weights(reader: SpanReader) -> list[float]:
    """Fit the weights of the pruning features to questions of train.

    A conditional logit over the passages that are retrieved for a question out of all documents
    of train together.
    """
    groups = []
    for one in track(retrieve("train", _QUESTIONS), "reading passages", total=_QUESTIONS):
        if one.right.any():
            features = pruning_features(reader.read_lower(one.question, one.passages), one.passages)
            groups.append((features, one.right))
    weights: list[float] = fit_conditional_logit(groups, _SHRINKAGE).round(4).tolist()
    return weights


def retrieve(split: str, most: int) -> Iterator[RetrievedPassages]:
    """Retrieve passages for answerable questions of a split, out of all its documents.

    Follow-ups are asked in their self-contained form.

    Args:
        split: of the documents.
        most: questions at most, in a random order that is always the same.
    """
    records = load_documents(split)
    index = Index.in_memory(MiniLM(ADAPTED))
    index.add([record.document for record in records])
    questions = [(r.document.id, q) for r in records for q in r.questions if q.evidence]
    random.Random(0).shuffle(questions)
    for document_id, question in questions[:most]:
        gold = {
            (document_id, n) for n in question.find_gold_sentences(index.sentences(document_id))
        }
        passages = reading_passages(index, index.search(question.question, PASSAGES))
        right = [
            any((sentence.document_id, sentence.sentence) in gold for sentence in passage.sentences)
            for passage in passages
        ]
        yield RetrievedPassages(ReaderQuery(question.question), passages, np.array(right))
