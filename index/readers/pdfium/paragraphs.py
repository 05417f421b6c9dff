"""Lines of a column into paragraphs, by gaps, indents, type, and how far the lines are filled."""

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.blocks import LABELLED
from index.readers.pdfium.columns import Region
from index.readers.pdfium.gutters import MARKER
from index.readers.pdfium.lines import PageLine

_GAP = 1.22  # times the usual pitch
_INDENT = 0.7  # sizes of the type
_SIZES_DIFFER = 0.07
_SHORT = 0.28  # of the column's width, free at the end of a line that ends without a stop
_BULLETS = frozenset("•◦▪‣●○■□➢✓✔")
_ENDS = re.compile(r"[.!?:;…。！？：；][\"'”’»)\]]*[⁰¹²³⁴-⁹*†‡]*$")
_LEADERS = re.compile(r"(?:\.\s?){4}\w{1,6}\Z")
_CODE_GAP = 2.6  # times the size of its type
_NUMBERING = re.compile(r"\(?(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]")


@dataclass(eq=False)
class PdfParagraph:
    """Lines that belong together; ``left`` and ``right`` are those of their column."""

    lines: list[PageLine]
    left: float
    right: float

    @cached_property
    def size(self) -> float:
        """Size of most of the type."""
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[line.size] += len(line.text)
        return sizes.most_common(1)[0][0]

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def is_code(self) -> bool:
        """Whether it is in type of one width."""
        return self.lines[0].is_code

    @property
    def marker(self) -> str:
        """Marker of the item of a list that it is; empty if it is none."""
        return find_marker(self.lines[0])

    @property
    def is_stretched(self) -> bool:
        """Whether all lines, the last as well, end exactly where the column does."""
        return len(self.lines) > 1 and all(line.box.right > self.right - 1.0 for line in self.lines)

    @property
    def is_full(self) -> bool:
        """Whether the last line runs to the end of the column."""
        return self.lines[-1].box.right > self.right - 3 * self.size


def find_marker(line: PageLine) -> str:
    """Return the marker of a list's item that a line begins with, or an empty text."""
    first = line.words[0]
    alone = len(line.words) > 1 and not first.shift and MARKER.fullmatch(first.text)
    return first.text if alone else ""


def ends_sentence(text: str) -> bool:
    """Return whether a text ends with a stop, a colon or a semicolon."""
    return _ENDS.search(text[-12:]) is not None


def split_paragraphs(region: Region) -> list[PdfParagraph]:
    """Split a region of text; a line that holds a table or a field is a paragraph of its own."""
    paragraphs: list[PdfParagraph] = []
    for block in _split_blocks(region.lines):
        if block[0].is_code:
            paragraphs.append(PdfParagraph(block, region.left, region.right))
            continue
        shape = _Block(block, region)
        current: list[PageLine] = []
        for i, line in enumerate(block):
            if current and shape.begins(current, line, block[i + 1 : i + 2]):
                paragraphs.append(PdfParagraph(current, region.left, region.right))
                current = []
            current.append(line)
        paragraphs.append(PdfParagraph(current, region.left, region.right))
    return paragraphs


def _split_blocks(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """Split lines where a gap is wide, the type changes, or something else than text stands."""
    blocks: list[list[PageLine]] = []
    pitches = _usual_pitches(lines)
    for i, line in enumerate(lines):
        last = lines[i - 1] if i else None
        if (
            last is None
            or _has_content(line)
            or _has_content(last)
            or abs(line.size / last.size - 1) > _SIZES_DIFFER
            or line.is_code != last.is_code
            or line.baseline - last.baseline > _CODE_GAP * line.size
            or (
                not line.is_code
                and line.baseline - last.baseline > _GAP * pitches.get(line.size, 1.3 * line.size)
            )
            or line.baseline < last.baseline
            or (
                line.bold != last.bold
                and not line.is_code
                and not (last.bold and line.words[0].bold)
            )
        ):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _has_content(line: PageLine) -> bool:
    return any(word.content for word in line.words)


def _usual_pitches(lines: Sequence[PageLine]) -> dict[float, float]:
    """Return the commonest distance of two lines by the size of their type.

    Where none is common, it is the smallest.
    """
    found: dict[float, Counter[float]] = {}
    for above, below in pairwise(lines):
        pitch = below.baseline - above.baseline
        if above.size == below.size and 0.8 * below.size < pitch < 2.4 * below.size:
            found.setdefault(below.size, Counter())[round(pitch * 2) / 2] += 1
    usual = {}
    for size, pitches in found.items():
        (pitch, count), *_ = pitches.most_common(1)
        usual[size] = pitch if count > 1 else min(pitches)
        usual[size] = min(usual[size], max(2 * size, min(pitches)))
    return usual


class _Block:
    """Lines without a gap between them, which may be several paragraphs."""

    def __init__(self, lines: Sequence[PageLine], region: Region) -> None:
        self.size = lines[0].size
        lefts = Counter(round(line.box.left) for line in lines)
        self.left = min(lefts, key=lambda left: (-lefts[left], left))
        self.column = region.right - region.left
        rights = [line.box.right for line in lines]
        self.right = max(rights) if len(lines) > 2 else region.right
        near = sum(self.right - right < 0.3 * self.size for right in rights)
        self.is_justified = len(lines) > 3 and near >= 0.6 * len(lines)
        middle = statistics.median((line.box.left + line.box.right) / 2 for line in lines)
        self.is_centred = len(lefts) > 1 and all(
            abs((line.box.left + line.box.right) / 2 - middle) < 0.5 * self.size for line in lines
        )

    def begins(
        self, current: Sequence[PageLine], line: PageLine, following: Sequence[PageLine]
    ) -> bool:
        """Return whether a line begins a paragraph, after the lines of the one before."""
        last = current[-1]
        if last.text.endswith(("-", "\u00ad")) and line.text[0].islower():
            return False
        return (
            _LEADERS.search(last.text[-40:]) is not None
            or self._begins_item(current, line)
            or self._is_next_field(current[0], line)
            or self._is_indented(current, line, following)
            or self._ends(last, line)
        )

    def _is_next_field(self, first: PageLine, line: PageLine) -> bool:
        below = abs(line.box.left - first.box.left) < _INDENT * self.size
        return below and all(LABELLED.match(text[:100]) for text in (first.text, line.text))

    def _begins_item(self, current: Sequence[PageLine], line: PageLine) -> bool:
        marker = find_marker(line)
        if not marker:
            return False
        if marker in _BULLETS:
            return True
        last = find_marker(current[0])
        same_left = abs(line.box.left - current[0].box.left) < _INDENT * self.size
        if last and same_left and _kind(marker) == _kind(last):
            return True
        if abs(line.box.left - current[-1].box.left) < 1.0 and not last:
            return ends_sentence(current[-1].text) and self._ends(current[-1], line)
        return ends_sentence(current[-1].text)

    def _is_indented(
        self, current: Sequence[PageLine], line: PageLine, following: Sequence[PageLine]
    ) -> bool:
        if self.is_centred:
            return False
        last = current[-1]
        shift = (line.box.left - last.box.left) / self.size
        if abs(shift) <= _INDENT:
            return False
        if find_marker(current[0]):  # what hangs under an item's text belongs to it
            indent = (line.box.left - current[0].box.left) / self.size
            return shift < 0 and indent <= _INDENT
        if len(current) == 1 and shift < 0:
            return last.box.left < self.left + _INDENT * self.size and shift < -_INDENT
        if len(current) == 1 and shift > 0:
            hangs = following and abs(following[0].box.left - line.box.left) < 1.0
            return not (hangs and self.left > last.box.left)
        return True

    def _ends(self, last: PageLine, line: PageLine) -> bool:
        """Return whether a line is so short that the next one's first word had found room."""
        free = self.right - last.box.right
        word = line.words[0]
        fits = free > (word.right - word.left) + 0.5 * self.size
        if not fits:
            return False
        if self.is_justified:
            return free > 1.5 * self.size
        return ends_sentence(last.text) or free > max(_SHORT * self.column, 4 * self.size)


def _kind(marker: str) -> str:
    numbering = _NUMBERING.fullmatch(marker)
    if not numbering:
        return marker
    return marker.replace(numbering[1], "1" if numbering[1].isdigit() else "a")
