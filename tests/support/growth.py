"""Whether the time that something takes grows as what it is given does."""

import time
from collections.abc import Callable

LEAST_SECONDS = 0.01  # below it, growth can't be told from noise
LINEAR = 10  # fourfold input: at most tenfold time; of a quadratic one sixteenfold


def assert_linear(make: Callable[[int], str], read: Callable[[str], object]) -> None:
    """Fail if four times the size takes far more than four times as long.

    Args:
        make: a hostile text of a size.
        read: what is measured.
    """

    def seconds(size: int) -> float:
        text = make(size)
        best = float("inf")
        for _ in range(2):
            begin = time.perf_counter()
            read(text)
            best = min(best, time.perf_counter() - begin)
        return best

    read(make(10))
    size = 1_000
    while (small := seconds(size)) < LEAST_SECONDS and size < 1_000_000:
        size *= 2
    assert seconds(4 * size) < LINEAR * small
