"""Answers that an LLM wrote beside the words that were found, question by question."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.evaluation import metrics
from qa.evaluation.figures import Figures, summarise
from qa.evaluation.outcome import Grade, Outcome, score
from qa.words import ends_sentence

FEWEST_WORDS = 4
"""Words that a whole sentence has at least."""


@dataclass(frozen=True, slots=True)
class ModeFigures:
    """Figures of one way to answer.

    Attributes:
        figures: as of any evaluation.
        sentences: share of the answers that are whole sentences.
        struck_out: statements a question that nothing supports and that were struck out.
        first_p50: milliseconds until the first words of an answer, as ``first_p95``.
        last_p50: milliseconds until its end, as ``last_p95``.
    """

    figures: Figures
    sentences: float | None
    struck_out: float
    first_p50: float
    first_p95: float
    last_p50: float
    last_p95: float


@dataclass(frozen=True, slots=True)
class ModeComparison:
    """Both ways to answer the same questions.

    Attributes:
        quoted: of the words found.
        written: of what an LLM made of them.
        change: in the share of right answers, from -1 to 1; with ``low`` and ``high``, its 95 %
            interval by bootstrap over the questions.
    """

    quoted: ModeFigures
    written: ModeFigures
    change: float
    low: float
    high: float


def compare_modes(outcomes: Sequence[Outcome]) -> ModeComparison | None:
    """Compare both ways; None where nothing was written."""
    if not any(outcome.quoted for outcome in outcomes):
        return None
    before = [score_quoted(outcome) for outcome in outcomes]
    pairs = zip(before, outcomes, strict=True)
    changes = [float(b.grade is Grade.RIGHT) - float(a.grade is Grade.RIGHT) for a, b in pairs]
    mean, low, high = metrics.bootstrap_interval(changes)
    return ModeComparison(_measure(before), _measure(outcomes), mean, low, high)


def score_quoted(outcome: Outcome) -> Outcome:
    """Score the words found, where an LLM wrote the answer."""
    if outcome.quoted is None:
        return outcome
    return score(outcome.question, outcome.quoted, outcome.support)


def _measure(outcomes: Sequence[Outcome]) -> ModeFigures:
    answers = [outcome.answer for outcome in outcomes if outcome.answer]
    answered = [answer for answer in answers if answer.answered]
    first = [
        1000 * (outcome.quoted or outcome.answer).timings["total"]
        for outcome in outcomes
        if outcome.answer
    ]
    last = [1000 * answer.timings["total"] for answer in answers]
    return ModeFigures(
        summarise(outcomes),
        sum(is_sentence(answer.reasons) for answer in answered) / len(answered)
        if answered
        else None,
        sum(len(answer.removed) for answer in answers) / max(1, len(outcomes)),
        metrics.percentile(first, 0.50),
        metrics.percentile(first, 0.95),
        metrics.percentile(last, 0.50),
        metrics.percentile(last, 0.95),
    )


def is_sentence(text: str) -> bool:
    """Check whether a text looks like a whole sentence: a capital, some words, a full stop.

    >>> is_sentence("It began on August 24."), is_sentence("August 24.")
    (True, False)
    """
    begun = text.strip()[:1]
    return (
        (begun.isupper() or not begun.isalpha())
        and len(text.split()) >= FEWEST_WORDS
        and ends_sentence(text.strip())
    )
