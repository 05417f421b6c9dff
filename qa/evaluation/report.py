"""The evaluation as a table in the terminal."""

from collections.abc import Sequence
from dataclasses import fields

from rich import box
from rich.table import Table

from qa.evaluation.run import Outcome, Summary, summarise

_HEADINGS = {
    "questions": "n",
    "exact_match": "EM",
    "f1": "F1",
    "answer_found": "found",
    "citation_precision": "cite\nP",
    "citation_recall": "cite\nR",
    "abstention_precision": "abst\nP",
    "abstention_recall": "abst\nR",
    "latency_p50": "p50\nms",
    "latency_p95": "p95\nms",
}


def table(outcomes: Sequence[Outcome]) -> Table:
    """Figures by kind of question, and of all; shares in percent. It fits 80 columns."""
    result = Table(
        title="Evaluation (shares in %)",
        title_justify="left",
        box=box.SIMPLE_HEAD,
        padding=0,
    )
    # Columns don't shrink: in a narrow terminal a broken line is better than a cut figure.
    result.add_column("kind", min_width=max(len(o.question.kind) for o in outcomes))
    for field in fields(Summary):
        result.add_column(_HEADINGS[field.name], justify="right", min_width=5)
    for kind in dict.fromkeys(o.question.kind for o in outcomes):
        chosen = [o for o in outcomes if o.question.kind == kind]
        result.add_row(kind, *_cells(summarise(chosen)))
    result.add_section()
    result.add_row("all", *_cells(summarise(outcomes)))
    return result


def _cells(summary: Summary) -> list[str]:
    return [_cell(field.name, getattr(summary, field.name)) for field in fields(summary)]


def _cell(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    if name == "questions":
        return str(value)
    return f"{value:.0f}" if name.startswith("latency") else f"{100 * value:.1f}"
