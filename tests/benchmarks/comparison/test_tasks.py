import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.comparison.__main__ import score_system
from benchmarks.comparison.tasks import (
    SystemAnswer,
    Task,
    answer_tasks,
    read_answers,
    write_tasks,
)
from training.data.documents import load_documents


def test_a_system_that_cites_the_first_sentence_is_scored_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = load_documents("dev")[:2]
    write_tasks(
        [
            Task(r.document.title, r.document.text, [q.question for q in r.questions])
            for r in records
        ],
        tmp_path / "tasks.json",
    )

    def open_document(task: Task) -> Callable[[str], SystemAnswer]:
        return lambda question: SystemAnswer(question, [(0, task.text.index("."))])

    paths = [str(tmp_path / name) for name in ("tasks.json", "answers.json")]
    monkeypatch.setattr(sys, "argv", ["system", *paths])
    answer_tasks(open_document)
    answers = read_answers(tmp_path / "answers.json")
    questions = [q for r in records for q in r.questions]
    assert [answer.words for answer in answers] == [q.question for q in questions]
    scores = score_system(records, answers)
    answerable = [q for q in questions if q.evidence]
    right = sum(any(start == 0 for start, _ in q.evidence) for q in answerable)
    assert scores.sentence == pytest.approx(right / len(answerable))
    assert (scores.refused, scores.abstained) == (0, 0)
