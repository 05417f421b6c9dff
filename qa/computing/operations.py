"""Counts, sums, averages, extremes and differences over the rows of one table."""

from collections.abc import Sequence
from decimal import Decimal

from qa.computing.binding import (
    Binding,
    bind_cells,
    bind_comparisons,
    bind_flags,
    bind_flow,
    bind_limit,
    bind_neighbours,
    name_columns,
    speaks_of,
    take_names,
    take_verbs,
)
from qa.computing.columns import Column
from qa.computing.dates import year_of
from qa.computing.extremes import find_extreme
from qa.computing.kinds import ValueKind
from qa.computing.leftovers import explain_rest
from qa.computing.questions import Calculation, Operation
from qa.computing.results import Computed
from qa.computing.selections import select_rows
from qa.computing.tables import Row, RowTable, is_average

_NOT_ADDED = (ValueKind.DATE, ValueKind.CLOCK)


def compute(calculation: Calculation, table: RowTable) -> Computed | None:
    """Compute what a question asks for from one table; None if the table doesn't bear it out."""
    binding = Binding.of(calculation, table)
    if calculation.operation is Operation.DIFFERENCE:
        return _subtract(binding)
    if not bind_comparisons(binding):
        return None
    bind_neighbours(binding)
    bind_flags(binding)
    bind_flow(binding)
    if not bind_limit(binding):
        return None
    if calculation.operation is Operation.EXTREME:
        return find_extreme(binding)
    if calculation.operation is Operation.SELECTION:
        return select_rows(binding)
    if calculation.operation is Operation.DISTINCT:
        return _count_values(binding)
    column = _find_counted(binding)
    if calculation.operation is Operation.COUNT and column is None:
        return _count(binding)
    column = column or _find_added(binding)
    return _add(binding, column) if column else None


def _is_understood(binding: Binding) -> bool:
    return bind_cells(binding) and explain_rest(binding)


def _count(binding: Binding) -> Computed | None:
    """Count rows, if what is counted is what the rows are."""
    table, noun = binding.table, binding.calculation.noun
    lemmas = {binding.words.lemma(p) for p in noun}
    named = [
        c
        for c in table.columns
        if c.names and c.names <= lemmas and (c.is_worded or _numbers_rows(c))
    ]
    alike = [c for c in table.columns if not lemmas.isdisjoint(c.names)]
    if len(alike) > 1 and not named:
        return None  # "Home team" and "Away team"
    for column in named if len(named) == 1 else ():
        take_names(binding, column)
    if not _is_understood(binding) or not (binding.conditions or table.is_headed):
        return None
    if not named and _repeats_dates(binding):
        return None
    if any(column in named or column.is_distinct for column in binding.matched):
        return None  # one row is named: something of it is asked for
    rows = binding.kept
    for column in named:
        keys = [key for key, kept in zip(column.keys, binding.rows, strict=True) if kept]
        if len(set(keys)) != len(keys) or not all(keys):
            return None  # the same twice: rows, or what they name?
    return Computed(binding, str(len(rows)), rows)


def _numbers_rows(column: Column) -> bool:
    """Say whether a column numbers what its head names: "Receipt" 1, 2, 3."""
    return (
        column.is_rank and column.is_distinct and bool(column.values) and column.names != {"number"}
    )


def _repeats_dates(binding: Binding) -> bool:
    """Say whether several of the rows are of one day: what is counted may be what happened then."""
    for column in binding.table.columns:
        if "date" in column.names and column.place not in binding.conditions:
            keys = [key for key, kept in zip(column.keys, binding.rows, strict=True) if kept]
            return len(set(keys)) < len(keys)
    return False


def _count_values(binding: Binding) -> Computed | None:
    """Count the different values of the column that the question names."""
    words = binding.words
    lemmas = {words.lemma(p) for p in binding.calculation.noun}
    named = [c for c in binding.table.columns if c.names and c.names <= lemmas]
    if len(named) != 1 or not all(named[0].keys):
        return None
    take_names(binding, named[0])
    if not _is_understood(binding):
        return None
    first: dict[tuple[str, ...], Row] = {}
    for row, key, kept in zip(binding.table.rows, named[0].keys, binding.rows, strict=True):
        if kept:
            first.setdefault(key, row)
    return Computed(binding, str(len(first)), tuple(first.values()), label=named[0])


def _find_counted(binding: Binding) -> Column | None:
    """Find the column of numbers that what is counted names: "how many seats"."""
    words = binding.words
    noun = [p for p in binding.calculation.noun if p in words.free]
    lemmas = {words.lemma(p) for p in noun}
    numbers = [c for c in binding.table.columns if c.kind is ValueKind.NUMBER and not c.is_rank]
    named = [c for c in numbers if c.names and c.names <= lemmas] or [
        c for c in numbers if lemmas and lemmas <= c.names
    ]
    first = words.words[noun[0]] if noun else ""
    # "Lane" numbers lanes, "Seats" counts them.
    if len(named) != 1 or first not in named[0].head.lower().split():
        return None
    words.take(p for p in binding.calculation.noun if words.lemma(p) in named[0].names)
    return named[0]


def _find_added(binding: Binding) -> Column | None:
    """Find the column of a sum or an average: named, spoken of, or the only one there is."""
    columns = [c for c in binding.table.columns if c.kind and not c.is_rank]
    columns = [c for c in columns if c.kind not in _NOT_ADDED]
    spoken = set(binding.calculation.words.words)
    found = (
        name_columns(binding, columns)
        or [c for c in columns if any(speaks_of(word, c) for word in spoken)]
        or [c for c in columns if c.names and c.names <= spoken]  # "the total amount"
    )
    found = [binding.flow] if binding.flow else found
    if len(found) != 1:
        return None
    take_names(binding, found[0])
    return found[0]


def _add(binding: Binding, column: Column) -> Computed | None:
    """Add the values of the rows that count, or average them; a stated sum is quoted."""
    averages = binding.calculation.operation is Operation.AVERAGE
    take_verbs(binding)
    if not _is_understood(binding):
        return None
    rows = binding.kept
    if "year" in binding.words.words and _spans_years(binding):
        return None
    stated = _find_stated(binding.table, column, averages)
    if stated and len(rows) == len(binding.table.rows):
        text = stated.cells[column.place].text
        return Computed(binding, text, (stated,), column, is_stated=True)
    if binding.table.has_foot and len(rows) == len(binding.table.rows):
        return None  # what stands below is added, or taken off
    if len(rows) < 2 or (column.kind is ValueKind.PERCENT and not averages):
        return None
    amounts = [v.low for v, kept in zip(column.values, binding.rows, strict=True) if kept]
    total = sum(amounts, Decimal(0))
    return Computed(binding, column.format(total / len(rows) if averages else total), rows, column)


def _spans_years(binding: Binding) -> bool:
    """Say whether the rows are of several years."""
    dates = (c.values for c in binding.table.columns if c.kind is ValueKind.DATE)
    return any(year_of(own[0].low) != year_of(value.low) for own in dates for value in own)


def _find_stated(table: RowTable, column: Column, averages: bool) -> Row | None:
    """Return the one row that states the sum, or the average, of a column."""
    rows = [row for row in table.sums if is_average(row) == averages]
    rows = [row for row in rows if row.cells[column.place].text]
    return rows[0] if len(rows) == 1 else None


def _subtract(binding: Binding) -> Computed | None:
    """Subtract the values of two rows that the question names."""
    columns = [c for c in binding.table.columns if c.kind and not c.is_rank]
    columns = [c for c in columns if c.kind not in _NOT_ADDED]
    spoken = set(binding.words.words)
    found = name_columns(binding, columns) or [
        c for c in columns if any(speaks_of(word, c) for word in spoken)
    ]
    pair = _find_pair(binding)
    if len(found) != 1 or pair is None:
        return None
    take_names(binding, found[0])
    if not explain_rest(binding):
        return None
    first, second = (found[0].values[place].low for place in pair)
    if binding.calculation.direction * (first - second) < 0:
        return None  # "how much more", but it is less
    rows = tuple(binding.table.rows[place] for place in pair)
    return Computed(binding, found[0].format(abs(first - second)), rows, found[0])


def _find_pair(binding: Binding) -> tuple[int, int] | None:
    """Return the places of the two rows whose names stand in the question, in its order."""
    found: list[tuple[int, int]] = []
    for places, column, rows in binding.find_cells():
        if len(rows) != 1 or column is not binding.table.key:
            return None
        found.append((places[0], rows[0]))
        binding.words.take(range(places[0], places[-1] + 1))
    rows_in_order: Sequence[int] = [row for _, row in sorted(found)]
    if len(set(rows_in_order)) != 2 or len(rows_in_order) != 2:
        return None
    return rows_in_order[0], rows_in_order[1]
