"""A fair queue: a few are served at a time, a few wait of each caller."""

import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager

from index import FootnoteError

MAX_CONCURRENT = 2
"""Questions that are answered at the same time: more would only slow each other down."""

MAX_PER_USER = 4
"""Questions that a user may have under way."""

MAX_WAITING = 60
"""Questions of all users together that are under way."""


class TooManyQuestionsError(FootnoteError):
    """More is asked at a time than is fair to the others, or than can be served."""


class FairQueue:
    """Lets callers in, in the order in which they came.

    Args:
        concurrent: how many are served at a time.
        per_user: how many a user may have under way.
        waiting: how many all users together may have under way.
        what: what they are, as messages name them.
    """

    def __init__(
        self,
        concurrent: int = MAX_CONCURRENT,
        per_user: int = MAX_PER_USER,
        waiting: int = MAX_WAITING,
        what: str = "questions",
    ) -> None:
        self._concurrent = concurrent
        self._per_user = per_user
        self._waiting = waiting
        self._what = what
        self._changed = threading.Condition()
        self._tickets: deque[object] = deque()
        self._under_way: Counter[str] = Counter()

    @contextmanager
    def enter(self, user: str) -> "Iterator[Ticket]":
        """Stand in the queue until the block is left.

        Raises:
            TooManyQuestionsError: the user has as many under way as is fair, or all have.
        """
        key = object()
        with self._changed:
            self._check(user)
            self._under_way[user] += 1
            self._tickets.append(key)
        try:
            yield Ticket(self._changed, self._tickets, key, self._concurrent)
        finally:
            with self._changed:
                self._tickets.remove(key)
                self._under_way[user] -= 1
                if not self._under_way[user]:
                    del self._under_way[user]
                self._changed.notify_all()

    def _check(self, user: str) -> None:
        if self._under_way[user] >= self._per_user:
            raise TooManyQuestionsError(
                f"You have {self._per_user} {self._what} under way already, and others are "
                "waiting too. Come again when one of yours is done."
            )
        if len(self._tickets) >= self._waiting:
            raise TooManyQuestionsError(
                f"{self._waiting} {self._what} are waiting already. Come again in a minute."
            )


class Ticket:
    """A place in the queue."""

    def __init__(
        self,
        changed: threading.Condition,
        tickets: "deque[object]",
        key: object,
        concurrent: int,
    ) -> None:
        self._changed = changed
        self._tickets = tickets
        self._key = key
        self._concurrent = concurrent

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for its turn, no longer than so many seconds; return whether it has come."""
        with self._changed:
            return self._changed.wait_for(lambda: self.ahead == 0, seconds)

    @property
    def ahead(self) -> int:
        """How many have to be served before its turn comes."""
        return max(0, self._tickets.index(self._key) - self._concurrent + 1)
