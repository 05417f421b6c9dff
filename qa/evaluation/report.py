"""The evaluation as a table in the terminal."""

from collections.abc import Sequence
from dataclasses import fields

from rich.table import Table

from qa.evaluation.run import Outcome, Summary, summarise

_HEADINGS = {
    "questions": "n",
    "exact_match": "EM",
    "f1": "F1",
    "answer_found": "found",
    "citation_precision": "cite P",
    "citation_recall": "cite R",
    "abstention_precision": "abst P",
    "abstention_recall": "abst R",
    "latency_p50": "p50 ms",
    "latency_p95": "p95 ms",
}


def table(outcomes: Sequence[Outcome]) -> Table:
    """Figures by kind of question, and of all; shares in percent."""
    result = Table(title="Evaluation, in %", title_justify="left")
    result.add_column("kind")
    for field in fields(Summary):
        result.add_column(_HEADINGS[field.name], justify="right")
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
    return f"{value if name.startswith('latency') else 100 * value:.1f}"
