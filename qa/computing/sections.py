"""Sections that say the same of different things, as the rows of a table.

"Kestrel 200" and "Heron Cargo" stand above the same headings, or the same labels: "Price",
"Warranty". What stands below each is a cell, and a quantity in it is its value.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from index import Document
from index.block import BlockKind, Cell, ancestors
from index.context import read_block
from index.english import build_alternation
from qa.computing.tables import Row, RowTable
from qa.computing.values import CellValue, read_value
from qa.computing.words import find_lemmas
from qa.english import SMALL_NUMBERS

_LONGEST_CELL = 400
QUANTITY = re.compile(
    rf"(?i)(?<![\w.,])[$€£¥]?\s?(?:\d+(?:[.,]\d+)*|{build_alternation(SMALL_NUMBERS)}\b)"
    r"(?:\s?(?:[^\W\d_]+[²2]?(?!-)|[%$€£¥]|°[CF]))?(?!\w)"
)
_LABELLED = re.compile(
    r"(?:[-*•‣◦▪]\s+)?[*_]{0,2}(?P<label>[^.?!:\n]{2,50}):[*_]{0,2}\s+(?P<value>\S.*)"
)

Span = tuple[int, int]
"""Half-open character offsets into the document's text."""


def find_section_tables(document: Document) -> Iterator[RowTable]:
    """Yield a table for each group of sibling sections with the same headings or labels inside."""
    groups: dict[int | None, list[int]] = defaultdict(list)
    fields = _find_fields(document)
    for place in fields:
        groups[document.blocks[place].parent].append(place)
    for sections in groups.values():
        shared = set.intersection(*(set(fields[place]) for place in sections))
        if len(sections) > 1 and shared:
            yield _make_table(document, sections, fields, sorted(shared))


def _find_fields(document: Document) -> dict[int, dict[str, Span]]:
    """Return of each section what stands below each heading, or behind each label, in it."""
    fields: dict[int, dict[str, Span]] = defaultdict(dict)
    for place, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        parent = block.parent
        if parent is None or document.blocks[parent].kind is not BlockKind.HEADING:
            continue
        label = _LABELLED.fullmatch(text)
        if block.kind is BlockKind.HEADING:
            below = [b for b in document.blocks[place + 1 :] if b.parent == place]
            if below and all(b.kind is BlockKind.PARAGRAPH for b in below):
                name = read_block(document.text, block)
                fields[parent][name] = below[0].start, below[-1].end
        elif label:
            start = block.start + label.start("value")
            fields[parent][label["label"]] = start, block.end
    return fields


def _make_table(
    document: Document,
    sections: Sequence[int],
    fields: Mapping[int, Mapping[str, Span]],
    names: Sequence[str],
) -> RowTable:
    heads, columns = [""], [[_find_name(document, place) for place in sections]]
    for name in names:
        for column in _split_values(document, [fields[place][name] for place in sections]):
            heads.append(name)
            columns.append(column)
    rows = []
    for place, spans in zip(sections, zip(*columns, strict=True), strict=True):
        start = document.blocks[place].start
        cells = (Cell(first - start, document.text[first:last]) for first, last in spans)
        rows.append(Row(start, tuple(cells)))
    above = [*ancestors(document.blocks, sections[0])]
    texts = [document.title, *(read_block(document.text, document.blocks[p]) for p in above)]
    lemmas = {*find_lemmas(" ".join(texts)), *_find_shared_lemmas(document, sections)}
    return RowTable(document, tuple(heads), tuple(rows), (), frozenset(lemmas))


def _find_name(document: Document, place: int) -> Span:
    """Return where the name in a heading stands, without the signs around it."""
    block = document.blocks[place]
    name = read_block(document.text, block)
    start = document.text.find(name, block.start, block.end)
    return (start, start + len(name)) if start >= 0 else (block.start, block.end)


def _find_shared_lemmas(document: Document, sections: Sequence[int]) -> set[str]:
    """Return the lemmas of the words that each of the sections has: what all of them are."""
    ends = [
        next((b.start for b in document.blocks[p + 1 :] if b.kind is BlockKind.HEADING
              and b.level <= document.blocks[p].level), len(document.text))
        for p in sections
    ]  # fmt: skip
    starts = [document.blocks[p].start for p in sections]
    texts = [document.text[start:end] for start, end in zip(starts, ends, strict=True)]
    return set.intersection(*(set(find_lemmas(text)) for text in texts))


def _split_values(document: Document, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield a column for each kind of quantity that each text has just one of, else the texts."""
    found = [_find_quantities(document, span) for span in spans]
    kinds = set.intersection(*(set(quantities) for quantities in found))
    single = sorted(kind for kind in kinds if all(len(own[kind]) == 1 for own in found))
    for kind in single:
        yield [own[kind][0] for own in found]
    if not single and all(end - start <= _LONGEST_CELL for start, end in spans):
        yield list(spans)


def _find_quantities(document: Document, span: Span) -> dict[str, list[Span]]:
    """Return where quantities with a unit stand, by what they measure."""
    quantities: dict[str, list[Span]] = defaultdict(list)
    for match in QUANTITY.finditer(document.text, *span):
        value: CellValue | None = read_value(match[0])
        if value and value.unit:
            first = match.start() + len(match[0]) - len(match[0].lstrip())
            quantities[value.kind.value].append((first, match.end()))
    return quantities
