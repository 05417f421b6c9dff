"""Counts, sums and extremes over public tables: ``python -m benchmarks.computed FOLDER``.

``FOLDER`` holds the public tables. All questions on those that are kept out of training are asked,
each of its table alone: also those that need no computing, which may be taken for others.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.results import ResultTable, format_interval, save
from qa.answer import CONFIDENCE_BANDS
from qa.computing.answers import find_computed
from qa.computing.confidence import find_measured
from qa.computing.questions import Operation
from qa.computing.results import Computed
from training.data.tables import PUBLIC, PublicQuestion, lay_out, load_held_out_questions

SURE = max(CONFIDENCE_BANDS)
_TOLERANCE = 1e-4


@dataclass(frozen=True, slots=True)
class ComputedScore:
    """A question with what was computed, if anything was."""

    kind: str
    operation: Operation | None = None
    loose: bool = False
    right: bool = False
    confidence: float = 0.0


def score_all(questions: Iterable[PublicQuestion]) -> Iterator[ComputedScore]:
    """Compute the answers to questions, each from its table alone."""
    laid_out = None
    for question in questions:
        if laid_out is not question.table:
            laid_out = question.table
            document, _ = lay_out(laid_out)
        computed = find_computed(question.question, [document])
        if computed is None:
            yield ComputedScore(question.kind)
            continue
        operation, loose = computed.operation, computed.is_loose
        confidence = find_measured(operation, loose).confidence
        right = is_right(computed, question.answers)
        yield ComputedScore(question.kind, operation, loose, right, confidence)


def is_right(computed: Computed, answers: Sequence[str]) -> bool:
    """Say whether a result is the expected one; of an extreme, its value may be expected."""
    expected = [_fold(answer) for answer in answers]
    result = _fold(computed.result)
    if result == ", ".join(expected) or sorted(result.split(", ")) == sorted(expected):
        return True
    if len(expected) > 1:
        return False
    if computed.operation is Operation.EXTREME:
        assert computed.column
        values = [_fold(row.cells[computed.column.place].text) for row in computed.rows]
        in_name = expected[0] in result or result in expected[0]
        return in_name or any(expected[0] == v or _same(expected[0], v) for v in values)
    return _same(expected[0], result)


def _same(expected: str, given: str) -> bool:
    """Say whether two texts are the same number, whatever their units."""
    numbers = [re.sub(r"[^\d.-]", "", text) for text in (expected, given)]
    try:
        first, second = map(float, numbers)
    except ValueError:
        return False
    return abs(first - second) <= max(0.005, _TOLERANCE * abs(first))


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().strip().replace("−", "-"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def make_row(name: str, asked: str, scores: Sequence[ComputedScore]) -> tuple[str, ...]:
    """Return the figures of some questions as a row."""
    answered = [s for s in scores if s.operation]
    sure_and_wrong = sum(s.confidence >= SURE and not s.right for s in answered)
    sure = sum(s.confidence >= SURE for s in answered)
    right = format_interval([float(s.right) for s in answered])
    return (name, asked, f"{len(answered)}", right, f"{sure}", f"{sure_and_wrong}")


def main() -> None:
    """Compute and save."""
    scores = list(score_all(load_held_out_questions(Path(sys.argv[1]) / PUBLIC)))
    rows = []
    for name, kinds in {"computed": ("computed",), "others": ("cell", "cells", "text")}.items():
        own = [s for s in scores if s.kind in kinds]
        rows.append(make_row(name, f"{len(own)}", own))
    by_operation = defaultdict(list)
    for score in scores:
        if score.operation:
            by_operation["loosely" if score.loose else score.operation.value].append(score)
    rows += [make_row(name, "", own) for name, own in sorted(by_operation.items())]
    columns = ("questions", "asked", "answered", "right of those, %", "sure", "sure and wrong")
    title = "Public tables that were kept out of training"
    save("computed", {}, [ResultTable(title, columns, rows)], arguments="FOLDER")


if __name__ == "__main__":
    main()
