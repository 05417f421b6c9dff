"""Words of a page, with their places and their type, out of PDFium's characters."""

import ctypes
import math
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2.raw as pdfium

from index.readers.pdfium.page import Frame, Word

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0a8": "☐", "\uf06f": "☐",
    "\uf0fe": "☒", "\uf078": "☒", "\uf02d": "-", "\x02": "-",
}  # fmt: skip
_SPELLED = {**_LIGATURES, **_SYMBOLS}
_BOLD_NAME = re.compile(r"(?i)bold|black|heavy|demi|-medi$|\bbd\b|cmbx|sfbx|cmb\d")
_MONO_NAME = re.compile(r"(?i)courier|mono|consol|typewriter|menlo|cmtt|sftt|\bcode\b")
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18  # of a font's flags
_WORD_GAP = 0.16  # of the type's size
_SPACED_OUT = 0.08  # gap between the letters of one word that is set with wide spaces
_MOST_SPACED = 0.6
_RUN_GAP = 4.0
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class _Style:
    """Type of a text object, and the unit vector along it on the page as it is shown."""

    size: float
    bold: bool
    mono: bool
    dx: float
    dy: float
    upright: bool  # runs along one of the page's sides


@dataclass(slots=True)
class _Strip:
    """What the characters of a text object have in common, in the frame of their direction."""

    style: _Style
    top: float
    bottom: float
    baseline: float


@dataclass(slots=True)
class _Character:
    text: str
    left: float
    right: float
    strip: _Strip


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


def read_frames(text_page: ctypes.c_void_p, transform: PageTransform) -> list[Frame]:
    """Return the words of a page by the direction that they are drawn in, the commonest first."""
    frames: dict[tuple[float, float], Frame] = {}
    lengths: Counter[tuple[float, float]] = Counter()
    for run in _split_runs(_read_characters(text_page, transform)):
        style = next(character.strip.style for character in run if character is not None)
        key = style.dx, style.dy
        frame = frames.setdefault(key, Frame(*key))
        words = _split_words(run)
        frame.words.extend(words)
        lengths[key] += sum(len(word.text) for word in words)
    return [frames[key] for key, _ in lengths.most_common() if frames[key].words]


def _read_characters(
    text_page: ctypes.c_void_p, transform: PageTransform
) -> Iterator[_Character | None]:
    """Yield the visible characters, in the frame of their direction; None for a space."""
    get_unicode, get_object = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject
    measure = _Measure(text_page, transform)
    last, strip = 0, None
    for i in range(pdfium.FPDFText_CountChars(text_page)):
        item = get_object(text_page, i)
        if not item:  # PDFium made it up
            continue
        code = get_unicode(text_page, i)
        text = chr(code) if 0 < code < 0x110000 else "\ufffd"
        if text.isspace() or text in "\u200b\ufeff":
            yield None
            continue
        text = _SPELLED.get(text, text)
        if text < " " or 0xD800 <= code < 0xE000:
            continue
        address = ctypes.addressof(item.contents)
        if address != last or strip is None or not strip.style.upright:
            style = strip.style if strip and address == last else None
            last = address
            strip = measure.strip(i, style or _read_style(text_page, i, item, transform))
        left, right = measure.sides(i)
        yield _Character(text, left, right, strip)


class _Measure:
    """Measures characters in the frame of their direction."""

    def __init__(self, text_page: ctypes.c_void_p, transform: PageTransform) -> None:
        self.text_page, self.transform = text_page, transform
        self.box = pdfium.FS_RECTF()
        self.pointer = ctypes.byref(self.box)
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.style: _Style | None = None
        self.sign, self.start, self.is_level = 1.0, 0.0, True
        self.origin = 0.0

    def strip(self, i: int, style: _Style) -> _Strip:
        """Return what a character shares with those of its text object, which come next."""
        self.style = style
        frame, apply = Frame(style.dx, style.dy), self.transform.apply
        pdfium.FPDFText_GetCharOrigin(self.text_page, i, ctypes.byref(self.x), ctypes.byref(self.y))
        self.origin, baseline = frame.from_page(*apply(self.x.value, self.y.value))
        top, bottom = baseline - 0.8 * style.size, baseline + 0.2 * style.size
        if not style.upright:
            return _Strip(style, top, bottom, baseline)
        zero, _ = frame.from_page(*apply(0.0, 0.0))
        across, _ = frame.from_page(*apply(1.0, 0.0))
        along, _ = frame.from_page(*apply(0.0, 1.0))
        self.is_level = abs(across - zero) > 0.5
        self.sign, self.start = (across if self.is_level else along) - zero, zero
        if pdfium.FPDFText_GetLooseCharBox(self.text_page, i, self.pointer):
            _, end1 = frame.from_page(*apply(self.box.left, self.box.bottom))
            _, end2 = frame.from_page(*apply(self.box.right, self.box.top))
            top, bottom = min(end1, end2), max(end1, end2)
        return _Strip(style, top, bottom, baseline)

    def sides(self, i: int) -> tuple[float, float]:
        """Return where a character begins and ends along its line, with its own space."""
        style, box = self.style, self.box
        if style is None or not style.upright:
            return self.origin, self.origin + 0.5 * (style.size if style else 0.0)
        pdfium.FPDFText_GetLooseCharBox(self.text_page, i, self.pointer)
        first, second = (box.left, box.right) if self.is_level else (box.bottom, box.top)
        if self.sign > 0:
            return self.start + first, self.start + second
        return self.start - second, self.start - first


def _read_style(
    text_page: ctypes.c_void_p, i: int, item: ctypes.c_void_p, transform: PageTransform
) -> _Style:
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
    return _Style(max(size, 0.1), bold, mono, *direction, upright)


def _split_runs(characters: Iterator[_Character | None]) -> Iterator[list[_Character | None]]:
    """Yield characters that follow one another on one line; the first and last are visible."""
    run: list[_Character | None] = []
    last: _Character | None = None
    for character in characters:
        if character is None:
            if run and run[-1] is not None:
                run.append(None)
            continue
        if last is not None and not _follows(last, character):
            yield run if run[-1] is not None else run[:-1]
            run = []
        run.append(character)
        last = character
    if run:
        yield run if run[-1] is not None else run[:-1]


def _follows(last: _Character, character: _Character) -> bool:
    first, second = last.strip, character.strip
    size = first.style.size
    if first is not second:
        size = max(size, second.style.size)
        least = min(first.style.size, second.style.size)
        if (first.style.dx, first.style.dy) != (second.style.dx, second.style.dy):
            return False
        if abs(first.baseline - second.baseline) > 0.1 * least:
            return False
    gap = character.left - last.right
    if -0.5 * size < gap < _RUN_GAP * size:
        return True
    return _is_rtl(last, character) and abs(last.left - character.right) < _RUN_GAP * size


def _is_rtl(last: _Character, character: _Character) -> bool:
    if last.text < "\u0590" and character.text < "\u0590":
        return False
    return _RTL.match(character.text) is not None or _RTL.match(last.text) is not None


def _split_words(run: list[_Character | None]) -> list[Word]:
    gaps = [
        right.left - left.right
        for left, right in pairwise(run)
        if left is not None and right is not None
    ]
    size = next(character.strip.style.size for character in run if character is not None)
    spaced = statistics.median(gaps) if len(gaps) >= 5 else 0.0
    threshold = _WORD_GAP * size
    if _SPACED_OUT * size <= spaced <= _MOST_SPACED * size:
        threshold = 1.5 * spaced + 0.1 * size
    words: list[Word] = []
    letters: list[_Character] = []
    for character in [*run, None]:
        ends = character is None or (
            letters and _gap(letters[-1], character) > threshold * character.strip.style.size / size
        )
        if ends and letters:
            words.append(_build_word(letters))
            letters = []
        if character is not None and not (letters and _is_double(letters[-1], character)):
            letters.append(character)
    return words


def _gap(last: _Character, character: _Character) -> float:
    if _is_rtl(last, character):
        return last.left - character.right
    return character.left - last.right


def _is_double(last: _Character, character: _Character) -> bool:
    """Return whether a character is drawn twice at nearly the same place, to look bold."""
    if last.text != character.text:
        return False
    size = character.strip.style.size
    return abs(last.left - character.left) < 0.1 * size and last.right - last.left > 0.15 * size


def _build_word(letters: list[_Character]) -> Word:
    strips = [letters[0].strip]
    for letter in letters:
        if letter.strip is not strips[-1]:
            strips.append(letter.strip)
    text = "".join([letter.text for letter in letters])
    return Word(
        text[:-1].replace("\u00ad", "") + text[-1],
        min(letters[0].left, letters[-1].left),
        min(strip.top for strip in strips),
        max(letters[0].right, letters[-1].right),
        max(strip.bottom for strip in strips),
        strips[0].baseline,
        max(strip.style.size for strip in strips),
        all(strip.style.bold for strip in strips),
        all(strip.style.mono for strip in strips),
    )
