"""Tables of an evaluation for the terminal, 80 columns wide."""

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from qa.evaluation.compare import Comparison
from qa.evaluation.figures import SHARES, Figures, bootstrap_intervals, summarise, summarise_by_kind
from qa.evaluation.outcome import Grade, Outcome

NAMES = {
    "right": "right answers",
    "exact_match": "exact match",
    "f1": "F1",
    "answer_found": "answer found",
    "citation_precision": "citation precision",
    "citation_recall": "citation recall",
    "citation_f1": "citation F1",
    "recall_at_1": "support in the best passage",
    "recall_at_k": "support in the passages read",
    "mrr": "mean reciprocal rank of support",
    "abstention_precision": "abstention precision",
    "abstention_recall": "abstention recall",
    "abstention_f1": "abstention F1",
    "risk_area": "area under risk-coverage (less is better)",
    "calibration_error": "expected calibration error (less is better)",
}
"""What the shares are called where there is room."""

_BY_KIND = {
    "questions": "n",
    "right": "right",
    "exact_match": "EM",
    "f1": "F1",
    "answer_found": "found",
    "citation_precision": "cite\nP",
    "citation_recall": "cite\nR",
    "citation_f1": "cite\nF1",
    "recall_at_k": "re-\ntrvd",
    "latency_p50": "p50\nms",
}


def tabulate_by_kind(outcomes: Sequence[Outcome]) -> Table:
    """Tabulate the figures by kind of question, and of all; shares in percent."""
    result = _table("By kind of question (shares in %)")
    # Columns don't shrink: in a narrow terminal a broken line is better than a cut figure.
    result.add_column("kind", min_width=max(len(o.question.kind) for o in outcomes))
    for heading in _BY_KIND.values():
        result.add_column(heading, justify="right", min_width=5)
    for kind, figures in summarise_by_kind(outcomes).items():
        result.add_row(kind, *_cells(figures))
    result.add_section()
    result.add_row("all", *_cells(summarise(outcomes)))
    return result


def tabulate_all(outcomes: Sequence[Outcome]) -> Table:
    """Tabulate every figure of all questions together, with its interval."""
    result = _table("All questions")
    for heading, justify in (("", "left"), ("%", "right"), ("95 % interval", "right")):
        result.add_column(heading, justify=justify)  # type: ignore[arg-type]
    figures, ranges = summarise(outcomes), bootstrap_intervals(outcomes)
    for name in SHARES:
        low_high = [_percent(value) for value in ranges.get(name, ())]
        result.add_row(NAMES[name], _percent(getattr(figures, name)), " – ".join(low_high))
    return result


def describe_speed(figures: Figures) -> str:
    """Describe latency and throughput in one line."""
    if figures.throughput is None:
        return "No question was answered without an error."
    return (
        f"Latency {figures.latency_p50:.0f} ms at the median, {figures.latency_p95:.0f} ms p95, "
        f"{figures.latency_p99:.0f} ms p99; {figures.throughput:.1f} questions a second."
    )


def describe_failures(outcomes: Sequence[Outcome]) -> str:
    """Count the wrong answers by the stage that failed, in one line."""
    grades = [outcome.grade for outcome in outcomes]
    counts = [f"{grades.count(v)} {v}" for v in Grade if v in grades and v != Grade.RIGHT]
    return f"Wrong by the stage that failed: {', '.join(counts) or 'none'}."


def tabulate_difference(comparison: Comparison) -> Table:
    """Tabulate what changed on the whole, and whether it is more than noise."""
    result = _table(f"Compared on {comparison.questions} questions")
    for heading in ("", "before", "after", "change", "95 % interval", "p", "noise?"):
        result.add_column(heading, justify="right" if heading else "left")
    for change in comparison.changes:
        result.add_row(
            NAMES[change.name],
            _percent(change.before),
            _percent(change.after),
            f"{100 * (change.after - change.before):+.1f}",
            f"{100 * change.low:+.1f} – {100 * change.high:+.1f}",
            f"{change.p:.3f}",
            "yes" if change.noise else "no",
        )
    return result


def list_changed_questions(comparison: Comparison) -> list[Text]:
    """Return a line for each question whose grade has changed, worse ones first."""
    lines = []
    for title, pairs in (("Worse", comparison.worse), ("Better", comparison.better)):
        for before, after in pairs:
            reply = after.answer.plain_text if after.answer else after.error
            lines.append(
                Text(
                    f"{title}: {after.question.id} {after.question.question!r}: {before.grade} "
                    f"-> {after.grade}: {reply!r}"
                )
            )
    return lines


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=0)


def _cells(figures: Figures) -> list[str]:
    return [_cell(name, getattr(figures, name)) for name in _BY_KIND]


def _cell(name: str, value: float | None) -> str:
    if value is None or name in SHARES:
        return _percent(value)
    return f"{value:.0f}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"
