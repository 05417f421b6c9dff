"""Whether a full stop belongs to the word before it, by the words of a language."""

import re
from collections.abc import Callable

from index.english import (
    ABBREVIATIONS,
    EXAMPLE_ABBREVIATIONS,
    LETTERED_THINGS,
    MONTHS,
    NAME_TITLES,
    NUMBER_ABBREVIATIONS,
    SENTENCE_STARTERS,
    TIME_ZONES,
    WEEKDAYS,
    build_alternation,
)
from index.languages import SENTENCE_WORDS, SentenceWords

IsAbbreviation = Callable[[str, str], bool]
"""Says, by what is right before and right after a full stop, whether the sentence goes on."""

ENGLISH_STARTER = re.compile(rf"{build_alternation(SENTENCE_STARTERS)}(?=[\s,:'’…])")

_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,3}")  # U.S, Ph.D
_CLOCK = re.compile(r"[aApP]\.?[mM]")
_NUMBER = re.compile(r"[(\[]?(?:\d|[IVXLC]{2,}\b|[VX]\b|[A-Z]{1,4}(?:[-/ ][A-Z]{0,4})?[-/]?\d)")
_CALENDAR = re.compile(
    rf"(?:(?:\d{{1,2}}\ )?{build_alternation(MONTHS)}(?:[a-z]{{3,6}})?"
    rf"|{build_alternation(WEEKDAYS)}(?:[a-z]*days?)?"
    rf"|[A-Z]{{1,3}}T|{build_alternation(TIME_ZONES)}|[A-Z]\w+\ time)\b"
)
# Letters that name things, not people: "Plan B. Officers".
_LETTERED = re.compile(rf"\b{build_alternation(LETTERED_THINGS)}\s\w\Z", re.IGNORECASE)
_JOINTS = re.compile(r"[\s\-–—/(\[{\"“”‘«*]")
_ELISION = re.compile(r"['’]")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVX]{1,6}")
_LATER_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}\Z")  # of "3. 5. 2024" what is before the year
_EARLIER_DATE = re.compile(r"\d{1,2}\.\s?(?:\d{2,4}|[^\W\d_a-z])")
_UNITS = frozenset("g h l m s t".split())
_ACCENTED_WORDS = "àèéìòù"  # words of one letter, no initials: "dov'è."


def find_rule(language: str) -> IsAbbreviation:
    """Return the rule of a language, given by its code; the English one if it has none of its own.

    >>> find_rule("de")("Das gilt z. B", "Holz und Stein"), find_rule("de")("am 3", "Mai kam")
    (True, True)
    """
    words = SENTENCE_WORDS.get(language)
    return (lambda before, after: _goes_on(before, after, words)) if words else _is_english


def _is_english(before: str, after: str) -> bool:
    word = _JOINTS.split(before)[-1].lstrip("'’")
    if word in NAME_TITLES or word in EXAMPLE_ABBREVIATIONS:
        return True
    if word.lower() in NUMBER_ABBREVIATIONS:
        return bool(_NUMBER.match(after))
    if _CLOCK.fullmatch(word):
        return bool(_CALENDAR.match(after)) and not ENGLISH_STARTER.match(after)
    is_initial = len(word) == 1 and word.isalpha() and not _LETTERED.search(before)
    if is_initial or word in ABBREVIATIONS or _DOTTED.fullmatch(word):
        return not ENGLISH_STARTER.match(after)
    return False


def _goes_on(before: str, after: str, words: SentenceWords) -> bool:
    pieces = _JOINTS.split(before)
    written = _ELISION.split(pieces[-1])[-1]
    previous = pieces[-2].lower() if len(pieces) > 1 else ""
    word = written.lower()
    first = _FIRST_WORD.match(after)
    opens = first is not None and first[0] in words.starters
    if word in words.leading or written in words.leading:
        return True
    if word in words.numbered or (word.endswith(words.numbered_endings) and len(word) > 1):
        return bool(_NUMBER.match(after))
    if words.before_ordinals and (word.isdecimal() or _ROMAN.fullmatch(written)):
        return _is_ordinal(before, after, previous, words) and not opens
    is_unit = word in _UNITS and previous[-1:].isdigit()  # "5 m."
    is_initial = len(word) == 1 and word.isalpha() and word not in _ACCENTED_WORDS
    is_initial = is_initial and not is_unit and previous not in words.lettered
    return (is_initial or word in words.shortened or bool(_DOTTED.fullmatch(word))) and not opens


def _is_ordinal(before: str, after: str, previous: str, words: SentenceWords) -> bool:
    """Say whether a number before a full stop is an ordinal: "am 3. Mai", "Ludwig XIV. baute"."""
    number = _JOINTS.split(before)[-1]
    if not number.isdecimal():
        return previous.isalpha()
    if len(number) > 3:
        return False
    if _LATER_DATE.search(before) and after[:1].isdigit():
        return True
    following = _FIRST_WORD.match(after)
    if following is None:
        return bool(_EARLIER_DATE.match(after))
    return following[0].lower() in words.after_ordinals or previous in words.before_ordinals
