"""Report of an evaluation as one HTML page: plots, and every question, worst first."""

from collections.abc import Mapping, Sequence
from itertools import chain

import jinja2
from markupsafe import Markup

from qa.evaluation.compare import Comparison
from qa.evaluation.figures import (
    SHARES,
    bootstrap_intervals,
    measure_calibration,
    summarise,
    summarise_by_kind,
)
from qa.evaluation.outcome import Grade, Outcome
from qa.evaluation.plots import draw_plots
from qa.evaluation.terminal_tables import (
    NAMES,
    describe_calibration,
    describe_failures,
    describe_speed,
)

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
    Grade.UNDERSTANDING,
    Grade.READING,
    Grade.CITATION,
    Grade.RETRIEVAL,
    Grade.ABSTENTION,
    Grade.RIGHT,
]
"""A wrong answer is worse than none."""


def render_report(
    title: str,
    outcomes_of: Mapping[str, Sequence[Outcome]],
    comparison: Comparison | None = None,
) -> str:
    """Render the report as HTML.

    Args:
        title: what was evaluated.
        outcomes_of: of one run, by question set.
        comparison: with an earlier run, if there is one.
    """
    outcomes = [*chain.from_iterable(outcomes_of.values())]
    figures_of = {name: summarise(of_set) for name, of_set in outcomes_of.items()}
    ranges_of = {name: bootstrap_intervals(of_set) for name, of_set in outcomes_of.items()}
    return _PAGE.get_template("report.html.jinja").render(
        title=title,
        figures_of=figures_of,
        ranges_of=ranges_of,
        shares=SHARES,
        names=NAMES,
        notes=[
            f"{len(outcomes)} questions. {describe_speed(summarise(outcomes))}",
            *(describe_failures(name, of_set) for name, of_set in outcomes_of.items()),
            describe_calibration(measure_calibration(outcomes)),
        ],
        plots={name: Markup(svg) for name, svg in draw_plots(outcomes_of).items()},
        kinds_of={name: summarise_by_kind(of_set) for name, of_set in outcomes_of.items()},
        kinds=[*dict.fromkeys(outcome.question.kind for outcome in outcomes)],
        grades=[v for v in _SEVERITY if any(o.grade is v for o in outcomes)],
        set_of={o.question.id: name for name, of_set in outcomes_of.items() for o in of_set},
        outcomes=sorted(outcomes, key=_severity_key),
        comparison=comparison,
    )


def _severity_key(outcome: Outcome) -> tuple[int, float, float]:
    """Worst first: by what failed, then by how little of it was right and how sure it was."""
    unanswerable = outcome.answered and not outcome.question.answerable
    severity = 0 if unanswerable else _SEVERITY.index(outcome.grade)
    confidence = (outcome.answer.confidence or 0.0) if outcome.answer else 1.0
    return severity, outcome.f1, -confidence
