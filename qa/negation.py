"""Negations of a text."""

import re

from index.english import STOP_WORDS
from qa.english import CLAUSE_WORDS, NEGATORS
from qa.words import is_negated, stem, tokenize

_IDIOMS = re.compile(
    r"\bno\.(?=\s*\d)|\b(?:not (?:only|just|least|to mention)"
    r"|no (?:more|less|fewer|later|sooner|earlier|doubt)"
    r"|nothing but|none other)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(r"^\W*(?:no|yes)\s*[,.:;–—-]+\s*", re.IGNORECASE)
_CLAUSE_ENDS = frozenset(",;:.!?()–—")
_SENTENCE_ENDS = frozenset(".!?;")
_DETERMINERS = frozenset("no neither none nobody nothing".split())
"""Negations of who or what does something, so that it isn't done either."""


def find_polarities(text: str) -> dict[str, set[bool]]:
    """Map each content word's stem to whether it is negated; to both, if it comes twice.

    Negated is the word that comes next behind a negation, within its clause.

    >>> find_polarities("They do not meet the rules.") == {"meet": {True}, "rul": {False}}
    True
    """
    found: dict[str, set[bool]] = {}
    turned = False
    for word in _negatable(text):
        if word in _CLAUSE_ENDS or word in CLAUSE_WORDS:
            turned = False
        elif _negates(word):
            turned = True
        elif word[0].isalnum() and word not in STOP_WORDS:
            found.setdefault(stem(word), set()).add(turned)
            turned = False
    return found


def find_negated_pairs(text: str) -> dict[tuple[str, str], set[bool]]:
    """Map each two content words in a row to whether a negation stands between them.

    The beginning and end of each sentence, too, count as words.

    >>> find_negated_pairs("Agreed or not, it begins.")["agre", "begin"]
    {True}
    """
    found: dict[tuple[str, str], set[bool]] = {}
    before, between, beyond = "", False, False
    for word in [*_negatable(text), "."]:
        if _negates(word):
            between, beyond = True, word in _DETERMINERS
            continue
        ends = word in _SENTENCE_ENDS
        if ends or (word[0].isalnum() and word not in STOP_WORDS):
            signs = found.setdefault((before, "" if ends else stem(word)), set())
            signs.add(between)
            if beyond and not between:
                signs.add(True)  # "no mill was charged": it wasn't charged
            beyond = beyond and between and not ends
            before, between = "" if ends else stem(word), False
    return found


def count_negations(text: str) -> int:
    """Count the words that negate something.

    >>> count_negations("No, it isn't, and never was, no more than that.")
    2
    """
    return sum(_negates(word) for word in _negatable(text))


def _negatable(text: str) -> list[str]:
    return [token.lower for token in tokenize(_IDIOMS.sub(" ", _ANSWERED.sub("", text, count=1)))]


def _negates(word: str) -> bool:
    return word in NEGATORS or is_negated(word)
