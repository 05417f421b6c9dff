"""Figures over many outcomes, with their intervals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from statistics import fmean

import numpy as np

from qa.evaluation import metrics
from qa.evaluation.outcome import Grade, Outcome


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of some questions; shares are from 0 to 1. None where nothing was to measure.

    Attributes:
        questions: how many.
        right: share whose grade is right.
        exact_match: mean over the questions with accepted answers, an abstention counting 0.
        f1: the same, as ``answer_found``.
        citation_recall: mean over the answerable questions, as ``citation_f1``.
        citation_precision: mean over the answerable questions that were answered.
        recall_at_1: share of the support in the best passage, over the answerable questions.
        recall_at_k: the same in all passages that are read.
        mrr: mean reciprocal rank of the first passage with support.
        abstention_precision: share of the abstentions that were right, the document having no
            answer.
        abstention_recall: share of the questions without an answer that were abstained from.
        risk_area: area under the risk-coverage curve of the answers given; lower is better.
        calibration_error: of the confidences of the answers given; lower is better.
        latency_p50: milliseconds a question, as ``latency_p95`` and ``latency_p99``.
        throughput: questions a second, one after the other.
    """

    questions: int
    right: float | None
    exact_match: float | None
    f1: float | None
    answer_found: float | None
    citation_precision: float | None
    citation_recall: float | None
    citation_f1: float | None
    recall_at_1: float | None
    recall_at_k: float | None
    mrr: float | None
    abstention_precision: float | None
    abstention_recall: float | None
    abstention_f1: float | None
    risk_area: float | None
    calibration_error: float | None
    latency_p50: float | None
    latency_p95: float | None
    latency_p99: float | None
    throughput: float | None


SHARES = [
    field.name
    for field in fields(Figures)
    if field.name != "questions" and not field.name.startswith(("latency", "throughput"))
]
"""Names of the figures that are shares."""

LOWER_IS_BETTER = {"risk_area", "calibration_error"}


def measured_confidences(outcomes: Sequence[Outcome]) -> tuple[list[float], list[float]]:
    """Return the confidence of each answer that has one, and whether it is right."""
    pairs = [
        (o.answer.confidence, float(o.grade is Grade.RIGHT))
        for o in outcomes
        if o.answered and o.answer and o.answer.confidence is not None
    ]
    return [confidence for confidence, _ in pairs], [right for _, right in pairs]


def summarise(outcomes: Sequence[Outcome]) -> Figures:
    """Sum outcomes up."""
    answerable = [o for o in outcomes if o.question.answerable]
    closed = [o for o in answerable if o.question.answers]
    retrieved = [o.retrieved for o in answerable if o.retrieved]
    abstentions = [o for o in outcomes if o.abstained and not o.question.remark]
    precision = _mean(o.question.is_unanswerable for o in abstentions)
    recall = _mean(o.abstained for o in outcomes if o.question.is_unanswerable)
    confidences, right = measured_confidences(outcomes)
    milliseconds = [o.answer.timings["total"] * 1000 for o in outcomes if o.answer]
    return Figures(
        questions=len(outcomes),
        right=_mean(o.grade is Grade.RIGHT for o in outcomes),
        exact_match=_mean(o.exact_match for o in closed),
        f1=_mean(o.f1 for o in closed),
        answer_found=_mean(o.found for o in closed),
        citation_precision=_mean(o.precision for o in answerable if o.precision is not None),
        citation_recall=_mean(o.recall for o in answerable if o.recall is not None),
        citation_f1=_mean(o.citation_f1 for o in answerable if o.citation_f1 is not None),
        recall_at_1=_mean(recalls[0] for recalls in retrieved),
        recall_at_k=_mean(recalls[-1] for recalls in retrieved),
        mrr=_mean(metrics.reciprocal_rank(recalls) for recalls in retrieved),
        abstention_precision=precision,
        abstention_recall=recall,
        abstention_f1=None if recall is None else metrics.harmonic_mean(precision or 0.0, recall),
        risk_area=_mean(metrics.risk_at_each_coverage(confidences, right)),
        calibration_error=metrics.calibration_error(confidences, right) if right else None,
        latency_p50=metrics.percentile(milliseconds, 0.50) if milliseconds else None,
        latency_p95=metrics.percentile(milliseconds, 0.95) if milliseconds else None,
        latency_p99=metrics.percentile(milliseconds, 0.99) if milliseconds else None,
        throughput=1000 * len(milliseconds) / sum(milliseconds) if milliseconds else None,
    )


def summarise_by_kind(outcomes: Sequence[Outcome]) -> dict[str, Figures]:
    """Summarise each kind of question, in the order in which kinds first come."""
    return {
        kind: summarise([o for o in outcomes if o.question.kind == kind])
        for kind in dict.fromkeys(o.question.kind for o in outcomes)
    }


@dataclass(frozen=True, slots=True)
class Calibration:
    """Expected calibration error of some answers, from 0 to 1, with its 95 % interval."""

    answers: int
    error: float
    low: float
    high: float


def measure_calibration(outcomes: Sequence[Outcome]) -> Calibration | None:
    """Measure the calibration of all answers with a confidence, resampling them (Efron 1979)."""
    pairs = np.array(measured_confidences(outcomes))
    answers = pairs.shape[1]
    if not answers:
        return None
    drawn = [metrics.calibration_error(*pairs[:, s]) for s in metrics.draw_resamples(answers)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Calibration(answers, metrics.calibration_error(*pairs), float(low), float(high))


def bootstrap_intervals(outcomes: Sequence[Outcome]) -> dict[str, tuple[float, float]]:
    """Bootstrap the 95 % interval of each share (Efron 1979), resampling the questions."""
    drawn: dict[str, list[float]] = {name: [] for name in SHARES}
    for sample in metrics.draw_resamples(len(outcomes), samples=500):
        figures = summarise([outcomes[i] for i in sample])
        for name in SHARES:
            value = getattr(figures, name)
            if value is not None:
                drawn[name].append(value)
    return {
        name: (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5)))
        for name, values in drawn.items()
        if values
    }


def _mean(values: Iterable[float]) -> float | None:
    listed = [float(value) for value in values]
    return fmean(listed) if listed else None
