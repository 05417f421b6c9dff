"""Whether the time that something takes grows as what it is given does.

Processor time of this thread is measured, the best of several and without the collection of
garbage, so that a busy machine, and what other tests and threads of the process leave, change
little.
"""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

LEAST_SECONDS = 0.01  # below it, growth can't be told from noise
LINEAR = 10  # fourfold input: at most tenfold time; of a quadratic one sixteenfold
ATTEMPTS = 3
MAX_SECONDS = 1.5  # in all, for further attempts

Content = TypeVar("Content")


def assert_linear(make: Callable[[int], Content], read: Callable[[Content], object]) -> None:
    """Fail if four times the size takes far more than four times as long.

    Args:
        make: hostile content of a size.
        read: what is measured.
    """
    read(make(10))
    size = 1_000
    while (small := measure(read, make(size))) < LEAST_SECONDS and size < 1_000_000:
        size *= 2
    large = measure(read, make(4 * size))
    assert large < LINEAR * small, f"size {size}: {small:.3f} s; {4 * size}: {large:.3f} s"


def measure(read: Callable[[Content], object], content: Content) -> float:
    """Return the seconds of the processor that reading takes, at best."""
    attempts: list[float] = []
    with without_collection():
        while not attempts or (len(attempts) < ATTEMPTS and sum(attempts) < MAX_SECONDS):
            begin = time.thread_time()
            read(content)
            attempts.append(time.thread_time() - begin)
    return min(attempts)


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep Python from looking for garbage: it would look through what all tests have left."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
