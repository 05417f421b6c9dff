"""The text of a paragraph: its runs, links, fields, controls, notes and equations, in order."""

from dataclasses import dataclass, field
from typing import Any

from index.readers.wordml.controls import read_checkbox, read_form_field
from index.readers.wordml.drawings import get_drawing_id
from index.readers.wordml.equations import linearise
from index.readers.wordml.names import ALTERNATE, A, M, W
from index.readers.wordml.notes import NoteReference, Notes
from index.readers.wordml.raised import raise_mark, raise_text
from index.readers.wordml.styles import RunLook, Styles
from index.readers.wordml.symbols import is_symbol_font, map_symbols

_SIGNS = {
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}ptab": "\t",
    f"{W}tab": "\t",
}
_TRANSPARENT = {
    f"{W}{name}"
    for name in (
        "bdo", "customXml", "dir", "drawing", "fldSimple", "hyperlink", "ins", "moveTo", "object",
        "pict", "rt", "rubyBase", "sdtContent", "smartTag",
    )
}  # fmt: skip
_T, _R, _BR, _SYM = f"{W}t", f"{W}r", f"{W}br", f"{W}sym"
_EMOJI = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_CODE, _RESULT, _DONE = range(3)  # where in a field we are; done is one whose result is written


@dataclass(slots=True)
class Inline:
    """Content of a paragraph.

    Attributes:
        text: with "\\n" for its line breaks and "\\t" for its tabs.
        looks: how many visible characters look like what.
        references: its notes, in order.
        boxes: its text boxes, ``w:txbxContent`` each, in order.
        drawings: the ids of its charts and diagrams, in order.
        has_control: it has fields or boxes to fill in.
    """

    text: str = ""
    looks: dict[RunLook, int] = field(default_factory=dict)
    references: list[NoteReference] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)
    has_control: bool = False


class InlineReader:
    """Reads the paragraphs of one story in order: fields may go on from one into the next."""

    def __init__(self, styles: Styles, notes: Notes) -> None:
        self._styles = styles
        self._notes = notes
        self._fields: list[int] = []
        self._inline = Inline()
        self._pieces: list[str] = []

    def read(self, paragraph: Any, look: RunLook) -> Inline:
        """Return the content of a ``w:p``, whose text looks so by its style."""
        self._inline = Inline()
        self._pieces = []
        self._walk(paragraph, look)
        self._inline.text = "".join(self._pieces)
        return self._inline

    def _walk(self, element: Any, look: RunLook) -> None:
        for child in element:
            self._visit(child, look)

    def _visit(self, element: Any, look: RunLook) -> None:
        tag = element.tag
        if tag == _R:
            self._walk(element, self._styles.get_run(element.find(f"{W}rPr"), look))
        elif tag == _T:
            self._add((element.text or "").replace("\n", " "), look)
        elif tag in _SIGNS:
            self._add(_SIGNS[tag], look)
        elif tag == _BR:
            self._add(" " if element.get(f"{W}type") in ("page", "column") else "\n", look)
        elif tag in _TRANSPARENT:
            self._walk(element, look)
        elif tag == ALTERNATE:
            self._choose(element, look)
        elif tag == f"{W}fldChar":
            self._follow_field(element, look)
        elif tag == f"{W}sdt":
            self._read_control(element, look)
        elif tag == f"{W}txbxContent":
            self._inline.boxes.append(element)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._refer(element, look)
        elif tag in (f"{M}oMath", f"{M}oMathPara"):
            self._add(linearise(element), look)
        elif not str(tag).startswith((W, M)):
            self._visit_drawing(element, look)
        else:
            self._visit_rare(element, look)

    def _visit_drawing(self, element: Any, look: RunLook) -> None:
        if drawing := get_drawing_id(element):
            self._inline.drawings.append(drawing)
        elif element.tag == f"{A}t":
            self._add(f" {element.text or ''} ", look)
        elif element.tag == _WORD_ART:
            self._add(f" {element.get('string', '')} ", look)
        elif element.tag == _EMOJI:
            code = next((v for k, v in element.attrib.items() if k.endswith("}char")), "")
            self._add(_parse_character(code), look)
        else:
            self._walk(element, look)

    def _visit_rare(self, element: Any, look: RunLook) -> None:
        if element.tag == _SYM:
            character = _parse_character(element.get(f"{W}char", ""))
            self._add(map_symbols(character, element.get(f"{W}font", "")), look)
        elif element.tag == f"{W}ruby":
            self._walk(element, look)

    def _add(self, text: str, look: RunLook) -> None:
        if look.hidden or any(state != _RESULT for state in self._fields[-1:]):
            return
        if is_symbol_font(look.font):
            text = map_symbols(text, look.font)
        if look.raised == "superscript":
            text = raise_text(text)
        self._pieces.append(text)
        if visible := len(text.strip()):
            self._inline.looks[look] = self._inline.looks.get(look, 0) + visible

    def _choose(self, element: Any, look: RunLook) -> None:
        """Take the first alternative that shows any text: they are one thing, drawn differently."""
        for alternative in element:
            before = self._count_parts()
            self._walk(alternative, look)
            if self._count_parts() > before:
                break

    def _count_parts(self) -> int:
        return len(self._pieces) + len(self._inline.boxes) + len(self._inline.drawings)

    def _follow_field(self, sign: Any, look: RunLook) -> None:
        kind = sign.get(f"{W}fldCharType")
        if kind == "begin":
            value = read_form_field(sign)
            if value is not None:
                self._add(value, look)
            if sign.find(f"{W}ffData") is not None:
                self._inline.has_control = True
            hidden = self._fields and self._fields[-1] != _RESULT
            self._fields.append(_DONE if hidden or value is not None else _CODE)
        elif self._fields and kind == "separate" and self._fields[-1] == _CODE:
            self._fields[-1] = _RESULT
        elif self._fields and kind == "end":
            self._fields.pop()

    def _read_control(self, control: Any, look: RunLook) -> None:
        self._inline.has_control = True
        box = read_checkbox(control)
        if box:
            self._add(box, look)
            return
        for content in control.iterchildren(f"{W}sdtContent"):
            self._walk(content, look)

    def _refer(self, element: Any, look: RunLook) -> None:
        if look.hidden or any(state != _RESULT for state in self._fields[-1:]):
            return
        reference = self._notes.refer(element)
        self._inline.references.append(reference)
        if reference.mark:
            self._pieces.append(raise_mark(reference.mark))


def _parse_character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
