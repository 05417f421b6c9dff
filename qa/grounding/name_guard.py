"""Names of a statement against its source."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from index.english import STOP_WORDS
from qa.grounding.english import CALENDAR_NAMES, DEMONYMS, FIRST_PERSON, PRONOUNS
from qa.grounding.names import find_names, is_capitalised, may_begin_with_name, without_genitive
from qa.grounding.parsed import ParsedText, Source, parse
from qa.words import Token, stem

_PRONOUNS = PRONOUNS | FIRST_PERSON
_REFERRING = _PRONOUNS | frozenset("the there here then that which who whose where".split())
"""Words that may stand for a name."""

_BESIDE = 4
"""Most words between a name and the word beside it by which its place in the source is found."""

_REACH = 6
"""Most words between a word that statement and source share and what stands for the name."""


def check_names(statement: ParsedText, source: Source, known: Collection[str]) -> list[str]:
    """Describe the names of a statement that its source neither has nor refers to.

    Args:
        statement: one sentence.
        source: what it cites.
        known: names in small letters, as ``find_names`` takes them.
    """
    there = source.parsed
    names = find_names(statement.tokens, [*known, *find_possible_name(statement, there)])
    missing = [name for name in names if lacks_name(name, there)]
    if not missing:
        return []
    spelled = _find_spelled_out(names, there.initials)
    return [
        f"name: {name}"
        for name in missing
        if name not in spelled
        and not _is_part(name, statement, there, known)
        and (lacks_name(name, source.around) or not _is_meant(name, statement, source))
    ]


def find_possible_name(statement: ParsedText, source: ParsedText) -> list[str]:
    """Return the first word of a statement, in small letters, where the source lacks it.

    It is capitalised anyway; but an invented name often stands there, and a word that the source
    lacks seldom does.

    >>> find_possible_name(parse("Schmidt repaired it."), parse("Brandt did it."))
    ['schmidt']
    """
    if not may_begin_with_name(statement.tokens):
        return []
    first = statement.tokens[0].lower
    return [] if stem(first) in source.word_stems else [first]


def lacks_name(name: str, source: ParsedText) -> bool:
    """Check whether a source lacks a name: as it is, as an adjective, and as initials.

    >>> lacks_name("Iceland", parse("The Icelandic minister"))
    False
    >>> lacks_name("CSNS", parse("the Council for the Study of Northern Seas"))
    False
    """
    lower = name.lower()
    if lower in source.words or any(_is_related(lower, word) for word in source.words):
        return False
    letters = re.sub(r"[^A-Z]", "", name)
    if len(letters) > 1 and letters == name:
        initials = "".join(t.text[0] for t in source.tokens if t.text[0].isupper())
        if name in initials:
            return False
    return not any(part in source.words for part in lower.split("-") if "-" in lower and part[3:])


def _is_related(a: str, b: str) -> bool:
    """Check whether two words are a land and its adjective, or a name and its plural."""
    if DEMONYMS.get(a, a) == DEMONYMS.get(b, b):
        return True
    if a[:4] != b[:4]:
        return False
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    return same >= 4 and max(len(a), len(b)) - same <= 5 and same >= min(len(a), len(b)) - 2


def _find_spelled_out(said: Sequence[str], short: Collection[str]) -> set[str]:
    """Return, of some names in a row, those that one of the short forms stands for."""
    letters = "".join(name[0] for name in said)
    return {
        name
        for word in short
        if word in letters
        for name in said[letters.index(word) :][: len(word)]
    }


def _is_meant(name: str, statement: ParsedText, source: Source) -> bool:
    """Check whether something in the source may stand for a name that stands around it.

    That is a pronoun, if the statement has fewer of them and is about the name; or a pronoun or
    an article near a word that stands next to the name in the statement. Nothing has to, where
    the name is of the context and the source is about no other. Nothing does, where another name
    stands in its place, which the statement lacks.
    """
    there = source.parsed
    fewer = there.pronouns > statement.pronouns
    if fewer and name in statement.subject:
        return True
    windows = _find_windows(name, statement, there)
    if name.lower() in CALENDAR_NAMES or any(_has_other_name(w, statement) for w in windows):
        return False
    if not lacks_name(name, parse(source.context)) and not _has_other_subject(statement, source):
        return True
    return any(
        token.lower in _REFERRING and (fewer or token.lower not in _PRONOUNS)
        for window in windows
        for token in window
    )


def _has_other_subject(statement: ParsedText, source: Source) -> bool:
    """Check whether a source is about a name that neither the statement nor its context has."""
    around = parse(f"{statement.text} {source.context}")
    return any(lacks_name(name, around) for name in source.parsed.subject)


def _is_part(name: str, statement: ParsedText, source: ParsedText, known: Collection[str]) -> bool:
    """Check whether a name belongs to one of the source: "Maria" where that has "Voss"."""
    there = {without_genitive(token.text) for token in source.tokens if is_capitalised(token)}
    return any(
        name in pair and there & set(pair) and " ".join(pair).lower() in known
        for pair in pairwise(without_genitive(token.text) for token in statement.tokens)
    )


def _find_windows(name: str, statement: ParsedText, source: ParsedText) -> list[Sequence[Token]]:
    """Return what stands in the source where the name stands in the statement."""
    ours, theirs = statement.tokens, source.tokens
    place = next(i for i, token in enumerate(ours) if token.text.startswith(name))
    after = _find_shared(ours[place + 1 : place + 1 + _BESIDE], source)
    before = _find_shared(ours[max(0, place - _BESIDE) : place][::-1], source)
    windows: list[Sequence[Token]] = []
    for i, token in enumerate(theirs):
        if stem(token.lower) == after:
            windows.append(theirs[max(0, i - _REACH) : i])
        if stem(token.lower) == before:
            windows.append(theirs[i + 1 : i + 1 + _REACH])
    return windows


def _find_shared(tokens: Sequence[Token], source: ParsedText) -> str:
    """Return the stem of the first content word that the source has too."""
    stems = (stem(t.lower) for t in tokens if t.text[0].isalnum() and t.lower not in STOP_WORDS)
    return next((word for word in stems if word in source.word_stems), "")


def _has_other_name(window: Sequence[Token], statement: ParsedText) -> bool:
    return any(is_capitalised(token) and token.lower not in statement.words for token in window)
