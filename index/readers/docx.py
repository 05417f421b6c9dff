"""Word documents."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from index.document import MAX_FILE_BYTES, DocumentTooLargeError, DocumentUnreadableError
from index.readers.base import (
    DAMAGE,
    OLE,
    Extracted,
    FileReader,
    damaged,
    one_line,
    protected,
    sensible_title,
)


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
        except (zipfile.BadZipFile, XMLSyntaxError, *DAMAGE) as error:
            raise damaged(name, "DOCX", error) from error
        heading = next((block.lstrip("# ") for block in blocks if block.startswith("#")), "")
        text = re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", "\n\n".join(blocks))
        return Extracted(text, sensible_title(title) or heading)


def _check_package(data: bytes, name: str) -> None:
    if data.startswith(OLE):
        if "WordDocument".encode("utf-16-le") not in data:  # Office wraps what it encrypts
            raise protected(name)
        raise DocumentUnreadableError(
            f"{name} is a .doc of an old Word. Open it, save it as DOCX, and give that file."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, *DAMAGE) as error:
        raise damaged(name, "DOCX", error) from error
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
            yield one_line(" ".join(_docx_blocks(cell, part)))


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
