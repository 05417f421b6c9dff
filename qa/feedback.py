"""What people thought of answers: thumbs up and down, in a file on this machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from index.errors import FeedbackError
from qa.answer import Answer


@dataclass(frozen=True, slots=True)
class Feedback:
    """A thumb.

    Attributes:
        answer: what was judged.
        liked: thumb up or down; None where it was taken back.
        before: the answer that the question followed upon, if it did.
    """

    answer: Answer
    liked: bool | None
    before: Answer | None = None


_FEEDBACK: TypeAdapter[Feedback] = TypeAdapter(Feedback)


def keep(path: Path, feedback: Feedback) -> None:
    """Append a thumb to the file, one JSON line each.

    Raises:
        FeedbackError: the file can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(_FEEDBACK.dump_json(feedback) + b"\n")
    except OSError as error:
        raise FeedbackError(f"{path} can't be written: {error.strerror}.") from error


def kept(path: Path) -> list[Feedback]:
    """The thumbs in the file, of each answer the last one, without those taken back.

    Raises:
        FeedbackError: the file can't be read, or holds something else.
    """
    last: dict[tuple[str, str, str], Feedback] = {}
    for feedback in _lines(path):
        answer = feedback.answer
        last[answer.searched_for, answer.question, answer.text] = feedback
    return [feedback for feedback in last.values() if feedback.liked is not None]


def _lines(path: Path) -> Iterator[Feedback]:
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError as error:
        raise FeedbackError(
            f"There is no feedback yet: {path} doesn't exist. Thumbs in the chat write it."
        ) from error
    except OSError as error:
        raise FeedbackError(f"{path} can't be read: {error.strerror}.") from error
    for number, line in enumerate(lines, start=1):
        try:
            yield _FEEDBACK.validate_json(line)
        except ValidationError as error:
            raise FeedbackError(
                f"Line {number} of {path} is no feedback of this version: "
                f"{error.errors()[0]['msg']}. Take the line out, or move the file away."
            ) from error
