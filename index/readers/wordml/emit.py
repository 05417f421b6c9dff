"""Paragraphs and tables as blocks, each hung on what it belongs to."""

import re
from collections.abc import Sequence

from index.block import BlockKind, Draft
from index.readers.wordml.content import Item, Note, Paragraph, Table, flatten
from index.readers.wordml.headings import find_headings, find_questions
from index.readers.wordml.lists import Marker, OpenLists, read_marker
from index.readers.wordml.raised import raise_mark
from index.readers.wordml.symbols import BOXES
from index.readers.wordml.tables import Layout, is_section, lay_out

_CAPTION = re.compile(
    r"(?:Table|Tab\.|Figure|Fig\.|Tabelle|Abbildung|Abb\.|Tableau|Tabla|Tabella|Figura)\s+\d"
)
_LONGEST_CAPTION = 200
_LEAD_WORDS = re.compile(r"\b(?:follow\w*|these|below|folgend\w*|nachstehend\w*)\b", re.IGNORECASE)
_LABEL = re.compile(r"[^:\n]{1,60}:[ \t]*(?P<value>\S)?")
_CODE_STYLE = re.compile(r"source code|html preformatted|macro text|code\b.*|verbatim.*|listing")
_LONGEST_LINE, _MOST_LINES = 50, 8  # of an address


class Emitter:
    """Adds what one story holds to a draft.

    Args:
        draft: what it is added to.
        in_box: it is a text box, whose headings must not become those of the text around it.
    """

    def __init__(self, draft: Draft, in_box: bool = False) -> None:
        self._draft = draft
        self._in_box = in_box
        self._lists = OpenLists()
        self._owner: int | None = None  # the question, or the box's heading, that we are below
        self._lead: int | None = None  # what leads in to the list that we are in
        self._above: int | None = None  # the paragraph directly above
        self._caption: int | None = None  # the caption directly above
        self._mostly_code = False

    def emit(self, items: Sequence[Item]) -> None:
        """Add all items as blocks."""
        headings = find_headings(items)
        questions = find_questions(items)
        filled = [i for i in items if not isinstance(i, Paragraph) or i.text.strip()]
        code = [i for i in filled if isinstance(i, Paragraph) and i.is_monospaced]
        self._mostly_code = 2 * len(code) > len(filled)
        only_headings = len(headings) == len(filled)
        for place, item in enumerate(items):
            if isinstance(item, Table):
                self._emit_table(item)
                continue
            block = None
            if not item.text.strip():
                pass
            elif item.in_contents:
                block = self._add(BlockKind.BOILERPLATE, item.full_text)
            elif place in questions:
                block = self._owner = self._close(BlockKind.QUESTION, item.full_text)
            elif place in headings and self._in_box and not only_headings:
                block = self._owner = self._close(BlockKind.PARAGRAPH, item.full_text)
            elif place in headings:
                self._owner = None
                block = self._close(BlockKind.HEADING, item.full_text, headings[place])
            elif marker := read_marker(items, place):
                block = self._emit_item(marker)
            else:
                block = self._emit_paragraph(item, items[place + 1 : place + 2])
            self._emit_attached(item.notes, item.boxes, block)

    def _add(self, kind: BlockKind, text: str, level: int = 0, parent: int | None = None) -> int:
        return self._draft.add(kind, text, level=level, parent=parent)

    def _close(self, kind: BlockKind, text: str, level: int = 0) -> int:
        """Add a block that ends all lists."""
        self._lists.clear()
        self._lead = self._above = self._caption = None
        return self._add(kind, text, level)

    def _emit_item(self, marker: Marker) -> int:
        if not self._lists and self._above is not None:
            self._lead = self._above if self._leads_in(marker) else None
        outer = self._lists.find_outer(marker)
        parent = outer if outer is not None else self._lead
        level = self._lists.depth + 1
        place = self._add(
            BlockKind.LIST_ITEM, marker.text, level, self._owner if parent is None else parent
        )
        self._lists.push(marker, place)
        self._above = self._caption = None
        return place

    def _leads_in(self, marker: Marker) -> bool:
        """Return whether the paragraph above leads in to a list that begins with this item."""
        text = self._draft.blocks[self._above or 0].text
        if marker.ordinal > 1:
            return text.endswith(":")
        return marker.ordinal == 0 or text[-1] not in ".!?" or bool(_LEAD_WORDS.search(text))

    def _emit_paragraph(self, paragraph: Paragraph, below: Sequence[Item]) -> int:
        if self._is_code(paragraph):
            return self._emit_code(paragraph)
        indent = paragraph.look.indent or 0
        continued = self._lists.find_continued(indent) if indent else None
        text, kind = write_text(paragraph), BlockKind.PARAGRAPH
        if self._is_caption(paragraph, below):
            kind = BlockKind.CAPTION
        elif _is_form_field(paragraph):
            kind = BlockKind.FORM_FIELD
        if continued is not None:
            self._above = None
            return self._add(kind, text, parent=continued)
        place = self._close_below_owner(kind, text)
        self._above = place if kind is BlockKind.PARAGRAPH else None
        self._caption = place if kind is BlockKind.CAPTION else None
        return place

    def _close_below_owner(self, kind: BlockKind, text: str) -> int:
        self._lists.clear()
        self._lead = self._caption = None
        return self._add(kind, text, parent=self._owner)

    def _is_caption(self, paragraph: Paragraph, below: Sequence[Item]) -> bool:
        text = paragraph.full_text
        above_table = bool(below) and isinstance(below[0], Table)
        return paragraph.look.style == "caption" or (
            above_table and len(text) <= _LONGEST_CAPTION and bool(_CAPTION.match(text))
        )

    def _is_code(self, paragraph: Paragraph) -> bool:
        is_styled = bool(_CODE_STYLE.fullmatch(paragraph.look.style))
        return is_styled or (paragraph.is_monospaced and not self._mostly_code)

    def _emit_code(self, paragraph: Paragraph) -> int:
        """Add a line of code; lines that follow one another are one block."""
        blocks = self._draft.blocks
        text = paragraph.text.replace("\t", "    ").rstrip()
        if blocks and blocks[-1].kind is BlockKind.CODE:
            last = blocks.pop()
            return self._draft.add(last.kind, f"{last.text}\n{text}", parent=last.parent)
        leads = self._above is not None and blocks[self._above].text.endswith(":")
        parent = self._above if leads else self._owner
        self._above = self._caption = None
        return self._add(BlockKind.CODE, text, parent=parent)

    def _emit_table(self, table: Table) -> None:
        layout = lay_out(table)
        caption, self._caption = self._caption, None
        for row in layout.titles:
            place = self._add(BlockKind.CAPTION, layout.write(row), parent=caption or self._owner)
            caption = place
            self._emit_attached(row.notes, row.boxes, place)
        parent = caption if caption is not None else self._owner
        if layout.heads:
            parent = self._add(BlockKind.TABLE_HEAD, layout.write_heads(), parent=parent)
            for row in layout.heads:
                self._emit_attached(row.notes, row.boxes, parent)
        self._emit_rows(layout, parent)
        self._above = None

    def _emit_rows(self, layout: Layout, head: int | None) -> None:
        parent = head
        for place, row in enumerate(layout.rows):
            text = layout.write(row)
            if is_section(layout, place):
                block = parent = self._add(BlockKind.TABLE_ROW, text, parent=head)
            elif row.spans_all:
                parent = head
                block = self._add(BlockKind.PARAGRAPH, text, parent=self._owner)
            else:
                block = self._add(BlockKind.TABLE_ROW, text, parent=parent)
            self._emit_attached(row.notes, row.boxes, block)

    def _emit_attached(
        self, notes: Sequence[Note], boxes: Sequence[list[Item]], place: int | None
    ) -> None:
        for note in notes:
            mark = f"{raise_mark(note.mark).strip()} " if note.mark else ""
            self._add(BlockKind.FOOTNOTE, mark + note.text if note.text else "", parent=place)
        for box in boxes:
            if flatten(box):
                Emitter(self._draft, in_box=True).emit(box)


def write_text(paragraph: Paragraph) -> str:
    """Return a paragraph in one line, but an address in its lines.

    A word that a hyphen parts at the end of a line is put together.
    """
    lines = [" ".join(line.split()) for line in paragraph.text.strip().split("\n")]
    short = 1 < len(lines) <= _MOST_LINES and all(0 < len(x) <= _LONGEST_LINE for x in lines)
    if short and not any(line[-1] in ".!?:;-" for line in lines[:-1]):
        return "\n".join(lines)
    return re.sub(r"(?<=[^\W\d_])-\n(?=[a-zß-ÿ])", "", "\n".join(lines)).replace("\n", " ")


def _is_form_field(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    if text.startswith(tuple(BOXES)):
        return True
    match = _LABEL.match(text)
    if not match or not match["value"]:
        return False
    filled = paragraph.has_control or any(box in text for box in BOXES)
    return filled or "\t" in match[0]
