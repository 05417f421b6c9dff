"""Running heads and feet, page numbers, and watermarks: what returns on page after page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.block import Box
from index.readers.pdfium.lines import PageLine

_EDGE_LINES = 3
_LONGEST = 160  # characters
_SAME_PLACE = 6.0  # points
_FEW_PAGES = 4
_ZONE = 3.0  # points
_LEAST_RETURNING = 0.5  # of the lines at one place of the pages
_MANY = 3  # pages in all, of a document with many, for a chapter's head
_DIGITS = re.compile(r"\d{1,5}")
_NUMBER_ALONE = re.compile(
    r"(?i)\W{0,3}(?:page|seite|p\.)?\s*(\d{1,5})\s*(?:(?:of|/|von)\s*\d{1,5})?\W{0,3}"
)
_SAYS_PAGE = re.compile(r"(?i)\W{0,3}page\s+\d{1,5}(?:\s*(?:of|/)\s*\d{1,5})?\W{0,3}")

_BROWSER = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?\b.*"
    r"|(?:https?|file)://\S+(?: \d{1,5}/\d{1,5})?"
)
"""What browsers print above and below a page: time and title, address and number."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line near a page's top or foot, or one that is drawn sideways.

    Attributes:
        page: counts from 1.
        place: the same for lines that stand at the same place of their pages.
    """

    line: PageLine
    page: int
    place: tuple[str, float]
    box: Box


def find_edges(
    lines: Sequence[PageLine], height: float
) -> list[tuple[PageLine, tuple[str, float]]]:
    """Return the lines at the top and the foot of a page, each with its place."""
    lines = [line for line in lines if not any(word.content for word in line.words)]
    outer = lines[:_EDGE_LINES] + lines[_EDGE_LINES:][-_EDGE_LINES:]
    return [
        (
            line,
            ("top", line.baseline)
            if line.baseline < height / 2
            else ("foot", height - line.baseline),
        )
        for line in outer
    ]


def find_running_heads(edges: Sequence[Edge], pages: int) -> dict[int, tuple[str, tuple[Box, ...]]]:
    """Find what returns at the same place of several pages.

    Args:
        edges: of all pages.
        pages: how many there are.

    Returns:
        Identity of a line -> its text and boxes, for the first of its like; an empty text for
        those that only repeat it.
    """
    groups: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        text = edge.line.text
        if len(text) <= _LONGEST:
            shape = "#" if _NUMBER_ALONE.fullmatch(text) else _DIGITS.sub("#", text)
            groups[edge.place[0], shape].append(edge)
    returning: list[list[Edge]] = []
    for (_, shape), group in groups.items():
        if not _is_repeated(group):
            returning += [e for e in _split_by_place(group) if _returns(e, shape, pages)]
    zones = _Zones(edges, returning)
    found = [edge for alike in returning if zones.hold(alike, pages) for edge in alike]
    lines = {id(edge.line) for edge in found}
    places = _Places(found)
    found += [
        edge
        for edge in edges
        if id(edge.line) not in lines
        and len(edge.line.text) <= _LONGEST
        and (_says_page(edge.line.text) or places.has(edge))
    ]
    return _merge_texts(sorted(found, key=lambda edge: edge.page))


def _says_page(text: str) -> bool:
    return bool(_SAYS_PAGE.fullmatch(text) or _BROWSER.fullmatch(text))


class _Zones:
    """Where pages have running heads: there, few of them have anything else.

    Args:
        edges: of all pages.
        returning: those that may be running heads.
    """

    def __init__(self, edges: Sequence[Edge], returning: Sequence[Sequence[Edge]]) -> None:
        self.lines = Counter(_zone(edge) for edge in edges)
        self.returning = Counter(_zone(edge) for alike in returning for edge in alike)

    def hold(self, alike: Sequence[Edge], pages: int) -> bool:
        """Return whether lines count the pages, are on most, or stand where running heads do.

        A heading such as "Example" may begin several pages of a long document, but other pages
        have text at that place.
        """
        if _counts_pages(alike) or len({edge.page for edge in alike}) * 2 > pages:
            return True
        zones = {_zone(edge) for edge in alike}
        lines = sum(self.lines[zone] for zone in zones)
        return sum(self.returning[zone] for zone in zones) >= _LEAST_RETURNING * lines


def _zone(edge: Edge) -> tuple[str, int]:
    return edge.place[0], round(edge.place[1] / _ZONE)


class _Places:
    """Where running heads with page numbers stand, and how far these are ahead of the count."""

    def __init__(self, found: Sequence[Edge]) -> None:
        self.known: Counter[tuple[str, int, int]] = Counter()
        for edge in found:
            self.known.update(_number_keys(edge))

    def has(self, edge: Edge) -> bool:
        """Return whether a line stands where others do and has its page's number."""
        return any(
            self.known[where, height + near, ahead] > 1
            for where, height, ahead in _number_keys(edge)
            for near in (-1, 0, 1)
        )


def _number_keys(edge: Edge) -> Iterator[tuple[str, int, int]]:
    words = edge.line.text.split()
    for word in {words[0], words[-1]}:
        if word.isdecimal() and len(word) <= 5:
            yield edge.place[0], round(edge.place[1] / _SAME_PLACE), int(word) - edge.page


def _is_repeated(group: Sequence[Edge]) -> bool:
    """Return whether a page says the same several times near one of its edges, as a text may."""
    return max(Counter((edge.page, edge.line.text) for edge in group).values()) > 1


def _split_by_place(group: Sequence[Edge]) -> list[list[Edge]]:
    alike: list[list[Edge]] = []
    for edge in sorted(group, key=lambda edge: edge.place[1]):
        if alike and edge.place[1] - alike[-1][-1].place[1] <= _SAME_PLACE:
            alike[-1].append(edge)
        else:
            alike.append([edge])
    return alike


def _returns(alike: Sequence[Edge], shape: str, pages: int) -> bool:
    """Return whether lines at one place are a running head, or count the pages."""
    on = {edge.page for edge in alike}
    if len(on) < 2:
        return False
    steady = len({edge.line.text for edge in alike}) == 1
    counts = _counts_pages(alike)
    if shape == "#":
        return counts or len(on) >= _MANY
    if not (steady or counts):
        return False
    if pages < _FEW_PAGES:
        return len(on) >= max(2, pages - 1)
    return len(on) * 2 > pages or len(on) >= _MANY


def _counts_pages(alike: Sequence[Edge]) -> bool:
    """Return whether a number in lines of several pages grows as the pages do."""
    ahead = {
        tuple(int(digits) - edge.page for digits in _DIGITS.findall(edge.line.text))
        for edge in alike
    }
    return len({edge.page for edge in alike}) > 1 and any(
        len({numbers[i] for numbers in ahead}) == 1 for i in range(len(min(ahead, key=len)))
    )


def _merge_texts(found: Sequence[Edge]) -> dict[int, tuple[str, tuple[Box, ...]]]:
    firsts: dict[str, Edge] = {}
    boxes: dict[str, list[Box]] = defaultdict(list)
    for edge in found:
        firsts.setdefault(edge.line.text, edge)
        boxes[edge.line.text].append(edge.box)
    return {
        id(edge.line): (edge.line.text, tuple(boxes[edge.line.text]))
        if firsts[edge.line.text] is edge
        else ("", ())
        for edge in found
    }
