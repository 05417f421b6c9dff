"""Numbers of a statement against its source."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.english import STOP_WORDS
from qa.english import MEASURES
from qa.grounding.numbers import Quantity
from qa.grounding.parsed import ParsedText, Source, parse

_COUNTED = {"both": 2.0, "pair": 2.0, "couple": 2.0, "twice": 2.0, "neither": 2.0, "either": 2.0}
"""Words that say a number, too; who says it in digits isn't wrong."""

_FRACTIONS = {"half": 50.0, "quarter": 25.0, "tenth": 10.0, "fifth": 20.0, "third": 33.0}
"""Words that say a percentage."""

_TIMES = {"fortnight": (2.0, "week"), "decade": (10.0, "year"), "century": (100.0, "year")}
"""Words that say a number and its measure."""

_SCALES = (1e3, 1e6, 1e9)
_YEARS = range(1_000, 2_100)

_NO_LABELS = STOP_WORDS | MEASURES.keys()
"""Words before a number that make no name with it."""


def check_numbers(statement: ParsedText, source: Source) -> list[str]:
    """Describe the numbers of a statement that its source lacks, or has of something else."""
    there = [*source.parsed.quantities, *parse(source.context).quantities]
    there += _find_implied(source.parsed)
    absent: list[Quantity] = []
    otherwise: list[Quantity] = []
    for quantity in statement.quantities:
        same = [q for q in there if q.value == quantity.value or _omits_scale(q, quantity, there)]
        if not same:
            absent.append(quantity)
        elif not any(_counts_the_same(quantity, q, there, source.parsed) for q in same):
            otherwise.append(quantity)
    labels = _find_shared_labels(statement, source.around) if absent else set()
    return [
        *(f"number: {q.value}" for q in absent if q.value not in labels),
        *(f"unit: {q.value} {q.measure or q.nouns}" for q in otherwise),
    ]


def _find_implied(source: ParsedText) -> Iterator[Quantity]:
    """Yield the numbers that words of a source say, which are none themselves."""
    for word in sorted(source.words):
        if word in _COUNTED:
            yield Quantity(_COUNTED[word], "", ())
        if word in _FRACTIONS:
            yield Quantity(_FRACTIONS[word], "%", ())
        if word in _TIMES:
            yield Quantity(*_TIMES[word], ())


def _omits_scale(theirs: Quantity, ours: Quantity, there: Sequence[Quantity]) -> bool:
    """Check whether a number is in millions since another is: "48 million, of which 30"."""
    if not theirs.bare or isinstance(theirs.value, str) or isinstance(ours.value, str):
        return False
    return any(
        ours.value == theirs.value * scale
        and any(not isinstance(q.value, str) and q.value >= scale for q in there)
        for scale in _SCALES
    )


def _find_shared_labels(statement: ParsedText, around: ParsedText) -> set[float | str]:
    """Return the numbers that are part of a name, as in "Route 34", and of the same around."""
    return {number for _, number in {*_find_labels(statement)} & {*_find_labels(around)}}


def _find_labels(text: ParsedText) -> Iterator[tuple[str, float]]:
    """Yield words with the whole numbers right behind them."""
    words = [token.lower for token in text.tokens if token.text not in "-–"]
    for word, number in pairwise(words):
        if word[0].isalpha() and number.isdecimal() and word not in _NO_LABELS:
            yield word, float(number)


def _counts_the_same(
    ours: Quantity, theirs: Quantity, there: Sequence[Quantity], source: ParsedText
) -> bool:
    """Check whether two equal numbers may count the same."""
    if ours.bare:
        return True
    if ours.measure:
        if theirs.measure:
            return ours.measure == theirs.measure
        if theirs.nouns:
            return False
        elsewhere = any(q.measure == ours.measure for q in there)
        return elsewhere or ours.measure in source.words or theirs.value not in _YEARS
    if theirs.measure:
        return not any(set(ours.nouns[:1]) & set(q.nouns) for q in there if q != theirs) and any(
            noun in source.word_stems for noun in ours.nouns
        )
    if set(ours.nouns) & set(theirs.nouns) or theirs.bare:
        return True
    return not any(set(ours.nouns) & set(q.nouns) for q in there)
