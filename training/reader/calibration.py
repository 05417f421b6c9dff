"""Calibration: from scores to probabilities, fitted to the reader's answers on dev.

Dev is our own documents, prose and others, and tables that nothing was learned from.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import Index
from index.minilm import ADAPTED, MiniLM
from qa.answer import CONFIDENCE_BANDS
from qa.conversation import contextual_queries
from qa.reader import ReaderQuery
from qa.reader.model import KINDS
from qa.reader.passages import reading_passages
from qa.reader.pruning import select_similar_passages
from qa.reader.spanreader import PRUNING_KEY, ReaderOutput, SpanReader, choose_span
from qa.settings import ABSTAIN_BELOW, PASSAGES
from training.data.documents import load_documents
from training.data.structured import load_structured
from training.data.tables import annotate, load_own_tables
from training.reader.export import write_card
from training.reader.pruning import fit_pruning_weights
from training.regression import Array, fit_conditional_logit, fit_logistic


def calibrate(folder: Path) -> None:
    """Fit the weights of the reader in ``folder``, and write them into ``reader.json``.

    First those of the pruning score, on documents of train; the rest is fitted to what is read
    then.
    """
    _update_card(folder, **{PRUNING_KEY: fit_pruning_weights(SpanReader(folder))})
    fit_probabilities(folder, SpanReader(folder))


def fit_probabilities(folder: Path, reader: SpanReader) -> None:
    """Fit all but the pruning score to the reader in ``folder``.

    The weights of the network's score and of a sentence's similarity: so that the sentences
    that answer are likeliest among all (a conditional logit). Then three logistic regressions:
    on the features of the chosen answer, whether it stands in a sentence that answers, and
    whether there is any such sentence; and on the logits of yes and no, which of them it is, as
    if both were equally frequent.
    """
    observations = list(_observe(reader))
    groups = [(o.output.scores, o.right) for o in observations if o.right.any()]
    weights = fit_conditional_logit(groups, shrinkage=0.0)
    chosen = [choose_span(o.output, weights) for o in observations]
    features = np.array([row for _, row in chosen])
    right = [bool(o.right[place]) for o, (place, _) in zip(observations, chosen, strict=True)]
    to_right = _fit(features, right)
    to_answer = _fit(features, [bool(o.right.any()) for o in observations])
    _update_card(
        folder,
        sentence=weights.round(4).tolist(),
        right=to_right,
        answerable=to_answer,
        yes=_fit_yes(observations, [place for place, _ in chosen]),
        bands=_measure_bands(features, right, to_right, to_answer),
    )


def _update_card(folder: Path, **entries: Any) -> None:
    """Change some entries of ``reader.json``."""
    card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    write_card(folder, card | entries)


def _fit(features: Array, labels: Sequence[bool]) -> list[float]:
    weights: list[float] = fit_logistic(features, labels).round(4).tolist()
    return weights


@dataclass(frozen=True, slots=True)
class _Observation:
    """A question's output, which of the spans stand in evidence, and yes or no if that is asked.

    Where no sentence that answers was retrieved, no span is right, as where there is none.
    """

    output: ReaderOutput
    right: NDArray[np.bool_]
    yes_no: str


def _fit_yes(observations: Sequence[_Observation], chosen: Sequence[int]) -> list[float]:
    """Fit the probability of yes to the difference of the logits of yes and no."""
    yes, no = KINDS.index("yes"), KINDS.index("no")
    decided = [
        (o.output.kinds[place], o.yes_no == "yes")
        for o, place in zip(observations, chosen, strict=True)
        if o.yes_no
    ]
    differences = np.array([[logits[yes] - logits[no]] for logits, _ in decided])
    fitted = fit_logistic(differences, [is_yes for _, is_yes in decided], "balanced")
    weights: list[float] = fitted.round(4).tolist()
    return weights


def _measure_bands(
    features: Array, right: Sequence[bool], to_right: Sequence[float], to_answer: Sequence[float]
) -> list[tuple[float, float, int]]:
    """Measure the share of right answers in each band of confidence, abstentions left out."""
    confidence, answerable = (
        1 / (1 + np.exp(-(features @ np.array(weights[1:]) + weights[0])))
        for weights in (to_right, to_answer)
    )
    answered = answerable >= ABSTAIN_BELOW
    bands, high = [], np.inf
    for low in CONFIDENCE_BANDS:
        inside = np.array(right)[answered & (confidence >= low) & (confidence < high)]
        bands.append((low, round(float(inside.mean()), 3) if len(inside) else 0.0, len(inside)))
        high = low
    return bands


def _observe(reader: SpanReader) -> Iterator[_Observation]:
    """Read all questions about documents and tables of dev."""
    embedder = MiniLM(ADAPTED)
    tables = map(annotate, load_own_tables("dev"))
    for record in [*load_documents("dev"), *load_structured("dev"), *tables]:
        index = Index.in_memory(embedder)
        index.add([record.document])
        sentences = index.sentences(record.document.id)
        for question in record.questions:
            raw, previous = question.raw_question, ""
            if question.follows is not None:
                first = record.questions[question.follows]
                previous = " ".join([first.raw_question, *first.answers])
            asked = ReaderQuery(raw, previous)
            queries = contextual_queries(raw, previous)
            evidence = index.search(question.question, PASSAGES, queries)
            output = reader.compute(
                asked, select_similar_passages(reading_passages(index, evidence))
            )
            if output is None:
                raise ValueError(f"No passage was read for {raw!r}; its document has no sentence.")
            gold = question.find_gold_sentences(sentences)
            right = np.array([span.sentence.sentence in gold for span in output.spans])
            yield _Observation(output, right, question.yes_no)
