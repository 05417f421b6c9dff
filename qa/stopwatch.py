"""Times of an answer's stages, without the time of whoever consumes its events."""

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

logger = logging.getLogger(__name__)

SLOW_SECONDS = 5.0
"""A question that takes longer is logged, with the seconds of each stage."""

_T = TypeVar("_T")


class Stopwatch:
    """Adds up seconds by stage.

    Attributes:
        seconds: of each stage so far.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time what is done within ``with watch(stage):``."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self._add(stage, begin)

    def each(self, stage: str, items: Iterable[_T]) -> Iterator[_T]:
        """Yield the items, timing what each of them takes to come."""
        iterator = iter(items)
        while True:
            begin = time.perf_counter()
            try:
                item = next(iterator)
            except StopIteration:
                return
            finally:
                self._add(stage, begin)
            yield item

    def timings(self) -> dict[str, float]:
        """Return the seconds of each stage, and their ``total``."""
        return {**self.seconds, "total": sum(self.seconds.values())}

    def log_if_slow(self) -> None:
        """Log the seconds of each stage where all of them took more than ``SLOW_SECONDS``."""
        timings = self.timings()
        if timings["total"] > SLOW_SECONDS:
            stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in timings.items())
            logger.warning("Slow question, seconds by stage: %s", stages)

    def _add(self, stage: str, begin: float) -> None:
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - begin
