"""A conversation of a visitor's: its turns, kept in a file of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from page.kept import describe_failure, read_records
from page.turn import TURN, Turn
from qa import Answer
from qa.json_lines import JsonLines

MAX_TURNS = 200
"""Questions of a conversation."""


class KeptChat:
    """A conversation; nothing is written before something was asked in it.

    Attributes:
        notice: what to tell the visitor where the file had to be put aside.
        turns: the questions, and what was said to each.
        questions_in_progress: number of questions that are being answered.

    Args:
        file: where the turns are kept, one a line; it is named by the conversation's id.
    """

    def __init__(self, file: Path) -> None:
        self._lock = threading.Lock()  # of what is kept; held for moments
        self._kept = JsonLines(file, TURN)
        turns, self.notice = read_records(self._kept)
        self.turns = turns[-MAX_TURNS:]  # earlier versions kept more in the file
        self.questions_in_progress = 0

    @property
    def id(self) -> str:
        """What the page calls it by."""
        return self._kept.path.stem

    @property
    def is_kept(self) -> bool:
        """True if anything of it is on disk."""
        return self._kept.path.exists()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Count a question as being answered until the block is left."""
        with self._lock:
            self.questions_in_progress += 1
        try:
            yield
        finally:
            with self._lock:
                self.questions_in_progress -= 1

    def history(self) -> list[Answer]:
        """Return the answers so far, oldest first."""
        return [turn.answer for turn in self.turns if turn.answer]

    def keep(self, turn: Turn) -> None:
        """Add a turn.

        Raises:
            KeepingError: it is there, but can't be kept on disk.
        """
        with self._lock:
            self.turns = [*self.turns, turn]
            try:
                self._kept.append(turn)
            except OSError as error:
                raise describe_failure(error) from error

    def replace_turn(self, turn: Turn, new: Turn) -> None:
        """Put another turn in the place of one, if that is still there.

        Raises:
            KeepingError: as ``keep``.
        """
        self._change([new if one is turn else one for one in self.turns])

    def forget(self, place: int) -> None:
        """Drop the turn at a place, counted from 0, and all after it.

        Raises:
            KeepingError: it is gone, but stays on disk.
        """
        self._change(self.turns[:place])

    def _change(self, turns: list[Turn]) -> None:
        with self._lock:
            self.turns = turns
            try:
                self._kept.rewrite(turns)
            except OSError as error:
                raise describe_failure(error) from error
