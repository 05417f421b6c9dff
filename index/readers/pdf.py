"""PDF: the text layer, without what returns on every page and the hyphens at lines' ends."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator

from index.errors import DocumentEmptyError
from index.readers.base import DAMAGE, Extracted, FileReader, damaged, protected, sensible_title

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬆ": "st"})
_EDGE_LINES = 3
_FEW_PAGES = 4


class PdfReader(FileReader):
    """The text layer of a PDF, by pypdf; line breaks stay where the page has them."""

    def text_of(self, data: bytes, name: str) -> Extracted:
        """See ``FileReader.text_of``; the title is the metadata's, if it is one."""
        import pypdf
        from pypdf.errors import FileNotDecryptedError, PyPdfError

        logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of flaws that it mends
        try:
            pdf = pypdf.PdfReader(io.BytesIO(data))
            if pdf.is_encrypted:
                pdf.decrypt("")  # many are locked against changes only, and open without
            pages = [page.extract_text() for page in pdf.pages]
            title = (pdf.metadata and pdf.metadata.title) or ""
        except FileNotDecryptedError as error:
            raise protected(name) from error
        except (PyPdfError, *DAMAGE) as error:
            raise damaged(name, "PDF", error) from error
        if not any(map(str.isalnum, "".join(pages))):
            raise DocumentEmptyError(
                f"{name} has no text layer: it is a scanned PDF and needs OCR. Run "
                "“ocrmypdf scanned.pdf readable.pdf” and give the new file."
            )
        return Extracted(_joined(_without_furniture(pages)), sensible_title(title))


def _without_furniture(pages: list[str]) -> Iterator[str]:
    """Drop page numbers, and what heads or foots more than half of the pages where it returns.

    Fewer than four pages are too few to tell, and keep all their lines.
    """
    split = [page.translate(_LIGATURES).strip().split("\n") for page in pages]
    counts: Counter[str | int] = Counter()
    for page, lines in enumerate(split):
        edges = lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]
        counts.update({_furniture_key(line, page) for line in edges})
    least = len(pages) / 2 if len(pages) >= _FEW_PAGES else len(pages)
    furniture = {key for key, count in counts.items() if count > least}
    # Page numbers go at first sight, all else stays where it stands first.
    seen: set[str | int] = {key for key in furniture if isinstance(key, int)}
    for page, lines in enumerate(split):
        kept = []
        for i, line in enumerate(lines):
            key = _furniture_key(line, page)
            at_edge = i < _EDGE_LINES or i >= len(lines) - _EDGE_LINES
            if not (at_edge and key in furniture and key in seen):
                kept.append(line)
            seen.add(key)
        yield "\n".join(kept)


def _furniture_key(line: str, page: int) -> str | int:
    """What a line shares with its like on other pages: its text, or how a page number is ahead."""
    number = re.fullmatch(r"(?i)\W*(?:page\s+)?(\d{1,5})(?:\s*(?:of|/)\s*\d+)?\W*", line)
    return int(number[1]) - page if number else line.strip()


def _joined(pages: Iterator[str]) -> str:
    """Pages as one text; a sentence that runs over the break isn't parted by a blank line."""
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
    text = re.sub(r"[ \t]+\n", "\n", text).replace("\u00ad\n", "")
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
