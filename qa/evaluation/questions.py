"""Questions with their accepted answers and the sentences that support them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from index.errors import FootnoteError

Words = Annotated[str, Field(pattern=r"\w")]
"""Text with at least one word in it."""


class QuestionSetError(FootnoteError):
    """A question set does not have the documented form."""


def _conditions(schema: dict[str, Any]) -> None:
    """Say in the JSON Schema, too, what an answerable question needs and another may not have."""
    some, none = {"minItems": 1}, {"maxItems": 0}
    schema["if"] = {"properties": {"answerable": {"const": True}}}
    schema["then"] = {"properties": {"answers": some}, "required": ["answers"]}
    schema["else"] = {"properties": {"answers": none, "support": none}}


class Question(BaseModel):
    """One question of a set."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, json_schema_extra=_conditions
    )

    id: Words = Field(description="Unique within the set.")
    kind: Words = Field(description="What sort of question it is; results are broken down by it.")
    question: str = Field(min_length=1, description="What is asked.")
    answerable: bool = Field(description="Whether the document answers.")
    answers: tuple[Words, ...] = Field(
        default=(), description="All accepted answers, in the document's words or others."
    )
    support: tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...] = Field(
        default=(),
        description="The sentences that answer, each named by words that stand together in it "
        "alone; they last longer than sentence numbers when a document is edited. Without any, "
        "retrieval and citations aren't measured.",
    )
    all: bool = Field(
        default=False,
        description="Whether every answer and every supporting sentence is needed (a list), and "
        "not just one of them.",
    )
    yes_no: Annotated[str, Field(pattern="^(yes|no)$")] | None = Field(
        default=None, description="The answer to a yes/no question; answers holds what decides it."
    )
    follows: Words | None = Field(
        default=None,
        description="Id of an earlier question of the set; this one is asked in a conversation "
        "right after it.",
    )

    @model_validator(mode="after")
    def _complete(self) -> "Question":
        if self.answerable and not self.answers:
            raise ValueError("an answerable question needs answers")
        if not self.answerable and (self.answers or self.support):
            raise ValueError("an unanswerable question has neither answers nor support")
        return self


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions, and the documents that they are about where the set brings its own.

    Attributes:
        questions: in the order in which they are asked.
        documents: text by title; empty where the questions are about a document given apart.
        about: title of its document by the id of a question, if the set brings documents.

    Raises:
        QuestionSetError: there is no question, an id comes twice, or a question follows one that
            doesn't come before it.
    """

    questions: Sequence[Question]
    documents: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.questions:
            raise QuestionSetError("It holds no question.")
        before: set[str] = set()
        for question in self.questions:
            if question.id in before:
                raise QuestionSetError(f"The id {question.id!r} comes twice.")
            if question.follows and question.follows not in before:
                raise QuestionSetError(
                    f"Question {question.id!r} follows {question.follows!r}, which doesn't come "
                    "before it."
                )
            before.add(question.id)

    def of(self, title: str) -> list[Question]:
        """Return the questions about one of the set's own documents."""
        return [question for question in self.questions if self.about[question.id] == title]


def preceding_questions(question: Question, questions: Iterable[Question]) -> list[str]:
    """Return what was asked before ``question`` in its conversation, oldest first."""
    by_id = {one.id: one for one in questions}
    asked: list[str] = []
    while question.follows:
        question = by_id[question.follows]
        asked.insert(0, question.question)
    return asked
