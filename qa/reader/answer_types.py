"""Answers of the type that a question asks for: a number, a time."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.english import MONTHS, WEEKDAYS, build_alternation
from qa.english import DOZEN, ORDINALS, SCALES, SMALL_NUMBERS, TENS, TIME_WORDS

WRONG_TYPE_PENALTY = 8.0
"""Taken off the score of words without a number or a time, where one is asked for.

Only where other words have one: "after the war" answers "When?" as well as a year does.
"""

_NUMBER_WORDS = build_alternation([*SMALL_NUMBERS, *TENS, *ORDINALS, *SCALES, *DOZEN])
_NUMBER = re.compile(rf"(?i)\d|\b{_NUMBER_WORDS}\b|\b(?:no|none|several|both|half|once|twice)\b")
_CALENDAR = rf"\b(?:{build_alternation(MONTHS)}|{build_alternation(WEEKDAYS)})[a-z]*\b"
_TIME = re.compile(rf"\d|{_CALENDAR}|(?i:\b{build_alternation(TIME_WORDS)}s?\b)")
_ASKS_NUMBER = re.compile(r"(?i)\bhow (?:many|old|tall|high|deep|wide|heavy|far)\b")
_ASKS_TIME = re.compile(
    r"(?i)\W*(?:(?:and|but|so|since|until|by)\W+)*when\b|\b(?:which|what) (?:year|date|day|time)\b"
)


def penalise_types(question: str, texts: Sequence[str]) -> NDArray[np.float64]:
    """Return the penalty of each of the words that may answer.

    Args:
        question: what is asked.
        texts: the ``n`` candidates.

    Returns:
        Shape ``(n,)``; all 0 if none is of the type that is asked for, or any type will do.
    """
    wanted = _NUMBER if _ASKS_NUMBER.search(question) else None
    if wanted is None and _ASKS_TIME.search(question):
        wanted = _TIME
    lacking = [wanted is not None and not wanted.search(text) for text in texts]
    return np.array(lacking, dtype=np.float64) * (0 if all(lacking) else WRONG_TYPE_PENALTY)
