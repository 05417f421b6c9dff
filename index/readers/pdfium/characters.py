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
class _Character:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    style: _Style


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
        style = next(character.style for character in run if character is not None)
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
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    get_box, get_origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    box_pointer, x_pointer, y_pointer = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    last, style, frame = 0, None, Frame(1.0, 0.0)
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
        if address != last or style is None:
            last, style = address, _read_style(text_page, i, item, transform)
            frame = Frame(style.dx, style.dy)
        get_origin(text_page, i, x_pointer, y_pointer)
        u, v = frame.from_page(*transform.apply(x.value, y.value))
        if style.upright and get_box(text_page, i, box_pointer):
            u1, v1 = frame.from_page(*transform.apply(box.left, box.bottom))
            u2, v2 = frame.from_page(*transform.apply(box.right, box.top))
            sides = min(u1, u2), min(v1, v2), max(u1, u2), max(v1, v2)
        else:
            sides = u, v - 0.8 * style.size, u + 0.5 * style.size, v + 0.2 * style.size
        yield _Character(text, *sides, v, style)


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
    size = max(last.style.size, character.style.size)
    if (last.style.dx, last.style.dy) != (character.style.dx, character.style.dy):
        return False
    if abs(last.baseline - character.baseline) > 0.1 * min(last.style.size, character.style.size):
        return False
    if _RTL.match(character.text) or _RTL.match(last.text):
        return abs(last.left - character.right) < _RUN_GAP * size
    return -0.5 * size < character.left - last.right < _RUN_GAP * size


def _split_words(run: list[_Character | None]) -> list[Word]:
    gaps = [
        right.left - left.right
        for left, right in pairwise(run)
        if left is not None and right is not None
    ]
    size = next(character.style.size for character in run if character is not None)
    spaced = statistics.median(gaps) if len(gaps) >= 5 else 0.0
    threshold = _WORD_GAP * size
    if _SPACED_OUT * size <= spaced <= _MOST_SPACED * size:
        threshold = 1.5 * spaced + 0.1 * size
    words: list[Word] = []
    letters: list[_Character] = []
    for character in [*run, None]:
        ends = character is None or (
            letters and _gap(letters[-1], character) > threshold * character.style.size / size
        )
        if ends and letters:
            words.append(_build_word(letters))
            letters = []
        if character is not None and not (letters and _is_double(letters[-1], character)):
            letters.append(character)
    return words


def _gap(last: _Character, character: _Character) -> float:
    if _RTL.match(character.text) or _RTL.match(last.text):
        return last.left - character.right
    return character.left - last.right


def _is_double(last: _Character, character: _Character) -> bool:
    """Return whether a character is drawn twice at nearly the same place, to look bold."""
    return (
        last.text == character.text
        and abs(last.left - character.left) < 0.1 * character.style.size
        and last.right - last.left > 0.15 * character.style.size
    )


def _build_word(letters: list[_Character]) -> Word:
    style = max((letter.style for letter in letters), key=lambda style: style.size)
    text = "".join(letter.text for letter in letters)
    return Word(
        text[:-1].replace("\u00ad", "") + text[-1],
        min(letter.left for letter in letters),
        min(letter.top for letter in letters),
        max(letter.right for letter in letters),
        max(letter.bottom for letter in letters),
        letters[0].baseline,
        style.size,
        all(letter.style.bold for letter in letters),
        all(letter.style.mono for letter in letters),
    )
