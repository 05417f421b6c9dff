"""Deterministic guards: what a statement says that its source doesn't."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from qa.english import NEGATORS
from qa.grounding import facts
from qa.grounding.english import IMPLICIT_NEGATORS, OPPOSITES
from qa.grounding.form import check_form
from qa.grounding.hedges import check_hedges
from qa.grounding.name_guard import check_names, lacks_name
from qa.grounding.number_guard import check_numbers
from qa.grounding.parsed import ParsedText, Source, parse
from qa.grounding.roles import check_roles
from qa.words import stem

_Key = TypeVar("_Key")

_COMPARING = frozenset("more most less least fewer".split())
"""Words whose stems would make "more" and "least" opposites."""

_IMPLICIT_STEMS = frozenset(map(stem, IMPLICIT_NEGATORS))
_OPPOSITE_STEMS = tuple(
    tuple(frozenset(word if word in _COMPARING else stem(word) for word in side) for side in pair)
    for pair in OPPOSITES
)
_ALL_OPPOSITES = frozenset[str]().union(*(side for pair in _OPPOSITE_STEMS for side in pair))
_BESIDE = 1
"""Words on each side of which opposites have one in common, if they are said of the same."""


def find_unsupported(statement: str, source: Source, known: Collection[str] = ()) -> list[str]:
    """Describe what of a statement its source doesn't hold; empty where nothing is missing.

    Numbers must be there with the same unit, in words or digits; names, unless something in the
    source can stand for them; quoted strings to the letter; what is negated must be negated, and
    what isn't must not; what is said with a reservation mustn't be said without; who says or does
    something must be who does there; and no word may have its opposite there alone.

    Args:
        statement: one sentence.
        source: what it cites.
        known: names in small letters, as ``names.find_names`` takes them.
    """
    ours, theirs = parse(statement), source.parsed
    return [
        *check_form(ours, source),
        *_check_quotations(ours, theirs),
        *check_numbers(ours, source),
        *check_names(ours, source, known),
        *_check_negations(ours, theirs),
        *check_hedges(ours, theirs),
        *_check_speakers(ours, theirs),
        *check_roles(ours, theirs),
        *(f"the opposite: {word}" for word in find_opposites(ours, theirs)),
    ]


def _check_quotations(statement: ParsedText, source: ParsedText) -> list[str]:
    quotations = facts.find_quotations(statement.text)
    return [f"quotation: {q}" for q in quotations if q not in source.quotable]


def _check_negations(statement: ParsedText, source: ParsedText) -> list[str]:
    more = statement.negations - source.negations
    pairs = _find_reversed(statement.negated_pairs, source.negated_pairs)
    reversed_words = [" … ".join(filter(None, pair)) for pair in pairs]
    if more > 0:
        reversed_words += _find_inserted(statement, source)
    fewer = source if more > 0 else statement
    if more and not reversed_words and not fewer.negations and not _is_negative(fewer):
        reversed_words = _find_reversed(statement.polarities, source.polarities)
        if more > 0 and not reversed_words:
            reversed_words = ["not"]
    return [f"negation: {word}" for word in reversed_words]


def _is_negative(text: ParsedText) -> bool:
    """Check for a word by which something isn't so, though no negation says it."""
    return not _IMPLICIT_STEMS.isdisjoint(text.word_stems)


def _find_inserted(statement: ParsedText, source: ParsedText) -> list[str]:
    """Return the negations of a statement that stand between two words in a row of the source."""
    pairs = set(pairwise(token.lower for token in source.tokens))
    words = [token.lower for token in statement.tokens]
    return [
        word
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
        if word in NEGATORS and (before, after) in pairs
    ]


def _find_reversed(ours: Mapping[_Key, set[bool]], theirs: Mapping[_Key, set[bool]]) -> list[_Key]:
    """Return what is negated in one of statement and source and isn't in the other."""
    return [key for key, signs in ours.items() if key in theirs and not signs & theirs[key]]


def _check_speakers(statement: ParsedText, source: ParsedText) -> list[str]:
    ours, theirs = facts.find_speakers(statement.text), source.speakers
    if facts.is_said_by_pronoun(source.text):
        return []
    speakers = parse(" ".join(theirs))
    if (
        not ours
        or not theirs
        or any(name in source.initials or not lacks_name(name, speakers) for name in ours)
    ):
        return []
    return [f"speaker: {name}" for name in ours]


def find_opposites(statement: ParsedText, source: ParsedText) -> list[str]:
    """Stems of a statement of which the source has only the opposite, said of the same.

    >>> find_opposites(parse("It opened before the war."), parse("It opened after the war."))
    ['befor']
    """
    ours, theirs = _stem_words(statement), _stem_words(source)
    return [
        word
        for pair in _OPPOSITE_STEMS
        for side, other in (pair, pair[::-1])
        if not side.isdisjoint(ours) and side.isdisjoint(theirs) and not other.isdisjoint(theirs)
        for word in sorted(side.intersection(ours))
        if set(_find_beside({word}, ours)) & set(_find_beside(other, theirs))
    ]


def _stem_words(text: ParsedText) -> list[str]:
    """Return the stems of the content words of a text, and of opposites, in order."""
    stems = (w if w in _COMPARING else stem(w) for w in (token.lower for token in text.tokens))
    return [word for word in stems if word in text.stem_set or word in _ALL_OPPOSITES]


def _find_beside(words: Collection[str], stems: Sequence[str]) -> Iterator[str]:
    """Yield what stands next to some stems."""
    for place, word in enumerate(stems):
        if word in words:
            yield from stems[max(0, place - _BESIDE) : place]
            yield from stems[place + 1 : place + 1 + _BESIDE]
