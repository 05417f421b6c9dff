"""What a question's words mean in one table: its columns, its rows, and what its words leave open.

Every word has to be explained by the table. Where one isn't, or could mean two things, the
question isn't answered from that table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qa.computing.columns import Column
from qa.computing.comparisons import RowComparison, is_at_edge
from qa.computing.english import (
    HINTS,
    INCOMING_WORDS,
    NEGATIONS,
    NEUTRAL_VERBS,
    OUTGOING_WORDS,
)
from qa.computing.kinds import ValueKind
from qa.computing.limits import find_beyond
from qa.computing.questions import Calculation, Operation
from qa.computing.tables import Row, RowTable
from qa.computing.words import QuestionWords

_LONGEST_NAME = 8
"""Most words of a cell that a question names."""


@dataclass(slots=True)
class Binding:
    """The meaning of a question in a table, as far as it is found.

    Attributes:
        table: the table.
        calculation: what is computed.
        words: of the question; those explained are taken.
        rows: which rows the conditions hold of.
        conditions: places of the columns with a condition.
        matched: columns one of whose cells the question names.
        loose: how many words aren't in the table itself.
        flow: the column whose amounts are spent, or come in, where the question asks for those.
    """

    table: RowTable
    calculation: Calculation
    words: QuestionWords
    rows: list[bool]
    conditions: list[int] = field(default_factory=list)
    matched: list[Column] = field(default_factory=list)
    loose: int = 0
    flow: Column | None = None

    @classmethod
    def of(cls, calculation: Calculation, table: RowTable) -> "Binding":
        """Begin with all rows."""
        return cls(table, calculation, calculation.words.copy(), [True] * len(table.rows))

    @property
    def kept(self) -> tuple[Row, ...]:
        """The rows that all conditions hold of."""
        return tuple(row for row, kept in zip(self.table.rows, self.rows, strict=True) if kept)

    def find_cells(self) -> Iterator[tuple[list[int], Column, list[int]]]:
        """Yield the names of cells in the free words: their places, the column, the rows."""
        for length in range(_LONGEST_NAME, 0, -1):
            for first in [*self.words.contents()]:
                places = _window(self.words, first, length)
                key = tuple(self.words.lemma(p) for p in places)
                for column in self.table.columns if places else ():
                    rows = [i for i, parts in enumerate(column.parts) if key in parts]
                    rows = rows or [i for i, own in enumerate(column.keys) if set(key) <= set(own)]
                    if rows:
                        yield places, column, rows

    def narrow(self, column: Column, holds: Sequence[bool]) -> None:
        """Keep the rows that a condition holds of."""
        self.rows = [kept and held for kept, held in zip(self.rows, holds, strict=True)]
        self.conditions.append(column.place)


def bind_comparisons(binding: Binding) -> bool:
    """Find the column of each condition with a quantity; False if one has none or several."""
    for comparison in binding.calculation.comparisons:
        if comparison.may_name(binding.table.columns):
            binding.words.free.update(comparison.words[1:])
            continue
        column = _find_compared(binding, comparison)
        if column is None and comparison.is_phrase:
            binding.words.free.update(comparison.words)  # a cell may say the same
            continue
        if column is None:
            return False
        holds = comparison.hold_in(column)
        if None in holds or any(is_at_edge(comparison, value) for value in column.values):
            return False
        binding.narrow(column, [held is True for held in holds])
        binding.matched += [column] if comparison.value is None and column.months else []
    return True


def bind_neighbours(binding: Binding) -> None:
    """Find each value right beside the name of its column: "2 beds", "shelf A"."""
    words = binding.words
    for place in range(len(words.words) - 1):
        if not words.free.issuperset((place, place + 1)):
            continue
        for value, name in ((place + 1, place), (place, place + 1)):
            columns = [c for c in binding.table.columns if c.names == {words.lemma(name)}]
            is_number = words.lemma(value).isdigit()
            if len(columns) != 1 or (value < name and not is_number):
                continue
            texts = (words.words[value], words.lemma(value))
            holds = [cell.lower() in texts for cell in columns[0].cells]
            if any(holds) or (is_number and columns[0].kind is ValueKind.NUMBER):
                words.take((value, name))
                binding.narrow(columns[0], holds)
                binding.matched += [] if is_number else columns
                break


def _find_compared(binding: Binding, comparison: RowComparison) -> Column | None:
    noun = {binding.words.lemma(p) for p in binding.calculation.noun[:1]}
    fitting = [c for c in binding.table.columns if comparison.fits(c) and not c.is_rank]
    named = [c for c in name_columns(binding, fitting) if not c.names & noun] or [
        c
        for c in fitting
        if c.place in binding.conditions and comparison.word in ("between", "from")
    ]
    if not named:
        named = [c for c in fitting if hinted(binding, c, comparison)]
    if not named and (comparison.of_time or comparison.is_phrase or not is_bare(comparison)):
        named = fitting
    if len(named) != 1:
        return None
    take_names(binding, named[0])
    return named[0]


def is_bare(comparison: RowComparison) -> bool:
    """Say whether a condition's quantity is a mere number."""
    return comparison.value is not None and comparison.value.kind is ValueKind.NUMBER


def hinted(binding: Binding, column: Column, comparison: RowComparison) -> bool:
    """Say whether a word of the question speaks of values as a column has them."""
    spoken = [binding.words.words[p] for p in binding.words.free]
    spoken += [binding.words.words[p] for p in comparison.words]
    return any(speaks_of(word, column) for word in spoken)


def speaks_of(word: str, column: Column) -> bool:
    """Say whether a word such as "cost" speaks of the values of a column."""
    kinds, heads = HINTS.get(word, (frozenset(), frozenset()))
    return column.kind is not None and (
        column.kind in kinds or bool(column.names and column.names <= heads)
    )


def name_columns(binding: Binding, columns: Sequence[Column]) -> list[Column]:
    """Return those of the columns that the free words of the question name best."""
    free = {binding.words.lemma(p) for p in binding.words.free}
    whole = [c for c in columns if c.names and c.names <= free]
    if whole:
        most = max(len(c.names) for c in whole)
        return [c for c in whole if len(c.names) == most]
    # Of a longer head a word or two may say something else.
    return [c for c in columns if len(c.names) < 4 and 2 * len(c.names & free) >= len(c.names) > 0]


def take_names(binding: Binding, column: Column) -> None:
    """Take the words that name a column, or that speak of its values."""
    words = binding.words
    words.take(
        [
            p
            for p in sorted(words.free)
            if words.lemma(p) in column.names or speaks_of(words.words[p], column)
        ]
    )


def take_verbs(binding: Binding) -> None:
    """Take the verbs that only join things to a column that is found: "How many children came"."""
    words = binding.words
    words.take(p for p in words.contents() if words.words[p] in NEUTRAL_VERBS)


def bind_flags(binding: Binding) -> None:
    """Find the columns of yes and no that the question names."""
    for column in binding.table.columns:
        words = binding.words
        places = [p for p in words.contents() if words.lemma(p) in column.names]
        if not column.flags or {words.lemma(p) for p in places} != column.names:
            continue
        negated = take_negation(words, places[0])
        words.take(places)
        binding.narrow(column, [flag is not negated for flag in column.flags])


def bind_limit(binding: Binding) -> bool:
    """Keep the values on one side of their ranges, if asked for those; False without ranges."""
    side = binding.calculation.limit
    beyond = find_beyond(binding.table, side) if side else None
    if beyond:
        binding.narrow(*beyond)
    return not side or beyond is not None


def bind_flow(binding: Binding) -> None:
    """Keep what is spent, or what comes in, of the one column that has both, if asked for that."""
    words = binding.words
    flows = [c for c in binding.table.columns if c.kind is ValueKind.MONEY and c.has_both_signs]
    for sign, nouns in ((-1, OUTGOING_WORDS), (1, INCOMING_WORDS)):
        places = [p for p in words.contents() if words.lemma(p) in nouns]
        if places and len(flows) == 1:
            words.take(places)
            binding.narrow(flows[0], [sign * value.low > 0 for value in flows[0].values])
            binding.flow = flows[0]


def bind_cells(binding: Binding) -> bool:
    """Find the cells that the question names; False where that could be two things."""
    words = binding.words
    for length in range(_LONGEST_NAME, 0, -1):
        for first in [*words.contents()]:
            places = _window(words, first, length)
            if places and not _bind_cell(binding, places):
                return False
    return True


def _window(words: QuestionWords, first: int, length: int) -> list[int]:
    """Return the places of so many free words with content from one on, without a gap of others."""
    if first not in words.free:
        return []
    contents = [p for p in words.contents() if p >= first][:length]
    if len(contents) < length:
        return []
    between = range(first, contents[-1] + 1)
    return contents if words.free.issuperset(between) else []


def _bind_cell(binding: Binding, places: Sequence[int]) -> bool:
    """Keep the rows with these words in a cell, if there are any; False if that is unclear."""
    words = binding.words
    key = tuple(words.lemma(p) for p in places)
    columns = [c for c in binding.table.columns if key in c.known]
    if not columns:
        selects = binding.calculation.operation is Operation.SELECTION
        if selects:
            _bind_part(binding, places)
        return True
    named = [c for c in columns if c.names and c.names <= {words.lemma(p) for p in words.free}]
    columns = named if len(columns) > 1 else columns
    if len(columns) != 1 or columns[0].place in binding.conditions:
        return False
    column = columns[0]
    holds = [key in parts for parts in column.parts]
    if holds != [set(key) <= set(own) for own in column.keys]:
        return False  # some cells have the words among others
    elsewhere = (own for c in binding.table.columns if c is not column for own in c.keys)
    if not named and any(set(key) <= set(own) for own in elsewhere):
        return False
    negated = take_negation(words, places[0])
    if negated and not all(column.keys):
        return False
    words.take(range(places[0], places[-1] + 1))
    binding.narrow(column, [held is not negated for held in holds])
    binding.matched.append(column)
    if named:
        take_names(binding, column)
    return True


def _bind_part(binding: Binding, places: Sequence[int]) -> None:
    """Keep the rows with these words among others in a cell: "Abrax" for "Abrax Mills"."""
    words = binding.words
    key = {words.lemma(p) for p in places}
    columns = [c for c in binding.table.columns if any(key <= set(own) for own in c.keys)]
    if len(columns) != 1 or columns[0].kind or columns[0].place in binding.conditions:
        return
    negated = take_negation(words, places[0])
    words.take(range(places[0], places[-1] + 1))
    binding.narrow(columns[0], [(key <= set(own)) is not negated for own in columns[0].keys])
    binding.matched.append(columns[0])


def take_negation(words: QuestionWords, place: int) -> bool:
    """Take the negation that stands before a place, if one does."""
    for phrase in sorted(NEGATIONS, key=len, reverse=True):
        for gap in range(3):
            start = place - gap - len(phrase)
            between = range(start + len(phrase), place)
            if (
                start >= 0
                and words.stands_at(start, phrase)
                and set(words.contents()).isdisjoint(between)
            ):
                words.take(range(start, start + len(phrase)))
                return True
    return False
