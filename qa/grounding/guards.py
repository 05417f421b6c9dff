"""Deterministic guards: what a statement says that its source doesn't."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from qa import negation
from qa.grounding import facts
from qa.grounding.numbers import Quantity, find_quantities
from qa.words import stem, tokenize

_Key = TypeVar("_Key")
_COUNTED = {"both": 2.0, "pair": 2.0, "couple": 2.0, "twice": 2.0}
"""Words that say a number, too; who says it in digits isn't wrong."""


@dataclass(frozen=True, slots=True)
class Source:
    """Text that a statement cites.

    Attributes:
        text: the cited sentences.
        before: the sentences right before them, in which stands what their pronouns refer to.
        context: what they stand under: headings, a lead-in, heads of columns; and what of the
            question the documents know.
    """

    text: str
    before: str = ""
    context: str = ""


def find_unsupported(statement: str, source: Source, known: Collection[str] = ()) -> list[str]:
    """Describe what of a statement its source doesn't hold; empty where nothing is missing.

    Numbers must be there with the same unit, in words or digits; names, unless it is what the
    statement is about and a pronoun of the source can stand for it; quoted strings to the letter;
    what is negated must be negated, and what isn't must not; who says something must be who says
    it there; and no word may have its opposite there alone.

    Args:
        statement: one sentence.
        source: what it cites.
        known: names in small letters, as ``facts.find_names`` takes them.
    """
    return [
        *_check_quotations(statement, source),
        *_check_numbers(statement, source),
        *_check_names(statement, source, known),
        *_check_negations(statement, source),
        *_check_speakers(statement, source),
        *(f"the opposite: {word}" for word in facts.find_opposites(statement, source.text)),
    ]


def _check_quotations(statement: str, source: Source) -> list[str]:
    text = facts.normalise_quotation(source.text)
    return [f"quotation: {q}" for q in facts.find_quotations(statement) if q not in text]


def _check_numbers(statement: str, source: Source) -> list[str]:
    words = {token.lower for token in tokenize(source.text)}
    there = find_quantities(source.text) + find_quantities(source.context)
    there += [Quantity(_COUNTED[word], "", ()) for word in sorted(words & _COUNTED.keys())]
    missing = []
    for quantity in find_quantities(statement):
        same = [q for q in there if q.value == quantity.value]
        if not same:
            missing.append(f"number: {quantity.value}")
        elif not any(_counts_the_same(quantity, q, there, words) for q in same):
            missing.append(f"unit: {quantity.value} {quantity.measure or quantity.nouns}")
    return missing


def _counts_the_same(
    ours: Quantity, theirs: Quantity, there: Collection[Quantity], words: Collection[str]
) -> bool:
    """Check whether two equal numbers may count the same."""
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


def _check_names(statement: str, source: Source, known: Collection[str]) -> list[str]:
    names = facts.find_names(statement, [*known, *facts.find_possible_name(statement, source.text)])
    missing = [name for name in names if facts.lacks_name(name, source.text)]
    if missing:
        spelled = _find_spelled_out(names, facts.find_initials(source.text))
        missing = [name for name in missing if name not in spelled]
    if not _has_other_subject(statement, source):
        missing = [name for name in missing if facts.lacks_name(name, source.context)]
    if missing and facts.count_pronouns(source.text) > facts.count_pronouns(statement):
        around = f"{source.context} {source.before}"
        missing = [
            name
            for name in missing
            if name not in facts.find_subject(statement) or facts.lacks_name(name, around)
        ]
    return [f"name: {name}" for name in missing]


def _has_other_subject(statement: str, source: Source) -> bool:
    """Check whether a source is about a name that neither the statement nor its context has."""
    subject = facts.find_subject(source.text)
    around = f"{statement} {source.context}"
    return any(facts.lacks_name(name, around) for name in subject)


def _find_spelled_out(said: Sequence[str], short: Collection[str]) -> set[str]:
    """Return, of some names in a row, those that one of the short forms stands for."""
    letters = "".join(name[0] for name in said)
    return {
        name
        for word in short
        if word in letters
        for name in said[letters.index(word) :][: len(word)]
    }


def _check_negations(statement: str, source: Source) -> list[str]:
    more = negation.count_negations(statement) - negation.count_negations(source.text)
    pairs = _find_reversed(negation.find_negated_pairs, statement, source)
    reversed_words = [" … ".join(filter(None, pair)) for pair in pairs]
    if more and not reversed_words:
        reversed_words = _find_reversed(negation.find_polarities, statement, source)
    if more > 0 and not reversed_words:
        reversed_words = ["not"]
    return [f"negation: {word}" for word in reversed_words]


def _find_reversed(
    find: Callable[[str], Mapping[_Key, set[bool]]], statement: str, source: Source
) -> list[_Key]:
    """Return what is negated in one of statement and source and isn't in the other."""
    ours, theirs = find(statement), find(source.text)
    return [key for key, signs in ours.items() if key in theirs and not signs & theirs[key]]


def _check_speakers(statement: str, source: Source) -> list[str]:
    ours, theirs = facts.find_speakers(statement), facts.find_source_speakers(source.text)
    if facts.is_said_by_pronoun(source.text):
        return []
    if not ours or not theirs or any(not facts.lacks_name(n, " ".join(theirs)) for n in ours):
        return []
    return [f"speaker: {name}" for name in ours]
