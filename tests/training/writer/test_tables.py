import gzip
import json
from pathlib import Path
from typing import Any

from training.writer.tables import load_table_questions

TABLE = [
    ["Year", "Ship", "Port"],
    ["1911", "Brynja", "Oban"],
    ["1912", "Solan", "Mallaig"],
    ["1913", "Heather", "Tobermory"],
]


def load(folder: Path, answer: str, cells: list[list[int]]) -> list[Any]:
    question = {
        "question": "Which ship came in 1912, and then?",
        "cells": [cells],
        "full_answer": answer,
    }
    record = {
        "source": "fetaqa", "title": "Ferries", "section": "Arrivals", "table": TABLE,
        "questions": [question],
    }  # fmt: skip
    other = {**record, "source": "wikitablequestions"}
    with gzip.open(folder / "tables.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(f"{json.dumps(record)}\n{json.dumps(other)}\n")
    return list(load_table_questions(folder / "tables.jsonl.gz"))


def test_rows_have_the_heads_of_their_columns(tmp_path: Path) -> None:
    (question,) = load(tmp_path, "The Solan came to Mallaig in 1912.", [[2, 0], [2, 1], [2, 2]])
    example = question.draw()
    assert "\n[1] Year: 1912 ¦ Ship: Solan ¦ Port: Mallaig\n" in example.prompt
    assert "Words found: 1912 [1]; Solan [1]; Mallaig [1]" in example.prompt
    assert "Document: Ferries › Arrivals" in example.prompt
    assert example.target == "The Solan came to Mallaig in 1912. [1]"


def test_rows_without_a_cell_of_the_answer_are_not_given(tmp_path: Path) -> None:
    (question,) = load(tmp_path, "The Brynja came, then the Heather.", [[1, 1], [3, 1]])
    example = question.draw()
    assert "Solan" not in example.prompt
    assert example.target.endswith("[1] [2]")


def test_answers_that_say_more_than_their_rows_are_left_out(tmp_path: Path) -> None:
    assert not load(tmp_path, "The Solan came with 40 people.", [[2, 1]])
    assert not load(tmp_path, "Another ship came.", [[2, 1]])
    assert not load(tmp_path, "The crowded Solan came.", [[2, 1]])
    assert not load(tmp_path, "The Solan came.", [[0, 1]])
