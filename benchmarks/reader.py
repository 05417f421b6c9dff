"""Quality of the built-in reader's answers and abstentions: ``python -m benchmarks.reader``.

Asks ``documents.dev`` through the whole product, each document alone, with the built-in reader and
with the closest-sentence baseline, and draws the risk-coverage curve.
"""

from pathlib import Path
from statistics import fmean

import matplotlib
import matplotlib.pyplot as plt
import numpy as np

from benchmarks.answers import AnswerScore, ask_dev
from benchmarks.results import ResultTable, format_interval, format_share, save
from qa.evaluation import metrics
from qa.loading import load_reader
from qa.reader.baseline import ClosestSentence
from qa.settings import ABSTAIN_BELOW

CURVE = Path(__file__).resolve().parents[1] / "docs" / "risk-coverage.png"


def tabulate_kinds(ours: list[AnswerScore], baseline: list[AnswerScore]) -> ResultTable:
    """Make a row for each kind of question and one for all; in percent, with 95 % intervals."""
    rows = []
    kinds = list(dict.fromkeys(s.kind for s in ours if s.answerable))
    for kind in [*kinds, "all answerable"]:
        scores, others = (
            [s for s in each if s.answerable and kind in (s.kind, "all answerable")]
            for each in (ours, baseline)
        )
        rows.append(
            (
                kind,
                f"{len(scores):,}",
                format_interval([s.f1 for s in scores]),
                format_interval([s.exact for s in scores]),
                format_interval([s.sentence for s in scores if s.likely >= ABSTAIN_BELOW]),
                format_interval([float(s.likely < ABSTAIN_BELOW) for s in scores]),
                format_interval([s.f1 for s in others]),
                format_interval([s.sentence for s in others]),
            )
        )
    columns = (
        "kind", "n", "F1", "exact", "sentence", "refused", "closest sentence: F1", "sentence",
    )  # fmt: skip
    return ResultTable("Answerable questions of dev by kind, %", columns, rows)


def tabulate_thresholds(scores: list[AnswerScore]) -> ResultTable:
    """Make a row for each threshold of abstaining; in percent."""
    rows = []
    answerable = [s for s in scores if s.answerable]
    for threshold in np.arange(0.2, 0.75, 0.05):
        answered = [s for s in answerable if s.likely >= threshold]
        rows.append(
            (
                f"{threshold:.2f}",
                format_share(s.likely < threshold for s in answerable),
                format_share(s.sentence for s in answered),
                format_share(s.f1 * (s.likely >= threshold) for s in answerable),
                format_share(s.likely < threshold for s in scores if not s.answerable),
            )
        )
    columns = ("abstain below", "refused", "sentence", "F1 with refusals", "abstained")
    return ResultTable("Thresholds on the probability of an answer, %", columns, rows)


def draw_risk_coverage(scores_by_reader: dict[str, list[AnswerScore]]) -> dict[str, float]:
    """Draw the share of wrong answers among the surest ones; return the area under each curve.

    All questions are in it: to answer one that the document doesn't answer is wrong.
    """
    matplotlib.use("Agg")
    figure, axes = plt.subplots(figsize=(6, 4), layout="constrained")
    areas = {}
    for name, scores in scores_by_reader.items():
        risks = metrics.risk_at_each_coverage(
            [s.confidence for s in scores], [s.sentence for s in scores]
        )
        areas[name] = fmean(risks)
        coverage = np.arange(1, len(risks) + 1) / len(risks)
        axes.plot(coverage, risks, label=f"{name} (area {areas[name]:.3f})")
    axes.set_xlabel("share of the questions answered, the surest first")
    axes.set_ylabel("share of these without a right sentence")
    axes.set_xlim(0, 1)
    axes.set_ylim(0)
    axes.legend()
    figure.savefig(CURVE, dpi=120)
    plt.close(figure)
    return areas


def describe_polarity(scores: list[AnswerScore]) -> str:
    """Count the yes/no questions that are answered by Yes or No, and those of them rightly."""
    polarities = [s.polarity for s in scores if s.kind == "yesno"]
    decided = [polarity for polarity in polarities if polarity is not None]
    return f"{len(decided)} of {len(polarities)}, {sum(decided):.0f}"


def main() -> None:
    """Ask and save."""
    ours = ask_dev(lambda _: load_reader())
    baseline = ask_dev(lambda index: ClosestSentence(index.embedder))
    answerable = [s for s in ours if s.answerable]
    unanswerable = [s for s in ours if not s.answerable]
    figures = {
        "answerable questions of dev: F1 of the words pointed at, no abstaining": (
            f"{format_interval([s.f1 for s in answerable])} %"
        ),
        "a right sentence is cited, of the answerable questions that are answered": (
            f"{format_interval([s.sentence for s in answerable if s.likely >= ABSTAIN_BELOW])} %"
        ),
        "abstained from questions without an answer": (
            f"{format_interval([float(s.likely < ABSTAIN_BELOW) for s in unanswerable])} %"
        ),
        "refused questions with an answer": (
            f"{format_interval([float(s.likely < ABSTAIN_BELOW) for s in answerable])} %"
        ),
        "yes/no questions answered by Yes or No, and rightly": describe_polarity(ours),
    }
    readers = {"built-in reader": ours, "closest sentence": baseline}
    for name, area in draw_risk_coverage(readers).items():
        figures[f"area under the risk-coverage curve, {name}"] = f"{area:.3f}"
    for name, scores in readers.items():
        error = metrics.calibration_error(
            [s.confidence for s in scores], [s.sentence for s in scores]
        )
        figures[f"expected calibration error, ten bands, {name}"] = f"{error:.3f}"
    save("reader", figures, [tabulate_kinds(ours, baseline), tabulate_thresholds(ours)])


if __name__ == "__main__":
    main()
