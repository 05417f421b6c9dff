"""Reservations: what may be, is planned or reported; limits of numbers; until and since."""

import re
from collections.abc import Iterator, Mapping

from index.english import STOP_WORDS
from qa.english import CLAUSE_WORDS
from qa.grounding.english import EASING_WORDS, HEDGES, LIMITS
from qa.grounding.parsed import ParsedText
from qa.words import stem

_ENDS = (
    frozenset("at in on for by of from before after with than not".split())
    | frozenset(",;:.!?()–—")
    | CLAUSE_WORDS
)
"""Words and signs behind which a reservation holds no more."""
_EASED = 5
"""Most words from a reservation to what it is about, where it is made in other words."""

_NEGATED = re.compile(r"n['’]t$")
_RESERVATIONS = HEDGES | EASING_WORDS

_LIMIT = re.compile(
    rf"\b({'|'.join(map(re.escape, sorted(LIMITS, key=len, reverse=True)))})\s+"
    r"(?:the |a |an |of |[$€£] ?)*(\d[\d.,]*|[a-z]+)",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(until|till|since)\s+(?:the |a |an |about |late |early )*([^\W_]+)", re.I)


def check_hedges(statement: ParsedText, source: ParsedText) -> list[str]:
    """Describe the reservations of a source that a statement drops or turns round."""
    return [
        *(f"hedge: {word}" for word in _find_dropped(statement, source)),
        *(f"limit: {word}" for word in _find_turned(_LIMIT, statement, source)),
        *(f"time: {word}" for word in _find_turned(_TIME, statement, source)),
    ]


def _find_dropped(statement: ParsedText, source: ParsedText) -> list[str]:
    """Return the stems of what a source says with a reservation, and a statement without any."""
    theirs = find_hedged(source)
    hedged = {word for word, signs in theirs.items() if signs == {True}}
    return [
        word for word in sorted(hedged & statement.word_stems) if not _is_eased(word, statement)
    ]


def _is_eased(word: str, text: ParsedText) -> bool:
    """Check whether something before a word makes a reservation, in whatever words."""
    words = [_NEGATED.sub("", token.lower) for token in text.tokens]
    places = [place for place, other in enumerate(words) if stem(other) == word]
    return any(
        not _RESERVATIONS.isdisjoint(words[max(0, place - _EASED) : place]) for place in places
    )


def find_hedged(text: ParsedText) -> Mapping[str, set[bool]]:
    """Map each content word's stem to whether a reservation stands right before it.

    >>> from qa.grounding.parsed import parse
    >>> find_hedged(parse("They may close it.")) == {"clos": {True}}
    True
    """
    found: dict[str, set[bool]] = {}
    hedged = False
    for token in text.tokens:
        word = _NEGATED.sub("", token.lower)
        if word in HEDGES and token.text != "May":
            hedged = True
        elif word in _ENDS:
            hedged = False
        elif word[0].isalnum() and word not in STOP_WORDS:
            found.setdefault(stem(word), set()).add(hedged)
            hedged = False
    return found


def _find_turned(pattern: re.Pattern[str], statement: ParsedText, source: ParsedText) -> list[str]:
    """Return what both bound, but never the same way."""
    theirs = dict[str, set[str]]()
    for word, way in _find_bounds(pattern, source.text):
        theirs.setdefault(word, set()).add(way)
    return [
        word
        for word, way in _find_bounds(pattern, statement.text)
        if word in theirs and not any(_agree(way, other) for other in theirs[word])
    ]


def _find_bounds(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    for bound, word in pattern.findall(text):
        bound = " ".join(bound.lower().split())
        yield stem(word.rstrip(".,")), LIMITS.get(bound, bound.replace("till", "until"))


def _agree(one: str, other: str) -> bool:
    return one == other or {one, other} not in ({"least", "most"}, {"until", "since"})
