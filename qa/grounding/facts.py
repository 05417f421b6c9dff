"""What stands in quotation marks in a text, and who says something."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from qa.grounding.english import CALENDAR_NAMES, FIRST_PERSON, PRONOUNS, REPORTING_VERBS
from qa.grounding.names import find_names, may_begin_with_name, without_genitive
from qa.words import Token, stem, tokenize

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|‘([^‘’]+)’(?!\w)")
_TYPOGRAPHIC = str.maketrans("’‘“”–—", "''\"\"--")

_REPORTING_STEMS = frozenset(map(stem, REPORTING_VERBS))
_CLAUSE_ENDS = frozenset(",;:.!?()–—")
_STOPS = frozenset(";.!?")

_ARTICLES = frozenset("the a an his her their its".split())

_NEAR, _NEAR_IN_SOURCE = 6, 12


def find_quotations(text: str) -> list[str]:
    """Find what stands in quotation marks, in the form that is compared."""
    return [normalise_quotation(next(filter(None, groups))) for groups in _QUOTED.findall(text)]


def normalise_quotation(text: str) -> str:
    """Write a text with plain quotes and dashes, single spaces and no final punctuation."""
    return " ".join(text.translate(_TYPOGRAPHIC).lower().split()).strip(" .,;:!?")


def count_pronouns(text: str) -> int:
    """Count the pronouns that may stand for a name.

    >>> count_pronouns("She said that their house was hers.")
    3
    """
    return sum(token.lower in PRONOUNS | FIRST_PERSON for token in tokenize(text))


def find_speakers(text: str, near: int = _NEAR) -> list[str]:
    """Names that stand so near to a verb of saying that they may be who says it.

    Args:
        text: a statement.
        near: most words and signs from the name to the verb behind it.

    >>> find_speakers("Voss said that it was safe, and Brandt listened.")
    ['Voss']
    """
    every = tokenize(text)
    found: dict[str, None] = {}
    capital = {
        name
        for name in find_names(every, _all_capitalised(every))
        if name.lower() not in CALENDAR_NAMES
    }
    if not may_begin_with_name(every):
        capital -= {token.text for token in every[:1]}
    for place, token in enumerate(every):
        if stem(token.lower) in _REPORTING_STEMS:
            before = _until(every[max(0, place - near) : place][::-1], _STOPS)
            after = _find_after(every[place + 1 :])
            said_by = [without_genitive(other.text) for other in (*list(before)[::-1], *after)]
            found.update(dict.fromkeys(name for name in said_by if name in capital))
    return list(found)


def _find_after(every: Sequence[Token]) -> list[Token]:
    """Return the words behind "said", through the comma in "the engineer, Gus Petrakis"."""
    ends = _CLAUSE_ENDS | {"that"}
    after = list(_until(every[:_NEAR], ends))
    at = len(after)
    if at < len(every) and every[at].text == "," and after and after[0].lower in _ARTICLES:
        after += _until(every[at + 1 : at + 1 + _NEAR], ends)
    return after


def find_source_speakers(text: str) -> list[str]:
    """Find the speakers of a source, where more may stand between name and verb."""
    return find_speakers(text, _NEAR_IN_SOURCE)


def _until(every: Sequence[Token], ends: Collection[str]) -> Iterator[Token]:
    return takewhile(lambda token: token.text not in ends, every)


def is_said_by_pronoun(text: str) -> bool:
    """Check whether "she says" or the like stands in a text."""
    every = tokenize(text)
    return any(
        stem(token.lower) in _REPORTING_STEMS
        and not PRONOUNS.isdisjoint(other.lower for other in every[max(0, i - 1) : i + 2])
        for i, token in enumerate(every)
    )


def _all_capitalised(every: Sequence[Token]) -> set[str]:
    return {token.lower for token in every if token.text[0].isupper()}
