"""Plots of a report, as SVG."""

import io
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from textwrap import shorten

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qa.evaluation import metrics
from qa.evaluation.figures import measured_confidences, summarise_by_kind
from qa.evaluation.outcome import Grade, Outcome

_GOOD, _CALM, _PALE = "#1b6ca8", "#8a97a6", "#d5dde6"
_LABEL = 24
"""Most characters of a kind's name."""


def draw_plots(outcomes_of: Mapping[str, Sequence[Outcome]]) -> dict[str, str]:
    """SVG by title; those that need answers with a confidence are left out where none was given.

    Args:
        outcomes_of: by question set; kinds are drawn for each, all else over all together.
    """
    drawn = {
        f"Right answers by kind of question, {name}": _draw(_quality, outcomes, wide=True)
        for name, outcomes in outcomes_of.items()
    }
    outcomes = [*chain.from_iterable(outcomes_of.values())]
    if any(o.answered for o in outcomes):
        drawn["Risk by coverage"] = _draw(_risk, outcomes)
        drawn["Reliability of the confidence"] = _draw(_reliability, outcomes)
    if any(o.answer for o in outcomes):
        drawn["Latency"] = _draw(_latency, outcomes)
    return drawn


def _draw(
    draw: Callable[[Axes, Sequence[Outcome]], None], outcomes: Sequence[Outcome], wide: bool = False
) -> str:
    figure = Figure(figsize=(10.9 if wide else 3.5, 3.0), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    draw(axes, outcomes)
    written = io.StringIO()
    figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    return written.getvalue()[written.getvalue().index("<svg") :]


def _quality(axes: Axes, outcomes: Sequence[Outcome]) -> None:
    """Draw a bar for each kind, with its 95 % interval by bootstrap."""
    names = list(summarise_by_kind(outcomes))
    for place, kind in enumerate(names):
        right = [float(o.grade is Grade.RIGHT) for o in outcomes if o.question.kind == kind]
        mean, low, high = (100 * value for value in metrics.bootstrap_interval(right))
        axes.bar(place, mean, color=_GOOD, width=0.7)
        axes.plot([place, place], [low, high], color=_CALM, linewidth=2)
    labels = [shorten(name, _LABEL, placeholder=" …") for name in names]
    axes.set_xticks(range(len(names)), labels, rotation=35, ha="right", parse_math=False)
    axes.set_ylim(0, 100)
    axes.set_ylabel("right, %")


def _risk(axes: Axes, outcomes: Sequence[Outcome]) -> None:
    confidences, right = measured_confidences(outcomes)
    coverage = 100 * np.arange(1, len(right) + 1) / len(outcomes)
    axes.plot(
        coverage, 100 * np.array(metrics.risk_at_each_coverage(confidences, right)), color=_GOOD
    )
    axes.set_xlim(0, 100)
    axes.set_ylim(0)
    axes.set_xlabel("questions answered, surest first, %")
    axes.set_ylabel("of them wrong, %")


def _reliability(axes: Axes, outcomes: Sequence[Outcome]) -> None:
    """Draw the share right in each tenth of confidence; a dot grows with its answers."""
    confidences, right = (np.array(values) for values in measured_confidences(outcomes))
    axes.plot([0, 100], [0, 100], color=_PALE, zorder=0)
    bands = np.clip((confidences * 10).astype(int), 0, 9)
    for band in np.unique(bands):
        of_band = bands == band
        axes.scatter(
            100 * confidences[of_band].mean(),
            100 * right[of_band].mean(),
            s=20 + 6 * of_band.sum(),
            color=_GOOD,
        )
    axes.set_xlim(0, 104)
    axes.set_ylim(-4, 104)
    axes.set_xlabel("confidence, %")
    axes.set_ylabel("right, %")


def _latency(axes: Axes, outcomes: Sequence[Outcome]) -> None:
    milliseconds = [1000 * o.answer.timings["total"] for o in outcomes if o.answer]
    axes.hist(milliseconds, bins=30, color=_GOOD)
    axes.axvline(metrics.percentile(milliseconds, 0.5), color=_CALM, linestyle="--")
    axes.set_xlabel("milliseconds (dashed: median)")
    axes.set_ylabel("questions")
