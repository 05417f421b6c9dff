"""Deterministic guards: what a statement says that its source doesn't."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from qa.grounding import facts, negation
from qa.grounding.numbers import Quantity, quantities
from qa.grounding.words import stem, tokens

_Key = TypeVar("_Key")
_COUNTED = {"both": 2.0, "pair": 2.0, "couple": 2.0, "twice": 2.0}
"""Words that say a number, too; who says it in digits isn't wrong."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a statement cites.

    Attributes:
        text: the cited sentences.
        before: the sentences right before them, in which stands what their pronouns refer to.
        title: of document and section.
    """

    text: str
    before: str = ""
    title: str = ""


def unsupported(statement: str, source: Source, known: Collection[str] = ()) -> list[str]:
    """What of a statement its source doesn't hold, in words; nothing where nothing is missing.

    Numbers must be there with the same unit, in words or digits; names, unless it is what the
    statement is about and a pronoun of the source can stand for it; quoted strings to the letter;
    what is negated must be negated, and what isn't must not; who says something must be who says
    it there; and no word may have its opposite there alone.

    Args:
        statement: one sentence.
        source: what it cites.
        known: names in small letters, as ``facts.names`` takes them.
    """
    return [
        *_quotations(statement, source),
        *_numbers(statement, source),
        *_names(statement, source, known),
        *_negations(statement, source),
        *_speakers(statement, source),
        *(f"the opposite: {word}" for word in facts.opposed(statement, source.text)),
    ]


def _quotations(statement: str, source: Source) -> list[str]:
    text = facts.as_quoted(source.text)
    return [f"quotation: {q}" for q in facts.quotations(statement) if q not in text]


def _numbers(statement: str, source: Source) -> list[str]:
    words = {token.lower for token in tokens(source.text)}
    there = quantities(source.text)
    there += [Quantity(_COUNTED[word], "", ()) for word in sorted(words & _COUNTED.keys())]
    missing = []
    for quantity in quantities(statement):
        same = [q for q in there if q.value == quantity.value]
        if not same:
            missing.append(f"number: {quantity.value}")
        elif not any(_counts_the_same(quantity, q, there, words) for q in same):
            missing.append(f"unit: {quantity.value} {quantity.measure or quantity.nouns}")
    return missing


def _counts_the_same(
    ours: Quantity, theirs: Quantity, there: Collection[Quantity], words: Collection[str]
) -> bool:
    """Whether two equal numbers may count the same."""
    if ours.bare:
        return True
    if ours.measure:
        if theirs.measure:
            return ours.measure == theirs.measure
        elsewhere = any(q.measure == ours.measure for q in there)
        return not theirs.nouns and (elsewhere or ours.measure in words)
    if theirs.measure:
        return not any(set(ours.nouns[:1]) & set(q.nouns) for q in there if q != theirs) and any(
            noun in {stem(word) for word in words} for noun in ours.nouns
        )
    if set(ours.nouns) & set(theirs.nouns) or theirs.bare:
        return True
    return not any(set(ours.nouns) & set(q.nouns) for q in there)


def _names(statement: str, source: Source, known: Collection[str]) -> list[str]:
    said = facts.names(statement, [*known, *facts.possible_name(statement, source.text)])
    missing = [name for name in said if facts.lacks_name(name, source.text)]
    if missing:
        spelled = _spelled_out(said, facts.initials(source.text))
        missing = [name for name in missing if name not in spelled]
    if missing and facts.pronouns(source.text) > facts.pronouns(statement):
        around = f"{source.title} {source.before}"
        missing = [
            name
            for name in missing
            if name not in facts.subject(statement) or facts.lacks_name(name, around)
        ]
    return [f"name: {name}" for name in missing]


def _spelled_out(said: Sequence[str], short: Collection[str]) -> set[str]:
    """Of some names in a row those that one of the short forms stands for."""
    letters = "".join(name[0] for name in said)
    return {
        name
        for word in short
        if word in letters
        for name in said[letters.index(word) :][: len(word)]
    }


def _negations(statement: str, source: Source) -> list[str]:
    more = negation.negations(statement) - negation.negations(source.text)
    pairs = _turned(negation.negated_pairs(statement), negation.negated_pairs(source.text))
    turned = [" … ".join(filter(None, pair)) for pair in pairs]
    if more and not turned:
        turned = _turned(negation.polarities(statement), negation.polarities(source.text))
    if more > 0 and not turned:
        turned = ["not"]
    return [f"negation: {word}" for word in turned]


def _turned(ours: Mapping[_Key, set[bool]], theirs: Mapping[_Key, set[bool]]) -> list[_Key]:
    """What is negated in one and isn't in the other."""
    return [key for key, signs in ours.items() if key in theirs and not signs & theirs[key]]


def _speakers(statement: str, source: Source) -> list[str]:
    ours, theirs = facts.speakers(statement), facts.source_speakers(source.text)
    if facts.is_said_by_pronoun(source.text):
        return []
    if not ours or not theirs or any(not facts.lacks_name(n, " ".join(theirs)) for n in ours):
        return []
    return [f"speaker: {name}" for name in ours]
