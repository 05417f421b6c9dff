"""Two runs of the same questions: what got better, what worse, and whether it is only noise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from qa.evaluation import metrics
from qa.evaluation.outcome import Grade, Outcome
from qa.evaluation.questions import QuestionSetError

_COMPARED: dict[str, Callable[[Outcome], float | None]] = {
    "right": lambda o: float(o.grade is Grade.RIGHT),
    "exact_match": lambda o: o.exact_match if o.question.answers else None,
    "f1": lambda o: o.f1 if o.question.answers else None,
    "answer_found": lambda o: o.found if o.question.answers else None,
    "citation_f1": lambda o: o.citation_f1,
    "recall_at_k": lambda o: o.retrieved[-1] if o.retrieved else None,
    "abstention_recall": lambda o: float(o.abstained) if o.question.is_unanswerable else None,
}
"""Figures that each question has a value of; None where it has none."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure before and after: means of the same questions, the 95 % interval of their
    difference, and how likely chance alone makes it so large (paired bootstrap)."""

    name: str
    before: float
    after: float
    low: float
    high: float
    p: float

    @property
    def noise(self) -> bool:
        """True if chance may have made the difference."""
        return self.p >= 0.05


@dataclass(frozen=True, slots=True)
class Comparison:
    """Changes between two runs.

    Attributes:
        questions: how many are in both.
        changes: by figure.
        better: before and after of the questions that turned right.
        worse: of those that turned wrong.
    """

    questions: int
    changes: tuple[Change, ...]
    better: tuple[tuple[Outcome, Outcome], ...]
    worse: tuple[tuple[Outcome, Outcome], ...]


def compare(before: Sequence[Outcome], after: Sequence[Outcome]) -> Comparison:
    """Compare two runs on the questions that are word for word in both.

    Raises:
        QuestionSetError: there is no such question.
    """
    earlier = {outcome.question.id: outcome for outcome in before}
    pairs = [
        (earlier[o.question.id], o)
        for o in after
        if o.question.id in earlier
        and o.question.question == earlier[o.question.id].question.question
    ]
    if not pairs:
        raise QuestionSetError("The two runs have no question in common: ids or words differ.")
    right = [(b.grade is Grade.RIGHT, a.grade is Grade.RIGHT) for b, a in pairs]
    return Comparison(
        len(pairs),
        tuple(change for name in _COMPARED if (change := _change(name, pairs))),
        tuple(p for p, (was, now) in zip(pairs, right, strict=True) if now and not was),
        tuple(p for p, (was, now) in zip(pairs, right, strict=True) if was and not now),
    )


def _change(name: str, pairs: Sequence[tuple[Outcome, Outcome]]) -> Change | None:
    value = _COMPARED[name]
    both = [(b, a) for b, a in ((value(x), value(y)) for x, y in pairs) if None not in (b, a)]
    if not both:
        return None
    before, after = [b or 0.0 for b, _ in both], [a or 0.0 for _, a in both]
    _, low, high = metrics.bootstrap_interval([a - b for b, a in zip(before, after, strict=True)])
    return Change(name, fmean(before), fmean(after), low, high, metrics.paired_p(before, after))
