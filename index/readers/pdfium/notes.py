"""Footnotes: the small type at the end of a column, and the marks in the text that lead to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.readers.pdfium.lines import PageLine
from index.readers.pdfium.page import Word
from index.readers.pdfium.paragraphs import PdfParagraph, ends_sentence

_SMALLER = 0.93  # than the body
_MARK = re.compile(r"\d{1,3}|[a-z]|[*†‡§¶]{1,3}")
_SYMBOLS = frozenset("*†‡§¶")


@dataclass(eq=False)
class PageNote:
    """A footnote and its mark, such as "3" or "*"."""

    mark: str
    paragraph: PdfParagraph


def take_notes(
    paragraphs: Sequence[PdfParagraph], body: float
) -> tuple[list[PdfParagraph], list[PageNote]]:
    """Return the paragraphs of a column without the footnotes at its end, and these."""
    start = len(paragraphs)
    while start and paragraphs[start - 1].size < _SMALLER * body:
        start -= 1
    while start < len(paragraphs) and not _find_mark(paragraphs[start].lines[0]):
        start += 1
    notes: list[PageNote] = []
    for paragraph in paragraphs[start:]:
        for line in paragraph.lines:
            for part in _split_line(line):
                if mark := _find_mark(part):
                    notes.append(
                        PageNote(mark, PdfParagraph([part], paragraph.left, paragraph.right))
                    )
                else:
                    notes[-1].paragraph.lines.append(part)
    return list(paragraphs[:start]), notes


def flag_marks(
    paragraphs: Sequence[PdfParagraph], notes: Sequence[PageNote]
) -> dict[str, PdfParagraph]:
    """Flag the words that refer to notes, the first of each, and return their paragraphs."""
    marks = {note.mark for note in notes}
    places: dict[str, PdfParagraph] = {}
    for paragraph in paragraphs:
        for line in paragraph.lines:
            for word in line.words:
                for mark in _read_marks(word) & marks - places.keys():
                    places[mark] = paragraph
                    word.is_mark = True
    return places


def _read_marks(word: Word) -> set[str]:
    if word.shift > 0:
        return set(word.text.split(",")) | {word.text}
    end = re.search(r"[*†‡§¶]{1,3}$", word.text[-3:])
    return {end[0]} if end else set()


def _find_mark(line: PageLine) -> str:
    """Return the mark that a line begins with: raised, a symbol, or a number before its text."""
    first = line.words[0]
    if first.shift > 0 and _MARK.fullmatch(first.text):
        return first.text
    symbols = first.text[: len(first.text) - len(first.text.lstrip("*†‡§¶"))]
    if symbols:
        return symbols[:3]
    number = re.fullmatch(r"\[?(\d{1,3})[.)\]]?", first.text)
    return number[1] if number and len(line.words) > 2 else ""


def _split_line(line: PageLine) -> list[PageLine]:
    """Split a line in which further notes begin, each after the end of a sentence."""
    parts: list[list[Word]] = [[]]
    for word in line.words:
        is_mark = word.shift > 0 and _MARK.fullmatch(word.text)
        if is_mark and parts[-1] and ends_sentence(parts[-1][-1].text):
            parts.append([])
        parts[-1].append(word)
    return [line] if len(parts) == 1 else [PageLine(part) for part in parts]
