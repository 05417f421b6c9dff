"""A turn of a conversation: a question, and what was said to it."""

from dataclasses import dataclass, field

from pydantic import TypeAdapter

from qa import Answer


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of the conversation, with its answer.

    Attributes:
        question: as it was asked.
        answer: the answer; None where there is none.
        notice: the notice that is shown instead of an answer.
        sources: source of each document that the answer cites, by the document's id.
        liked: the thumb that the answer was given, if any.
    """

    question: str
    answer: Answer | None = None
    notice: str = ""
    sources: dict[str, str] = field(default_factory=dict)
    liked: bool | None = None


TURN: TypeAdapter[Turn] = TypeAdapter(Turn)
"""Reads and writes a turn."""
