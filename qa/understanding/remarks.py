"""Remarks: what is typed to the chatbot rather than asked of the document."""

import re
from collections.abc import Iterable
from enum import StrEnum

from qa.understanding.english import (
    ACKNOWLEDGEMENTS,
    DOUBTS,
    GOODBYES,
    GREETINGS,
    HELP,
    IDENTITY,
    INSULTS,
    NONSENSE,
    SMALL_TALK,
    THANKS,
)


class RemarkKind(StrEnum):
    """Kind of a remark; each has a reply of its own."""

    GREETING = "greeting"
    THANKS = "thanks"
    ACKNOWLEDGEMENT = "acknowledgement"
    GOODBYE = "goodbye"
    HELP = "help"
    IDENTITY = "identity"
    DOUBT = "doubt"
    INSULT = "insult"
    SMALL_TALK = "small talk"
    NONSENSE = "nonsense"


def _compile(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


_PHRASES = {
    RemarkKind.GREETING: _compile(GREETINGS),
    RemarkKind.THANKS: _compile(THANKS),
    RemarkKind.GOODBYE: _compile(GOODBYES),
    RemarkKind.HELP: _compile(HELP),
    RemarkKind.IDENTITY: _compile(IDENTITY),
    RemarkKind.DOUBT: _compile(DOUBTS),
    RemarkKind.INSULT: _compile(INSULTS),
    RemarkKind.SMALL_TALK: _compile(SMALL_TALK),
    RemarkKind.NONSENSE: _compile(NONSENSE),
    RemarkKind.ACKNOWLEDGEMENT: _compile(ACKNOWLEDGEMENTS),
}
_OPENING = (RemarkKind.GREETING, RemarkKind.THANKS, RemarkKind.ACKNOWLEDGEMENT)
# A run of spaces is tried from its beginning alone: tried from each, it takes the square of it.
_PHRASE_END = re.compile(r"(?<!\s)\s++(?:[,.!?;:…]+|[-–—]|$)\s*|(?:[,.!?;:…]+|$)\s*")
_GREETING_BEFORE_QUESTION = re.compile(
    r"\W*(?:hi|hello|hey|good (?:morning|day|afternoon|evening)|thanks|thank you|ok|okay)"
    r"(?: (?:there|all|again))?\s+(?=(?:who|what|when|where|why|how|which|is|are|do|does|did|can"
    r"|could|may|must|should|will)\b)",
    re.IGNORECASE,
)
_SPACE_OR_SIGN = re.compile(r"[^\w%'’]+")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}", re.IGNORECASE)
_KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop")
_REPEATED = re.compile(r"(.)\1{3}")


def find_remark(text: str) -> RemarkKind | None:
    """Say what kind of remark a text is, None if it is a question.

    >>> find_remark("Hi there!"), find_remark("Hi, thanks, bye")
    (<RemarkKind.GREETING: 'greeting'>, <RemarkKind.GOODBYE: 'goodbye'>)
    >>> find_remark("When was the help desk opened?") is None
    True
    """
    kind = _match_phrase(text)
    if kind is not None:
        return kind
    phrases = [phrase for phrase in _PHRASE_END.split(text) if phrase]
    kinds = [_match_phrase(phrase) for phrase in phrases]
    if kinds and None not in kinds:
        weighty = [k for k in kinds if k not in _OPENING]
        return (weighty or kinds)[-1]
    words = re.findall(r"[^\W\d_]+", text)
    return RemarkKind.NONSENSE if words and all(map(_is_mashed, words)) else None


def strip_opening(text: str) -> str:
    """Take greetings and thanks off the beginning of a question; a mere remark is left as it is.

    >>> strip_opening("Hello! Thanks. When does it open?")
    'When does it open?'
    >>> strip_opening("Hi-fi repair price?")
    'Hi-fi repair price?'
    """
    position = 0
    if greeting := _GREETING_BEFORE_QUESTION.match(text):
        position = greeting.end()
    for end in _PHRASE_END.finditer(text):
        if end.end() >= len(text):
            break
        if _match_phrase(text[position : end.start()]) not in _OPENING:
            break
        position = end.end()
    return text[position:]


def _match_phrase(text: str) -> RemarkKind | None:
    plain = _SPACE_OR_SIGN.sub(" ", text.replace("’", "'")).strip()
    matches = (kind for kind, pattern in _PHRASES.items() if pattern.fullmatch(plain))
    return next(matches, None)


def _is_mashed(word: str) -> bool:
    """Check for keys struck at random: no word has five consonants or four equal letters."""
    lowered = word.lower()
    on_row = len(word) > 3 and any(lowered in row or lowered in row[::-1] for row in _KEYBOARD_ROWS)
    unspeakable = len(word) > 3 and not re.search(r"[aeiouy]", lowered)
    mashed = on_row or unspeakable or _REPEATED.search(lowered) or _CONSONANTS.search(lowered)
    return word.isascii() and bool(mashed)
