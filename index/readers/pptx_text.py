"""The paragraphs of a text on a slide: which are list items, how deep, and numbered how."""

import re
from typing import Any

from index.block import BlockKind, Draft
from index.readers.html_tree import number_item
from index.readers.lead_in import leads_in
from index.readers.paragraphs import MARKER
from index.readers.wordml.equations import linearise
from index.readers.wordml.names import A, M, parse_number
from index.readers.wordml.raised import raise_text
from index.whitespace import collapse_spaces

_BULLETS = tuple(f"{A}{name}" for name in ("buNone", "buChar", "buAutoNum", "buBlip"))
_NUMBERS = re.compile(r"(arabic|alpha|roman)(Lc|Uc)?(Period|ParenR|ParenBoth|Plain)")
_STYLES = {"arabic": "1", "alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}
_BRACKETS = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}"}
_MOST_LEVELS = 9


class TextWriter:
    """Appends the paragraphs of one text.

    Args:
        draft: takes the blocks.
        styles: ``a:lstStyle`` of the shape and of its layout, the nearest first.
    """

    def __init__(self, draft: Draft, styles: list[Any]) -> None:
        self._draft = draft
        self._styles = styles
        self._open: list[tuple[int, int]] = []  # level and place of the items that others hang on
        self._counts: dict[int, int] = {}  # level -> last number
        self._lead: int | None = None

    def write(self, body: Any, *, bulleted: bool) -> None:
        """Append the paragraphs of a ``p:txBody``, which may be None.

        Args:
            body: the element.
            bulleted: a master draws bullets where nothing else is said.
        """
        for paragraph in () if body is None else body.iterchildren(f"{A}p"):
            text = read_paragraph(paragraph)
            if text:
                self._add(paragraph, text, bulleted=bulleted)

    def _add(self, paragraph: Any, text: str, *, bulleted: bool) -> None:
        properties = paragraph.find(f"{A}pPr")
        said = "" if properties is None else properties.get("lvl", "")
        level = min(max(parse_number(said) or 0, 0), _MOST_LEVELS - 1) + 1
        bullet = self._find_bullet(properties, level)
        if bullet is None and bulleted:
            marker = "-"
        elif bullet is None or bullet.tag == f"{A}buNone":
            self._open.clear()
            self._counts.clear()
            place = self._draft.add(BlockKind.PARAGRAPH, text)
            self._lead = place if leads_in(text) else None
            return
        else:
            marker = self._count(bullet, level)
        self._add_item(text if marker == "-" and MARKER.match(text) else f"{marker} {text}", level)

    def _find_bullet(self, properties: Any, level: int) -> Any:
        """Return the element that says what bullet a paragraph has, or None."""
        below = [style.find(f"{A}lvl{level}pPr") for style in self._styles]
        for look in [properties, *below]:
            for child in () if look is None else look:
                if child.tag in _BULLETS:
                    return child
        return None

    def _count(self, bullet: Any, level: int) -> str:
        """Return the marker that is drawn before a list item: "-" for any sign."""
        if bullet.tag != f"{A}buAutoNum":
            return "-"
        for deeper in [depth for depth in self._counts if depth > level]:
            del self._counts[deeper]
        first = parse_number(bullet.get("startAt", "1")) or 1
        number = self._counts[level] = self._counts.get(level, first - 1) + 1
        scheme = _NUMBERS.match(bullet.get("type", ""))
        if not scheme:
            return f"{number}."
        style = _STYLES.get(scheme[1] + (scheme[2] or ""), "1")
        return _BRACKETS[scheme[3]].format(number_item(number, style).rstrip("."))

    def _add_item(self, text: str, level: int) -> None:
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        parent = self._open[-1][1] if self._open else self._lead
        depth = len(self._open) + 1
        place = self._draft.add(BlockKind.LIST_ITEM, text, level=depth, parent=parent)
        self._open.append((level, place))


def read_paragraph(paragraph: Any) -> str:
    """Return the text of an ``a:p`` in one line, what is raised in raised characters."""
    text = ""
    for child in paragraph:
        if child.tag == f"{A}br":
            text += " "
        elif child.tag in (f"{A}r", f"{A}fld"):
            text += _read_run(child)
        elif child.tag not in (f"{A}pPr", f"{A}endParaRPr"):
            text += "".join(map(linearise, child.iter(f"{M}oMath")))
    return collapse_spaces(text)


def _read_run(run: Any) -> str:
    text = "".join(t.text or "" for t in run.iterchildren(f"{A}t"))
    look = run.find(f"{A}rPr")
    baseline = "" if look is None else look.get("baseline", "").rstrip("%")
    return raise_text(text) if (parse_number(baseline) or 0) > 0 else text
