"""Lists in plain text: which item hangs on which, by markers, numbers and indentation."""

import re
from dataclasses import dataclass

from index.block import BlockKind, Draft
from index.readers.lead_in import leads_in

_MONTH = "(?:Jan|Feb|Mar|Mär|Apr|May|Mai|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez)"
_MARKER = re.compile(
    rf"""(?P<bullet>[-*•‣◦▪·–☐☒]|\[[ xX]\])(?=\s)
    | (?P<dotted>\d{{1,3}}(?:\.\d{{1,3}}){{1,5}})\.?(?=\s+[^\W\d_a-z]|\s+[("“„'‘«])
    | (?P<open>\(?)(?P<value>\d{{1,3}}|[a-z]|[ivxl]{{1,6}}|[A-Z](?=\)))(?P<close>[.)])
      (?=\s+(?!{_MONTH}[a-zä]*\b))
    | (?P<compound>\((?:\d{{1,3}})\))(?=\([a-z]\)\s)""",
    re.VERBOSE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_ROMAN_NUMBER = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_MOST_DEPTH = 12


@dataclass(frozen=True, slots=True)
class ListMarker:
    """How a list item begins.

    Attributes:
        style: what it shares with its siblings: "-", "(1)", "a.", "1.1".
        number: its place among them, 0 for bullets; of "2.3.1" the last number.
        path: all numbers of a dotted one, "2.3.1", or the one of "2.".
        roman: its number if its letter may be a Roman numeral, else 0.
    """

    style: str
    number: int
    path: tuple[int, ...] = ()
    roman: int = 0

    @property
    def is_bullet(self) -> bool:
        """True if it has neither number nor letter."""
        return not any(map(str.isalnum, self.style))


@dataclass(frozen=True, slots=True)
class _Item:
    marker: ListMarker
    indent: int
    place: int
    parent: int | None
    level: int


def read_marker(text: str) -> ListMarker | None:
    """Return the marker that a line begins with, if it has one and goes on after it.

    >>> read_marker("(b) smoke")
    ListMarker(style='(a)', number=2, path=(), roman=0)
    >>> read_marker("5. May 2021")  # a date
    """
    match = _MARKER.match(text, 0, 40)
    if not match:
        return None
    if match["bullet"]:
        return ListMarker(match["bullet"][:1], 0)
    if match["dotted"]:
        path = tuple(map(int, match["dotted"].split(".")))
        return ListMarker("1.1", path[-1], path)
    if match["compound"]:
        return ListMarker("(1)(a)", int(match["compound"][1:-1]))
    value, before, after = match["value"], match["open"], match["close"]
    if value.isdecimal():
        return ListMarker(f"{before}1{after}", int(value), (int(value),))
    roman = _read_roman(value)
    style = f"{before}{'A' if value.isupper() else 'a'}{after}"
    if len(value) > 1:
        return ListMarker(f"{style}*", roman) if roman else None
    return ListMarker(style, ord(value.lower()) - ord("a") + 1, (), roman)


class Lists:
    """Appends list items to a draft, each hung on the item or paragraph that it belongs to.

    Args:
        draft: takes the blocks.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._open: list[_Item] = []
        self._interrupted = False

    def add(self, text: str, marker: ListMarker, indent: int) -> int:
        """Append an item.

        Args:
            text: its text with its marker.
            marker: the marker, read.
            indent: spaces before it.

        Returns:
            The item's place.
        """
        marker = self._resolve_roman(marker)
        parent, level = self._find_parent(marker, indent)
        place = self._draft.add(BlockKind.LIST_ITEM, text, level=level, parent=parent)
        if len(self._open) < _MOST_DEPTH:
            self._open.append(_Item(marker, indent, place, parent, level))
        self._interrupted = False
        return place

    def interrupt(self, indent: int) -> int | None:
        """Return the item that a paragraph of this indentation belongs to, or None for none."""
        for item in reversed(self._open):
            if indent > item.indent and not self._interrupted:
                return item.place
        self._interrupted = True
        return None

    def goes_on_with(self, marker: ListMarker) -> bool:
        """Say whether a numbered item follows one of a list that is open."""
        return any(
            item.marker.style == marker.style
            and item.marker.path[:-1] == marker.path[:-1]
            and item.marker.number + 1 == marker.number
            for item in self._open
        )

    def end(self) -> None:
        """End all lists, at a heading."""
        self._open, self._interrupted = [], False

    def _find_parent(self, marker: ListMarker, indent: int) -> tuple[int | None, int]:
        for depth in range(len(self._open) - 1, -1, -1):
            item = self._open[depth]
            if self._is_sibling(item, marker, indent):
                del self._open[depth:]
                return item.parent, item.level
            if len(marker.path) > 1 and item.marker.path == marker.path[:-1]:
                del self._open[depth + 1 :]
                return item.place, item.level + 1
        if not self._open or self._interrupted or len(marker.path) > 1:
            self._open = []
            return self._find_lead_in(), 1
        while len(self._open) > 1 and self._open[-1].indent > indent:
            self._open.pop()
        return self._open[-1].place, self._open[-1].level + 1

    def _is_sibling(self, item: _Item, marker: ListMarker, indent: int) -> bool:
        if item.marker.style != marker.style:
            return False
        if marker.is_bullet:
            return not self._interrupted and abs(item.indent - indent) <= 1
        if len(item.marker.path) != len(marker.path):
            return False
        if self._interrupted:
            return marker.number == item.marker.number + 1
        if marker.number == 1 and item.marker.number >= 1 and indent > item.indent:
            return False
        return (
            marker.number != 1 or item.marker.path[:-1] != marker.path[:-1] or item.indent >= indent
        )

    def _resolve_roman(self, marker: ListMarker) -> ListMarker:
        """Return "(i)" as a letter after "(h)", and otherwise as a Roman numeral."""
        if not marker.roman:
            return marker
        follows = any(
            item.marker.style == marker.style and item.marker.number == marker.number - 1
            for item in self._open
        )
        if not follows and (
            marker.roman == 1 or any(item.marker.style == f"{marker.style}*" for item in self._open)
        ):
            return ListMarker(f"{marker.style}*", marker.roman)
        return marker

    def _find_lead_in(self) -> int | None:
        """Return the place of the paragraph right above the list, if it leads in."""
        blocks = self._draft.blocks
        if blocks and blocks[-1].kind in (BlockKind.PARAGRAPH, BlockKind.QUESTION):
            return len(blocks) - 1 if leads_in(blocks[-1].text) else None
        return None


def _read_roman(value: str) -> int:
    """Return the value of a Roman numeral up to 39, or 0 if it is none."""
    value = value.lower()
    if not value or not _ROMAN_NUMBER.fullmatch(value):
        return 0
    digits = [_ROMAN[letter] for letter in value]
    following = [*digits[1:], 0]
    return sum(-d if d < after else d for d, after in zip(digits, following, strict=True))
