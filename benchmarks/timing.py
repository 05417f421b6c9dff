"""Times of repeated calls."""

import time
from collections.abc import Callable
from statistics import median

from qa.evaluation.metrics import percentile


def time_call(call: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def format_milliseconds(seconds: list[float], digits: int = 0) -> str:
    """Format median and 95th percentile in milliseconds.

    >>> format_milliseconds([0.01, 0.02, 0.03])
    '20, 30 ms'
    """
    low, high = 1000 * median(seconds), 1000 * percentile(seconds, 0.95)
    return f"{low:.{digits}f}, {high:.{digits}f} ms"
