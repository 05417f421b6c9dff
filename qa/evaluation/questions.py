"""Question sets: JSON lines in a file, checked when they are read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from index import Sentence
from index.errors import QuestionSetError

Words = Annotated[str, Field(pattern=r"\w")]
"""Text with at least one word in it."""


class Question(BaseModel):
    """One line of a question set.

    Attributes:
        id: unique within the set.
        kind: what sort of question it is; results are broken down by it.
        question: what is asked.
        answerable: whether the document answers.
        answers: all accepted answers, in the document's words or others.
        support: the sentences that answer, each named by words that stand together in it alone.
            Words last longer than sentence numbers when a document is edited.
        all: whether every answer and every supporting sentence is needed (a list), and not
            just one of them.
        yes_no: the answer to a yes/no question.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: Words
    kind: Words
    question: str = Field(min_length=1)
    answerable: bool
    answers: tuple[Words, ...] = ()
    support: tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...] = ()
    all: bool = False
    yes_no: str | None = Field(default=None, pattern="^(yes|no)$")

    @model_validator(mode="after")
    def _complete(self) -> "Question":
        if self.answerable and not (self.answers and self.support):
            raise ValueError("an answerable question needs answers and support")
        if not self.answerable and (self.answers or self.support):
            raise ValueError("an unanswerable question has neither answers nor support")
        return self

    def supporting(self, text: str, sentences: Sequence[Sentence]) -> list[set[int]]:
        """For each entry of ``support`` the numbers of the sentences that have all its words."""
        spoken = {s.number: text[s.start : s.end].lower() for s in sentences}
        return [
            {number for number, said in spoken.items() if all(w.lower() in said for w in words)}
            for words in self.support
        ]


def read(path: Path) -> list[Question]:
    """Read a question set.

    Raises:
        QuestionSetError: the file is missing, empty or not UTF-8; a line is not in the form; an
            id comes twice.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise QuestionSetError(
            f"The question set {path} can't be read: {error.strerror}."
        ) from error
    except UnicodeDecodeError as error:
        raise QuestionSetError(
            f"The question set {path} isn't UTF-8: {error.reason} at byte {error.start:,}. "
            "Save it as UTF-8."
        ) from error
    questions: dict[str, Question] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = Question.model_validate_json(line)
        except ValidationError as error:
            what = "; ".join(f"{'.'.join(map(str, e['loc']))} {e['msg']}" for e in error.errors())
            raise QuestionSetError(
                f"Line {number} of {path}: {what.strip()}. data/README.md describes the form."
            ) from error
        if question.id in questions:
            raise QuestionSetError(f"Line {number} of {path}: the id {question.id!r} comes twice.")
        questions[question.id] = question
    if not questions:
        raise QuestionSetError(f"The question set {path} holds no question.")
    return list(questions.values())
