"""What a question computes, read from its words alone, before any table is looked at."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from qa.computing.comparisons import RowComparison, take_comparisons
from qa.computing.english import (
    ALL_WORDS,
    AVERAGE_PHRASES,
    COUNT_PHRASES,
    DIFFERENCES,
    DISTINCT_WORDS,
    ENDINGS,
    HARMLESS_WORDS,
    MOST_ADJECTIVES,
    NEUTRAL_VERBS,
    OF_DATES,
    RANKS,
    ROW_RELATIONS,
    SELECTION_PHRASES,
    SUM_PHRASES,
    SUPERLATIVES,
)
from qa.computing.limits import take_limit
from qa.computing.words import QuestionWords

_MOST_NAMED = 10
"""Most rows that a question can ask for by number: "the three cheapest"."""

_ASKING = frozenset("what which who whose when where".split())
_END_OF_NOUN = HARMLESS_WORDS | frozenset(
    "cost costs weigh weighs take takes last lasts not no without more less over under above below"
    " than or before after between since until per each".split()
)


_BEFORE_NOUN = frozenset("is are was were the all of these those".split())
"""Words between a question's opening and the noun that it asks for."""


class Operation(StrEnum):
    """What is computed."""

    COUNT = "count"
    DISTINCT = "count of different values"
    SUM = "sum"
    AVERAGE = "average"
    EXTREME = "extreme"
    DIFFERENCE = "difference"
    SELECTION = "rows asked for"


@dataclass(frozen=True, slots=True)
class Superlative:
    """Which rows are asked for: "the second largest", "the three cheapest".

    Attributes:
        word: the superlative, of "most expensive" the adjective.
        direction: 1 for the greatest value, -1 for the smallest.
        rank: 1 for the first, 2 for the second.
        count: how many rows, from that one on.
    """

    word: str
    direction: int
    rank: int = 1
    count: int = 1


@dataclass(frozen=True, slots=True)
class Calculation:
    """What a question computes.

    Attributes:
        operation: what is computed.
        words: of the question; those that say the operation are taken.
        noun: places of the words that say what is counted or asked for.
        comparisons: conditions with a quantity.
        superlative: of an extreme.
        direction: of a difference: 1 if the first is said to be greater, -1 if smaller, else 0.
        limit: on which side of its range a value is asked for; "" if on none.
    """

    operation: Operation
    words: QuestionWords
    noun: tuple[int, ...]
    comparisons: tuple[RowComparison, ...]
    superlative: Superlative | None = None
    direction: int = 0
    limit: str = ""

    @property
    def counts(self) -> bool:
        """True if rows are counted, or values."""
        return self.operation in (Operation.COUNT, Operation.DISTINCT)


def read_calculation(question: str) -> Calculation | None:
    """Read what a question computes; None if it computes nothing that is known here.

    >>> read_calculation("How many rooms cost more than 80 euros?").operation
    <Operation.COUNT: 'count'>
    >>> read_calculation("Why was it written?") is None
    True
    """
    words = QuestionWords.of(question)
    comparisons = take_comparisons(words)
    if not comparisons and (difference := _read_difference(words)):
        return difference
    if superlative := _take_superlative(words):
        noun = _find_asked(words)
        counts = "many" in words.words
        if counts or any(words.find([p]) for p in (*SUM_PHRASES, *AVERAGE_PHRASES)):
            return None
        return Calculation(Operation.EXTREME, words, noun, comparisons, superlative)
    limit = take_limit(words)
    is_told = bool(comparisons or limit)
    found = _read_selection(words, comparisons, is_told) or _read_aggregate(words, comparisons)
    return replace(found, limit=limit) if found else None


def _read_selection(
    words: QuestionWords, comparisons: tuple[RowComparison, ...], is_told: bool
) -> Calculation | None:
    """Read what asks for all rows of which something is so: "which rooms …", "list all …"."""
    opening = words.find(SELECTION_PHRASES)
    free = (words.words[place] for place in words.free)
    if opening is None or opening.start > 2 or not ROW_RELATIONS.isdisjoint(free):
        return None
    start = opening.stop
    while start < len(words.words) and words.words[start] in _BEFORE_NOUN:
        start += 1
    first = words.words[start] if start < len(words.words) else ""
    is_verb = first in NEUTRAL_VERBS or (
        words.words[opening.start] == "who" and start == opening.stop
    )
    noun = () if is_verb else tuple(_read_noun(words, start, NEUTRAL_VERBS))
    may_be_one = is_told and words.words[opening.start] == "which"
    if not may_be_one and not _is_plural(words, noun, words.words[opening.start]):
        return None
    words.take(p for p in words.free if p in opening or words.words[p] in ALL_WORDS)
    return Calculation(Operation.SELECTION, words, noun, comparisons)


def _is_plural(words: QuestionWords, noun: Sequence[int], opening: str) -> bool:
    """Say whether several may be asked for: "which rooms", "who lives", "list all"."""
    if noun:
        return any(words.lemma(place) != words.words[place] for place in noun)
    return opening in ("who", "what")


def _read_difference(words: QuestionWords) -> Calculation | None:
    """Read a difference between two rows: "how much more does … cost than …"."""
    if "between" in words.words and (found := words.find([("difference",)])):
        words.take([*found, words.words.index("between")])
        return Calculation(Operation.DIFFERENCE, words, (), ())
    for comparing, direction in DIFFERENCES.items():
        found = words.find([("how", "much", comparing), ("how", "many", comparing)])
        if found and "than" in words.words:
            words.take([*found[:2], words.words.index("than")])
            if comparing in ("more", "less", "fewer"):
                words.take(found[2:])
                words.take(p for p in words.free if words.words[p] == "expensive")
            return Calculation(Operation.DIFFERENCE, words, (), (), direction=direction)
    return None


def _read_aggregate(
    words: QuestionWords, comparisons: tuple[RowComparison, ...]
) -> Calculation | None:
    """Read a count, a sum or an average."""
    counting = words.find(COUNT_PHRASES)
    sums, averages = words.find(SUM_PHRASES), words.find(AVERAGE_PHRASES)
    if not (counting or sums or averages) or (sums and averages):
        return None
    operation = Operation.COUNT if counting else Operation.SUM
    if averages:
        operation = Operation.AVERAGE
        words.take(averages)
    while sums := words.find(SUM_PHRASES):
        words.take(sums)
    opening = words.find([*COUNT_PHRASES, ("how", "much")])
    noun: tuple[int, ...] = ()
    if opening:
        words.take(opening)
        noun = tuple(_read_noun(words, opening.stop))
        is_plural = any(words.lemma(p) != words.words[p] for p in noun)
        if operation is Operation.COUNT and "many" not in words.words and not is_plural:
            return None  # "the number of the player" is no count
    if operation is Operation.COUNT and noun and words.words[noun[0]] in DISTINCT_WORDS:
        words.take(noun[:1])
        return Calculation(Operation.DISTINCT, words, noun[1:], comparisons)
    return Calculation(operation, words, noun, comparisons)


def _read_noun(
    words: QuestionWords, place: int, verbs: Collection[str] = frozenset()
) -> Iterator[int]:
    """Yield the places of the words that stand together from a place on, up to a verb."""
    while place < len(words.words) and words.words[place] in ("the", "of", "these", "those"):
        place += 1
    while place in words.free and words.words[place] not in _END_OF_NOUN:
        if words.words[place] in verbs:
            return
        yield place
        place += 1


def _find_asked(words: QuestionWords) -> tuple[int, ...]:
    """Find what a "which" asks for."""
    for place, word in enumerate(words.words):
        if word in _ASKING:
            return tuple(_read_noun(words, place + 1))
    return ()


def _take_superlative(words: QuestionWords) -> Superlative | None:
    """Take the one superlative of a question, with what stands before it."""
    if ending := _take_ending(words):
        return ending
    places = [p for p in words.free if words.words[p] in SUPERLATIVES]
    if len(places) != 1 or words.stands_at(places[0] - 1, ("at", words.words[places[0]])):
        return None
    place = places[0]
    word, direction = words.words[place], SUPERLATIVES[words.words[place]]
    words.take([place])
    following = words.words[place + 1] if place + 1 < len(words.words) else ""
    if word in ("most", "least") and following in MOST_ADJECTIVES:
        words.take([place + 1])
        word = following
    before = words.words[place - 1] if place else ""
    if before in RANKS:
        words.take([place - 1])
        return Superlative(word, direction, rank=RANKS[before])
    numbers = [p for p in words.free if words.lemma(p).isdigit() and _counts_rows(words, p, place)]
    if not numbers:
        return Superlative(word, direction)
    words.take(numbers)
    count = int(words.lemma(numbers[0]))
    return Superlative(word, direction, count=count) if 0 < count <= _MOST_NAMED else None


def _take_ending(words: QuestionWords) -> Superlative | None:
    """Take the "first" or "last" that a question ends with: "Which bridge was built first?"."""
    place = max((p for p, word in enumerate(words.words) if word.isalnum()), default=-1)
    word = words.words[place] if place > 0 else ""
    if word not in ENDINGS or words.words[place - 1] in ("the", "came", "come", "finished"):
        return None
    words.take([place])
    return Superlative(ENDINGS[word], OF_DATES[ENDINGS[word]])


def _counts_rows(words: QuestionWords, place: int, superlative: int) -> bool:
    """Say whether a number says how many are asked for: "which two …", "the two cheapest"."""
    return place == superlative - 1 or (place > 0 and words.words[place - 1] in ("which", "what"))
