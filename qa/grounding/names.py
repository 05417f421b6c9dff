"""Names of one text."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from index.english import STOP_WORDS
from qa.english import SMALL_NUMBERS
from qa.grounding.english import CALENDAR_NAMES, HONORIFICS, SENTENCE_OPENERS
from qa.words import Token

_NO_NAMES = SENTENCE_OPENERS | STOP_WORDS | SMALL_NUMBERS.keys()
"""Words that statements begin with, and that are no names."""

_NO_PLURAL = ("ss", "us", "is")
_NO_PLURAL_VERB = ("s", "ed")
_SINGULAR = frozenset("said told left made took went came saw found led gave got".split())

_SUBJECT_BEGINS = 3
"""Most words before the name that a statement is about."""


def find_names(every: Sequence[Token], known: Collection[str] = ()) -> list[str]:
    """Find the capitalised words among those of a sentence.

    The first word is capitalised anyway: it is a name only if another follows it, or it is known.

    Args:
        every: of one sentence.
        known: names in small letters.

    >>> from qa.words import tokenize
    >>> find_names(tokenize("Refunds were paid by Petit Lundi, she said."))
    ['Petit', 'Lundi']
    """
    names = []
    for place, token in enumerate(every):
        if not is_capitalised(token):
            continue
        if token.lower in CALENDAR_NAMES:
            names.append(token.text)
            continue
        starts = begins_sentence(every, place)
        if starts and token.lower in _NO_NAMES:
            continue
        if starts and not (token.text[1:].lower() != token.text[1:] or token.lower in known):
            following = every[place + 1].text if place + 1 < len(every) else ""
            if not following[:1].isupper():
                continue
        names.append(without_genitive(token.text))
    return names


def find_known_names(every: Sequence[Token]) -> frozenset[str]:
    """Return the words of names, and each two of them in a row, in small letters.

    >>> from qa.words import tokenize
    >>> sorted(find_known_names(tokenize("There Maria Voss sat.")))
    ['maria', 'maria voss', 'voss']
    """
    pairs = (
        f"{without_genitive(a.text)} {without_genitive(b.text)}".lower()
        for a, b in pairwise(every)
        if is_capitalised(a) and is_capitalised(b)
    )
    return frozenset([*pairs, *(name.lower() for name in find_names(every))])


def is_capitalised(token: Token) -> bool:
    """Check whether a word may be of a name: it has a capital, and is no common word or title."""
    return (
        token.text[0].isupper() and token.lower not in STOP_WORDS and token.lower not in HONORIFICS
    )


def begins_sentence(every: Sequence[Token], place: int) -> bool:
    """Check whether the word at a place is capitalised because a sentence begins with it."""
    return place == 0 or every[place - 1].text in '.!?:"“«'


def may_begin_with_name(every: Sequence[Token]) -> bool:
    """Check whether the first word of a sentence may be a name, rather than capitalised anyway.

    What reads like a plural or "Taking" isn't.

    >>> from qa.words import tokenize
    >>> may_begin_with_name(tokenize("Jones left.")), may_begin_with_name(tokenize("Cars wait."))
    (True, False)
    """
    if not every or not every[0].text[0].isupper():
        return False
    first = every[0].lower
    following = every[1].lower if len(every) > 1 else ""
    is_plural = first.endswith("s") and not first.endswith(_NO_PLURAL)
    return not (
        first in _NO_NAMES
        or "'" in first
        or "’" in first
        or first.endswith("ing")
        or (is_plural and following not in _SINGULAR and not following.endswith(_NO_PLURAL_VERB))
    )


def without_genitive(name: str) -> str:
    """Drop the ending of "Payet's"."""
    return re.sub(r"['’]s?$", "", name)


def find_subject(every: Sequence[Token]) -> list[str]:
    """Return the name that a sentence begins with, word by word.

    >>> from qa.words import tokenize
    >>> find_subject(tokenize("Mr Jean Payet's telescope stands in Cilaos."))
    ['Jean', 'Payet']
    """
    found: list[str] = []
    for place, token in enumerate(every):
        if is_capitalised(token) and token.lower not in CALENDAR_NAMES:
            found.append(without_genitive(token.text))
        elif found or place >= _SUBJECT_BEGINS:
            break
    return found
