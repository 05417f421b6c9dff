"""A fair queue of questions: a few are answered at a time, a few wait of each user."""

import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager

from index import FootnoteError

MAX_CONCURRENT = 2
"""Questions that are answered at the same time: more would only slow each other down."""

MAX_PER_USER = 4
"""Questions that a user may have under way."""


class TooManyQuestionsError(FootnoteError):
    """A user asks more at a time than is fair to the others."""


class FairQueue:
    """Lets questions in, in the order in which they came, ``MAX_CONCURRENT`` at a time."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._tickets: deque[object] = deque()
        self._per_user: Counter[str] = Counter()

    @contextmanager
    def enter(self, user: str) -> "Iterator[Ticket]":
        """Stand in the queue until the block is left.

        Raises:
            TooManyQuestionsError: the user has ``MAX_PER_USER`` questions under way already.
        """
        key = object()
        with self._changed:
            if self._per_user[user] >= MAX_PER_USER:
                raise TooManyQuestionsError(
                    f"You have {MAX_PER_USER} questions under way already, and others are waiting "
                    "too. Ask again when one of yours has been answered."
                )
            self._per_user[user] += 1
            self._tickets.append(key)
        try:
            yield Ticket(self._changed, self._tickets, key)
        finally:
            with self._changed:
                self._tickets.remove(key)
                self._per_user[user] -= 1
                if not self._per_user[user]:
                    del self._per_user[user]
                self._changed.notify_all()


class Ticket:
    """A place in the queue."""

    def __init__(self, changed: threading.Condition, tickets: "deque[object]", key: object) -> None:
        self._changed = changed
        self._tickets = tickets
        self._key = key

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for its turn, no longer than so many seconds; return whether it has come."""
        with self._changed:
            return self._changed.wait_for(lambda: self.ahead == 0, seconds)

    @property
    def ahead(self) -> int:
        """How many questions have to be answered before its turn comes."""
        return max(0, self._tickets.index(self._key) - MAX_CONCURRENT + 1)
