"""Characters of a page, with their places and their type, as PDFium gives them."""

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from index.readers.pdfium.page import PageFrame

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0a8": "☐", "\uf06f": "☐",
    "\uf0fe": "☒", "\uf078": "☒", "\uf02d": "-", "\x02": "-",
}  # fmt: skip
# Fonts of TeX without names for their characters come with their codes, of the Cork encoding and
# of that of its companion, which are control characters elsewhere.
_TEX = {
    "\x0b": "ff", "\x0c": "fi", "\x0e": "ffi", "\x0f": "ffl", "\x10": "“", "\x11": "”",
    "\x12": "„", "\x13": "«", "\x14": "»", "\x15": "–", "\x16": "—", "\x19": "ı",
    "\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl", "\x88": "•",
}  # fmt: skip
_SPELLED = {**_LIGATURES, **_SYMBOLS, **_TEX, "ℎ": "h"}
_MATHEMATICAL = range(0x1D400, 0x1D800)
_BOLD_NAME = re.compile(r"(?i)bold|black|heavy|demi|-medi$|\bbd\b|cmbx|sfbx|cmb\d")
_MONO_NAME = re.compile(r"(?i)courier|mono|consol|typewriter|menlo|cmtt|sftt|\bcode\b")
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18  # of a font's flags


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Type of a text object, and the unit vector along it on the page as it is shown."""

    size: float
    bold: bool
    mono: bool
    dx: float
    dy: float
    upright: bool  # runs along one of the page's sides


@dataclass(slots=True)
class Strip:
    """What the characters of a text object have in common, in the frame of their direction."""

    style: TypeStyle
    top: float
    bottom: float
    baseline: float


@dataclass(slots=True)
class Character:
    """A visible character; ``left`` and ``right`` are in the frame of its direction."""

    text: str
    left: float
    right: float
    strip: Strip


class PageTransform:
    """Turns a page's own coordinates, y upwards, into those of the page as it is shown.

    Args:
        rotation: of the page, clockwise, in quarters.
        box: the part that is shown: left, bottom, right, top.
    """

    def __init__(self, rotation: int, box: tuple[float, float, float, float]) -> None:
        left, bottom, right, top = box
        self.xx, self.xy, self.x, self.yx, self.yy, self.y = [
            (1.0, 0.0, -left, 0.0, -1.0, top),
            (0.0, 1.0, -bottom, 1.0, 0.0, -left),
            (-1.0, 0.0, right, 0.0, 1.0, -bottom),
            (0.0, -1.0, top, -1.0, 0.0, right),
        ][rotation % 4]

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page is shown."""
        return self.xx * x + self.xy * y + self.x, self.yx * x + self.yy * y + self.y

    def turn(self, x: float, y: float) -> tuple[float, float]:
        """Return a direction as it is shown."""
        return self.xx * x + self.xy * y, self.yx * x + self.yy * y


def read_characters(
    text_page: ctypes.c_void_p, transform: PageTransform
) -> Iterator[Character | None]:
    """Yield the visible characters, in the frame of their direction; None for a space."""
    get_unicode, get_object = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject
    measure = _Measure(text_page, transform)
    last, strip, begins_word = 0, None, True
    for i in range(pdfium.FPDFText_CountChars(text_page)):
        item = get_object(text_page, i)
        if not item:  # PDFium made it up
            begins_word = True
            continue
        code = get_unicode(text_page, i)
        text = chr(code) if 0 < code < 0x110000 else "\ufffd"
        text = _SPELLED.get(text, text)
        if text.isspace() or text in "\u200b\ufeff":
            begins_word = True
            yield None
            continue
        if 0xD800 <= code < 0xE000:
            text = _join_surrogates(code, get_unicode(text_page, i + 1))
        if text < " ":
            continue
        address = ctypes.addressof(item.contents)
        if address != last or strip is None or not strip.style.upright:
            style = strip.style if strip and address == last else None
            last = address
            strip = measure.strip(i, style or _read_style(text_page, i, item, transform))
        left, right = measure.sides(i, begins_word)
        begins_word = False
        yield Character(text, left, right, strip)


def _join_surrogates(high: int, low: int) -> str:
    """Return the character beyond U+FFFF that two items stand for; nothing for the second item.

    Letters of formulas, which have a place there in italics, become plain ones.
    """
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return ""
    code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
    return unicodedata.normalize("NFKC", chr(code)) if code in _MATHEMATICAL else chr(code)


class _Measure:
    """Measures characters in the frame of their direction."""

    def __init__(self, text_page: ctypes.c_void_p, transform: PageTransform) -> None:
        self.text_page, self.transform = text_page, transform
        self.box = pdfium.FS_RECTF()
        self.pointer = ctypes.byref(self.box)
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.pointers = ctypes.byref(self.x), ctypes.byref(self.y)
        self.style: TypeStyle | None = None
        self.sign, self.start, self.is_level = 1.0, 0.0, True
        self.origin = 0.0

    def strip(self, i: int, style: TypeStyle) -> Strip:
        """Return what a character shares with those of its text object, which come next."""
        self.style = style
        frame, apply = PageFrame(style.dx, style.dy), self.transform.apply
        pdfium.FPDFText_GetCharOrigin(self.text_page, i, *self.pointers)
        self.origin, baseline = frame.from_page(*apply(self.x.value, self.y.value))
        top, bottom = baseline - 0.8 * style.size, baseline + 0.2 * style.size
        if not style.upright:
            return Strip(style, top, bottom, baseline)
        zero, _ = frame.from_page(*apply(0.0, 0.0))
        across, _ = frame.from_page(*apply(1.0, 0.0))
        along, _ = frame.from_page(*apply(0.0, 1.0))
        self.is_level = abs(across - zero) > 0.5
        self.sign, self.start = (across if self.is_level else along) - zero, zero
        if pdfium.FPDFText_GetLooseCharBox(self.text_page, i, self.pointer):
            _, end1 = frame.from_page(*apply(self.box.left, self.box.bottom))
            _, end2 = frame.from_page(*apply(self.box.right, self.box.top))
            top, bottom = min(end1, end2), max(end1, end2)
        return Strip(style, top, bottom, baseline)

    def sides(self, i: int, begins_word: bool) -> tuple[float, float]:
        """Return where a character begins and ends along its line, with its own space.

        What is drawn of it may begin further left, as an italic "f" does; at the beginning of a
        word, that would narrow the space before it.
        """
        style, box = self.style, self.box
        if style is None or not style.upright:
            return self.origin, self.origin + 0.5 * (style.size if style else 0.0)
        pdfium.FPDFText_GetLooseCharBox(self.text_page, i, self.pointer)
        first, second = (box.left, box.right) if self.is_level else (box.bottom, box.top)
        sides = self.start + first, self.start + second
        if self.sign < 0:
            sides = self.start - second, self.start - first
        return (max(sides[0], self._along(i)), sides[1]) if begins_word else sides

    def _along(self, i: int) -> float:
        """Return where a character's own space begins, in a frame that is upright."""
        pdfium.FPDFText_GetCharOrigin(self.text_page, i, *self.pointers)
        return self.start + self.sign * (self.x.value if self.is_level else self.y.value)


def _read_style(
    text_page: ctypes.c_void_p, i: int, item: ctypes.c_void_p, transform: PageTransform
) -> TypeStyle:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, i, ctypes.byref(matrix))
    size = pdfium.FPDFText_GetFontSize(text_page, i) * math.hypot(matrix.c, matrix.d)
    dx, dy = transform.turn(matrix.a, matrix.b)
    angle = math.degrees(math.atan2(dy, dx))
    square = 90 * round(angle / 90)
    upright = abs(angle - square) <= 2
    angle = math.radians(square if upright else 5 * round(angle / 5))
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text_page, i, name, 128, ctypes.byref(flags))
    font = name.value.decode("utf-8", "replace")
    drawn_bold = (
        pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    )
    bold = (
        drawn_bold
        or _BOLD_NAME.search(font) is not None
        or pdfium.FPDFText_GetFontWeight(text_page, i) >= _BOLD_WEIGHT
        or bool(flags.value & _FORCE_BOLD)
    )
    mono = _MONO_NAME.search(font) is not None
    direction = round(math.cos(angle), 6) + 0.0, round(math.sin(angle), 6) + 0.0
    return TypeStyle(max(size, 0.1), bold, mono, *direction, upright)
