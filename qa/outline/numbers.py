"""Numbers and letters that blocks begin with, and what stands above and below a numbered one.

In some formats clauses are paragraphs in a row rather than items that hang on one another: what
stands above "(b)" is then the nearest clause before it that is counted otherwise.
"""

import re
from collections.abc import Iterator

from index.block import BlockKind
from index.readers.text_lists import ListMarker, read_marker
from qa.outline.blocks import DocumentOutline
from qa.outline.english import DIVISIONS

_DIVISION = "|".join(sorted(map(re.escape, DIVISIONS), key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:\#{{1,6}}\s+)?(?:(?P<division>(?i:{_DIVISION}))\s?)?"
    r"\(?(?P<number>\d{1,3}[a-z]?(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Z]|[ivxl]{1,5}|[a-z])"
    r"(?:[.):]|(?=\s)|\Z)"
)


def numbered_places(outline: DocumentOutline) -> Iterator[int]:
    """Yield the places of the headings, items and paragraphs that may have a number, in order."""
    for place in outline.places(BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.PARAGRAPH):
        if outline.blocks[place].kind is not BlockKind.PARAGRAPH or _clause(outline, place):
            yield place


def number_of(outline: DocumentOutline, place: int) -> str:
    """Return the number or letter that a block begins with, in lower case; "" for none."""
    label = _LABEL.match(outline.text(place))
    return label["number"].lower() if label else ""


def division_of(outline: DocumentOutline, place: int) -> str:
    """Return what a numbered block calls itself: "section"; "" for nothing."""
    label = _LABEL.match(outline.text(place))
    return DIVISIONS.get((label["division"] or "").lower(), "") if label else ""


def above(outline: DocumentOutline, place: int) -> Iterator[int]:
    """Yield the places of what a block stands under, the nearest first."""
    marker = _clause(outline, place)
    seen = {marker.style} if marker else set()
    if marker and not marker.path:
        for sibling in reversed(_siblings(outline, place)):
            earlier = _clause(outline, sibling) if sibling < place else None
            if earlier and earlier.style not in seen:
                yield sibling
                seen.add(earlier.style)
                if earlier.path:
                    break
    yield from outline.ancestors(place)


def below(outline: DocumentOutline, place: int) -> list[int]:
    """Return the places of all that hangs on a block, in order."""
    clauses = {place, *_clauses_below(outline, place)}
    return [
        p
        for p in range(place + 1, len(outline.blocks))
        if p in clauses or any(ancestor in clauses for ancestor in outline.ancestors(p))
    ]


def _clauses_below(outline: DocumentOutline, place: int) -> Iterator[int]:
    """Yield the paragraphs with a letter or the like that follow a numbered one."""
    own = _clause(outline, place)
    for sibling in _siblings(outline, place) if own else ():
        if sibling > place:
            marker = _clause(outline, sibling)
            if marker is None or marker.path or (own and marker.style == own.style):
                return
            yield sibling


def _siblings(outline: DocumentOutline, place: int) -> list[int]:
    return outline.children[outline.blocks[place].parent]


def _clause(outline: DocumentOutline, place: int) -> ListMarker | None:
    """Return the number of a paragraph that is a clause; None of any other block."""
    if outline.blocks[place].kind is not BlockKind.PARAGRAPH:
        return None
    marker = read_marker(outline.text(place))
    return None if marker is None or marker.is_bullet else marker
