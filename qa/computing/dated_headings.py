"""Headings beside one another that each give a name and a date: releases, issues, meetings."""

import re
from collections import defaultdict
from collections.abc import Iterator

from index import Document
from index.block import Block, BlockKind, Cell, ancestors
from index.context import read_block
from qa.computing.english import VERSION_NOUNS
from qa.computing.kinds import ValueKind
from qa.computing.tables import Row, RowTable
from qa.computing.values import read_value
from qa.computing.words import find_lemmas

HEADS = ("", "Date")
"""Heads of such a table."""

_FEWEST = 2
_HEADING = re.compile(
    r"\W{0,8}(?P<name>[^()\[\]\n]{1,60}?)\W{0,3}(?:\s[–—-]\s|[(\[:,]|\s)\s?"
    r"(?P<date>[\w ,./-]{6,30}?)[)\]\s#*]{0,6}"
)
_VERSION = re.compile(r"(?i)\W?(?:version |release |v\.? ?)?\d{1,4}(?:\.\d{1,4}){1,3}\W?")


def find_dated_headings(document: Document) -> Iterator[RowTable]:
    """Yield the headings with a date that stand beside one another as one table."""
    groups: dict[int | None, list[Row | None]] = defaultdict(list)
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            groups[block.parent].append(_read_heading(document, block))
    for parent, rows in groups.items():
        dated = [row for row in rows if row]
        if len(dated) < max(_FEWEST, len(rows) - 1):
            continue  # one may be of what isn't out yet
        places = () if parent is None else (parent, *ancestors(document.blocks, parent))
        above = " ".join(read_block(document.text, document.blocks[place]) for place in places)
        names = [set(find_lemmas(row.cells[0].text)) for row in dated]
        lemmas = {*find_lemmas(f"{document.title} {above}"), *set.intersection(*names)}
        if all(_VERSION.fullmatch(row.cells[0].text) for row in dated):
            lemmas |= VERSION_NOUNS
        yield RowTable(document, HEADS, tuple(dated), (), frozenset(lemmas))


def _read_heading(document: Document, block: Block) -> Row | None:
    heading = _HEADING.fullmatch(document.text, block.start, block.end)
    value = read_value(heading["date"]) if heading else None
    if not heading or not value or value.kind is not ValueKind.DATE:
        return None
    cells = (Cell(heading.start(name) - block.start, heading[name]) for name in ("name", "date"))
    return Row(block.start, tuple(cells))
