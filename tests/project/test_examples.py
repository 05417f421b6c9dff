"""The notebook runs from its first cell to its last."""

import json
from typing import Any

import pytest

from qa import Answer
from tests.conftest import ROOT

NOTEBOOK: dict[str, Any] = json.loads(
    (ROOT / "examples" / "quickstart.ipynb").read_text(encoding="utf-8")
)
CODE = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def test_no_outputs_are_stored() -> None:
    for cell in NOTEBOOK["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


@pytest.mark.heavy
def test_every_cell_runs_and_the_answers_have_citations() -> None:
    names: dict[str, Any] = {}
    for number, cell in enumerate(CODE):
        exec(compile(cell, f"cell {number}", "exec"), names)
    answers: list[Answer] = [names[name] for name in ("answer", "streamed", "follow_up")]
    assert [bool(answer.citations) for answer in answers] == [True, True, True]
    assert "300" in names["follow_up"].text
    assert not names["abstention"].answered
    assert "55 kilometers" in names["response"].source_nodes[0].text
