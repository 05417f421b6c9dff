"""Who did what to whom: two names of a source that have changed places in a statement."""

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, takewhile

from index.english import STOP_WORDS
from qa.grounding.english import CALENDAR_NAMES
from qa.grounding.names import is_capitalised
from qa.grounding.parsed import ParsedText
from qa.words import Token, stem

_BE = frozenset("is are was were be been being gets got".split())
_CLAUSE_ENDS = frozenset(',;:.!?()–—"“”')
_REACH = 3
"""Most words between a name and the word that tells its place."""


def check_roles(statement: ParsedText, source: ParsedText) -> list[str]:
    """Describe the names of a statement that stand where the source has each other.

    Where a name stands is told by the content words beside it, which are turned round where the
    verb is passive.
    """
    ours, theirs = find_roles(statement), find_roles(source)
    shared = [name for name in ours if name in theirs]
    return [
        f"roles: {a}, {b}"
        for a, b in combinations(shared, 2)
        if ours[a] & theirs[b]
        and ours[b] & theirs[a]
        and not ours[a] & theirs[a]
        and not ours[b] & theirs[b]
    ]


def find_roles(text: ParsedText) -> dict[str, set[str]]:
    """Map each name to the content words beside it, with the side on which they stand.

    >>> from qa.grounding.parsed import parse
    >>> find_roles(parse("Ames sued Bolt.")) == find_roles(parse("Bolt was sued by Ames."))
    True
    """
    tokens = text.tokens
    roles: dict[str, set[str]] = {}
    for start, end in _find_groups(tokens):
        name = stem(tokens[end - 1].lower)
        roles.setdefault(name, set()).update(_find_right(tokens, end), _find_left(tokens, start))
    return roles


def _find_groups(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where names of one or more words begin and end."""
    for is_name, group in groupby(range(len(tokens)), lambda i: _is_name(tokens[i])):
        places = list(group)
        if is_name:
            yield places[0], places[-1] + 1


def _is_name(token: Token) -> bool:
    return is_capitalised(token) and token.lower not in CALENDAR_NAMES


def _find_right(tokens: Sequence[Token], end: int) -> Iterator[str]:
    """Yield the content word behind a name: of "Bolt was sued by Ames" what is done to Bolt."""
    words = [token.lower for token in _until_clause_ends(tokens[end : end + _REACH])]
    for place, word in enumerate(words):
        if word not in STOP_WORDS:
            after = [token.lower for token in tokens[end + place + 1 : end + place + 1 + _REACH]]
            is_passive = bool(_BE & set(words[:place])) and "by" in after
            yield f"{'before' if is_passive else 'after'} it {stem(word)}"
            return


def _find_left(tokens: Sequence[Token], start: int) -> Iterator[str]:
    """Yield the content word before a name: of "sued by Ames" what Ames does."""
    words = [
        token.lower for token in _until_clause_ends(tokens[max(0, start - _REACH) : start][::-1])
    ]
    for place, word in enumerate(words):
        if word not in STOP_WORDS:
            is_passive = "by" in words[:place]
            yield f"{'after' if is_passive else 'before'} it {stem(word)}"
            return


def _until_clause_ends(tokens: Sequence[Token]) -> Iterator[Token]:
    return takewhile(lambda token: token.text not in _CLAUSE_ENDS, tokens)
