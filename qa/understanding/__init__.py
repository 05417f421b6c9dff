"""Understanding: what sort of thing was typed, before anything is searched for it."""

from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """What a question wants; each goes its own way through the pipeline."""

    REMARK = "remark"
    ABOUT = "about"
    SUMMARY = "summary"
    PLACE = "place"
    OPEN = "open"
    PARTS = "parts"
    YES_NO = "yes_no"
    LIST = "list"
    COUNT = "count"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question with its intent.

    Attributes:
        question: without a greeting or thanks around it.
        intent: what it wants.
        topic: what a summary or an open question is about, "" for the whole document; None for
            any other question.
        parts: the single questions of one that asks several, else none.
    """

    question: str
    intent: Intent
    topic: str | None = None
    parts: tuple[str, ...] = ()
