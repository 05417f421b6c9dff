"""Tables of an evaluation for the terminal, 80 columns wide."""

from collections.abc import Mapping, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from qa.evaluation.compare import Comparison
from qa.evaluation.figures import (
    SHARES,
    Calibration,
    Figures,
    bootstrap_intervals,
    summarise,
    summarise_by_kind,
)
from qa.evaluation.modes import ModeComparison
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

_MODE_TIMES = {
    "first_p50": "first words, median",
    "first_p95": "first words, p95",
    "last_p50": "whole answer, median",
    "last_p95": "whole answer, p95",
}

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


def tabulate_by_kind(set_name: str, outcomes: Sequence[Outcome]) -> Table:
    """Tabulate the figures of a set by kind of question, and of all; shares in percent."""
    result = _table(f"{set_name}, by kind of question (shares in %)")
    # Columns don't shrink: in a narrow terminal a broken line is better than a cut figure.
    result.add_column("kind", min_width=max(len(o.question.kind) for o in outcomes))
    for heading in _BY_KIND.values():
        result.add_column(heading, justify="right", min_width=5)
    for kind, figures in summarise_by_kind(outcomes).items():
        result.add_row(kind, *_cells(figures))
    result.add_section()
    result.add_row("all", *_cells(summarise(outcomes)))
    return result


def tabulate_all(outcomes_of: Mapping[str, Sequence[Outcome]]) -> Table:
    """Tabulate every figure of each set, with its interval below it."""
    result = _table("All questions (in %, with 95 % intervals)")
    result.add_column("", max_width=28)
    for set_name in outcomes_of:
        result.add_column(set_name, justify="right", min_width=10)
    figures = [summarise(outcomes) for outcomes in outcomes_of.values()]
    ranges = [bootstrap_intervals(outcomes) for outcomes in outcomes_of.values()]
    for name in SHARES:
        low_high = ["–".join(map(_percent, of_set.get(name, ()))) for of_set in ranges]
        values = [_percent(getattr(of_set, name)) for of_set in figures]
        result.add_row(NAMES[name], *map("\n".join, zip(values, low_high, strict=True)))
    return result


def describe_calibration(calibration: Calibration | None) -> str:
    """Describe the calibration over all sets together in one line."""
    if calibration is None:
        return "No answer had a confidence."
    return (
        f"Expected calibration error of {calibration.answers} answers together: "
        f"{_percent(calibration.error)} % "
        f"({_percent(calibration.low)}–{_percent(calibration.high)})."
    )


def tabulate_modes(modes: ModeComparison) -> Table:
    """Tabulate the words found beside what an LLM wrote of them, all sets together."""
    result = _table("Words quoted, and answers written")
    for heading in ("", "quoted", "written"):
        result.add_column(heading, justify="right" if heading else "left")
    for name in ("right", "answer_found", "f1", "citation_precision", "citation_recall"):
        values = [getattr(mode.figures, name) for mode in (modes.quoted, modes.written)]
        result.add_row(f"{NAMES[name]}, %", *map(_percent, values))
    for label, values in (
        ("whole sentences, %", [_percent(m.sentences) for m in (modes.quoted, modes.written)]),
        ("struck out, a question", [f"{m.struck_out:.2f}" for m in (modes.quoted, modes.written)]),
        *(
            (f"{label}, ms", [f"{getattr(m, name):.0f}" for m in (modes.quoted, modes.written)])
            for name, label in _MODE_TIMES.items()
        ),
    ):
        result.add_row(label, *values)
    low, high = (f"{100 * value:+.1f}" for value in (modes.low, modes.high))
    result.caption = f"Right answers change by {100 * modes.change:+.1f} points ({low} – {high})."
    return result


def describe_speed(figures: Figures) -> str:
    """Describe latency and throughput in one line."""
    if figures.throughput is None:
        return "No question was answered without an error."
    return (
        f"Latency {figures.latency_p50:.0f} ms at the median, {figures.latency_p95:.0f} ms p95, "
        f"{figures.latency_p99:.0f} ms p99; {figures.throughput:.1f} questions a second."
    )


def describe_failures(set_name: str, outcomes: Sequence[Outcome]) -> str:
    """Count the wrong answers of a set by the stage that failed, in one line."""
    grades = [outcome.grade for outcome in outcomes]
    counts = [f"{grades.count(v)} {v}" for v in Grade if v in grades and v != Grade.RIGHT]
    return f"Wrong in {set_name} by the stage that failed: {', '.join(counts) or 'none'}."


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
