import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from benchmarks.llm_comparison.asking import CitedAnswer, Job, answer_job, read_answers
from benchmarks.llm_comparison.markers import find_cited_numbers, remove_markers


def test_questions_with_an_answer_are_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, answers = tmp_path / "document.md", tmp_path / "answers.jsonl"
    document.write_text("It rained.", encoding="utf-8")
    asked: list[str] = []

    def open_document(job: Job) -> Callable[[str], CitedAnswer]:
        def ask(question: str) -> CitedAnswer:
            asked.append(question)
            if question == "Why?":
                raise ValueError("no reason")
            return CitedAnswer("Rain. [1]", [job.read_document()])

        return ask

    def run(**questions: str) -> dict[str, CitedAnswer]:
        job = Job(str(document), questions, "http://localhost/v1", "")
        (tmp_path / "job.json").write_text(json.dumps(asdict(job)), encoding="utf-8")
        answer_job(open_document)
        return read_answers(answers)

    monkeypatch.setattr(sys, "argv", ["system", str(tmp_path / "job.json"), str(answers)])
    assert read_answers(answers) == {}
    first = run(a="What?", b="Why?")
    assert (first["a"].text, first["a"].cited, first["a"].error) == (
        "Rain. [1]",
        ["It rained."],
        "",
    )
    assert (first["b"].text, first["b"].error) == ("", "ValueError: no reason")
    second = run(a="What?", b="Why?", c="When?")
    assert asked == ["What?", "Why?", "When?"]
    assert {key: second[key] for key in first} == first
    assert second["c"].seconds >= 0


def test_numbers_are_found_in_every_form_of_marker() -> None:
    text = "Paris [2], says Source 1. It rained [2, 9] in [Source 3], as documents 4 and 5 say."
    assert find_cited_numbers(text, 5) == [2, 1, 3, 4, 5]
    assert find_cited_numbers("It has 3 sources, and 2 rooms [a].", 5) == []


def test_markers_are_removed_with_their_spaces() -> None:
    assert remove_markers("It is 55 km [1] away [2, 3].") == "It is 55 km away."
    assert remove_markers("[1]") == ""
