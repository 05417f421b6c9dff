"""The rows with the greatest or smallest value of a column."""

from collections.abc import Sequence
from decimal import Decimal

from qa.computing.binding import (
    Binding,
    bind_cells,
    name_columns,
    speaks_of,
    take_names,
    take_verbs,
)
from qa.computing.columns import Column
from qa.computing.english import (
    BORN_WORDS,
    HEIGHT_HEADS,
    HEIGHTS,
    MADE_WORDS,
    NAMED_ONLY,
    OF_DATES,
    PERSON_HEADS,
    SPEEDS,
)
from qa.computing.kinds import ValueKind
from qa.computing.leftovers import explain_rest
from qa.computing.questions import Superlative
from qa.computing.results import Computed
from qa.computing.tables import Row


def find_extreme(binding: Binding) -> Computed | None:
    """Find the rows that a superlative asks for; all of them where several are alike."""
    superlative = binding.calculation.superlative
    assert superlative
    target = take_target(binding)
    column = _find_measured(binding, superlative)
    if column is None or column is target:
        return None
    _take_verb(binding)
    take_names(binding, column)
    take_verbs(binding)
    if not bind_cells(binding):
        return None
    others = [c for c in binding.table.columns if c is not column]
    target = target or take_other(binding, others)
    if not explain_rest(binding) or sum(binding.rows) < 2:
        return None
    rows = _choose(binding, column, superlative)
    if not rows:
        return None
    label = find_label(binding, target)
    if label is None or label is column or not all(row.cells[label.place].text for row in rows):
        return None
    result = ", ".join(dict.fromkeys(row.cells[label.place].text for row in rows))
    return Computed(binding, result, rows, column, label)


def take_target(binding: Binding) -> Column | None:
    """Take the column of texts that a "which" asks for."""
    words, noun = binding.words, binding.calculation.noun
    lemmas = {words.lemma(p) for p in noun}
    named = [c for c in binding.table.columns if c.names and c.names <= lemmas]
    if len(named) != 1:
        return None
    words.take(p for p in noun if words.lemma(p) in named[0].names)
    return named[0]


def take_other(binding: Binding, columns: Sequence[Column]) -> Column | None:
    """Take the one of the columns that the question names: "the author of the oldest book"."""
    key = binding.table.key
    named = [c for c in name_columns(binding, binding.table.columns) if c in columns]
    if len(named) != 1 or named[0] is key or named[0].names - _free_lemmas(binding):
        return None
    take_names(binding, named[0])
    return named[0]


def _free_lemmas(binding: Binding) -> set[str]:
    return {binding.words.lemma(p) for p in binding.words.free}


def _take_verb(binding: Binding) -> None:
    """Take the verb right before "the most": who scored, won or received it is in the row."""
    words = binding.words
    if "most" not in words.words:
        return
    place = words.words.index("most") - 1
    place -= words.words[place] == "the"
    if place > 0 and place in words.free and place not in binding.calculation.noun:
        words.take([place])


def _find_verb(binding: Binding) -> str:
    """Return the word before "the most" or "the least"."""
    words = [word for word in binding.words.words if word != "the"]
    place = next(words.index(word) for word in ("most", "least") if word in words)
    return words[place - 1] if place else ""


def _is_of_speed(column: Column) -> bool:
    """Say whether the values of a column are times that something takes, or speeds."""
    is_time = column.kind in (ValueKind.DURATION, ValueKind.CLOCK)
    return is_time or bool(column.names & {"time", "speed"})


def _find_measured(binding: Binding, superlative: Superlative) -> Column | None:
    """Find the one column whose values a superlative compares."""
    if binding.flow:
        return binding.flow
    columns = [c for c in binding.table.columns if c.kind and not c.is_rank]
    named = name_columns(binding, columns)
    word = superlative.word
    verb = _find_verb(binding) if word in ("most", "least") else ""
    if not named and verb:
        named = [c for c in columns if speaks_of(verb, c)]
    elif not named and word in HEIGHTS:
        named = [c for c in columns if c.names & HEIGHT_HEADS]
    elif not named and word not in NAMED_ONLY:
        named = [c for c in columns if speaks_of(word, c)]
        if not named and word in OF_DATES:
            dates = [c for c in columns if c.kind is ValueKind.DATE]
            named = [c for c in dates if c.names & BORN_WORDS]
            named = named or [c for c in dates if c.names & MADE_WORDS]
    if len(named) != 1 or (named[0].kind is ValueKind.DATE and word not in OF_DATES):
        return None
    if word in SPEEDS and not _is_of_speed(named[0]):
        return None
    return None if word in NAMED_ONLY and _names_another(binding, named[0]) else named[0]


def _names_another(binding: Binding, measured: Column) -> bool:
    """Say whether the question names a column of no values, too: "the most bonus points"."""
    free, key = _free_lemmas(binding), binding.table.key
    others = (c for c in binding.table.columns if c is not measured and c is not key and not c.kind)
    return any(c.names and c.names <= free for c in others)


def find_label(binding: Binding, target: Column | None) -> Column | None:
    """Return the column whose cells answer; "who" asks for a person."""
    key = target or binding.table.key
    worded = [c for c in binding.table.columns if c.is_worded and c.is_distinct and c.head]
    asks_who = binding.words.words[:1] == ("who",)
    if asks_who and key and len(worded) > 1 and not key.names & PERSON_HEADS:
        return None
    return key


def _choose(binding: Binding, column: Column, superlative: Superlative) -> tuple[Row, ...]:
    """Return the rows at the place asked for; none where equal values leave that open."""
    direction = superlative.direction
    if column.kind is ValueKind.DATE:
        direction = OF_DATES[superlative.word]
    elif superlative.word in SPEEDS and "speed" in column.names:
        direction = -direction
    rows = zip(binding.table.rows, column.values, binding.rows, strict=True)
    ranked = sorted(
        ((value.low, row) for row, value, kept in rows if kept),
        key=lambda pair: -direction * (abs(pair[0]) if binding.flow else pair[0]),
    )
    first = superlative.rank - 1
    last = first + superlative.count
    if len(ranked) < last:
        return ()
    values: list[Decimal] = [value for value, _ in ranked]
    while last < len(values) and values[last] == values[last - 1]:
        last += 1  # alike: all are named
    if first and values[first - 1] == values[first]:
        return ()
    if superlative.count > 1 and last - first != superlative.count:
        return ()
    return tuple(row for _, row in ranked[first:last])
