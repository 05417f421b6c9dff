"""Training of the chooser of cells, on tables of its own."""

import json
from pathlib import Path

import numpy as np
import pytest

from index import Embedder
from qa.reader.tables import chooser
from qa.reader.tables.features import FEATURES
from training.cells.choices import describe, measure
from training.cells.examples import retrieve
from training.cells.questions import CellQuestion, load_own_questions, load_questions
from training.data.tables import Table
from training.regression import fit_conditional_logit

FARES = Table(
    "Funicular",
    "Fares",
    (
        ("Ticket", "Up", "Down"),
        ("Adult", "6 €", "4 €"),
        ("Child", "3 €", "2 €"),
        ("Dog", "1 €", ""),
    ),
    1,
)
QUESTIONS = [
    CellQuestion("What does a child pay to go up?", FARES, ((2, 1),)),
    CellQuestion("How much is it down for an adult?", FARES, ((1, 2),)),
    CellQuestion("What does a horse pay?", FARES, ()),
]


def write_tables(path: Path, questions: list[dict[str, object]]) -> None:
    import gzip

    record = {
        "source": "wikitablequestions",
        "title": "Funicular",
        "section": "Fares",
        "table": [list(row) for row in FARES.rows],
        "questions": questions,
    }
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for number in range(500):
            file.write(json.dumps({**record, "title": f"Funicular {number}"}) + "\n")


def test_the_cell_that_answers_is_right_and_else_none(embedder: Embedder) -> None:
    examples = list(retrieve(QUESTIONS, embedder))
    texts = [
        [example.grids[g].rows[r].cells[c].text for g, r, c in example.right]
        for example in examples
    ]
    assert texts == [["3 €"], ["4 €"], []]
    choices = describe(examples, embedder)
    for choice, question in zip(choices, QUESTIONS, strict=True):
        assert choice.rows.shape == (len(choice.right), len(FEATURES) + 1)
        assert choice.right.sum() == 1
        assert choice.right[-1] == (not question.places)
        assert not choice.rows[-1, :-1].any()


def test_what_is_fitted_chooses_the_cells_that_it_was_fitted_on(embedder: Embedder) -> None:
    choices = describe(retrieve(QUESTIONS, embedder), embedder)
    weights = fit_conditional_logit([(c.rows, c.right) for c in choices], 1e-3)
    assert measure(choices, weights, 0.5)[:3] == ("2", "0", "0")


def test_lookups_are_told_from_what_is_computed(tmp_path: Path) -> None:
    path = tmp_path / "tables.jsonl.gz"
    lookup = {"question": "what does a child pay up?", "kind": "cell", "answers": ["3 €"]}
    chance = {"question": "how many dogs may come?", "kind": "cell", "answers": ["6 €"]}
    text = {"question": "why is it closed?", "kind": "text", "answers": ["Rain."]}
    write_tables(path, [{**lookup, "cells": [[[2, 1]]]}, {**chance, "cells": [[[1, 1]]]}, {**text}])
    train, held_out = load_questions(path)
    assert not {q.table for q in train} & {q.table for q in held_out}
    places = {q.places for q in train if q.question == lookup["question"]}
    assert places == {((2, 1),), ()}  # some of a table without that row or column
    assert not any(q.question == chance["question"] for q in train)
    assert {q.places for q in train if q.question == text["question"]} == {()}


def test_the_weights_that_come_along_are_those_of_the_features() -> None:
    fitted = json.loads(chooser.WEIGHTS.read_text(encoding="utf-8"))
    assert list(fitted["features"]) == list(FEATURES)


@pytest.mark.heavy
def test_the_cells_of_our_own_tables_are_chosen(embedder: Embedder) -> None:
    """Of dev, which nothing was fitted on; the confidence is no promise that isn't kept."""
    weights = chooser.load_weights()
    choices = describe(retrieve(load_own_questions("dev"), embedder), embedder)
    right, wrong, nothing, _ = measure(choices, np.append(weights.features, weights.none), 0.5)
    assert int(right) >= 34
    assert int(wrong) + int(nothing) <= 6
