"""Lists: which item an item belongs to, and the markers that are typed, not drawn by Word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.readers.wordml.content import Item, WordParagraph

_DEEPEST = 9
_BULLET = re.compile(r"([•·▪●○◦‣■□➢➤✓✔*–—-])\s+(?=\S)")
_SURE = "•·▪●○◦‣■➢➤"  # what else begins with a dash or a box may be anything
_NUMBER = re.compile(
    r"(?:\(?(?P<figure>\d{1,3})[.)]|\(?(?P<letter>[a-z])[.)]|\(?(?P<roman>[ivx]{1,5})[.)]"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,3}){1,4})\.?)\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class ItemMarker:
    """What begins an item's line.

    Attributes:
        list_id: of the list, or the form of what is typed.
        level: in that list, from 0.
        ordinal: from 1; 0 for bullets.
        indent: of the item, in twentieths of a point.
        text: of the item with its marker.
    """

    list_id: str
    level: int
    ordinal: int
    indent: int
    text: str


@dataclass(frozen=True, slots=True)
class _OpenItem:
    marker: ItemMarker
    place: int


class OpenLists:
    """The items that the next one may belong to, the outermost first."""

    def __init__(self) -> None:
        self._items: list[_OpenItem] = []

    def __bool__(self) -> bool:
        return bool(self._items)

    @property
    def depth(self) -> int:
        """How many items are open."""
        return len(self._items)

    def clear(self) -> None:
        """Close all lists."""
        self._items.clear()

    def find_outer(self, marker: ItemMarker) -> int | None:
        """Close what the next item isn't within, and return the place of what it belongs to."""
        while self._items and not self._contains(self._items[-1].marker, marker):
            self._items.pop()
        return self._items[-1].place if self._items else None

    def push(self, marker: ItemMarker, place: int) -> None:
        """Open an item."""
        if len(self._items) < _DEEPEST:
            self._items.append(_OpenItem(marker, place))

    def find_continued(self, indent: int) -> int | None:
        """Return the place of the item that a paragraph with that indent goes on with."""
        places = (i.place for i in reversed(self._items) if 0 < i.marker.indent <= indent)
        return next(places, None)

    def _contains(self, outer: ItemMarker, inner: ItemMarker) -> bool:
        if outer.list_id == inner.list_id:
            return outer.level < inner.level
        if any(item.marker.list_id == inner.list_id for item in self._items):
            return False
        typed = inner.list_id.startswith("typed:") and outer.list_id == "typed:figure"
        return typed or outer.indent < inner.indent or outer.text.endswith(":")


def read_marker(items: Sequence[Item], place: int) -> ItemMarker | None:
    """Return the marker of the paragraph at that place; None if it is no item of a list."""
    paragraph = items[place]
    if not isinstance(paragraph, WordParagraph):
        return None
    label, text = paragraph.label, paragraph.full_text
    indent = paragraph.look.indent or 0
    if label is not None:
        indent = indent if label.indent is None else label.indent
        return ItemMarker(label.list_id, label.level, label.ordinal, indent, text)
    if _find_bullet(paragraph, [*items[max(0, place - 1) : place], *items[place + 1 : place + 2]]):
        return ItemMarker("typed:bullet", 0, 0, indent, "- " + _BULLET.sub("", text, count=1))
    if paragraph.look.style.startswith(("list bullet", "list number")):
        return ItemMarker(f"style:{paragraph.look.style}", 0, 0, indent, f"- {text}")
    form, ordinal = _read_number(text)
    if form and (text.startswith("(") or _has_sibling(items, place, form, ordinal)):
        level = form.count(".")
        return ItemMarker(
            "typed:figure" if level else f"typed:{form}", level, ordinal, indent, text
        )
    return None


def _find_bullet(paragraph: WordParagraph, neighbours: Sequence[Item]) -> bool:
    match = _BULLET.match(paragraph.full_text)
    if not match:
        return False
    texts = [item.full_text for item in neighbours if isinstance(item, WordParagraph)]
    return match[1] in _SURE or any(
        text.startswith(match[1]) or text.endswith(":") for text in texts
    )


def _read_number(text: str) -> tuple[str, int]:
    """Return the form and the value of a number that is typed before a text; empty if none is."""
    match = _NUMBER.match(text[:30])
    if not match:
        return "", 0
    if match["dotted"]:
        parts = match["dotted"].split(".")
        return "figure" + "." * (len(parts) - 1), int(parts[-1])
    if match["figure"]:
        return "figure", int(match["figure"])
    if match["letter"]:
        return "letter", ord(match["letter"]) - ord("a") + 1
    return "roman", 0


def _has_sibling(items: Sequence[Item], place: int, form: str, ordinal: int) -> bool:
    """Return whether the item before it or after it in its list, or an inner one, is near."""
    if "." in form or form == "roman":
        return True
    for other in (*items[max(0, place - 6) : place], *items[place + 1 : place + 7]):
        if isinstance(other, WordParagraph):
            near, number = _read_number(other.text.lstrip())
            if near == form and abs(number - ordinal) == 1:
                return True
    return False
