"""Parts of a page: words, ruled lines, filled fields, and the frames that text is drawn in.

All coordinates are PDF points with y growing downwards. Those of a page are from the top left
corner of the page as it is shown; those of a frame run along its text, so that text that is drawn
sideways reads from left to right as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from index.block import Box


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle in the coordinates of a page or a frame."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point is inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(slots=True)
class Word:
    """Characters that are drawn as one word.

    Attributes:
        baseline: y of the line that it stands on.
        size: of its type, in points, as shown.
        mono: whether all characters are as wide as one another, as in code.
        shift: 1 for a superscript, -1 for a subscript, else 0.
        is_mark: whether it refers to a footnote of its page.
        is_apart: whether it is certain that no word goes on with it.
        content: a table or a field that stands here in place of text.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool = False
    mono: bool = False
    shift: int = 0
    is_mark: bool = False
    is_apart: bool = False
    content: "PdfTable | Field | None" = None

    @property
    def box(self) -> Rectangle:
        """Rectangle around the word."""
        return Rectangle(self.left, self.top, self.right, self.bottom)


@dataclass(frozen=True, slots=True)
class PdfRow:
    """A row of a table: its cells' texts, line by line, and where it stands."""

    cells: tuple[str, ...]
    box: Rectangle
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table; the first ``heads`` of its rows are the heads of its columns."""

    rows: tuple[PdfRow, ...]
    heads: int


@dataclass(frozen=True, slots=True)
class Field:
    """A form's field with its label, as text."""

    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What a form's field holds, or an annotation of text says.

    Attributes:
        box: where it stands, in the page's coordinates.
        value: the text, or "☒" and "☐" for boxes that are ticked or aren't.
        label: what the form's maker called it, for people; may be empty.
        is_box: whether it is a box or button to be ticked.
        is_note: whether it is a text laid over the page, without a label.
    """

    box: Rectangle
    value: str
    label: str = ""
    is_box: bool = False
    is_note: bool = False


@dataclass(slots=True)
class PageFrame:
    """Words of a page that are drawn in one direction, the unit vector (dx, dy).

    ``is_rtl`` says that they are read from right to left; x grows that way then.
    """

    dx: float
    dy: float
    words: list[Word] = field(default_factory=list)
    is_rtl: bool = False

    def from_page(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point of the page into one of this frame."""
        along = x * self.dx + y * self.dy
        return -along if self.is_rtl else along, y * self.dx - x * self.dy

    def rectangle_from_page(self, box: Rectangle) -> Rectangle:
        """Turn a rectangle of the page into one of this frame."""
        return _bounds([self.from_page(x, y) for x, y in _corners(box)])

    def to_page(self, box: Rectangle, page: int) -> Box:
        """Turn a rectangle of this frame into a box on the page."""
        sign = -1.0 if self.is_rtl else 1.0
        points = [
            (sign * u * self.dx - v * self.dy, sign * u * self.dy + v * self.dx)
            for u, v in _corners(box)
        ]
        bounds = _bounds(points)
        return Box(
            page,
            round(bounds.left, 1),
            round(bounds.top, 1),
            round(bounds.right, 1),
            round(bounds.bottom, 1),
        )


@dataclass(slots=True)
class PdfPage:
    """A page: its frames, the one with most text first, ruled lines, dots and fields.

    ``rules`` are level and upright lines, ``dots`` small drawings as wide as they are high, which
    may be bullets; all in the page's coordinates.
    """

    number: int
    width: float
    height: float
    frames: list[PageFrame] = field(default_factory=list)
    rules: list[Rectangle] = field(default_factory=list)
    dots: list[Rectangle] = field(default_factory=list)
    fields: list[FieldValue] = field(default_factory=list)


def bound(parts: Iterable[Word | Rectangle]) -> Rectangle:
    """Return the smallest rectangle around words or rectangles."""
    parts = list(parts)
    return Rectangle(
        min(part.left for part in parts),
        min(part.top for part in parts),
        max(part.right for part in parts),
        max(part.bottom for part in parts),
    )


def _corners(box: Rectangle) -> list[tuple[float, float]]:
    return [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]


def _bounds(points: list[tuple[float, float]]) -> Rectangle:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rectangle(min(xs), min(ys), max(xs), max(ys))
