"""How paragraphs and runs look: by their styles, by those that they rest on, and by themselves."""

import re
from dataclasses import dataclass, replace
from typing import Any

from index.readers.wordml.names import W, get_number, get_toggle, get_value, parse_number

_LONGEST_CHAIN = 30  # in a damaged file, styles may rest on one another in circles
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_NO_HEADING = 9  # an outline level of body text


@dataclass(frozen=True, slots=True)
class RunLook:
    """What properties say of a run; None where they say nothing.

    ``size`` is in half-points; ``raised`` is "superscript", "subscript" or "baseline".
    """

    bold: bool | None = None
    size: int | None = None
    hidden: bool | None = None
    caps: bool | None = None
    underlined: bool | None = None
    raised: str = ""
    font: str = ""

    def over(self, base: "RunLook") -> "RunLook":
        """Return this look where it says something, else what ``base`` says."""
        if base is _PLAIN:
            return self
        if self is _PLAIN:
            return base
        return RunLook(
            base.bold if self.bold is None else self.bold,
            base.size if self.size is None else self.size,
            base.hidden if self.hidden is None else self.hidden,
            base.caps if self.caps is None else self.caps,
            base.underlined if self.underlined is None else self.underlined,
            self.raised or base.raised,
            self.font or base.font,
        )


_PLAIN = RunLook()


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What properties say of a paragraph.

    Attributes:
        style: name of the style, lower case.
        style_id: its id, for numbering that hangs on styles.
        outline: level of a heading from 1; 9 and more are body text; None if nothing is said.
        list_id: id of the list; "0" for none, empty if nothing is said.
        list_level: from 0; None if nothing is said.
        indent: of its lines from the left, in twentieths of a point; None if nothing is said.
        run: look of its text.
    """

    style: str = ""
    style_id: str = ""
    outline: int | None = None
    list_id: str = ""
    list_level: int | None = None
    indent: int | None = None
    run: RunLook = _PLAIN

    @property
    def heading_level(self) -> int:
        """Level of a heading from 1 to 6; 0 for body text."""
        if self.outline is None or self.outline > _NO_HEADING:
            return 0
        return min(self.outline, 6)


class Styles:
    """The styles of a document; each is resolved once.

    Args:
        root: ``w:styles``; None if the document has none.
    """

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._default = ""
        self._paragraphs: dict[str, ParagraphLook] = {}
        self._runs: dict[str, RunLook] = {}
        base = RunLook(size=20)
        for style in () if root is None else root.iterchildren(f"{W}style"):
            identity = style.get(f"{W}styleId", "")
            self._elements[identity] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default = identity
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = ParagraphLook(run=read_run_look(defaults).over(base))

    def get_element(self, style_id: str) -> Any:
        """Return the element of a style; None if there is none."""
        return self._elements.get(style_id)

    def get_paragraph(self, properties: Any) -> ParagraphLook:
        """Return how a paragraph looks, by its ``w:pPr``, which may be None."""
        style_id = "" if properties is None else get_value(properties, "pStyle")
        if style_id not in self._elements:
            style_id = self._default
        look = self._resolve(style_id)
        return look if properties is None else _read_paragraph_look(properties, look)

    def get_run(self, properties: Any, paragraph: RunLook) -> RunLook:
        """Return how a run looks, by its ``w:rPr`` and the look of its paragraph's text.

        Bold, hidden and caps toggle: of a style of characters they undo those of the paragraph.
        """
        if properties is None:
            return paragraph
        style_id = get_value(properties, "rStyle")
        own = read_run_look(properties)
        if style_id not in self._elements:
            return own.over(paragraph)
        style = self._resolve_run(style_id)
        toggled = replace(
            style,
            bold=bool(style.bold) != bool(paragraph.bold),
            hidden=bool(style.hidden) != bool(paragraph.hidden),
            caps=bool(style.caps) != bool(paragraph.caps),
        )
        return own.over(toggled.over(paragraph))

    def _resolve(self, style_id: str) -> ParagraphLook:
        if style_id not in self._paragraphs:
            look = self._base
            for identity in reversed(self._chain(style_id)):
                look = self._apply(identity, look)
            self._paragraphs[style_id] = look
        return self._paragraphs[style_id]

    def _apply(self, style_id: str, base: ParagraphLook) -> ParagraphLook:
        element = self._elements[style_id]
        name = get_value(element, "name").lower()
        outline = base.outline
        if match := _HEADING.fullmatch(name):
            outline = int(match[1])
        elif name == "title":
            outline = 1
        look = replace(
            base,
            style=name,
            style_id=style_id,
            outline=outline,
            run=read_run_look(element.find(f"{W}rPr")).over(base.run),
        )
        properties = element.find(f"{W}pPr")
        return look if properties is None else _read_paragraph_look(properties, look)

    def _resolve_run(self, style_id: str) -> RunLook:
        if style_id not in self._runs:
            look = _PLAIN
            for identity in reversed(self._chain(style_id)):
                look = read_run_look(self._elements[identity].find(f"{W}rPr")).over(look)
            self._runs[style_id] = look
        return self._runs[style_id]

    def _chain(self, style_id: str) -> list[str]:
        """Return a style and those that it rests on, the nearest first."""
        chain: list[str] = []
        while style_id in self._elements and style_id not in chain:
            chain.append(style_id)
            if len(chain) == _LONGEST_CHAIN:
                break
            style_id = get_value(self._elements[style_id], "basedOn")
        return chain


def _read_paragraph_look(properties: Any, base: ParagraphLook) -> ParagraphLook:
    outline = get_number(properties, "outlineLvl")
    numbering = properties.find(f"{W}numPr")
    indent = properties.find(f"{W}ind")
    left = ""
    if indent is not None:
        left = indent.get(f"{W}left", indent.get(f"{W}start", ""))
    list_id, list_level = "", None
    if numbering is not None:
        list_id, list_level = get_value(numbering, "numId"), get_number(numbering, "ilvl")
    if outline is None and not list_id and list_level is None and not left:
        return base
    if outline is not None:
        outline = outline + 1 if 0 <= outline < _NO_HEADING else _NO_HEADING + 1
    return replace(
        base,
        outline=base.outline if outline is None else outline,
        list_id=list_id or base.list_id,
        list_level=base.list_level if list_level is None else list_level,
        indent=parse_number(left) if left else base.indent,
    )


def read_run_look(properties: Any) -> RunLook:
    """Return what a ``w:rPr`` says by itself; it may be None."""
    if properties is None or not len(properties):
        return _PLAIN
    fonts = properties.find(f"{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii", fonts.get(f"{W}hAnsi", ""))
    return RunLook(
        get_toggle(properties, "b"),
        get_number(properties, "sz"),
        get_toggle(properties, "vanish"),
        get_toggle(properties, "caps"),
        get_toggle(properties, "u"),
        get_value(properties, "vertAlign"),
        font,
    )
