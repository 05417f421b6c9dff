"""Fits the chooser of cells: ``python -m training.cells FOLDER``, about ten minutes on one core.

``FOLDER`` holds the public tables. The weights are fitted on their train part and on our own
tables; what is printed is of tables that are held out.
"""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich import print as show
from rich.table import Table as Printed

from index.minilm import ADAPTED, MiniLM
from qa.reader.tables.chooser import WEIGHTS
from qa.reader.tables.features import FEATURES, Array
from training.cells.choices import CellChoice, describe, measure
from training.cells.examples import retrieve
from training.cells.questions import CellQuestion, load_own_questions, load_questions
from training.data.tables import PUBLIC
from training.regression import fit_conditional_logit

SHRINKAGE = 3e-4
"""Penalty on the squares of the weights; a tenth or three times as much is no better."""

OWN_WEIGHT = 4
"""How often a question on our own tables counts, which are more like those that are asked."""

ANSWERED_WEIGHT = 2
"""How often a public question that a cell answers counts: they are fewer than the others."""

LEAST = (0.0, 0.5, 0.7, 0.9)
"""Confidences from which on it is counted how many cells are right."""


def main(folder: Annotated[Path, typer.Argument(help="Folder of the public tables.")]) -> None:
    """Fit the weights, write them, and print how often the chosen cell is right."""
    embedder = MiniLM(ADAPTED)

    def choose(questions: list[CellQuestion]) -> list[CellChoice]:
        return describe(retrieve(questions, embedder), embedder)

    public, held_out = load_questions(folder / PUBLIC)
    choices = OWN_WEIGHT * choose(load_own_questions("train"))
    for choice in choose(public):
        choices += [choice] * (1 if choice.right[-1] else ANSWERED_WEIGHT)
    weights = fit_conditional_logit([(c.rows, c.right) for c in choices], SHRINKAGE)
    save(weights)
    table = Printed("tables", "confidence", "right", "wrong", "nothing answers", "mean confidence")
    for name, questions in (("our own", load_own_questions("dev")), ("public", held_out)):
        measured = choose(questions)
        for least in LEAST:
            table.add_row(name, f"from {least}", *measure(measured, weights, least))
    show(table)


def save(weights: Array) -> None:
    """Write the weights of the features, and the last, which is the logit of none."""
    *features, none = (round(float(weight), 3) for weight in weights)
    fitted = {"features": dict(zip(FEATURES, features, strict=True)), "none": none}
    WEIGHTS.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
