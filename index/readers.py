"""File formats into plain text: a LlamaIndex reader each, over the best-kept library for it.

All give the same light form: a heading is a line that begins with as many "#" as its level, a
list item a line that begins with "- " or "1. ", a table row a line whose cells are joined by
" | ", code is indented by four spaces, and a blank line ends a paragraph.
"""

import codecs
import io
import logging
import re
import textwrap
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import Document as LlamaDocument

from index.documents import MAX_FILE_BYTES
from index.errors import (
    DocumentEmptyError,
    DocumentProtectedError,
    DocumentTooLargeError,
    DocumentUnreadableError,
)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a file says: its text, not yet normalised, and its title, empty if it names none."""

    text: str
    title: str = ""


class FileReader(BaseReader, ABC):
    """Reads one format, from bytes or, as LlamaIndex does, from a path.

    Args:
        charset: the encoding that came with the bytes, by HTTP; used where they aren't UTF-8.
    """

    def __init__(self, charset: str = "") -> None:
        self.charset = charset

    @abstractmethod
    def text_of(self, data: bytes, name: str) -> Extracted:
        """Extract the text of a file.

        Args:
            data: its bytes.
            name: its path or address, for messages.

        Raises:
            DocumentError: the subclass that fits: unreadable, protected, empty or too large.
        """

    def load_data(
        self, file: Path, extra_info: dict[str, Any] | None = None
    ) -> list[LlamaDocument]:
        """Read a file the LlamaIndex way, as ``SimpleDirectoryReader`` does.

        Returns:
            One document; its metadata is ``extra_info``, and "title" where the file has one.
        """
        extracted = self.text_of(file.read_bytes(), str(file))
        title = {"title": extracted.title} if extracted.title else {}
        return [LlamaDocument(text=extracted.text, metadata={**(extra_info or {}), **title})]


# ---------------------------------------------------------------------------------- plain text

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_MAGIC = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"{\\rtf": "an RTF document",
    _OLE: "an Office document",
}
_MARKS = {  # UTF-32 first: its little-endian mark begins with that of UTF-16
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_LEGACY = "cp1252 cp1250 cp1251 koi8_r cp1253 cp1254 cp1255 cp1256 cp932 euc_jp gb18030 big5 euc_kr"
_CONTROLS = bytes([*range(9), *range(14, 32), 127])
_ASCII = bytes(range(128))
_SAMPLE_BYTES = 20_000


class TextReader(FileReader):
    """Plain text, in whichever encoding."""

    def text_of(self, data: bytes, name: str) -> Extracted:
        """See ``FileReader.text_of``; the text is as it stands in the file."""
        return Extracted(_decode(data, name, self.charset))


def _decode(data: bytes, name: str, charset: str) -> str:
    """Bytes that should be text: by byte order mark, as UTF-8, as declared, or by detection."""
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise DocumentUnreadableError(
                f"{name} is {kind}, not what its ending says. Give it its own ending, or convert "
                "it to plain text."
            )
    encoding = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if not encoding and (b"\0" in data or controls > len(data) / 20):
        raise DocumentUnreadableError(
            f"{name} is binary, or text in an encoding without its mark, such as UTF-16. If it is "
            "text, save it as UTF-8."
        )
    try:
        return data.decode(encoding) if encoding else _decode_unmarked(data, charset)
    except UnicodeDecodeError as error:
        raise DocumentUnreadableError(
            f"The encoding of {name} looks like {error.encoding}, but byte {error.start:,} does "
            "not fit it. Save the file as UTF-8."
        ) from error


def _decode_unmarked(data: bytes, charset: str) -> str:
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    right = len(text) - len(text.encode("ascii", errors="ignore")) - wrong
    if wrong * 10 <= right:  # a few broken characters don't make it another encoding
        return text
    try:
        declared = codecs.lookup(charset).name
        # As on the web: what says that it is Latin-1 may hold the quotation marks of Windows.
        return data.decode("cp1252" if declared in ("ascii", "iso8859-1") else declared)
    except (LookupError, UnicodeError):  # nothing declared, or wrongly
        return data.decode(_detected(data))


def _detected(data: bytes) -> str:
    """The likeliest encoding, from a sample around the first bytes that aren't ASCII."""
    from charset_normalizer import from_bytes

    start = max(0, len(data) - len(data.lstrip(_ASCII)) - 200)
    sample = data[start : start + _SAMPLE_BYTES]
    # Cut at a byte that is never part of a longer character; without one, look at everything.
    cut = max(sample.rfind(byte) for byte in (b"\n", b" ", b".", b","))
    sample = sample[:cut] if cut > _SAMPLE_BYTES / 2 else data
    matches = from_bytes(sample, cp_isolation=_LEGACY.split())
    best = matches.best()
    if best is None:
        return "utf-8"  # doesn't fit either: decoding will say where
    if best.encoding == "cp1250" and any(
        "cp1252" in match.could_be_from_charset and match.chaos <= best.chaos for match in matches
    ):
        return "cp1252"  # of two that fit alike, the commoner
    return best.encoding


# --------------------------------------------------------------------------- Markdown and HTML

_SILENT = re.compile("head|script|style|template|title")
_BLOCK = re.compile(
    "address|article|aside|blockquote|dd|details|div|dl|dt|figcaption|figure|footer|header|hr|main|"
    "nav|p|section|summary|table"
)


class MarkdownReader(FileReader):
    """Markdown, by markdown-it-py."""

    def text_of(self, data: bytes, name: str) -> Extracted:
        """See ``FileReader.text_of``; the title is the front matter's, or the first "# "."""
        from markdown_it import MarkdownIt

        markdown = _decode(data, name, self.charset).replace("\r\n", "\n")
        body, title = _without_front_matter(markdown)
        parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
        # Tags inside a line go, lest an unclosed one swallow what follows.
        parser.add_render_rule(
            "html_inline",
            lambda _self, tokens, i, *_: "<br>" if tokens[i].content[:3].lower() == "<br" else "",
        )
        with _shallow(name):
            tree = _html_tree(parser.render(body), name)
            heading = next((_one_line(_light(h1)).lstrip("# ") for h1 in tree.iter("h1")), "")
            return Extracted(_light_form(tree), title or heading)


class HtmlReader(FileReader):
    """A web page's main text, by trafilatura: no menus, no comments."""

    def text_of(self, data: bytes, name: str) -> Extracted:
        """See ``FileReader.text_of``; the title comes without the site's name."""
        import trafilatura

        # What it can't use it says in the log; the errors raised here say it to the user.
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        declared = re.search(rb"(?i)(?:charset|encoding)\s*=[\s\"']*([\w.:-]+)", data[:4096])
        charset = self.charset or (declared[1].decode() if declared else "")
        with _shallow(name):
            page = trafilatura.bare_extraction(
                _html_tree(_decode(data, name, charset), name),
                include_comments=False,
                favor_recall=True,
                with_metadata=True,
            )
            if page is None:
                raise DocumentEmptyError(
                    f"No readable text was found in the page {name}. If scripts fill it in, open "
                    "it in a browser, save it as PDF, and give that file."
                )
            for element in page.body.iter("*"):
                element.tag = _html_tag(element)
            site = rf"\s*[|·•:–—-]\s*{re.escape(page.sitename or '')}\s*$"
            return Extracted(_light_form(page.body), re.sub(site, "", page.title or ""))


def _without_front_matter(markdown: str) -> tuple[str, str]:
    """Markdown without a head of YAML or TOML, and the title that the head gives."""
    head = re.match(r"(---|\+\+\+)[ \t]*\n(.*?\n)\1[ \t]*(?:\n|$)", markdown, re.DOTALL)
    if not head or not all(
        re.match(r"[\w-]+[ \t]*[:=]|[ \t#\[\]-]|$", line) for line in head[2].splitlines()
    ):
        return markdown, ""
    title = re.search(r"(?m)^title[ \t]*[:=][ \t]*[\"']?(.*?)[\"']?[ \t]*$", head[2])
    return markdown[head.end() :], title[1] if title else ""


def _html_tree(html: str, name: str) -> Any:
    import lxml.html  # type: ignore[import-untyped]

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return lxml.html.document_fromstring(html.encode(), parser=parser)
    except lxml.etree.ParserError as error:  # white space, or comments only
        raise DocumentEmptyError(f"{name} holds no text. Give a document with text.") from error


def _html_tag(element: Any) -> str:
    """The HTML name for an element of trafilatura's tree."""
    match element.tag:
        case "head":
            return str(element.get("rend", "h2"))
        case "list":
            return "ol" if element.get("rend") == "ol" else "ul"
        case "code":
            return "pre" if "\n" in "".join(element.itertext()) else "code"
        case "quote":
            return "q" if (element.tail or "").strip() else "blockquote"
        case tag:
            return str({"item": "li", "row": "tr", "cell": "td", "lb": "br"}.get(tag, tag))


@contextmanager
def _shallow(name: str) -> Iterator[None]:
    try:
        yield
    except RecursionError as error:
        raise DocumentUnreadableError(
            f"{name} nests its elements too deeply. Save it as plain text and give that file."
        ) from error


def _light_form(tree: Any) -> str:
    # Only the spaces of code mean something; so far they stand there as no-break spaces.
    text = "\n".join(re.sub(" +", " ", line).strip(" ") for line in _light(tree).split("\n"))
    return re.sub("\n{3,}", "\n\n", text).replace("\u00a0", " ").strip("\n")


def _light(element: Any) -> str:
    """An HTML element in the light form, before its spaces are cleared up."""
    if not isinstance(element.tag, str) or _SILENT.fullmatch(element.tag):  # no string: a comment
        return ""
    if element.tag == "pre":
        code = textwrap.indent("".join(element.itertext()).strip("\n").expandtabs(4), "    ")
        return "\n\n" + code.replace(" ", "\u00a0") + "\n\n"
    if element.tag in ("ul", "ol"):
        return "".join(_items(element)) + "\n\n"
    if element.tag == "tr":
        cells = (_one_line(_light(cell)) for cell in element if cell.tag in ("td", "th"))
        return "\n" + " | ".join(cells)
    if element.tag == "br":
        return "\n"
    if element.tag == "img":
        return str(element.get("alt", ""))
    inner = _spaced(element.text)
    inner += "".join(_light(child) + _spaced(child.tail) for child in element)
    if re.fullmatch("h[1-6]", element.tag):
        return f"\n\n{'#' * int(element.tag[1])} {_one_line(inner)}\n\n"
    return f"\n\n{inner}\n\n" if _BLOCK.fullmatch(element.tag) else inner


def _items(element: Any) -> Iterator[str]:
    start = element.get("start", "1")
    number = int(start) if start.isdecimal() else 1
    for child in element:
        item = _light(child)
        if child.tag == "li":
            item = f"\n{f'{number}.' if element.tag == 'ol' else '-'} " + item.strip(" \n")
            number += 1
        yield item


def _spaced(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f\u00a0]+", " ", text or "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


# -------------------------------------------------------------------------- both PDF and DOCX

# What pypdf and python-docx raise on damaged files, besides errors of their own.
_DAMAGE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
)


def _sensible(title: str) -> str:
    """A title from a file's properties, unless a program put it there."""
    made_up = r"(?i)[\W\d_]*|untitled.*|microsoft .*|(word )?document ?\d*|title|.*\.[a-z]{2,4}x?"
    return "" if re.fullmatch(made_up, _one_line(title)) else _one_line(title)


def _protected(name: str) -> DocumentProtectedError:
    return DocumentProtectedError(
        f"{name} asks for a password. Open it, save a copy without one, and give that file."
    )


def _damaged(name: str, kind: str, error: Exception) -> DocumentUnreadableError:
    return DocumentUnreadableError(
        f"{name} is not a {kind} file, or a damaged one ({error}). Open it in its own program, "
        "save it again, and give that file."
    )


# ----------------------------------------------------------------------------------------- PDF

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
            raise _protected(name) from error
        except (PyPdfError, *_DAMAGE) as error:
            raise _damaged(name, "PDF", error) from error
        if not any(map(str.isalnum, "".join(pages))):
            raise DocumentEmptyError(
                f"{name} has no text layer: it is a scanned PDF and needs OCR. Run "
                "“ocrmypdf scanned.pdf readable.pdf” and give the new file."
            )
        return Extracted(_joined(_without_furniture(pages)), _sensible(title))


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


# ---------------------------------------------------------------------------------------- DOCX


class DocxReader(FileReader):
    """A Word document, by python-docx: paragraphs, tables and text boxes in their order."""

    def text_of(self, data: bytes, name: str) -> Extracted:
        """See ``FileReader.text_of``; the title is the properties', or the first heading."""
        import docx
        from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

        _check_package(data, name)
        try:
            document = docx.Document(io.BytesIO(data))
            title = document.core_properties.title
            blocks = list(_docx_blocks(document.element.body, document.part))
        except (zipfile.BadZipFile, XMLSyntaxError, *_DAMAGE) as error:
            raise _damaged(name, "DOCX", error) from error
        heading = next((block.lstrip("# ") for block in blocks if block.startswith("#")), "")
        text = re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", "\n\n".join(blocks))
        return Extracted(text, _sensible(title) or heading)


def _check_package(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        if "WordDocument".encode("utf-16-le") not in data:  # Office wraps what it encrypts
            raise _protected(name)
        raise DocumentUnreadableError(
            f"{name} is a .doc of an old Word. Open it, save it as DOCX, and give that file."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(part.file_size for part in package.infolist())
    except zipfile.BadZipFile as error:
        raise _damaged(name, "DOCX", error) from error
    if size > MAX_FILE_BYTES:
        raise DocumentTooLargeError(
            f"{name} unpacks to {size:,} bytes; the limit is {MAX_FILE_BYTES:,}. Take its pictures "
            "out, or split it into smaller documents."
        )


def _docx_blocks(container: Any, part: Any) -> Iterator[str]:
    """Paragraphs, tables and text boxes of a body, a cell or a box, each as text."""
    for element in _unwrapped(container):
        if _local(element) == "tbl":
            rows = [row for row in _unwrapped(element) if _local(row) == "tr"]
            yield "\n".join(" | ".join(_docx_cells(row, part)) for row in rows)
        elif _local(element) == "p":
            text = _docx_text(element)
            if text.strip():
                yield _docx_mark(element, part) + text
            for box in element.xpath(".//w:txbxContent[not(ancestor::*[local-name()='Fallback'])]"):
                yield from _docx_blocks(box, part)


def _docx_cells(row: Any, part: Any) -> Iterator[str]:
    for cell in _unwrapped(row):
        if _local(cell) == "tc":
            yield _one_line(" ".join(_docx_blocks(cell, part)))


def _docx_text(paragraph: Any) -> str:
    """A paragraph's text with links, fields and insertions, without deletions and text boxes."""
    runs = paragraph.xpath(".//w:r[not(ancestor::w:moveFrom)]")
    own = (
        run for run in runs if next(a for a in run.iterancestors() if _local(a) == "p") is paragraph
    )
    return "".join(run.text for run in own)


def _docx_mark(paragraph: Any, part: Any) -> str:
    """What begins a heading's or a list item's line, by its style or one that this rests on."""
    from docx.enum.style import WD_STYLE_TYPE

    style = part.get_style(paragraph.style, WD_STYLE_TYPE.PARAGRAPH)
    for _ in range(10):  # in a damaged file, styles may rest on one another in circles
        name = (style and style.name) or ""
        if name == "Title":
            return "# "
        if heading := re.fullmatch("Heading ([1-6])", name):
            return "#" * int(heading[1]) + " "
        if re.match("List (Bullet|Number)", name):
            return "- "
        style = style and style.base_style
    return "- " if paragraph.xpath("./w:pPr/w:numPr") else ""


def _unwrapped(container: Any) -> Iterator[Any]:
    """An element's children, seen through content controls and marked insertions."""
    for child in container:
        if _local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _unwrapped(child)
        else:
            yield child


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


READERS: dict[str, type[FileReader]] = {
    "text": TextReader,
    "markdown": MarkdownReader,
    "html": HtmlReader,
    "pdf": PdfReader,
    "docx": DocxReader,
}
"""Format, a value of ``index.documents.FORMATS`` -> its reader."""
