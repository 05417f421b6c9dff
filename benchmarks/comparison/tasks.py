"""Tasks for all systems; with the standard library alone, as each has its own environment."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Task:
    """A document and the questions about it."""

    title: str
    text: str
    questions: list[str]


@dataclass(frozen=True, slots=True)
class SystemAnswer:
    """Answer of a system.

    Attributes:
        words: those that answer; "" without an answer.
        spans: half-open character offsets of what is cited, none without an answer.
        seconds: that it took.
    """

    words: str
    spans: list[tuple[int, int]]
    seconds: float = 0.0


def write_tasks(tasks: list[Task], path: Path) -> None:
    """Write the tasks that ``answer_tasks`` reads."""
    path.write_text(json.dumps([asdict(task) for task in tasks]), encoding="utf-8")


def answer_tasks(open_document: Callable[[Task], Callable[[str], SystemAnswer]]) -> None:
    """Answer the tasks in the first file of the command line, and write to the second.

    Args:
        open_document: prepares a task's document, and returns what answers its questions.
    """
    tasks, answers = Path(sys.argv[1]), []
    for fields in json.loads(tasks.read_text(encoding="utf-8")):
        task = Task(**fields)
        ask = open_document(task)
        for question in task.questions:
            begin = time.perf_counter()
            answer = ask(question)
            answers.append(asdict(answer) | {"seconds": time.perf_counter() - begin})
    Path(sys.argv[2]).write_text(json.dumps(answers), encoding="utf-8")


def read_answers(path: Path) -> list[SystemAnswer]:
    """Read what ``answer_tasks`` wrote."""
    return [SystemAnswer(**fields) for fields in json.loads(path.read_text(encoding="utf-8"))]
