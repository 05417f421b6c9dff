"""``footnote eval``: ask question sets, score and compare the answers, print a report.

Words are quoted, unless an LLM is named: then both are measured, side by side.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.evaluation.questions import QuestionSetError
from qa.terminal import ERR, OUT, LLMSpec, pretty_json, progress, writable

if TYPE_CHECKING:  # what loads models is imported when it is needed
    from qa.evaluation.compare import Comparison
    from qa.evaluation.outcome import Outcome
    from qa.evaluation.questions import Question, QuestionSet
    from qa.pipeline import DocumentQA
    from qa.settings import Settings

BELOW_FLOOR = 3
"""Exit code where a figure is under its floor."""


def eval_command(
    questions: Annotated[
        Path | None,
        typer.Argument(help="A question set (.jsonl, .csv, SQuAD's .json); else the fixed ones."),
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(
            help="A document it is about, may be repeated; else the sample, or those that "
            "the set names."
        ),
    ] = None,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Answer with the closest sentence, to compare with.")
    ] = False,
    llm: LLMSpec = "",
    json_file: Annotated[
        Path | None,
        typer.Option("--json", help="Write everything here.", callback=writable, dir_okay=False),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(help="Write a report to look at here.", callback=writable, dir_okay=False),
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(help="What --json wrote before: show what has changed since.", dir_okay=False),
    ] = None,
    minimum: Annotated[
        str | None,
        typer.Option(
            "--min", help="Floors in percent, as in f1=80,open.citation_f1=45; else exit 3."
        ),
    ] = None,
) -> None:
    """Ask the fixed question sets, or another one, and score the answers."""
    from qa.evaluation import files
    from qa.evaluation.compare import compare as compare_outcomes
    from qa.evaluation.formats import read_question_set
    from qa.evaluation.gate import parse_floors

    paths = _choose_sets(questions, document or [])
    floor_of = parse_floors(minimum, [path.stem for path in paths]) if minimum else {}
    before = files.read_outcomes(compare) if compare else []
    sets = {path.stem: read_question_set(path) for path in paths}
    outcomes_of = {
        name: list(_ask_all(question_set, document or [], llm, baseline))
        for name, question_set in sets.items()
    }
    after = [*chain.from_iterable(outcomes_of.values())]
    comparison = compare_outcomes(before, after) if compare else None
    _print_report(outcomes_of, comparison)
    if json_file:
        json_file.write_text(pretty_json(files.to_dict(outcomes_of)) + "\n", encoding="utf-8")
    if html:
        from qa.evaluation.html_report import render_report

        title = f"Footnote on {', '.join(path.name for path in paths)}"
        html.write_text(render_report(title, outcomes_of, comparison), encoding="utf-8")
    _check_floors(outcomes_of, floor_of)


def _choose_sets(questions: Path | None, documents: Sequence[str]) -> Sequence[Path]:
    """Return the set that was given, else all; only the first can be asked about a document."""
    from data import QUESTION_SETS

    if questions:
        return [questions]
    return QUESTION_SETS[:1] if documents else QUESTION_SETS


def _ask_all(
    question_set: "QuestionSet", documents: Sequence[str], llm: str, baseline: bool
) -> "Iterator[Outcome]":
    """Ask all questions, with a progress bar; go on where an interrupted run has stopped."""
    from pydantic import SecretStr

    from qa import __version__
    from qa.evaluation.run import RunRecord, ask_questions
    from qa.settings import NO_LLM, Settings

    if baseline and llm:
        raise typer.BadParameter("Give --llm or --baseline, not both.")
    # The questions are about these documents alone, not about what else a database holds.
    alone = {"index": SecretStr("")}
    settings = Settings.from_options(llm=llm or NO_LLM).model_copy(update=alone)
    options = settings.model_dump(mode="json")
    with progress("Asking") as report:
        done = 0
        for bot, questions in _load_bots(question_set, documents, settings, baseline):
            documents_asked = [astuple(info) for info in bot.index.documents()]
            depends_on = __version__, bot.backend, options, documents_asked
            record = RunRecord(
                settings.cache_folder / "evaluations",
                [*depends_on, [question.model_dump() for question in questions]],
            )
            if record.done:
                ERR.print(f"Going on after {len(record.done)} answers of an interrupted run.")
            for outcome in ask_questions(bot, questions, record.done):
                if outcome.question.id not in record.done:
                    record.add(outcome)
                done += 1
                report(done / len(question_set.questions))
                yield outcome
            record.finish()


def _load_bots(
    question_set: "QuestionSet", documents: Sequence[str], settings: "Settings", baseline: bool
) -> "Iterator[tuple[DocumentQA, Sequence[Question]]]":
    """Give each bot with its questions; a set that has documents of its own has a bot for each."""
    from data import SAMPLE
    from qa.evaluation.gold import GoldFinder
    from qa.pipeline import DocumentQA
    from qa.reader.baseline import ClosestSentence

    if question_set.documents and documents:
        raise QuestionSetError("This question set brings its documents along: give no --document.")
    for name, document in question_set.documents.items() or [("", None)]:
        if document:
            bot = DocumentQA.from_documents([document], settings=settings)
            questions: Sequence[Question] = question_set.of(name)
        else:
            with progress("Indexing") as report:
                bot = DocumentQA.from_files(
                    documents or [SAMPLE], settings=settings, progress=report
                )
            questions = question_set.questions
        if lacking := GoldFinder(bot.index).lacking(questions):
            ERR.print(
                f"The document lacks sentences that the question set names as support "
                f"({', '.join(lacking)}): their citations count as wrong.",
                markup=False,
            )
        if baseline:
            bot = DocumentQA(bot.index, settings, ClosestSentence(bot.index.embedder))
        yield bot, questions


def _print_report(
    outcomes_of: "Mapping[str, Sequence[Outcome]]", comparison: "Comparison | None"
) -> None:
    from qa.evaluation import terminal_tables
    from qa.evaluation.figures import measure_calibration, summarise
    from qa.evaluation.modes import compare_modes

    for name, of_set in outcomes_of.items():
        OUT.print(terminal_tables.tabulate_by_kind(name, of_set))
    OUT.print(terminal_tables.tabulate_all(outcomes_of))
    for name, of_set in outcomes_of.items():
        OUT.print(terminal_tables.describe_failures(name, of_set))
    outcomes = [*chain.from_iterable(outcomes_of.values())]
    OUT.print(terminal_tables.describe_calibration(measure_calibration(outcomes)))
    OUT.print(terminal_tables.describe_speed(summarise(outcomes)))
    if modes := compare_modes(outcomes):
        OUT.print(terminal_tables.tabulate_modes(modes))
    for outcome in outcomes:
        if outcome.error:
            ERR.print(f"{outcome.question.id} raised an error: {outcome.error}", markup=False)
    if comparison:
        OUT.print(terminal_tables.tabulate_difference(comparison))
        for line in terminal_tables.list_changed_questions(comparison):
            OUT.print(line)


def _check_floors(
    outcomes_of: "Mapping[str, Sequence[Outcome]]", floor_of: Mapping[str, float]
) -> None:
    """Exit with ``BELOW_FLOOR`` if a figure is under its floor."""
    from qa.evaluation.figures import summarise
    from qa.evaluation.gate import find_below_floor

    figures_of = {name: summarise(outcomes) for name, outcomes in outcomes_of.items()}
    if missed := find_below_floor(figures_of, floor_of):
        ERR.print(f"Below the floor: {'; '.join(missed)}.", markup=False)
        raise typer.Exit(BELOW_FLOOR)
