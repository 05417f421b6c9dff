"""Terms of a text: what its words are compared by, whatever they are written like in a table."""

import re
from functools import lru_cache

from index.language import common_words
from qa.english import LIGHT_VERBS, VALUE_WORDS
from qa.reader.question_words import AMOUNT_WORDS, PRICE_WORDS, QUESTION_WORDS
from qa.words import content_stems, tokenize

_LETTERS = 6
"""Letters by which words are compared: a blackbird in one row isn't the blackcap of the next."""

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NAMES = {
    short: name
    for name in (*_MONTHS, *_DAYS)
    for length in (3, 4)
    for short in (name[:length], name[:length].upper())
}
_ABBREVIATED = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b")
_ISO_DATE = re.compile(r"\b(\d{4})-(0[1-9]|1[0-2])-(\d{2})\b")
_DAYS_OF_WEEK = re.compile(rf"(?i)\b({'|'.join(_DAYS)})s\b")
_MONTH = "|".join(_MONTHS)
_DAY_OF_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_MONTH})\b|\b({_MONTH}) (\d{{1,2}})\b"
)
_HALF_DAY = re.compile(r"(?i)\b(\d{1,2})((?:[.:]\d\d)?) ?([ap])\.?m\b\.?")
_FIRST_OF_EVENING = 5
_ASKS_HOW = re.compile(r"(?i)\bhow \w+\b")
_TELLING = frozenset("long old far big large high tall".split())
"""Words of value that tell columns apart where no "how" stands before them: "long hair"."""

_ZERO = re.compile(r"\b0+(?=\d)")


@lru_cache(maxsize=20_000)
def find_terms(text: str) -> frozenset[str]:
    """Return the stems of content words, with dates and days of the week in one form.

    A day of a month is a term of its own as well.

    >>> find_terms("2025-02-06") == find_terms("on 6 February 2025")
    True
    >>> find_terms("Sat") == find_terms("on Saturdays")
    True
    >>> find_terms("6 p.m.") == find_terms("6 in the evening")
    True
    """
    text = _ISO_DATE.sub(lambda date: f"{date[3]} {_MONTHS[int(date[2]) - 1]} {date[1]}", text)
    text = _HALF_DAY.sub(_name_half, text)
    text = _DAYS_OF_WEEK.sub(r"\1", text)
    text = _ABBREVIATED.sub(lambda short: _NAMES[short[0]], text)
    text = _ZERO.sub("", text)
    days = (f"{day[1] or day[4]} {day[2] or day[3]}" for day in _DAY_OF_MONTH.finditer(text))
    return frozenset([*content_stems(text, _LETTERS), *days])


def _name_half(time: re.Match[str]) -> str:
    """Write "6 p.m." as what people call it: in the evening."""
    hour, minutes, half = time.groups()
    is_evening = _FIRST_OF_EVENING <= int(hour) < 12
    part = "morning" if half in "aA" else "evening" if is_evening else "afternoon"
    return f"{hour}{minutes} {part}"


def find_asked_terms(question: str, language: str = "") -> frozenset[str]:
    """Return the terms of a question, without words that a table need not say.

    Args:
        question: as it was asked.
        language: of the question, by ISO 639-1, if it isn't English.

    >>> sorted(find_asked_terms("How much does a perm cost?"))
    ['perm']
    >>> sorted(find_asked_terms("Was kostet die Dauerwelle?", "de"))
    ['dauerw']
    """
    known = LIGHT_VERBS | VALUE_WORDS - _TELLING
    if language:
        known |= common_words(language) | QUESTION_WORDS | AMOUNT_WORDS | PRICE_WORDS
    words = (
        token.text for token in tokenize(_ASKS_HOW.sub("", question)) if token.lower not in known
    )
    return find_terms(" ".join(words))
