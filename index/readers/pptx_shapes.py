"""What stands on a slide: texts in boxes, tables, charts and diagrams."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.block import BlockKind, Draft
from index.readers.pptx_text import TextWriter, read_paragraph
from index.readers.tables import add_table, caption_above, count_heads
from index.readers.wordml.drawings import get_drawing_id, read_drawing
from index.readers.wordml.emit import Emitter
from index.readers.wordml.names import ALTERNATE, A
from index.whitespace import collapse_spaces

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TITLES = ("title", "ctrTitle")
_RUNNING = ("sldNum", "dt", "ftr", "hdr")
_BULLETED = ("body", "obj", "")
_MOST_NESTED = 50  # groups within groups
_MOST_COLUMNS = 200
_NOTES_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A slide: its root element, its layout's or None, and its charts and diagrams by id."""

    root: Any
    layout: Any
    drawings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Placeholder:
    """The place on the layout that a shape fills: its type, and its number there."""

    kind: str
    number: str


def read_title(slide: Any) -> str:
    """Return a slide's title in one line, or nothing."""
    for shape in _iterate_shapes(slide.find(f"{P}cSld/{P}spTree")):
        placeholder = _get_placeholder(shape)
        if placeholder and placeholder.kind in _TITLES and (text := _read_line(shape)):
            return text
    return ""


def add_shapes(draft: Draft, part: Part) -> None:
    """Append what stands on a slide but its title, in the order in which it is read aloud."""
    titled = False
    for shape in _iterate_shapes(part.root.find(f"{P}cSld/{P}spTree")):
        placeholder = _get_placeholder(shape)
        if placeholder and placeholder.kind in _TITLES and not titled:
            titled = bool(_read_line(shape))
        elif placeholder and placeholder.kind in _RUNNING:
            draft.add(BlockKind.BOILERPLATE, _read_line(shape))
        elif shape.tag == f"{P}graphicFrame":
            _add_frame(draft, shape, part.drawings)
        else:
            _add_text(draft, shape, placeholder, part.layout)


def add_notes(draft: Draft, notes: Any) -> None:
    """Append the notes below a slide, under a heading, if there are any."""
    bodies = [
        shape.find(f"{P}txBody")
        for shape in _iterate_shapes(notes.find(f"{P}cSld/{P}spTree"))
        if (placeholder := _get_placeholder(shape)) and placeholder.kind == "body"
        if _read_line(shape)
    ]
    if bodies:
        draft.add(BlockKind.HEADING, "Notes", level=_NOTES_LEVEL)
    for body in bodies:
        TextWriter(draft, []).write(body, bulleted=False)


def _iterate_shapes(tree: Any, depth: int = 0) -> Iterator[Any]:
    """Yield shapes and frames, seen through groups; of alternatives, the first."""
    for shape in () if tree is None or depth > _MOST_NESTED else tree:
        if shape.tag == f"{P}grpSp":
            yield from _iterate_shapes(shape, depth + 1)
        elif shape.tag == ALTERNATE:
            yield from _iterate_shapes(shape[0] if len(shape) else None, depth + 1)
        elif shape.tag in (f"{P}sp", f"{P}graphicFrame"):
            yield shape


def _get_placeholder(shape: Any) -> _Placeholder | None:
    element = next(shape.iter(f"{P}ph"), None)
    if element is None:
        return None
    return _Placeholder(element.get("type", ""), element.get("idx", ""))


def _read_line(shape: Any) -> str:
    return collapse_spaces(" ".join(map(read_paragraph, shape.iter(f"{A}p"))))


def _add_text(draft: Draft, shape: Any, placeholder: _Placeholder | None, layout: Any) -> None:
    body = shape.find(f"{P}txBody")
    if body is None:
        return
    styles = [body.find(f"{A}lstStyle")]
    if placeholder and layout is not None:
        styles += [
            other.find(f"{P}txBody/{A}lstStyle")
            for other in _iterate_shapes(layout.find(f"{P}cSld/{P}spTree"))
            if _get_placeholder(other) == placeholder and other.find(f"{P}txBody") is not None
        ]
    bulleted = placeholder is not None and placeholder.kind in _BULLETED
    TextWriter(draft, [s for s in styles if s is not None]).write(body, bulleted=bulleted)


def _add_frame(draft: Draft, frame: Any, drawings: dict[str, Any]) -> None:
    for table in frame.iter(f"{A}tbl"):
        _add_table(draft, table)
    for element in frame.iter():
        drawing = drawings.get(get_drawing_id(element))
        if drawing is not None:
            Emitter(draft).emit(read_drawing(drawing))


def _add_table(draft: Draft, table: Any) -> None:
    rows = []
    for row in table.iterchildren(f"{A}tr"):
        cells = list(row.iterchildren(f"{A}tc"))[:_MOST_COLUMNS]
        rows.append([
            "" if cell.get("hMerge") or cell.get("vMerge") else _read_line(cell) for cell in cells
        ])  # fmt: skip
    look = table.find(f"{A}tblPr")
    headed = look is not None and look.get("firstRow") in ("1", "true") and len(rows) > 1
    heads = int(headed) or count_heads(rows)
    add_table(draft, rows, heads, caption_above(draft))
