"""Plain text -> blocks that know what they hang on, by what the text looks like.

``index.blocks`` cuts the text and tells headings and boilerplate; here each piece gets its kind
and its parent. Formats that say what their pieces are don't come through here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.block import CELL_SEPARATOR, Block, BlockKind, split_cells
from index.blocks import Kind, TextBlock, split_blocks

_HASHES = re.compile(r"#{1,6}(?=\s)")
_NUMBERING = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s")
# A marker of a list, by its style: bullets, "1.", "(1)", "a)", "(iv)".
_MARKERS = {
    "bullet": re.compile(r"[-*•‣◦▪·–]\s"),
    "clause": re.compile(r"\d{1,3}\.\d{1,3}(?:\.\d{1,3}){0,3}\.?\s"),
    "number": re.compile(r"\d{1,3}[.)]\s"),
    "number in brackets": re.compile(r"\(\d{1,3}\)\s"),
    "roman": re.compile(r"\(?(?:ii|iii|iv|vi|vii|viii|ix|xi|xii)[.)]\s"),
    "letter": re.compile(r"\(?[a-z][.)]\s"),
}
_TOP_LEVEL, _UNMARKED_LEVEL = 1, 2
_RULE = re.compile(r"(?=[^|]{0,100}\|)[|:\s-]+")
_FEWEST_ROWS = 3
_FEWEST_QUESTIONS = 2
_SPACES_PER_LEVEL = 2  # of indent, below which bullets are of one depth


@dataclass(slots=True)
class _OpenItem:
    """A list item that others may hang on: its place, and its marker with that one's style."""

    place: int
    style: str
    marker: str


def infer_blocks(text: str) -> tuple[Block, ...]:
    """Cut a text into blocks and find what each hangs on.

    >>> blocks = infer_blocks("# Rules\\n\\nYou must:\\n- sign\\n- pay")
    >>> [(b.kind.value, b.parent) for b in blocks]
    [('heading', None), ('paragraph', 0), ('list item', 1), ('list item', 1)]
    """
    pieces = split_blocks(text)
    kinds = _find_kinds(text, pieces)
    blocks: list[Block] = []
    headings: list[int] = []
    items: list[_OpenItem] = []
    question: int | None = None
    table: int | None = None
    for place, (piece, kind) in enumerate(zip(pieces, kinds, strict=True)):
        level, parent = 0, headings[-1] if headings else None
        if question is not None and kind not in _APART_FROM_ANSWERS:
            parent = question
        content = text[piece.start : piece.end]
        if kind is not BlockKind.LIST_ITEM and kind is not BlockKind.BOILERPLATE:
            items = []
        if kind is BlockKind.HEADING:
            level = _heading_level(content, is_first=not blocks)
            while headings and blocks[headings[-1]].level >= level:
                headings.pop()
            parent, question = headings[-1] if headings else None, None
            headings.append(place)
        elif kind is BlockKind.QUESTION:
            question = place
        elif kind is BlockKind.TABLE_HEAD:
            table = place
        elif kind is BlockKind.TABLE_ROW:
            if not place or not _is_next_row(text, pieces, kinds, place):
                table = None
            parent = table if table is not None else parent
        elif kind is BlockKind.LIST_ITEM:
            indent = piece.start - text.rfind("\n", 0, piece.start) - 1
            parent, level = _hang_item(content, indent, blocks, text, items, parent)
        blocks.append(Block(kind, piece.start, piece.end, level, parent))
    return tuple(blocks)


_OF_TABLES = (BlockKind.TABLE_HEAD, BlockKind.TABLE_ROW)
_APART_FROM_ANSWERS = (BlockKind.HEADING, BlockKind.QUESTION, BlockKind.BOILERPLATE)
_KINDS = {Kind.HEADING: BlockKind.HEADING, Kind.BOILERPLATE: BlockKind.BOILERPLATE}


def _find_kinds(text: str, pieces: Sequence[TextBlock]) -> list[BlockKind]:
    kinds = []
    for piece in pieces:
        content = text[piece.start : piece.end]
        kind = _KINDS.get(piece.kind, BlockKind.PARAGRAPH)
        if kind is BlockKind.PARAGRAPH and CELL_SEPARATOR in content and "\n" not in content:
            kind = BlockKind.TABLE_ROW
        elif kind is BlockKind.PARAGRAPH and _marker_style(content):
            kind = BlockKind.LIST_ITEM
        kinds.append(kind)
    _mark_table_heads(text, pieces, kinds)
    _mark_questions(text, pieces, kinds)
    return kinds


def _mark_table_heads(text: str, pieces: Sequence[TextBlock], kinds: list[BlockKind]) -> None:
    """Mark the first row of a table as its head if it has no figure where others have."""
    place = 0
    while place < len(kinds):
        first, rows = place, []
        while place < len(kinds) and (place == first or _is_next_row(text, pieces, kinds, place)):
            if kinds[place] is BlockKind.TABLE_ROW:
                rows.append(text[pieces[place].start : pieces[place].end])
            place += 1
        if kinds[first] is BlockKind.TABLE_ROW and (
            (len(rows) > 1 and _is_rule(text, pieces[first + 1])) or _is_head(rows)
        ):
            kinds[first] = BlockKind.TABLE_HEAD


def _is_next_row(
    text: str, pieces: Sequence[TextBlock], kinds: Sequence[BlockKind], place: int
) -> bool:
    """Say whether a piece goes on with the table above it, as a row or the rule below its head."""
    above, piece = pieces[place - 1], pieces[place]
    if text.count("\n", above.end, piece.start) > 1:
        return False
    goes_on = kinds[place] in _OF_TABLES or _is_rule(text, piece)
    return goes_on and (kinds[place - 1] in _OF_TABLES or _is_rule(text, above))


def _is_rule(text: str, piece: TextBlock) -> bool:
    """Say whether a piece is the rule of a table in Markdown: "|---|---|"."""
    return bool(_RULE.fullmatch(text, piece.start, piece.end))


def _is_head(rows: Sequence[str]) -> bool:
    """Say whether the first of a table's rows names its columns."""
    has_figures = any(map(_has_digit, rows[1:]))
    if len(rows) < 2 or not (has_figures or len(rows) >= _FEWEST_ROWS):
        return False
    return not _has_digit(rows[0]) and len({len(split_cells(row)) for row in rows}) == 1


def _has_digit(row: str) -> bool:
    return any(map(str.isdigit, row))


def _mark_questions(text: str, pieces: Sequence[TextBlock], kinds: list[BlockKind]) -> None:
    """Mark the questions of an FAQ or interview: alone, and followed by what answers them."""
    questions = [
        place
        for place in range(len(kinds) - 1)
        if kinds[place] in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        and text[pieces[place].start : pieces[place].end].rstrip("*_").endswith("?")
        and text.count("\n", pieces[place].start, pieces[place].end) == 0
        and kinds[place + 1] not in (BlockKind.HEADING, BlockKind.BOILERPLATE)
        and not text[pieces[place + 1].start : pieces[place + 1].end].endswith("?")
    ]
    if len(questions) >= _FEWEST_QUESTIONS:
        for place in questions:
            if kinds[place] is BlockKind.PARAGRAPH:
                kinds[place] = BlockKind.QUESTION


def _heading_level(content: str, *, is_first: bool) -> int:
    """Return the level of a heading: by its "#", its numbering, or 1 for the title."""
    if hashes := _HASHES.match(content):
        return len(hashes[0])
    if number := _NUMBERING.match(content):
        return _TOP_LEVEL + 1 + number[1].count(".")
    return _TOP_LEVEL if is_first else _UNMARKED_LEVEL


def _hang_item(
    content: str,
    indent: int,
    blocks: Sequence[Block],
    text: str,
    items: list[_OpenItem],
    heading: int | None,
) -> tuple[int | None, int]:
    """Find the parent and the depth of a list item; ``items`` are those that are open."""
    marker = content.split(maxsplit=1)[0].strip("().")
    style = _style_among(_marker_style(content), marker, indent, items)
    while items and style in [item.style for item in items] and items[-1].style != style:
        items.pop()
    if items and items[-1].style == style:
        parent = blocks[items[-1].place].parent
        items[-1] = _OpenItem(len(blocks), style, marker)
        return parent, len(items)
    if items:
        parent = items[-1].place
    else:
        before = blocks[-1] if blocks else None
        leads_in = (
            before is not None
            and before.kind is BlockKind.PARAGRAPH
            and text[before.start : before.end].endswith(":")
        )
        parent = len(blocks) - 1 if leads_in else heading
    items.append(_OpenItem(len(blocks), style, marker))
    return parent, len(items)


def _style_among(style: str, marker: str, indent: int, items: Sequence[_OpenItem]) -> str:
    """Return the style of a marker among those above it.

    Of bullets the indent tells how deep they are. "(i)" is a Roman number unless it comes after
    "(h)", and so are "(v)" and "(x)" after another.
    """
    if style == "bullet":
        return f"bullet {indent // _SPACES_PER_LEVEL}"
    if style == "letter" and marker in ("i", "v", "x"):
        letters = [item.marker for item in items if item.style == "letter"]
        in_roman = bool(items) and items[-1].style == "roman"
        if in_roman or (marker == "i" and letters[-1:] != ["h"]):
            return "roman"
    return style


def _marker_style(content: str) -> str:
    """Return the style of the marker that a text begins with, or nothing."""
    return next((style for style, marker in _MARKERS.items() if marker.match(content)), "")
