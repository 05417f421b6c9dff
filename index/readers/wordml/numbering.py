"""Numbers and bullets that Word draws before paragraphs, computed as Word counts them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.readers.wordml.names import W, get_number, get_toggle, get_value, parse_number
from index.readers.wordml.number_formats import format_number
from index.readers.wordml.styles import ParagraphLook, Styles
from index.readers.wordml.symbols import BOXES, map_symbols

_LEVELS = 9
_LONGEST_TEXT = 60  # of a label: a damaged file could repeat a long one before every paragraph
_MOST_LINKS = 5


@dataclass(frozen=True, slots=True)
class Label:
    """What is drawn before a paragraph.

    Attributes:
        text: "2.2", "(a)", "-" for bullets.
        gap: what stands between it and the text: a space, or nothing.
        level: in its list, from 0.
        list_id: the definition that counts it.
        ordinal: its place among its siblings, from 1; 0 for bullets.
        indent: of the level's lines, in twentieths of a point; None if nothing is said.
    """

    text: str
    gap: str
    level: int
    list_id: str
    ordinal: int
    indent: int | None


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    gap: str
    restart: int
    legal: bool
    hidden: bool
    style_id: str
    indent: int | None


class Numbering:
    """The counters of a document's lists; paragraphs must come in the document's order.

    Lists on the same definition go on counting together, unless one says where it starts.

    Args:
        root: ``w:numbering``; None if the document has none.
        styles: for lists whose levels are kept in a style.
    """

    def __init__(self, root: Any, styles: Styles) -> None:
        children = () if root is None else root
        self._styles = styles
        self._lists = {c.get(f"{W}numId", ""): c for c in children if c.tag == f"{W}num"}
        self._definitions = {
            c.get(f"{W}abstractNumId", ""): c for c in children if c.tag == f"{W}abstractNum"
        }
        self._levels: dict[str, tuple[str, Mapping[int, _Level], Mapping[int, int]]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def draw(self, look: ParagraphLook) -> Label | None:
        """Return the label of the next paragraph, after counting it; None if it has none."""
        if look.list_id in ("", "0") or look.list_id not in self._lists:
            return None
        definition, levels, starts = self._get_levels(look.list_id)
        place = look.list_level
        if place is None:
            linked = (p for p, level in levels.items() if level.style_id == look.style_id)
            place = next(linked, 0)
        if place not in levels:
            return None
        counters = self._counters.setdefault(definition, [None] * _LEVELS)
        self._count(look.list_id, place, levels, starts, counters)
        text = self._write(levels, place, counters)
        level = levels[place]
        if not text or level.hidden:
            return None
        ordinal = 0 if level.form == "bullet" else (counters[place] or 0) - level.start + 1
        return Label(text, level.gap, place, definition, ordinal, level.indent)

    def _count(
        self,
        list_id: str,
        place: int,
        levels: Mapping[int, _Level],
        starts: Mapping[int, int],
        counters: list[int | None],
    ) -> None:
        current = counters[place]
        if place in starts and (list_id, place) not in self._started:
            self._started.add((list_id, place))
            counters[place] = starts[place]
        else:
            counters[place] = levels[place].start if current is None else current + 1
        for deeper in range(place + 1, _LEVELS):
            if deeper in levels and place < levels[deeper].restart:
                counters[deeper] = None

    @staticmethod
    def _write(levels: Mapping[int, _Level], place: int, counters: list[int | None]) -> str:
        level = levels[place]
        if level.form == "bullet":
            return level.text

        def number(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            if other not in levels:
                return ""
            count = counters[other]
            form = "decimal" if level.legal else levels[other].form
            return format_number(levels[other].start if count is None else count, form)

        return " ".join(re.sub("%([1-9])", number, level.text).split())[:_LONGEST_TEXT]

    def _get_levels(self, list_id: str) -> tuple[str, Mapping[int, _Level], Mapping[int, int]]:
        """Return the definition's id, its levels, and the numbers that this list starts at."""
        if list_id not in self._levels:
            numbered = self._lists[list_id]
            definition = self._follow(get_value(numbered, "abstractNumId"))
            element = self._definitions.get(definition)
            levels = {} if element is None else _read_levels(element)
            starts = {}
            for override in numbered.iterchildren(f"{W}lvlOverride"):
                place = parse_number(override.get(f"{W}ilvl", ""))
                levels.update(_read_levels(override))
                start = get_number(override, "startOverride")
                if place is not None and start is not None:
                    starts[place] = start
            self._levels[list_id] = (definition, levels, starts)
        return self._levels[list_id]

    def _follow(self, definition: str) -> str:
        """Return the definition that has the levels, where one points to a style's."""
        for _ in range(_MOST_LINKS):
            element = self._definitions.get(definition)
            link = "" if element is None else get_value(element, "numStyleLink")
            style = self._styles.get_element(link) if link else None
            target = None if style is None else style.find(f"{W}pPr/{W}numPr")
            numbered = None if target is None else self._lists.get(get_value(target, "numId"))
            if numbered is None:
                break
            definition = get_value(numbered, "abstractNumId")
        return definition


def _read_levels(parent: Any) -> dict[int, _Level]:
    levels = {}
    for element in parent.iterchildren(f"{W}lvl"):
        place = parse_number(element.get(f"{W}ilvl", ""))
        if place is not None and 0 <= place < _LEVELS:
            levels[place] = _read_level(element, place)
    return levels


def _read_level(element: Any, place: int) -> _Level:
    form = get_value(element, "numFmt") or "decimal"
    text = get_value(element, "lvlText")[:_LONGEST_TEXT]
    look = element.find(f"{W}rPr")
    indent = element.find(f"{W}pPr/{W}ind")
    if form == "bullet":
        fonts = None if look is None else look.find(f"{W}rFonts")
        text = _draw_bullet(text, "" if fonts is None else fonts.get(f"{W}ascii", ""))
    start, restart = get_number(element, "start"), get_number(element, "lvlRestart")
    left = "" if indent is None else indent.get(f"{W}left", indent.get(f"{W}start", ""))
    return _Level(
        start=1 if start is None else start,
        form=form,
        text=text,
        gap="" if get_value(element, "suff") == "nothing" else " ",
        restart=place if restart is None else restart,
        legal=bool(get_toggle(element, "isLgl")),
        hidden=look is not None and bool(get_toggle(look, "vanish")),
        style_id=get_value(element, "pStyle"),
        indent=parse_number(left),
    )


def _draw_bullet(text: str, font: str) -> str:
    """Return a bullet as "-", but boxes, and words that serve as bullets, as they are drawn."""
    drawn = map_symbols(text, font)
    is_word = drawn == text and sum(map(str.isalpha, drawn)) > 1
    return drawn if is_word or drawn in BOXES else "-"
