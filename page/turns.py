"""Whose turn it is: a few questions at a time, a few under way of each user."""

import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager

from index import FootnoteError

AT_ONCE = 2
"""Questions that are answered at the same time: more would only slow each other down."""

OF_EACH = 4
"""Questions that a user may have under way."""


class TooManyQuestionsError(FootnoteError):
    """A user asks more at a time than is fair to the others."""


class Turns:
    """Lets questions in, in the order in which they came, ``AT_ONCE`` at a time."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[object] = deque()
        self._of_each: Counter[str] = Counter()

    @contextmanager
    def queue(self, user: str) -> "Iterator[Turn]":
        """Stand in the queue, until the block is left.

        Raises:
            TooManyQuestionsError: the user has ``OF_EACH`` questions under way already.
        """
        ticket = object()
        with self._changed:
            if self._of_each[user] >= OF_EACH:
                raise TooManyQuestionsError(
                    f"You have {OF_EACH} questions under way already, and others are waiting too. "
                    "Ask again when one of yours has been answered."
                )
            self._of_each[user] += 1
            self._waiting.append(ticket)
        try:
            yield Turn(self._changed, self._waiting, ticket)
        finally:
            with self._changed:
                self._waiting.remove(ticket)
                self._of_each[user] -= 1
                if not self._of_each[user]:
                    del self._of_each[user]
                self._changed.notify_all()


class Turn:
    """A place in the queue."""

    def __init__(
        self, changed: threading.Condition, waiting: "deque[object]", ticket: object
    ) -> None:
        self._changed = changed
        self._waiting = waiting
        self._ticket = ticket

    def comes(self, seconds: float | None = None) -> bool:
        """Wait until it has come, but no longer than so many seconds; whether it has."""
        with self._changed:
            return self._changed.wait_for(lambda: self.ahead == 0, seconds)

    @property
    def ahead(self) -> int:
        """How many have to be answered before it comes."""
        return max(0, self._waiting.index(self._ticket) - AT_ONCE + 1)
