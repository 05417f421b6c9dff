"""Report of an evaluation as one HTML page: plots, and every question, worst first."""

from collections.abc import Sequence

import jinja2
from markupsafe import Markup

from qa.evaluation.compare import Comparison
from qa.evaluation.figures import SHARES, bootstrap_intervals, summarise, summarise_by_kind
from qa.evaluation.outcome import Grade, Outcome
from qa.evaluation.plots import draw_plots
from qa.evaluation.terminal_tables import NAMES, describe_failures, describe_speed

_PAGE = jinja2.Environment(
    loader=jinja2.PackageLoader("qa.evaluation", "."),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGE.filters["percent"] = lambda value: "–" if value is None else f"{100 * value:.1f}"

_SEVERITY = [
    Grade.ERROR,
    Grade.READING,
    Grade.CITATION,
    Grade.RETRIEVAL,
    Grade.ABSTENTION,
    Grade.RIGHT,
]
"""A wrong answer is worse than none."""


def render_report(
    title: str, outcomes: Sequence[Outcome], comparison: Comparison | None = None
) -> str:
    """Render the report as HTML.

    Args:
        title: what was evaluated.
        outcomes: of one run.
        comparison: with an earlier run, if there is one.
    """
    figures, ranges = summarise(outcomes), bootstrap_intervals(outcomes)
    return _PAGE.get_template("report.html.jinja").render(
        title=title,
        figures=figures,
        shares=[(NAMES[name], getattr(figures, name), ranges.get(name)) for name in SHARES],
        names=NAMES,
        speed=describe_speed(figures),
        failures=describe_failures(outcomes),
        plots={name: Markup(svg) for name, svg in draw_plots(outcomes).items()},
        kinds=summarise_by_kind(outcomes),
        grades=[v for v in _SEVERITY if any(o.grade is v for o in outcomes)],
        outcomes=sorted(outcomes, key=_severity_key),
        comparison=comparison,
    )


def _severity_key(outcome: Outcome) -> tuple[int, float, float]:
    """Worst first: by what failed, then by how little of it was right and how sure it was."""
    unanswerable = outcome.answered and not outcome.question.answerable
    severity = 0 if unanswerable else _SEVERITY.index(outcome.grade)
    confidence = (outcome.answer.confidence or 0.0) if outcome.answer else 1.0
    return severity, outcome.f1, -confidence
