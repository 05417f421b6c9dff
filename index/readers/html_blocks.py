"""An HTML tree to blocks, in one pass over its elements and without recursion."""

import textwrap
from dataclasses import dataclass
from itertools import islice
from typing import Any

import lxml.etree  # type: ignore[import-untyped]

from index.block import BlockKind, Draft
from index.readers.html_forms import CONTROLS, Forms, is_button, is_ticked_box, read_control
from index.readers.html_frames import Frame, Frames
from index.readers.html_notes import find_notes, write_note
from index.readers.html_paragraph import HtmlParagraph
from index.readers.html_tables import find_outer_tables, is_key_value, is_layout, read_grid
from index.readers.html_tree import (
    BOILERPLATE_MARK,
    describe_image,
    is_block,
    is_bold,
    is_hidden,
    is_menu,
    write_subscript,
    write_superscript,
)
from index.readers.paragraphs import MARKER, Line, ParagraphWriter, join_lines
from index.readers.tables import add_table, caption_above, count_heads, is_table_caption
from index.whitespace import collapse_spaces

_MOST_RAISED, _MOST_RAISED_ELEMENTS = 40, 10  # characters, elements
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(slots=True)
class _Open:
    """An element that is open, and what ends with it."""

    frame: Frame | None = None
    bold: bool = False
    button: bool = False
    closing: str = ""


class HtmlBlocks:
    """Writes the visible text of an HTML tree into a draft.

    Args:
        draft: takes the blocks.
        tree: the whole page, for its labels and notes; None to read a part for its mere text.
    """

    def __init__(self, draft: Draft, tree: Any = None) -> None:
        self._draft = draft
        self._whole = tree is not None
        self._writer = ParagraphWriter(draft)
        self._frames = Frames(draft)
        self._forms = Forms(tree, read_line)
        self._notes = find_notes(tree) if self._whole else {}
        self._unread = dict.fromkeys(self._notes.values())
        self._bodies = set(self._unread)
        self._outer_tables = find_outer_tables(tree) if self._whole else set()
        self._open: list[_Open] = []
        self._paragraph = HtmlParagraph()
        self._bold = self._buttons = 0
        self._menus: list[Any] = []

    def write(self, element: Any) -> None:
        """Append the blocks of an element: its content, then menus and the like as boilerplate."""
        walker = lxml.etree.iterwalk(element, events=("start", "end", "comment", "pi"))
        for event, node in walker:
            if event == "start":
                self._open.append(_Open())
                if not self._start(node):
                    walker.skip_subtree()
                continue
            if event == "end":
                self._end(node)
            if node is not element:
                self._put(node.tail)
        self._flush()
        for body in self._unread:  # whose references are hidden
            self._draft.add(BlockKind.FOOTNOTE, read_line(body))
        self._draft.open_headings = []
        for menu in self._menus:
            for text in read_texts(menu):
                self._draft.add(BlockKind.BOILERPLATE, text)

    # --- Elements ---------------------------------------------------------------------------------

    def _start(self, node: Any) -> bool:
        """Begin an element; return whether to go on into it."""
        tag = node.tag
        if is_block(tag):
            self._flush()
        if is_hidden(node) or node in self._bodies:
            return False
        if self._whole and (is_menu(node) or node.get(BOILERPLATE_MARK) is not None):
            self._menus.append(node)
            return False
        match tag:
            case "br":
                self._paragraph.break_line(hard=node.get("class") != "soft")
            case "img":
                self._put(describe_image(node))
            case "sup" if _is_short(node):
                self._superscript(node)
            case "sub" if _is_short(node):
                self._put(
                    write_subscript(collapse_spaces("".join(node.itertext())), node.tail or "")
                )
            case "pre":
                self._code(node)
            case "table" if self._whole and not is_layout(node, self._outer_tables):
                self._table(node)
            case "label" if self._whole and (text := self._forms.read_label(node)):
                self._flush()
                self._draft.add(BlockKind.FORM_FIELD, text, parent=self._frames.parent)
            case _ if tag in CONTROLS:
                self._control(node)
            case _:
                self._enter(node)
                return True
        return False

    def _enter(self, node: Any) -> None:
        opened = self._open[-1]
        opened.frame = self._frames.open(node)
        opened.bold, opened.button = is_bold(node), node.tag == "button"
        self._bold += opened.bold
        self._buttons += opened.button
        if node in self._notes:
            mark = collapse_spaces("".join(node.itertext()))
            self._paragraph.notes[self._notes[node]] = mark, mark
        if node.tag == "q":
            self._put("“")
            opened.closing = "”"
        self._put(node.text)

    def _end(self, node: Any) -> None:
        opened = self._open.pop()
        self._put(opened.closing)
        if is_block(node.tag):
            self._flush()
        self._bold -= opened.bold
        self._buttons -= opened.button
        if opened.frame is not None:
            self._frames.close()

    def _put(self, text: str | None) -> None:
        if text:
            self._paragraph.put(text, bold=self._bold > 0, button=self._buttons > 0)

    def _superscript(self, node: Any) -> None:
        text = collapse_spaces("".join(node.itertext()))
        if text:
            raised = write_superscript(text, self._paragraph.last_character)
            self._put(raised)
            links = [link for link in node.iter("a") if link in self._notes]
            outer = node.getparent()
            links += [outer] if outer is not None and outer in self._notes else []
            for link in links:
                self._paragraph.notes[self._notes[link]] = text, raised.strip()

    def _control(self, node: Any) -> None:
        if self._forms.is_labelled(node):
            return
        value = read_control(node)
        if is_button(node):
            self._paragraph.put(f" {value} ", bold=False, button=True)
            return
        if node.tag == "textarea":
            self._flush()
            self._draft.add(BlockKind.FORM_FIELD, value, parent=self._frames.parent)
            return
        self._put(f"{value} " if is_ticked_box(node) else f" {value} ")
        self._paragraph.has_field |= bool(value)

    def _code(self, node: Any) -> None:
        for line_break in node.iter("br"):
            line_break.tail = "\n" + (line_break.tail or "")
        code = "".join(node.itertext()).expandtabs(4).replace("\u00a0", " ")
        code = textwrap.dedent(code).strip("\n").rstrip()
        self._draft.add(BlockKind.CODE, code, parent=self._frames.parent)

    # --- Tables -----------------------------------------------------------------------------------

    def _table(self, table: Any) -> None:
        caption = next((read_line(child) for child in table if child.tag == "caption"), "")
        grid, heads, elements = read_grid(table, read_line)
        if grid and len(elements[0]) == 1 and len(grid) > 2 and heads and not caption:
            caption, grid, elements = grid[0][0], grid[1:], elements[1:]
        parent = self._frames.parent
        if caption:
            parent = self._draft.add(BlockKind.CAPTION, caption, parent=parent)
        else:
            above = caption_above(self._draft)
            parent = parent if above is None else above
        if not heads and not is_key_value(elements):
            heads = count_heads(grid)
        places = add_table(self._draft, grid, heads, parent)
        bodies = [row for row in range(len(grid)) if any(grid[row])][-len(places) :]
        for row, cells in enumerate(elements):
            place = places[bodies.index(row)] if row in bodies else parent
            for link in (link for cell in cells for link in cell.iter("a") if link in self._notes):
                mark = collapse_spaces("".join(link.itertext()))
                self._note(mark, mark, self._notes[link], place)

    # --- Paragraphs -------------------------------------------------------------------------------

    def _flush(self) -> None:
        """Write the paragraph that ends here."""
        paragraph, self._paragraph = self._paragraph, HtmlParagraph()
        for lines in paragraph.split():
            self._write(lines, paragraph)
        place = len(self._draft.blocks) - 1
        for body, (mark, raised) in paragraph.notes.items():
            self._note(mark, raised, body, place if place >= 0 else None)

    def _note(self, mark: str, raised: str, body: Any, place: int | None) -> None:
        if body in self._unread:
            del self._unread[body]
            text = write_note(mark, read_line(body), raised)
            self._draft.add(BlockKind.FOOTNOTE, text, parent=place)

    def _write(self, lines: list[Line], paragraph: HtmlParagraph) -> None:
        frame, draft = self._frames.last, self._draft
        text = collapse_spaces(" ".join(line.text for line in lines))
        if frame.tag in _HEADINGS:
            draft.add(BlockKind.HEADING, text, level=_HEADINGS[frame.tag])
            self._frames.head(None)
        elif frame.tag == "summary":
            question = text.endswith(("?", "？", "؟"))
            if question:
                self._frames.head(draft.add(BlockKind.QUESTION, text, parent=frame.parent))
            else:
                draft.add(BlockKind.HEADING, text, level=self._frames.level_below)
                self._frames.head(None)
        elif frame.tag == "dt":
            question = text.endswith(("?", "？", "؟"))
            kind = BlockKind.QUESTION if question else BlockKind.PARAGRAPH
            self._frames.set_term(draft.add(kind, text, parent=frame.parent))
        elif frame.marker:
            marked = frame.marker == "-" and MARKER.match(text)
            frame.parent = draft.add(
                BlockKind.LIST_ITEM,
                text if marked else f"{frame.marker} {text}",
                level=frame.depth,
                parent=frame.parent,
            )
            frame.marker = ""
        elif frame.tag in ("figcaption", "caption") or is_table_caption(text):
            draft.add(BlockKind.CAPTION, text, parent=frame.parent)
        elif paragraph.has_field:
            draft.add(BlockKind.FORM_FIELD, join_lines(lines), parent=frame.parent)
        elif paragraph.is_button:
            draft.add(BlockKind.BOILERPLATE, text, parent=frame.parent)
        elif frame.tag == "address":
            draft.add(
                BlockKind.PARAGRAPH, "\n".join(line.text for line in lines), parent=frame.parent
            )
        else:
            headings = len(draft.open_headings), draft.open_headings[-1:]
            self._writer.add(lines, frame.parent)
            if headings != (len(draft.open_headings), draft.open_headings[-1:]):
                frame.parent = None


def _is_short(node: Any) -> bool:
    """Say whether a raised or lowered text is short, as it is unless its end is missing."""
    inner = list(islice(node.iter(), _MOST_RAISED_ELEMENTS + 1))
    plain = len(inner) <= _MOST_RAISED_ELEMENTS and not any(
        isinstance(child.tag, str) and is_block(child.tag) for child in inner
    )
    return plain and len("".join(node.itertext())) <= _MOST_RAISED


def read_texts(element: Any) -> list[str]:
    """Return the visible texts of an element, one a block."""
    if not len(element):
        return [collapse_spaces(element.text or "")]
    draft = Draft()
    HtmlBlocks(draft).write(element)
    texts = [block.text for block in draft.blocks]
    if element.tag == "li" and texts:
        texts[0] = texts[0].removeprefix("- ")
    return texts


def read_line(element: Any) -> str:
    """Return the visible text of an element in one line."""
    return collapse_spaces(" ".join(read_texts(element)))
