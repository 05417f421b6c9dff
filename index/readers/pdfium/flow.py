"""Pages into pieces in reading order: paragraphs, tables, fields, footnotes, running heads."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index.block import Box
from index.readers.pdfium.columns import ColumnLayout, split_regions
from index.readers.pdfium.headings import Headings, Style
from index.readers.pdfium.labels import take_labels
from index.readers.pdfium.lines import PageLine, build_lines, find_bullets
from index.readers.pdfium.notes import PageNote, flag_marks, take_notes
from index.readers.pdfium.page import Field, PageFrame, PdfPage, PdfTable, Rectangle
from index.readers.pdfium.paragraphs import (
    PdfParagraph,
    ends_sentence,
    find_marker,
    split_paragraphs,
)
from index.readers.pdfium.running_heads import Edge, find_edges, find_running_heads
from index.readers.pdfium.tables import build_aligned_table, take_ruled_tables

_RUNS_ON = re.compile(r"[^\W\d_]|[(\"“‘]")
_TITLE_PITCH = 1.5  # times the size, at most, from line to line of one heading
_MOST_TITLE_LINES = 3
_ENDS_OPEN = re.compile(r"[\w,–—\-\u00ad)\]\"”’⁰-⁹¹²³]$")


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page's number, and the frame on it."""

    page: int
    frame: PageFrame

    def box(self, box: Rectangle) -> Box:
        """Return a rectangle of the frame as a box on the page."""
        return self.frame.to_page(box, self.page)


@dataclass(eq=False)
class PagePiece:
    """What becomes a block: a paragraph, a table, a field, or a running head.

    Attributes:
        lines: of a paragraph, with their places; it may run over columns and pages.
        tail: what came last of a paragraph that runs over columns.
        style: of a heading.
        notes: footnotes that it refers to.
        running: text and boxes of a running head.
    """

    place: PagePlace
    paragraph: PdfParagraph | None = None
    tail: PdfParagraph | None = None
    lines: list[tuple[PagePlace, PageLine]] = field(default_factory=list)
    table: PdfTable | None = None
    form_field: Field | None = None
    field_box: Rectangle | None = None
    style: Style | None = None
    notes: list["PagePiece"] = field(default_factory=list)
    is_note: bool = False
    running: tuple[str, tuple[Box, ...]] | None = None


@dataclass(slots=True)
class _Sheet:
    """A page's frames with their lines; the main one first."""

    page: PdfPage
    frames: list[tuple[PagePlace, list[PageLine]]]


def build_pieces(pages: Iterable[PdfPage]) -> tuple[list[PagePiece], Headings]:
    """Return the pieces of a document in reading order, and how its headings look."""
    sheets = [_read_sheet(page) for page in pages]
    running = find_running_heads(list(_collect_edges(sheets)), len(sheets))
    headings = Headings(
        line
        for sheet in sheets
        for _, lines in sheet.frames
        for line in lines
        if id(line) not in running and not _content(line)
    )
    pieces: list[PagePiece] = []
    for sheet in sheets:
        tops: list[PagePiece] = []
        feet: list[PagePiece] = []
        for place, lines in sheet.frames:
            for line in lines:
                text, boxes = running.get(id(line), ("", ()))
                if text:
                    is_top = line.baseline < sheet.page.height / 2
                    (tops if is_top else feet).append(PagePiece(place, running=(text, boxes)))
        pieces += tops
        notes: list[PagePiece] = []
        for place, lines in sheet.frames:
            kept = [line for line in lines if id(line) not in running]
            pieces += _flow(place, kept, headings, notes)
        pieces += notes + feet
    headings.rank(piece.style for piece in pieces if piece.style)
    return _join_pieces(pieces, headings.body), headings


def _read_sheet(page: PdfPage) -> _Sheet:
    frames = []
    for i, frame in enumerate(page.frames or [PageFrame(1.0, 0.0)]):
        words = frame.words
        if i == 0:
            rules = [frame.rectangle_from_page(rule) for rule in page.rules]
            words = words + find_bullets(
                words, [frame.rectangle_from_page(dot) for dot in page.dots]
            )
            words, tables = take_ruled_tables(words, rules)
            words, fields = take_labels(words, page.fields, frame)
            words = words + tables + fields
        frames.append((PagePlace(page.number, frame), build_lines(words)))
    return _Sheet(page, frames)


def _collect_edges(sheets: Sequence[_Sheet]) -> Iterator[Edge]:
    for sheet in sheets:
        for i, (place, lines) in enumerate(sheet.frames):
            if i == 0:
                edges = find_edges(lines, sheet.page.height)
            else:
                edges = [(line, ("side", line.baseline)) for line in lines]
            for line, where in edges:
                yield Edge(line, place.page, where, place.box(line.box))


def _content(line: PageLine) -> bool:
    return any(word.content for word in line.words)


def _flow(
    place: PagePlace, lines: Sequence[PageLine], headings: Headings, unplaced: list[PagePiece]
) -> list[PagePiece]:
    """Return the pieces of a frame; notes that nothing refers to are added to ``unplaced``."""
    pieces: list[PagePiece] = []
    notes: list[PageNote] = []
    for region in split_regions(lines):
        if region.layout is ColumnLayout.TABLE:
            table = build_aligned_table(region.lines, region.gutters)
            pieces.append(PagePiece(place, table=table))
            continue
        texts, found = take_notes(split_paragraphs(region), headings.body)
        notes += found
        for paragraph in texts:
            pieces += _build_pieces(place, paragraph, headings)
    paragraphs = [piece.paragraph for piece in pieces if piece.paragraph]
    places = flag_marks(paragraphs, notes)
    owners = {id(piece.paragraph): piece for piece in pieces if piece.paragraph}
    for note in notes:
        piece = _text_piece(place, note.paragraph)
        piece.is_note = True
        owner = owners.get(id(places.get(note.mark)))
        (owner.notes if owner else unplaced).append(piece)
    return pieces


def _build_pieces(
    place: PagePlace, paragraph: PdfParagraph, headings: Headings
) -> Iterator[PagePiece]:
    """Yield a paragraph, or what stands on its only line beside its words, from left to right."""
    words = paragraph.lines[0].words
    if not _content(paragraph.lines[0]):
        piece = _text_piece(place, paragraph)
        piece.style = headings.find_style(paragraph)
        yield piece
        return
    text: list[PageLine] = []
    for word in words:
        if isinstance(word.content, PdfTable):
            yield PagePiece(place, table=word.content)
        elif isinstance(word.content, Field):
            yield PagePiece(place, form_field=word.content, field_box=word.box)
        elif text and text[-1].words[-1] is words[words.index(word) - 1]:
            text[-1].words.append(word)
        else:
            text.append(PageLine([word]))
    for line in text:
        yield _text_piece(place, PdfParagraph([line], paragraph.left, paragraph.right))


def _text_piece(place: PagePlace, paragraph: PdfParagraph) -> PagePiece:
    lines = [(place, line) for line in paragraph.lines]
    return PagePiece(place, paragraph, paragraph, lines)


def _join_pieces(pieces: Sequence[PagePiece], body: float) -> list[PagePiece]:
    """Join paragraphs that run over the end of a column or page, and the lines of a title."""
    joined: list[PagePiece] = []
    last: PagePiece | None = None
    for piece in pieces:
        if joined and piece.style and piece.style[0] > body and _goes_on(joined[-1], piece):
            joined[-1].lines += piece.lines
            continue
        is_text = piece.paragraph is not None and not piece.style and not piece.is_note
        if is_text and last is not None and _runs_on(last, piece):
            last.lines += piece.lines
            last.tail = piece.paragraph
            last.notes += piece.notes
            continue
        joined.append(piece)
        if is_text:
            last = piece
        elif piece.style:
            last = None
    return joined


def _goes_on(title: PagePiece, piece: PagePiece) -> bool:
    """Return whether a heading goes on one that was broken where there was room left."""
    if not title.style or title.style != piece.style or title.place is not piece.place:
        return False
    above, below = title.lines[-1][1], piece.lines[0][1]
    if len(title.lines) + len(piece.lines) > _MOST_TITLE_LINES or not below.text[0].isalpha():
        return False
    if ends_sentence(above.text) or find_marker(below):
        return False
    return 0 < below.baseline - above.baseline < _TITLE_PITCH * above.size


def _runs_on(last: PagePiece, piece: PagePiece) -> bool:
    above, below = last.lines[-1], piece.lines[0]
    if above[0] is below[0] and above[1].baseline < below[1].baseline:
        return False  # in one column, the gap between them said enough
    text, following = above[1].text, below[1].text
    if last.tail is None or piece.paragraph is None or piece.paragraph.marker:
        return False
    if abs(above[1].size / below[1].size - 1) > 0.05:
        return False
    if last.tail.is_stretched:  # and so goes on, unless its end fits by chance
        return below[1].box.left < piece.paragraph.left + 0.5 * below[1].size
    if ends_sentence(text):
        return False
    if following[0].islower() and _ENDS_OPEN.search(text):
        return True
    may_run_on = _ENDS_OPEN.search(text) and _RUNS_ON.match(following)
    return last.tail.is_full and may_run_on is not None
