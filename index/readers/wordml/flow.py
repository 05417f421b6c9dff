"""A body, a cell, a note or a text box, read in order into paragraphs and tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.readers.wordml.content import (
    Item,
    WordCell,
    WordNote,
    WordParagraph,
    WordRow,
    WordTable,
    flatten,
)
from index.readers.wordml.drawings import read_drawing
from index.readers.wordml.inline import InlineReader
from index.readers.wordml.names import W, get_number, get_toggle, get_value, unwrap
from index.readers.wordml.notes import NoteReference, Notes
from index.readers.wordml.numbering import Numbering
from index.readers.wordml.styles import Styles

_CONTENTS = ("Table of Contents", "Table of Figures", "Table of Tables")
_MOST_COLUMNS = 63  # Word's own limit; a damaged file could ask for billions
_PLAIN_FILLS = ("", "auto", "ffffff")


@dataclass(frozen=True, slots=True)
class Resources:
    """What the stories of a document share; ``drawings`` are its charts and diagrams by id."""

    styles: Styles
    numbering: Numbering
    notes: Notes
    drawings: dict[str, Any]


class FlowReader:
    """Reads one story of a document; its parts must come in order, for numbers are counted."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._styles = resources.styles
        self._inline = InlineReader(resources.styles, resources.notes)

    def read(self, container: Any) -> list[Item]:
        """Return what is in a body, a cell, a text box, a note, a header or a footer."""
        items: list[Item] = []
        self._read_into(items, container, False)
        return items

    def _read_into(self, items: list[Item], container: Any, in_contents: bool) -> None:
        for element in unwrap(container):
            if element.tag == f"{W}p":
                items.append(self._read_paragraph(element, in_contents))
            elif element.tag == f"{W}tbl":
                items += self._read_table(element)
            elif element.tag == f"{W}sdt":
                gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                name = "" if gallery is None else gallery.get(f"{W}val", "")
                for content in element.iterchildren(f"{W}sdtContent"):
                    self._read_into(items, content, in_contents or name in _CONTENTS)

    def _read_paragraph(self, element: Any, in_contents: bool) -> WordParagraph:
        properties = element.find(f"{W}pPr")
        look = self._styles.get_paragraph(properties)
        label = self._resources.numbering.draw(look)
        inline = self._inline.read(element, look.run)
        notes = [note for ref in inline.references if (note := self._read_note(ref))]
        boxes = [FlowReader(self._resources).read(box)
                 for box in inline.boxes]  # fmt: skip
        drawings = (self._resources.drawings.pop(key, None) for key in inline.drawings)
        boxes += [read_drawing(root) for root in drawings if root is not None]
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self._resources.notes.end_section()
        in_contents = in_contents or look.style.startswith(("toc ", "table of figures"))
        return WordParagraph(
            inline.text, look, label, inline.looks, notes, boxes, inline.has_control, in_contents
        )

    def _read_note(self, reference: NoteReference) -> WordNote | None:
        if reference.note is None:
            return None
        reader = FlowReader(self._resources)
        return WordNote(reference.mark, flatten(reader.read(reference.note)))

    def _read_table(self, element: Any) -> list[Item]:
        """Return a table, or what is in its cells if it only frames or places text."""
        rows, contents = [], []
        for row in _iterate(element, f"{W}tr"):
            cells = []
            column = _count(row.find(f"{W}trPr"), "gridBefore", 0)
            for cell in _iterate(row, f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                items = self.read(cell)
                span = _count(properties, "gridSpan", 1)
                cells.append(_make_cell(items, properties, column, span))
                contents.append(items)
                column += span
            rows.append(_make_row(row, cells, contents[-len(cells) :] if cells else []))
        if _is_frame(rows, contents):
            return [item for items in contents for item in items]
        return [WordTable(rows, self._has_styled_head(element))]

    def _has_styled_head(self, table: Any) -> bool:
        properties = table.find(f"{W}tblPr")
        look = None if properties is None else properties.find(f"{W}tblLook")
        if look is None or not _marks_first_row(look):
            return False
        style = self._styles.get_element(get_value(properties, "tblStyle"))
        for part in () if style is None else style.iterchildren(f"{W}tblStylePr"):
            if part.get(f"{W}type") == "firstRow":
                run = part.find(f"{W}rPr")
                bold = run is not None and bool(get_toggle(run, "b"))
                return bold or part.find(f"{W}tcPr/{W}shd") is not None
        return False


def _marks_first_row(look: Any) -> bool:
    flag = look.get(f"{W}firstRow")
    if flag is not None:
        return flag in ("1", "true", "on")
    try:
        return bool(int(look.get(f"{W}val", "0"), 16) & 0x20)
    except ValueError:
        return False


def _iterate(container: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also out of content controls."""
    for element in unwrap(container):
        if element.tag == tag:
            yield element
        elif element.tag == f"{W}sdt":
            for content in element.iterchildren(f"{W}sdtContent"):
                yield from _iterate(content, tag)


def _count(properties: Any, name: str, default: int) -> int:
    number = None if properties is None else get_number(properties, name)
    return default if number is None else max(default, min(number, _MOST_COLUMNS))


def _make_cell(items: list[Item], properties: Any, column: int, span: int) -> WordCell:
    shade = None if properties is None else properties.find(f"{W}shd")
    fill = "" if shade is None else shade.get(f"{W}fill", "").lower()
    filled = [i for i in items if isinstance(i, WordParagraph) and i.looks]
    bold = bool(filled) and all(paragraph.is_bold for paragraph in filled)
    return WordCell(column, span, flatten(items), bold, fill not in _PLAIN_FILLS)


def _make_row(element: Any, cells: list[WordCell], contents: list[list[Item]]) -> WordRow:
    properties = element.find(f"{W}trPr")
    is_head = properties is not None and bool(get_toggle(properties, "tblHeader"))
    row = WordRow(cells, is_head)
    for item in (item for items in contents for item in items):
        for carrier in [item] if isinstance(item, WordParagraph) else item.rows:
            row.notes += carrier.notes
            row.boxes += carrier.boxes
    return row


def _is_frame(rows: list[WordRow], contents: list[list[Item]]) -> bool:
    """Return whether a table has one column, or one row of cells with more than a line each."""
    if all(len(row.cells) <= 1 for row in rows):
        return True
    filled = [sum(bool(flatten([item])) for item in items) for items in contents]
    return len(rows) == 1 and max(filled, default=0) > 1
