"""Pieces of a document into a draft: each becomes a block and knows what it hangs on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from index.block import CELL_SEPARATOR, BlockKind, Box, Draft, shift_boxes
from index.readers.base import clean_title
from index.readers.pdfium.flow import PagePiece, build_pieces
from index.readers.pdfium.headings import Headings
from index.readers.pdfium.hyphens import Hyphenation
from index.readers.pdfium.page import PdfPage, Word
from index.readers.pdfium.paragraphs import find_marker

_CAPTION = re.compile(r"(?i)(?:table|figure|fig\.|chart|exhibit|plate|map|diagram)\s*[A-Z]?\d+")
_LEADERS = re.compile(r"(?:\s?\.){4,}\s*")
_BULLET = re.compile(r"[•◦▪‣·●○■□➢✓✔*–—-]\s+")
_LONGEST_QUESTION = 250
_INDENT = 0.7  # sizes of the type


def build_draft(pages: Sequence[PdfPage], properties: dict[str, str]) -> Draft:
    """Build the draft of a document.

    Args:
        properties: what the file says about itself, by lower-case names.
    """
    pieces, headings = build_pieces(pages)
    return _Builder(pieces, headings, properties).build()


class _Builder:
    def __init__(
        self, pieces: Sequence[PagePiece], headings: Headings, properties: dict[str, str]
    ) -> None:
        self.pieces = _lift_captions(pieces)
        self.headings = headings
        self.properties = dict(properties)
        self.draft = Draft(title=clean_title(self.properties.pop("title", "")))
        self.draft.metadata = self.properties
        self.hyphens = Hyphenation(
            line.text
            for piece in pieces
            for part in [piece, *piece.notes]
            for _, line in part.lines
        )
        self.joined = [self._join(piece) for piece in self.pieces]
        self.texts = [text for text, _ in self.joined]
        self.questions = self._find_questions()
        self.question: int | None = None
        self.items: list[tuple[float, int]] = []  # indents and places of the items that are open
        self.lead_in: int | None = None

    def build(self) -> Draft:
        """Return the draft."""
        self._add_metadata()
        for i, piece in enumerate(self.pieces):
            if piece.running:
                self.draft.add(BlockKind.BOILERPLATE, piece.running[0], boxes=piece.running[1])
            elif piece.table:
                self._add_table(i, piece)
            elif piece.form_field and piece.field_box:
                kind = BlockKind.PARAGRAPH if piece.form_field.is_note else BlockKind.FORM_FIELD
                box = piece.place.box(piece.field_box)
                self.draft.add(kind, piece.form_field.text, boxes=(box,))
            elif piece.is_note:
                self.draft.add(BlockKind.FOOTNOTE, self.texts[i], boxes=self.joined[i][1])
            elif piece.lines:
                self._add_text(i, piece)
        return self.draft

    def _join(self, piece: PagePiece) -> tuple[str, tuple[Box, ...]]:
        """Return the text of a piece's lines, and their boxes."""
        text, starts = self.hyphens.join(
            [_LEADERS.sub(" … ", line.text) for _, line in piece.lines]
        )
        return text, _boxes(piece, starts)

    def _write_cells(self, cells: Sequence[str]) -> str:
        return CELL_SEPARATOR.join(self.hyphens.join(cell.split("\n"))[0] for cell in cells)

    def _add_metadata(self) -> None:
        visible = " ".join(self.texts).casefold()
        if self.draft.title and self.draft.title.casefold() not in visible:
            self.draft.add(BlockKind.METADATA, f"Title: {self.draft.title}")
        for name in ("author", "subject", "keywords", "created"):
            value = self.properties.get(name, "")
            if value and value.casefold() not in visible:
                self.draft.add(BlockKind.METADATA, f"{name.capitalize()}: {value}")

    def _find_questions(self) -> set[int]:
        """Return the pieces that are questions with answers, if there are several."""
        found = set()
        for i, text in enumerate(self.texts[:-1]):
            following = self.pieces[i + 1]
            answer = self.texts[i + 1]
            answered = (
                answer and not answer.endswith("?") and not following.style
            ) or following.table
            if text.endswith("?") and len(text) <= _LONGEST_QUESTION and answered:
                found.add(i)
        return found if len(found) > 1 else set()

    def _add_text(self, i: int, piece: PagePiece) -> None:
        text, boxes = self.joined[i]
        if i in self.questions:
            self.question = place = self.draft.add(BlockKind.QUESTION, text, boxes=boxes)
            self._close_list()
        elif piece.style:
            level = self.headings.level(piece.style, text)
            place = self.draft.add(BlockKind.HEADING, text, level=level, boxes=boxes)
            self.question = None
            self._close_list()
        elif self._is_code(piece):
            text, boxes = _join_code(piece)
            place = self.draft.add(BlockKind.CODE, text, parent=self._parent(), boxes=boxes)
        elif find_marker(piece.lines[0][1]):
            place = self._add_item(piece, text, boxes)
        elif _CAPTION.match(text) and self._is_caption(i):
            place = self.draft.add(BlockKind.CAPTION, text, boxes=boxes)
        else:
            place = self._add_paragraph(piece, text, boxes)
        for note in piece.notes:
            text, boxes = self._join(note)
            self.draft.add(BlockKind.FOOTNOTE, text, parent=place, boxes=boxes)

    def _add_paragraph(self, piece: PagePiece, text: str, boxes: tuple[Box, ...]) -> int:
        indent, size = _indent(piece), piece.lines[0][1].size
        while self.items and self.items[-1][0] > indent - _INDENT * size:
            self.items.pop()
        parent = self.items[-1][1] if self.items else self.question
        place = self.draft.add(BlockKind.PARAGRAPH, text, parent=parent, boxes=boxes)
        if not self.items:
            self.lead_in = place if text.endswith(":") else None
        return place

    def _add_item(self, piece: PagePiece, text: str, boxes: tuple[Box, ...]) -> int:
        indent, size = _indent(piece), piece.lines[0][1].size
        while self.items and self.items[-1][0] > indent - _INDENT * size:
            self.items.pop()
        parent = self._parent()
        level = len(self.items) + 1
        if bullet := _BULLET.match(text):
            text, boxes = f"- {text[bullet.end() :]}", shift_boxes(boxes, 2 - bullet.end())
        place = self.draft.add(BlockKind.LIST_ITEM, text, level=level, parent=parent, boxes=boxes)
        self.items.append((indent, place))
        return place

    def _is_code(self, piece: PagePiece) -> bool:
        return piece.lines[0][1].is_code and not self.headings.body_is_code

    def _parent(self) -> int | None:
        if self.items:
            return self.items[-1][1]
        return self.lead_in if self.lead_in is not None else self.question

    def _close_list(self) -> None:
        self.items.clear()
        self.lead_in = None

    def _is_caption(self, i: int) -> bool:
        beside = self.pieces[i + 1 : i + 2]
        return len(self.texts[i]) < 300 or any(piece.table for piece in beside)

    def _add_table(self, i: int, piece: PagePiece) -> None:
        table = piece.table
        if table is None:
            return
        self._close_list()
        last = self.draft.blocks[-1] if self.draft.blocks else None
        has_caption = i > 0 and last is not None and last.kind is BlockKind.CAPTION
        parent = len(self.draft.blocks) - 1 if has_caption else self.question
        heads = table.rows[: table.heads]
        if heads:
            columns = zip(*(row.cells for row in heads), strict=True)
            text = self._write_cells(["\n".join(filter(None, column)) for column in columns])
            boxes = tuple(piece.place.box(row.box) for row in heads)
            parent = self.draft.add(BlockKind.TABLE_HEAD, text, parent=parent, boxes=boxes)
        for row in table.rows[table.heads :]:
            box = piece.place.box(row.box)
            self.draft.add(
                BlockKind.TABLE_ROW, self._write_cells(row.cells), parent=parent, boxes=(box,)
            )


def _join_code(piece: PagePiece) -> tuple[str, tuple[Box, ...]]:
    """Return lines of code, indented as they are, and their boxes."""
    lines = [line for _, line in piece.lines]
    left = min(line.box.left for line in lines)
    words = [word for line in lines for word in line.words]
    width = sum(w.right - w.left for w in words) / sum(len(w.text) for w in words)
    texts = [
        "".join(_pad(word, before, width) + word.text for before, word in _pairs(line.words, left))
        for line in lines
    ]
    starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
    return "\n".join(texts), _boxes(piece, starts)


def _pairs(words: Sequence[Word], left: float) -> Iterator[tuple[float, Word]]:
    """Yield each word with the place where the one before it ends."""
    for word in words:
        yield left, word
        left = word.right


def _pad(word: Word, left: float, width: float) -> str:
    return " " * max(0, min(80, round((word.left - left) / width)))


def _boxes(piece: PagePiece, starts: Iterable[int]) -> tuple[Box, ...]:
    """Return the boxes of a piece's lines, which begin at these places of its text."""
    return tuple(
        replace(place.box(line.box), start=start)
        for (place, line), start in zip(piece.lines, starts, strict=True)
    )


def _indent(piece: PagePiece) -> float:
    left = piece.paragraph.left if piece.paragraph else 0.0
    return piece.lines[0][1].box.left - left


def _lift_captions(pieces: Sequence[PagePiece]) -> list[PagePiece]:
    """Move a table's caption that stands below it above it."""
    lifted = list(pieces)
    for i in range(1, len(lifted)):
        above, piece = lifted[i - 1], lifted[i]
        if not (above.table and piece.lines) or (i > 1 and _is_caption_piece(lifted[i - 2])):
            continue
        if _is_caption_piece(piece) and not (i + 1 < len(lifted) and lifted[i + 1].table):
            lifted[i - 1], lifted[i] = piece, above
    return lifted


def _is_caption_piece(piece: PagePiece) -> bool:
    text = piece.lines[0][1].text if piece.lines else ""
    return re.match(r"(?i)table\s*[A-Z]?\d+", text) is not None
