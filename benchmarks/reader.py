"""How well the built-in reader answers and abstains: ``python -m benchmarks.reader [FOLDER]``.

Asks ``documents.dev`` through the whole product, each document alone, the built-in reader beside
the closest-sentence baseline; draws the risk-coverage curve; and measures how fast it reads. With
the folder of the public sets (see ``qa/reader/README.md``) it also asks the questions of these
that were held out of training.
"""

import random
import sys
from pathlib import Path
from statistics import fmean

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.answers import Scored, asked_of_documents, score
from benchmarks.reading_speed import speed
from index import Document
from qa import DocumentQA, Settings
from qa.evaluation import metrics
from qa.loading import load_reader
from qa.reader.baseline import ClosestSentence
from training.data.documents import Asked
from training.data.passages import Question, of_paragraphs

CURVE = Path(__file__).resolve().parents[1] / "docs" / "risk-coverage.png"
SEED = 0
"""The one that the shipped reader was trained with: it decides what was held out."""


def by_kind(ours: list[Scored], baseline: list[Scored], threshold: float) -> Table:
    """Figures of each kind of question, and of all, in percent; 95 % intervals in brackets."""
    table = Table(title=f"documents.dev, {len(ours):,} questions, abstaining below {threshold}, %")
    for heading in ("", "n", "F1, forced", "EM", "sentence", "refused", "abstained", "baseline F1",
                    "sentence"):  # fmt: skip
        table.add_column(heading, justify="right" if heading else "left")
    kinds = list(dict.fromkeys(s.kind for s in ours))
    for kind in [*kinds, "all"]:
        rows = [s for s in ours if kind in (s.kind, "all")]
        others = [s for s in baseline if kind in (s.kind, "all")]
        can, cannot = ([s for s in rows if s.answerable is a] for a in (True, False))
        said = [s for s in can if s.likely >= threshold]
        base = [s for s in others if s.answerable]
        table.add_row(
            kind,
            str(len(rows)),
            _cell([s.f1 for s in can]),
            _cell([s.exact for s in can]),
            _cell([s.sentence for s in said]),
            _cell([float(s.likely < threshold) for s in can]),
            _cell([float(s.likely < threshold) for s in cannot]),
            _cell([s.f1 for s in base]),
            _cell([s.sentence for s in base]),
        )
    return table


def _cell(values: list[float]) -> str:
    if not values:
        return "–"
    mean, low, high = (100 * v for v in metrics.interval(values))
    return f"{mean:.1f} ({low:.0f}–{high:.0f})"


def trade_off(scored: list[Scored]) -> Table:
    """What thresholds on the confidence would do."""
    table = Table(title="documents.dev, %")
    for heading in ("abstain below", "refused", "sentence right", "F1 with refusals", "abstained"):
        table.add_column(heading, justify="right")
    can = [s for s in scored if s.answerable]
    for threshold in np.arange(0.2, 0.75, 0.05):
        said = [s for s in can if s.likely >= threshold]
        cells = (
            1 - len(said) / len(can),
            np.mean([s.sentence for s in said]),
            sum(s.f1 for s in said) / len(can),
            np.mean([s.likely < threshold for s in scored if not s.answerable]),
        )
        table.add_row(f"{threshold:.2f}", *(f"{100 * cell:.1f}" for cell in cells))
    return table


def risk_coverage(readers: dict[str, list[Scored]], picture: Path) -> dict[str, float]:
    """Draw the share of wrong answers among the surest ones; return the area under each curve.

    All questions are in it: to answer one that the document doesn't answer is wrong.
    """
    matplotlib.use("Agg")
    figure, axes = plt.subplots(figsize=(6, 4), layout="constrained")
    areas = {}
    for name, scored in readers.items():
        risks = metrics.risks([s.confidence for s in scored], [s.sentence for s in scored])
        areas[name] = fmean(risks)
        coverage = np.arange(1, len(risks) + 1) / len(risks)
        axes.plot(coverage, risks, label=f"{name} (area {areas[name]:.3f})")
    axes.set_xlabel("share of the questions answered, the surest first")
    axes.set_ylabel("share of these without a right sentence")
    axes.set_xlim(0, 1)
    axes.set_ylim(0)
    axes.legend()
    figure.savefig(picture, dpi=120)
    plt.close(figure)
    return areas


def held_out(folder: Path) -> str:
    """F1 and exact match on the paragraphs that weren't trained on, each as a document."""
    _, questions = of_paragraphs(folder, 0.3, random.Random(SEED))
    settings = Settings(abstain_below=0)
    scored = []
    for question in questions:
        document = Document.from_text(question.windows[0].text)
        bot = DocumentQA.from_documents([document], settings=settings)
        asked = _as_asked(question)
        scored.append(
            score(bot.ask(asked.spoken), asked, asked.gold(bot.index.sentences(document.id)))
        )
    can = [s for s in scored if s.answerable]
    low = settings_threshold()
    return (
        f"held-out paragraphs, {len(can):,} answerable questions: F1 {_cell([s.f1 for s in can])}, "
        f"EM {_cell([s.exact for s in can])}, refused {_cell([float(s.likely < low) for s in can])}"
    )


def _as_asked(question: Question) -> Asked:
    (window,) = question.windows
    spans = tuple(window.items.values())
    answers = tuple(window.text[start:end] for start, end in spans)
    return Asked(question.text, "passage", spans, answers, "", question.text, None)


def settings_threshold() -> float:
    """The confidence below which the product abstains."""
    return float(Settings.model_fields["abstain_below"].default)


def main() -> None:
    """Print everything."""
    console = Console(width=160)
    ours = asked_of_documents(lambda _: load_reader())
    baseline = asked_of_documents(lambda index: ClosestSentence(index.embedder))
    console.print(by_kind(ours, baseline, settings_threshold()))
    console.print(
        "F1, EM: of the words pointed at, with no chance to abstain; sentence: of the answerable "
        "questions that are answered, a sentence that answers is cited; refused: answerable, not "
        "answered; abstained: unanswerable, not answered."
    )
    polarity = [s.polarity for s in ours if s.kind == "yesno"]
    said = [value for value in polarity if value is not None]
    console.print(
        f"of {len(polarity)} yes/no questions {len(said)} are answered by Yes or No, "
        f"{sum(said):.0f} of these rightly; the others by what decides alone"
    )
    console.print(trade_off(ours))
    for name, area in risk_coverage({"built-in reader": ours, "baseline": baseline}, CURVE).items():
        console.print(f"area under the risk-coverage curve, {name}: {area:.3f}")
    for name, scored in (("built-in reader", ours), ("baseline", baseline)):
        error = metrics.calibration_error(
            [s.confidence for s in scored], [s.sentence for s in scored]
        )
        console.print(f"expected calibration error, ten bands, {name}: {error:.3f}")
    if len(sys.argv) > 1:
        console.print(held_out(Path(sys.argv[1])))
    speed(console)


if __name__ == "__main__":
    main()
