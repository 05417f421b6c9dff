"""What was computed, worded as the segments of an answer with a citation for each row."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index import Sentence
from qa.answer import Citation, Segment
from qa.computing.columns import Column
from qa.computing.questions import Operation
from qa.computing.results import Computed
from qa.computing.tables import Row

MAX_CITED = 40
"""Most rows that an answer cites, as many as a list has items at most; of more it says so."""


def word_computed(
    computed: Computed, sentences: Sequence[Sentence]
) -> tuple[tuple[Segment, ...], tuple[Citation, ...]]:
    """Word a result, with the rows that it rests on.

    Args:
        computed: the result.
        sentences: those of the document, in order.
    """
    rows = (*computed.rows, *computed.others)[:MAX_CITED]
    citations = tuple(
        _cite(computed, row, sentences, marker) for marker, row in enumerate(rows, start=1)
    )
    word = {
        Operation.EXTREME: _word_extreme,
        Operation.COUNT: _word_count,
        Operation.DISTINCT: _word_count,
        Operation.SELECTION: _word_selection,
    }.get(computed.operation, _word_amount)
    return _merge(tuple(word(computed)), citations)


def _merge(
    segments: Sequence[Segment], citations: Sequence[Citation]
) -> tuple[tuple[Segment, ...], tuple[Citation, ...]]:
    """Cite each sentence once, with the words of all rows that stand in it."""
    merged: dict[int, Citation] = {}
    for own in citations:
        first = merged.get(own.sentence, replace(own, marker=len(merged) + 1))
        merged[own.sentence] = replace(first, spans=tuple(sorted({*first.spans, *own.spans})))
    markers = {own.marker: merged[own.sentence].marker for own in citations}
    renumbered = (
        replace(segment, markers=tuple(dict.fromkeys(markers[m] for m in segment.markers)))
        for segment in segments
    )
    return tuple(renumbered), tuple(merged.values())


def _word_count(computed: Computed) -> Iterator[Segment]:
    """Word "2 of 3: Anna, Ben." """
    if not computed.rows:
        rows = computed.others[:MAX_CITED]
        yield Segment(f"0 of {_number(len(computed.table.rows))}.", _markers(rows))
        return
    out_of = ""
    if computed.operation is Operation.COUNT and computed.binding.conditions:
        out_of = f" of {_number(len(computed.table.rows))}"
    yield Segment(f"{computed.result}{out_of}{_say_limit(computed.rows)}: ")
    yield from _list_rows([_name(computed, row) for row in computed.rows[:MAX_CITED]])


def _word_selection(computed: Computed) -> Iterator[Segment]:
    """Word "Tea, Cake.", each value once with all rows that have it."""
    markers: dict[str, list[int]] = {}
    for marker, row in enumerate(computed.rows[:MAX_CITED], start=1):
        markers.setdefault(_name(computed, row), []).append(marker)
    comma = "; " if any("," in name for name in markers) else ", "
    last = len(markers) - 1
    for place, (name, own) in enumerate(markers.items()):
        end = f"{_say_limit(computed.rows)}." if place == last else ""
        yield Segment(f"{comma if place else ''}{name}{end}", tuple(own))


def _word_amount(computed: Computed) -> Iterator[Segment]:
    """Word "5.00 €, the sum of Price in 2 rows: Tea 2.00 €, Cake 3.00 €." """
    column = computed.column
    assert column
    if computed.is_stated:
        yield Segment(f"{_name(computed, computed.rows[0])}: {computed.result}.", (1,))
        return
    what = {
        Operation.SUM: "the sum", Operation.AVERAGE: "the average",
        Operation.DIFFERENCE: "the difference",
    }[computed.operation]  # fmt: skip
    of_column = f" of {column.head}" if column.head else ""
    rows = computed.rows
    yield Segment(
        f"{computed.result}, {what}{of_column} in {_number(len(rows))} rows{_say_limit(rows)}: "
    )
    yield from _list_rows([_name_with(computed, row, column) for row in rows[:MAX_CITED]])


def _word_extreme(computed: Computed) -> Iterator[Segment]:
    """Word "Tea: 2.00 €, the lowest Price of 12 rows." """
    column, rows = computed.column, computed.rows
    assert column
    yield from _list_rows([_name_with(computed, row, column) for row in rows[:MAX_CITED]], end="")
    others = computed.others
    superlative = computed.binding.calculation.superlative
    assert superlative
    rank = f"place {superlative.rank} of " if superlative.rank > 1 else "out of "
    total = len(rows) + len(others)
    markers = _markers(others, after=min(len(rows), MAX_CITED))
    yield Segment(f" – {rank}{_number(total)}{_say_limit([*rows, *others])}.", markers)


def _list_rows(names: Sequence[str], end: str = ".") -> Iterator[Segment]:
    comma = "; " if any("," in name for name in names) else ", "
    for place, name in enumerate(names):
        last = end if place == len(names) - 1 else ""
        yield Segment(f"{comma if place else ''}{name}{last}", (place + 1,))


def _name(computed: Computed, row: Row) -> str:
    """Return what a row is called: its cell in the column that answers, or in the first filled."""
    column = computed.label or computed.table.key
    text = row.cells[column.place].text if column and not computed.is_stated else row.label
    return " ".join((text or row.label).split()).rstrip(".")


def _name_with(computed: Computed, row: Row, column: Column) -> str:
    """Return what a row is called, with its value, and its key where another cell answers."""
    value = row.cells[column.place].text
    key = computed.table.key
    if computed.label and key and key is not computed.label and key is not column:
        return f"{_name(computed, row)} ({row.cells[key.place].text}: {value})"
    name = _name(computed, row)
    return name if value in name else f"{name}: {value}"


def _say_limit(rows: Sequence[Row]) -> str:
    return f" (the first {MAX_CITED} are cited)" if len(rows) > MAX_CITED else ""


def _markers(rows: Sequence[Row], after: int = 0) -> tuple[int, ...]:
    return tuple(range(after + 1, min(after + len(rows), MAX_CITED) + 1))


def _number(count: int) -> str:
    return f"{count:,}"


def _cite(computed: Computed, row: Row, sentences: Sequence[Sentence], marker: int) -> Citation:
    """Cite the sentence of a row, or of its value; the cells that count are its words."""
    document = computed.table.document
    columns = [c for c in (computed.column, computed.label or computed.table.key) if c]
    spans = [row.span(column.place) for column in columns] or [(row.start, row.start)]
    place = bisect_right(sentences, spans[0][0], key=lambda sentence: sentence.start) - 1
    sentence = sentences[place]
    inside = {(start, end) for start, end in spans if sentence.start <= start < end <= sentence.end}
    quote = document.text[sentence.start : sentence.end]
    return Citation(
        marker, document.id, sentence.number, sentence.start, sentence.end, quote,
        tuple(sorted(inside)), sentence.boxes,
    )  # fmt: skip
