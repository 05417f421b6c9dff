"""Thumbs up and down on answers, kept in a file on this machine."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from index.errors import FootnoteError
from qa.answer import Answer
from qa.json_lines import JsonLines


class FeedbackError(FootnoteError):
    """The file of thumbs up and down can't be read or written."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """A thumb up or down.

    Attributes:
        answer: the answer that it is for.
        liked: thumb up or down; None where it was taken back.
        before: the answer that the question follows up on, if it does.
    """

    answer: Answer
    liked: bool | None
    before: Answer | None = None


_FEEDBACK: TypeAdapter[Feedback] = TypeAdapter(Feedback)


def keep_feedback(path: Path, feedback: Feedback) -> None:
    """Append a thumb to the file.

    Raises:
        FeedbackError: the file can't be written.
    """
    try:
        JsonLines(path, _FEEDBACK).append(feedback)
    except OSError as error:
        raise FeedbackError(f"{path} can't be written: {error.strerror}.") from error


def read_feedback(path: Path) -> list[Feedback]:
    """Return the thumbs in the file: of each answer the last one, without those taken back.

    Raises:
        FeedbackError: there is no such file, or it can't be read.
        BadRecordError: it holds something else.
    """
    if not path.exists():
        raise FeedbackError(
            f"There is no feedback yet: {path} doesn't exist. Thumbs in the chat write it."
        )
    try:
        thumbs = JsonLines(path, _FEEDBACK).read()
    except OSError as error:
        raise FeedbackError(f"{path} can't be read: {error.strerror}.") from error
    last = {(t.answer.search_query, t.answer.question, t.answer.text): t for t in thumbs}
    return [thumb for thumb in last.values() if thumb.liked is not None]
