"""Facts of a statement that can be looked up: names, quoted strings, who says it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile

from index.english import STOP_WORDS
from qa.english import (
    CALENDAR_NAMES,
    HONORIFICS,
    OPPOSITES,
    PRONOUNS,
    REPORTING_VERBS,
    SENTENCE_OPENERS,
    SMALL_NUMBERS,
)
from qa.words import Token, stem, tokenize

_NO_NAMES = SENTENCE_OPENERS | STOP_WORDS | SMALL_NUMBERS.keys()
"""Words that statements begin with, and that are no names."""

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|‘([^‘’]+)’(?!\w)")
_TYPOGRAPHIC = str.maketrans("’‘“”–—", "''\"\"--")

_REPORTING_STEMS = frozenset(map(stem, REPORTING_VERBS))
_OPPOSITE_STEMS = tuple(tuple(frozenset(map(stem, side)) for side in pair) for pair in OPPOSITES)
_CLAUSE_ENDS = frozenset(",;:.!?()–—")
_STOPS = frozenset(";.!?")

_SUBJECT_BEGINS = 3
"""Most words before the name that a statement is about."""

_NEAR, _NEAR_IN_SOURCE = 6, 12


def find_names(text: str, known: Collection[str] = ()) -> list[str]:
    """Find the capitalised words of a statement.

    The first word is capitalised anyway: it is a name only if another follows it, or it is known.

    Args:
        text: one sentence.
        known: names in small letters.

    >>> find_names("Refunds were paid by Petit Lundi, she said.")
    ['Petit', 'Lundi']
    """
    every = tokenize(text)
    names = []
    for place, token in enumerate(every):
        if not token.text[0].isupper() or token.lower in STOP_WORDS or token.lower in HONORIFICS:
            continue
        if token.lower in CALENDAR_NAMES:
            names.append(token.text)
            continue
        starts = place == 0 or every[place - 1].text in ".!?:" or every[place - 1].text in '"“«'
        if starts and not (token.text[1:].lower() != token.text[1:] or token.lower in known):
            following = every[place + 1].text if place + 1 < len(every) else ""
            if not following[:1].isupper():
                continue
        names.append(_without_genitive(token))
    return names


def _without_genitive(token: Token) -> str:
    return re.sub(r"['’]s?$", "", token.text)


def find_possible_name(statement: str, source: str) -> list[str]:
    """Return the first word of a statement, in small letters, where the source lacks it.

    It is capitalised anyway; but an invented name often stands there, and a word that the source
    lacks seldom does.

    >>> find_possible_name("Schmidt repaired it.", "Brandt did it.")
    ['schmidt']
    >>> find_possible_name("It broke.", "No.")
    []
    """
    first = next(iter(tokenize(statement)), None)
    if first is None or not first.text[0].isupper() or first.lower in _NO_NAMES:
        return []
    there = stem(first.lower) in {stem(token.lower) for token in tokenize(source)}
    return [] if there else [first.lower]


def find_subject(statement: str) -> list[str]:
    """Return the name that a statement begins with, word by word.

    >>> find_subject("Mr Jean Payet's telescope stands in Cilaos.")
    ['Jean', 'Payet']
    """
    found: list[str] = []
    for place, token in enumerate(tokenize(statement)):
        if token.text[0].isupper() and token.lower not in STOP_WORDS | HONORIFICS | CALENDAR_NAMES:
            found.append(_without_genitive(token))
        elif found or place >= _SUBJECT_BEGINS:
            break
    return found


def find_mentioned_names(texts: Iterable[str]) -> set[str]:
    """Names, in small letters, that stand within the sentences of texts."""
    return {name.lower() for text in texts for name in find_names(text)}


def lacks_name(name: str, source: str) -> bool:
    """Check whether a source lacks a name: as it is, as an adjective, and as initials.

    >>> lacks_name("Iceland", "The Icelandic minister"), lacks_name("CSNS", "the Council for the Study of Northern Seas")
    (False, False)
    """  # noqa: E501
    lower = name.lower()
    words = [token.lower for token in tokenize(source)]
    if lower in words or any(_is_related(lower, word) for word in words):
        return False
    letters = re.sub(r"[^A-Z]", "", name)
    if len(letters) > 1 and letters == name:
        initials = "".join(t.text[0] for t in tokenize(source) if t.text[0].isupper())
        if name in initials:
            return False
    return not any(part in words for part in lower.split("-") if "-" in lower and len(part) > 3)


def find_initials(text: str) -> set[str]:
    """Words that stand for others by their first letters, two of them at least."""
    return {token.text for token in tokenize(text) if len(token.text) > 1 and token.text.isupper()}


def _is_related(a: str, b: str) -> bool:
    """Check whether two words are a land and its adjective, or a name and its plural."""
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    return same >= 4 and max(len(a), len(b)) - same <= 5 and same >= min(len(a), len(b)) - 2


def find_quotations(text: str) -> list[str]:
    """Find what stands in quotation marks, in the form that is compared."""
    return [normalise_quotation(next(filter(None, groups))) for groups in _QUOTED.findall(text)]


def normalise_quotation(text: str) -> str:
    """Write a text with plain quotes and dashes, single spaces and no final punctuation."""
    return " ".join(text.translate(_TYPOGRAPHIC).lower().split()).strip(" .,;:!?")


def count_pronouns(text: str) -> int:
    """Count the pronouns of the third person.

    >>> count_pronouns("She said that their house was hers.")
    3
    """
    return sum(token.lower in PRONOUNS for token in tokenize(text))


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
    capital = set(find_names(text, _all_capitalised(every)))
    for place, token in enumerate(every):
        if stem(token.lower) in _REPORTING_STEMS:
            before = _until(every[max(0, place - near) : place][::-1], _STOPS)
            after = _until(every[place + 1 : place + 1 + _NEAR], _CLAUSE_ENDS | {"that"})
            said_by = [_without_genitive(other) for other in (*list(before)[::-1], *after)]
            found.update(dict.fromkeys(name for name in said_by if name in capital))
    return list(found)


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


def find_opposites(statement: str, source: str) -> list[str]:
    """Stems of a statement of which the source has only the opposite.

    >>> find_opposites("It opened before the war.", "It opened after the war.")
    ['befor']
    """
    ours, theirs = ({stem(token.lower) for token in tokenize(text)} for text in (statement, source))
    return [
        word
        for pair in _OPPOSITE_STEMS
        for side, other in (pair, pair[::-1])
        if side & ours and not side & theirs and other & theirs
        for word in sorted(side & ours)
    ]
