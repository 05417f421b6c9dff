"""PDF: the text layer, without what returns on every page and the hyphens at lines' ends."""

import io
import logging
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from index.document import DocumentEmptyError
from index.readers.base import (
    Extracted,
    FileReader,
    build_damaged_error,
    build_protected_error,
    clean_title,
)

# It tells of flaws that it mends: only whoever sets up logging gets to see them.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬆ": "st"})
_EDGE_LINES = 3
_FEW_PAGES = 4
_HEADING_SIZES = {1.6: "# ", 1.3: "## ", 1.1: "### "}  # at least so many times the body's size
_MAX_LINE_CHARACTERS = 120  # characters of a heading or a running head
_MAX_HEADING_LINES = 3
_NUMBERED = re.compile(r"\s*\d+(?:\.\d+)*\.?\s+[^\W\d_]")
_PAGE_AT_END = re.compile(r"(?i)(|.*?\w)\W*+\b(?:page\s+)?(\d{1,5})(?:\s*(?:of|/)\s*\d+)?\W*")
_PAGE_AT_START = re.compile(r"(\d{1,5})\W++(.*)")


class PdfReader(FileReader):
    """The text layer of a PDF, by pypdf; line breaks stay where the page has them.

    Lines in larger type than most of the text are its headings.
    """

    def extract(self, data: bytes, name: str) -> Extracted:
        """See ``FileReader.extract``; the title is the metadata's, if it is one."""
        fragments, title = _parse(data, name)
        pages = [_lines(page) for page in fragments]
        if not any(any(map(str.isalnum, line.text)) for page in pages for line in page):
            raise DocumentEmptyError(
                f"{name} has no text layer: it is a scanned PDF and needs OCR. Run "
                "“ocrmypdf scanned.pdf readable.pdf” and give the new file."
            )
        marked = _with_headings(pages)
        return Extracted(_joined(_without_boilerplate(marked)), clean_title(title))


@dataclass(slots=True)
class _TypesetLine:
    """A line of a page, and how many of its characters come in which size, in points."""

    text: str = ""
    sizes: Counter[float] = field(default_factory=Counter)

    @property
    def size(self) -> float:
        return self.sizes.most_common(1)[0][0] if self.sizes else 0.0


_Fragment = tuple[str, list[float], list[float], Any, float]
"""Text as pypdf finds it, the page's and the text's matrix, the font, the nominal size."""


def _parse(data: bytes, name: str) -> tuple[list[list[_Fragment]], str]:
    """Return the fragments of text on each page, and the title in the metadata."""
    import pypdf
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    # Nothing but pypdf runs here, so that an error of our own is never taken for damage. Damaged
    # files run it into all of these, besides its own errors.
    flaws = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
    pages: list[list[_Fragment]] = []
    try:
        pdf = pypdf.PdfReader(io.BytesIO(data))
        if pdf.is_encrypted:
            pdf.decrypt("")  # many are locked against changes only, and open without
        for page in pdf.pages:
            fragments: list[_Fragment] = []
            page.extract_text(visitor_text=lambda *found, into=fragments: into.append(found))
            pages.append(fragments)
        return pages, (pdf.metadata and pdf.metadata.title) or ""
    except FileNotDecryptedError as error:
        raise build_protected_error(name) from error
    except (PyPdfError, zlib.error, *flaws) as error:
        raise build_damaged_error(name, "PDF", error) from error


def _lines(fragments: Sequence[_Fragment]) -> list[_TypesetLine]:
    lines = [_TypesetLine()]
    for text, cm, tm, _font, size in fragments:
        # The page's and the text's matrix scale the nominal size, by the length of "up".
        up = (tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
        for i, part in enumerate(text.translate(_LIGATURES).split("\n")):
            if i:
                lines.append(_TypesetLine())
            lines[-1].text += part
            if part.strip():
                lines[-1].sizes[round(size * math.hypot(*up), 1)] += len(part)
    return lines


def _with_headings(pages: list[list[_TypesetLine]]) -> Iterator[list[str]]:
    """Mark headings with "#"; one that is wrapped becomes one line."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes.update(line.sizes)
    body = sizes.most_common(1)[0][0]
    for page in pages:
        runs: list[tuple[str, list[_TypesetLine]]] = []
        for line in page:
            mark = _heading_mark(line, body)
            wraps = mark and runs and runs[-1][0] == mark and runs[-1][1][-1].size == line.size
            if wraps and not _NUMBERED.match(line.text):
                runs[-1][1].append(line)
            else:
                runs.append((mark, [line]))
        yield [text for mark, run in runs for text in _marked(mark, run)]


def _heading_mark(line: _TypesetLine, body: float) -> str:
    if sum(map(str.isalpha, line.text)) < 3 or len(line.text) > _MAX_LINE_CHARACTERS:
        return ""
    return next((mark for least, mark in _HEADING_SIZES.items() if line.size >= least * body), "")


def _marked(mark: str, run: list[_TypesetLine]) -> list[str]:
    """Return a heading as one line; other large type, such as a motto, line by line."""
    texts = [line.text for line in run]
    heading = " ".join(" ".join(texts).split())
    if mark and len(run) <= _MAX_HEADING_LINES and heading[-1] not in ".,;:":
        return [mark + heading]
    return texts


def _without_boilerplate(pages: Iterator[list[str]]) -> Iterator[str]:
    """Drop page numbers, and what heads or foots more than half of the pages where it returns.

    Of fewer than four pages, all have to have it.
    """
    split = ["\n".join(page).strip().split("\n") for page in pages]
    counts: Counter[tuple[str, int | None]] = Counter()
    for page, lines in enumerate(split):
        edges = lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]
        counts.update({key for line in edges for key in _boilerplate_keys(line, page)})
    least = len(split) / 2 if len(split) >= _FEW_PAGES else max(1, len(split) - 1)
    boilerplate = {key for key, count in counts.items() if count > least}
    # Page numbers go at first sight, all else stays where it stands first.
    seen = {key for key in boilerplate if not key[0]}
    for page, lines in enumerate(split):
        kept = []
        for i, line in enumerate(lines):
            keys = boilerplate.intersection(_boilerplate_keys(line, page))
            at_edge = i < _EDGE_LINES or i >= len(lines) - _EDGE_LINES
            if not (at_edge and keys & seen):
                kept.append(line)
            seen |= keys
        yield "\n".join(kept)


def _boilerplate_keys(line: str, page: int) -> Iterator[tuple[str, int | None]]:
    """Yield what a line may share with its like on other pages.

    That is its text, or its text without a page number, and by how much this is ahead.
    """
    line = line.strip()
    yield line, None
    if len(line) <= _MAX_LINE_CHARACTERS:
        if number := _PAGE_AT_END.fullmatch(line):
            yield number[1], int(number[2]) - page
        if number := _PAGE_AT_START.fullmatch(line):
            yield number[2], int(number[1]) - page


def _joined(pages: Iterator[str]) -> str:
    """Join pages into one text, without a blank line where a sentence runs over the break."""
    text = ""
    for page in filter(None, pages):
        runs_on = page[0].islower() and re.search(r"[\w,;-]\s*$", text[-20:])
        text += ("\n" if runs_on else "\n\n") + page
    return _without_line_hyphens(text.strip("\n"))


def _without_line_hyphens(text: str) -> str:
    """Join words that a line's end parts; the other words tell "inter-national" from "well-to-do".

    A hyphen stays if the document writes the word with it elsewhere. Names and numbers stay as
    they are.
    """
    text = "\n".join(line.rstrip(" \t") for line in text.split("\n")).replace("\u00ad\n", "")
    words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))

    def join(match: re.Match[str]) -> str:
        first, second = match.groups()
        if not second.islower():
            return match[0]
        if (first + second).lower() in words:
            return first + second
        if f"{first}-{second}".lower() in words:
            return f"{first}-{second}"
        return first + second if first.islower() else match[0]

    return re.sub(r"(?<![\w-])([^\W\d_]{2,})[-\u2010]\n([^\W\d_]{2,})(?![\w-])", join, text)
