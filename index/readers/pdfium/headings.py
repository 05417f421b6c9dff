"""Headings, by their type against that of the body, and by capitals."""

import re
from collections import Counter
from collections.abc import Iterable

from index.readers.pdfium.lines import PageLine
from index.readers.pdfium.paragraphs import PdfParagraph

_LARGER = 1.12  # than the body
_NOT_SMALLER = 0.94
_MOST_LINES, _LONGEST = 3, 160
_LONGEST_CAPITALS = 80
_DEEPEST = 6
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\S")
_LEADERS = re.compile(r"(?:\.\s?){4}\w{1,6}\Z")

Style = tuple[float, bool, bool]
"""Size to half a point, bold, all in capitals."""


class Headings:
    """Tells headings from text.

    Args:
        lines: all lines of the document.
    """

    def __init__(self, lines: Iterable[PageLine]) -> None:
        sizes: Counter[float] = Counter()
        bold = code = total = 0
        for line in lines:
            length = len(line.text)
            sizes[line.size] += length
            bold += length * line.bold
            code += length * line.is_code
            total += length
        self.body = sizes.most_common(1)[0][0] if sizes else 10.0
        self.body_is_code = code * 2 > total
        self.body_is_bold = bold * 2 > total
        self.levels: dict[Style, int] = {}

    def find_style(self, paragraph: PdfParagraph) -> Style | None:
        """Return the style of a heading, or None for text."""
        text = " ".join(line.text for line in paragraph.lines)
        if _LEADERS.search(text[-40:]) or (paragraph.is_code and not self.body_is_code):
            return None
        letters = [letter for letter in text if letter.isalpha()]
        if len(paragraph.lines) > _MOST_LINES or len(text) > _LONGEST or len(letters) < 2:
            return None
        bold = paragraph.bold and not self.body_is_bold
        capitals = len(letters) > 3 and all(map(str.isupper, letters))
        style = round(paragraph.size * 2) / 2, bold, capitals
        if paragraph.size >= _LARGER * self.body:
            return None if text[-1] in ".,;" and len(paragraph.lines) > 1 else style
        if paragraph.size < _NOT_SMALLER * self.body:
            return None
        if bold:
            return None if text[-1] in ",;" or (text[-1] == "." and len(text) > 60) else style
        stops = text[-1] in ".,;:" or len(text) > _LONGEST_CAPITALS
        return style if capitals and not stops and len(paragraph.lines) == 1 else None

    def rank(self, styles: Iterable[Style]) -> None:
        """Give each style of the document's headings its level, the largest the highest."""
        ordered = sorted(set(styles), reverse=True)
        self.levels = {style: min(i + 1, _DEEPEST) for i, style in enumerate(ordered)}

    def level(self, style: Style, text: str) -> int:
        """Return a heading's level; "2.1" is below "2" in the same style."""
        numbered = _NUMBERED.match(text)
        depth = numbered[1].count(".") if numbered else 0
        return min(self.levels[style] + depth, _DEEPEST)
