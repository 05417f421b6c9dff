"""Questions with their accepted answers and the sentences that support them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from index import Document, FootnoteError

Words = Annotated[str, Field(pattern=r"\w")]
"""Text with at least one word in it."""


class QuestionSetError(FootnoteError):
    """A question set does not have the documented form."""


def _conditions(schema: dict[str, Any]) -> None:
    """Say in the JSON Schema, too, what an answerable question needs and another may not have."""
    some, none = {"minItems": 1}, {"maxItems": 0}
    schema["if"] = {"properties": {"answerable": {"const": True}}}
    schema["then"] = {
        "properties": {"remark": {"const": False}},
        "anyOf": [
            {"properties": {name: some}, "required": [name]} for name in ("answers", "support")
        ],
    }
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
        default=(),
        description="All accepted answers, in the document's words or others. Without any, an "
        "answerable question is an open one: its answer is scored by the sentences it cites.",
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
    remark: bool = Field(
        default=False,
        description="Whether it is no question but a remark, such as thanks: right is a reply "
        "that claims nothing about the document.",
    )
    document: Words | None = Field(
        default=None,
        description="The document that it is about, as a path from the set's folder; without it, "
        "the document is given apart.",
    )

    @model_validator(mode="after")
    def _complete(self) -> "Question":
        if self.answerable and not (self.answers or self.support):
            raise ValueError("an answerable question needs answers, or support if it is open")
        if self.answerable and self.remark:
            raise ValueError("a remark isn't answerable")
        if not self.answerable and (self.answers or self.support):
            raise ValueError("an unanswerable question has neither answers nor support")
        return self

    @property
    def is_unanswerable(self) -> bool:
        """True if it is a question that the document doesn't answer, and no remark."""
        return not self.answerable and not self.remark


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions, and the documents that they are about where the set brings its own.

    Attributes:
        questions: in the order in which they are asked.
        documents: by the name that questions give them; empty where the questions are about a
            document given apart.

    Raises:
        QuestionSetError: there is no question, an id comes twice, a question names no document
            though others do, or it follows one that doesn't come before it or is about another
            document.
    """

    questions: Sequence[Question]
    documents: Mapping[str, Document] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.questions:
            raise QuestionSetError("It holds no question.")
        before: dict[str, Question] = {}
        for question in self.questions:
            if question.id in before:
                raise QuestionSetError(f"The id {question.id!r} comes twice.")
            if self.documents and question.document not in self.documents:
                raise QuestionSetError(
                    f"Question {question.id!r} names no document, though others do."
                )
            if question.follows:
                _check_followed(question, before.get(question.follows))
            before[question.id] = question

    def of(self, name: str) -> list[Question]:
        """Return the questions about one of the set's own documents."""
        return [question for question in self.questions if question.document == name]


def _check_followed(question: Question, followed: Question | None) -> None:
    if followed is None:
        raise QuestionSetError(
            f"Question {question.id!r} follows {question.follows!r}, which doesn't come before it."
        )
    if followed.document != question.document:
        raise QuestionSetError(
            f"Question {question.id!r} follows {question.follows!r}, which is about another "
            "document."
        )


def preceding_questions(question: Question, questions: Iterable[Question]) -> list[str]:
    """Return what was asked before ``question`` in its conversation, oldest first."""
    by_id = {one.id: one for one in questions}
    asked: list[str] = []
    while question.follows:
        question = by_id[question.follows]
        asked.insert(0, question.question)
    return asked
