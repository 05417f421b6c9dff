"""Paragraphs and tables as blocks, each hung on what it belongs to."""

import re
from collections.abc import Sequence

from index.block import BlockKind, Draft
from index.readers.wordml.content import Item, WordNote, WordParagraph, WordTable
from index.readers.wordml.headings import find_headings, find_questions
from index.readers.wordml.kinds import get_kind, write_texts
from index.readers.wordml.lists import ItemMarker, OpenLists, read_marker
from index.readers.wordml.raised import raise_mark
from index.readers.wordml.tables import TableLayout, is_section, lay_out

_LEAD_WORDS = re.compile(r"\b(?:follow\w*|these|below|folgend\w*|nachstehend\w*)\b", re.IGNORECASE)
_CODE_STYLE = re.compile(r"source code|html preformatted|macro text|code\b.*|verbatim.*|listing")


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
        self._list_id = ""  # of that list
        self._above: int | None = None  # the paragraph directly above
        self._caption: int | None = None  # the caption directly above
        self._code: list[str] = []  # the lines of code directly above
        self._mostly_code = False
        self._headings: dict[int, int] = {}
        self._questions: set[int] = set()
        self._all_headings = False

    def emit(self, items: Sequence[Item]) -> None:
        """Add all items as blocks."""
        self._headings, self._questions = find_headings(items), find_questions(items)
        filled = [i for i in items if not isinstance(i, WordParagraph) or i.text.strip()]
        code = [i for i in filled if isinstance(i, WordParagraph) and i.is_monospaced]
        self._mostly_code = 2 * len(code) > len(filled)
        self._all_headings = len(self._headings) == len(filled)
        for place, item in enumerate(items):
            if self._take_code(item):
                continue
            self._add_code()
            if isinstance(item, WordTable):
                self._emit_table(item)
            else:
                block = self._emit_text(items, place, item) if item.text.strip() else None
                self._emit_attached(item.notes, item.boxes, block)
        self._add_code()

    def _emit_text(self, items: Sequence[Item], place: int, item: WordParagraph) -> int:
        if item.in_contents:
            return self._add(BlockKind.BOILERPLATE, item.full_text)
        if place in self._questions:
            self._owner = self._close(BlockKind.QUESTION, item.full_text)
            return self._owner
        if place in self._headings:
            if self._in_box and not self._all_headings:
                self._owner = self._close(BlockKind.PARAGRAPH, item.full_text)
                return self._owner
            self._owner = None
            return self._close(BlockKind.HEADING, item.full_text, self._headings[place])
        if marker := read_marker(items, place):
            return self._emit_item(marker)
        return self._emit_paragraph(item, items[place + 1 : place + 2])

    def _take_code(self, item: Item) -> bool:
        """Keep a line of code for the block that it belongs to; return whether it is one."""
        if not isinstance(item, WordParagraph) or item.notes or item.boxes:
            return False
        if item.text.strip():
            is_styled = bool(_CODE_STYLE.fullmatch(item.look.style))
            if not is_styled and (self._mostly_code or not item.is_monospaced):
                return False
        elif not self._code:
            return False
        self._code.append(item.text.replace("\t", "    ").rstrip())
        return True

    def _add_code(self) -> None:
        """Add the lines of code above as one block."""
        if not self._code:
            return
        above = self._above
        leads = above is not None and self._draft.blocks[above].text.endswith(":")
        text = "\n".join(self._code)
        self._code.clear()
        self._close(BlockKind.CODE, text, parent=above if leads else self._owner)

    def _add(self, kind: BlockKind, text: str, level: int = 0, parent: int | None = None) -> int:
        return self._draft.add(kind, text, level=level, parent=parent)

    def _close(self, kind: BlockKind, text: str, level: int = 0, parent: int | None = None) -> int:
        """Add a block that ends all lists."""
        self._lists.clear()
        self._lead = self._above = self._caption = None
        self._list_id = ""
        return self._add(kind, text, level, parent)

    def _emit_item(self, marker: ItemMarker) -> int:
        if not self._lists and self._above is not None:
            self._lead = self._above if self._leads_in(marker) else None
        outer = self._lists.find_outer(marker)
        if outer is None and self._list_id not in ("", marker.list_id) and marker.ordinal == 1:
            self._lead = None  # another list than the one that was led in to
        self._list_id = marker.list_id if outer is None else self._list_id
        parent = outer if outer is not None else self._lead
        level = self._lists.depth + 1
        place = self._add(
            BlockKind.LIST_ITEM, marker.text, level, self._owner if parent is None else parent
        )
        self._lists.push(marker, place)
        self._above = self._caption = None
        return place

    def _leads_in(self, marker: ItemMarker) -> bool:
        """Return whether the paragraph above leads in to a list that begins with this item."""
        text = self._draft.blocks[self._above or 0].text
        if marker.ordinal > 1:
            return text.endswith(":")
        return marker.ordinal == 0 or text[-1] not in ".!?" or bool(_LEAD_WORDS.search(text))

    def _emit_paragraph(self, paragraph: WordParagraph, below: Sequence[Item]) -> int:
        above_table = bool(below) and isinstance(below[0], WordTable)
        kind = get_kind(paragraph, above_table)
        texts = write_texts(paragraph)
        indent = paragraph.look.indent or 0
        continued = self._lists.find_continued(indent) if indent else None
        if continued is not None:
            self._above = None
            return self._add(kind, " ".join(texts), parent=continued)
        defined = self._above if paragraph.look.style == "definition" else None  # pandoc's
        parent = self._owner if defined is None else defined
        place = [self._close(kind, text, parent=parent) for text in texts][-1]
        self._above = place if kind is BlockKind.PARAGRAPH else None
        self._caption = place if kind is BlockKind.CAPTION else None
        return place

    def _emit_table(self, table: WordTable) -> None:
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

    def _emit_rows(self, layout: TableLayout, head: int | None) -> None:
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
            self._emit_attached(row.notes, row.boxes, block if text else None)

    def _emit_attached(
        self, notes: Sequence[WordNote], boxes: Sequence[list[Item]], place: int | None
    ) -> None:
        for note in notes:
            mark = f"{raise_mark(note.mark).strip()} " if note.mark else ""
            self._add(BlockKind.FOOTNOTE, mark + note.text if note.text else "", parent=place)
        for box in boxes:
            Emitter(self._draft, in_box=True).emit(box)
