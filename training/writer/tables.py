"""Examples from tables: FeTaQA (Nan et al. 2022), whose answers are whole sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.grounding.fidelity import is_faithful
from qa.sentence_prompt import FoundWords, build_sentence_prompt
from training.data.records import read_records
from training.writer.examples import WriterExample

_MAX_ROWS = 6
"""Most rows of a table in a prompt."""

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class FetaQuestion:
    """A question about some rows of a table with a complete answer.

    Attributes:
        question: its text.
        context: title and section.
        rows: the table's rows, the heads of the columns in front of the cells.
        cells: the cells that the answer names: their texts and the places of their rows.
        full_answer: the answer as people write it.
    """

    question: str
    context: str
    rows: tuple[str, ...]
    cells: tuple[tuple[str, int], ...]
    full_answer: str

    def draw(self) -> WriterExample:
        """Return its one example: the rows of the cells."""
        needed = sorted({row for _, row in self.cells})
        number = {row: n for n, row in enumerate(needed, start=1)}
        words = [FoundWords(text, number[row]) for text, row in self.cells]
        rows = [self.rows[row] for row in needed]
        prompt = build_sentence_prompt(self.question, self.context, rows, words)
        markers = "".join(f" [{number[row]}]" for row in needed)
        return WriterExample(prompt, self.full_answer + markers)


def load_table_questions(path: Path) -> Iterator[FetaQuestion]:
    """Load the questions whose answers say nothing that their rows don't.

    These are the ones all of whose numbers and content words stand in the rows, the heading or the
    question, and that name at least one cell.
    """
    for record in read_records(path):
        if record["source"] == "fetaqa":
            for question in record["questions"]:
                made = _make_question(record, question)
                if made:
                    yield made


def _make_question(record: dict[str, Any], question: dict[str, Any]) -> FetaQuestion | None:
    heads, *rows = record["table"]
    answer = question["full_answer"]
    named = dict.fromkeys(
        (rows[row - 1][column].strip(), row - 1)
        for cells in question["cells"]
        for row, column in cells
        if row and _names(answer, rows[row - 1][column])
    )
    needed = {row for _, row in named}
    context = " > ".join(part for part in (record["title"], record["section"]) if part)
    texts = tuple(_read_row(heads, row) for row in rows)
    source = " ".join([context, question["question"], *(texts[row] for row in needed)])
    unsupported = set(_NUMBER.findall(answer)) - set(_NUMBER.findall(source))
    if not named or len(needed) > _MAX_ROWS or unsupported or not is_faithful(answer, [source]):
        return None
    return FetaQuestion(question["question"], context, texts, tuple(named), answer)


def _names(answer: str, cell: str) -> bool:
    return len(cell.strip()) > 1 and cell.strip().lower() in answer.lower()


def _read_row(heads: Sequence[str], row: Sequence[str]) -> str:
    cells = zip(heads, row, strict=True)
    return " | ".join(f"{head}: {cell}" if head else cell for head, cell in cells)
