"""Quality of the built-in reader's answers from tables: ``python -m benchmarks.tables FOLDER``.

``FOLDER`` holds the public tables. Those of our own that are kept out of training are asked, and
public ones, each alone in its document.
"""

import sys
from pathlib import Path

from benchmarks.answers import AnswerScore, ask_documents
from benchmarks.results import ResultTable, format_interval, save
from qa.loading import load_reader
from qa.settings import ABSTAIN_BELOW
from training.data.tables import (
    PUBLIC,
    TableQuestion,
    annotate,
    load_own_tables,
    load_public_tables,
)


def measure_row(name: str, questions: list[TableQuestion]) -> tuple[str, ...]:
    """Ask the questions; return the figures as a row, in percent with 95 % intervals."""
    reader = load_reader()
    scores = ask_documents(map(annotate, questions), lambda _: reader)
    answerable = [s for s in scores if s.answerable]
    others = [s for s in scores if not s.answerable]
    answered = [s for s in answerable if s.likely >= ABSTAIN_BELOW]
    return (
        name,
        f"{len(answerable)}",
        format_interval([s.f1 for s in answerable]),
        format_interval([s.sentence for s in answerable]),
        format_interval([_refused(s) for s in answerable]),
        format_interval([s.sentence for s in answered]),
        f"{len(others)}",
        format_interval([_refused(s) for s in others]),
    )


def _refused(score: AnswerScore) -> float:
    return float(score.likely < ABSTAIN_BELOW)


def main() -> None:
    """Ask and save."""
    _, held_out = load_public_tables(Path(sys.argv[1]) / PUBLIC)
    rows = [
        measure_row("our own", load_own_tables("dev")),
        measure_row("public", held_out),
    ]
    columns = (
        "tables", "answerable", "F1", "right row", "refused", "right row of those answered",
        "without an answer", "abstained",
    )  # fmt: skip
    table = ResultTable("Questions on tables that were kept out of training, %", columns, rows)
    save("tables", {}, [table], arguments="FOLDER")


if __name__ == "__main__":
    main()
