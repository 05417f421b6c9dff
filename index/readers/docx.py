"""Word documents."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from index.block import Draft
from index.document import MAX_FILE_BYTES, DocumentTooLargeError, DocumentUnreadableError
from index.readers.base import (
    OLE,
    Extracted,
    FileReader,
    build_damaged_error,
    build_protected_error,
    clean_title,
    collapse_spaces,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}ptab": "\t",
    f"{_W}tab": "\t",
}
_SEEN_THROUGH = {f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
_MAX_STYLE_CHAIN = 10  # in a damaged file, styles may rest on one another in circles


class DocxReader(FileReader):
    """A Word document, by python-docx: paragraphs, tables and text boxes in their order."""

    def extract(self, data: bytes, name: str) -> Extracted:
        """See ``FileReader.extract``; the title is the properties', or the first heading."""
        _check_package(data, name)
        body, style_elements, title = _parse(data, name)
        blocks = list(_blocks(body, _read_styles(style_elements)))
        heading = next((block.lstrip("# ") for block in blocks if block.startswith("#")), "")
        text = re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", "\n\n".join(blocks))
        return Extracted(text, clean_title(title) or heading)

    def read(self, data: bytes, name: str) -> Draft:
        """Read the file into blocks; see ``index.readers.wordml.document.read_document``."""
        from index.readers.wordml.document import read_document  # lxml: only for these files

        return read_document(data, name)


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style's name, and the id of the one that it rests on, empty if on none."""

    name: str
    base: str


def _parse(data: bytes, name: str) -> tuple[Any, Any, str]:
    """Return the body and the styles as lxml trees, and the title in the properties."""
    import docx
    from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

    # Nothing but python-docx runs here, so that an error of our own is never taken for damage.
    # Damaged files run it into all of these: zipfile's, lxml's, and those over a missing part.
    flaws = (zlib.error, AttributeError, EOFError, KeyError, RuntimeError, ValueError)
    try:
        document = docx.Document(io.BytesIO(data))
        return document.element.body, document.styles.element, document.core_properties.title
    except (zipfile.BadZipFile, XMLSyntaxError, *flaws) as error:
        raise build_damaged_error(name, "DOCX", error) from error


def _check_package(data: bytes, name: str) -> None:
    if data.startswith(OLE):
        if "WordDocument".encode("utf-16-le") not in data:  # Office wraps what it encrypts
            raise build_protected_error(name)
        raise DocumentUnreadableError(
            f"{name} is a .doc of an old Word. Open it, save it as DOCX, and give that file."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise build_damaged_error(name, "DOCX", error) from error
    if size > MAX_FILE_BYTES:
        raise DocumentTooLargeError(
            f"{name} unpacks to {size:,} bytes; the limit is {MAX_FILE_BYTES:,}. Take its pictures "
            "out, or split it into smaller documents."
        )


def _read_styles(elements: Any) -> dict[str, _Style]:
    """Return the paragraph styles by their ids; under the empty id, the default one."""
    styles = {}
    for element in elements.iterchildren(f"{_W}style"):
        if element.get(f"{_W}type", "paragraph") != "paragraph":
            continue
        style = _Style(_value(element, "name"), _value(element, "basedOn"))
        styles[element.get(f"{_W}styleId", "")] = style
        if element.get(f"{_W}default") in ("1", "true", "on"):
            styles[""] = style
    return styles


def _blocks(container: Any, styles: Mapping[str, _Style]) -> Iterator[str]:
    """Yield paragraphs, tables and text boxes of a body, a cell or a box, each as text."""
    for element in _unwrapped(container):
        if element.tag == f"{_W}tbl":
            rows = [row for row in _unwrapped(element) if row.tag == f"{_W}tr"]
            yield "\n".join(" | ".join(_cells(row, styles)) for row in rows)
        elif element.tag == f"{_W}p":
            text = _text(element)
            if text.strip():
                yield _mark(element, styles) + text
            for box in _own(element, "txbxContent"):
                if not any(_local(ancestor) == "Fallback" for ancestor in box.iterancestors()):
                    yield from _blocks(box, styles)


def _cells(row: Any, styles: Mapping[str, _Style]) -> Iterator[str]:
    for cell in _unwrapped(row):
        if cell.tag == f"{_W}tc":
            yield collapse_spaces(" ".join(_blocks(cell, styles)))


def _text(paragraph: Any) -> str:
    """Return a paragraph's text with links, fields and insertions, without deletions and boxes."""
    return "".join(
        _run_text(run)
        for run in _own(paragraph, "r")
        if next(run.iterancestors(f"{_W}moveFrom"), None) is None
    )


def _run_text(run: Any) -> str:
    text = ""
    for element in run:
        if element.tag == f"{_W}t":
            text += element.text or ""
        elif element.get(f"{_W}type") not in ("page", "column"):  # breaks between lines only
            text += _SIGNS.get(element.tag, "")
    return text


def _mark(paragraph: Any, styles: Mapping[str, _Style]) -> str:
    """Return what begins a heading's or a list item's line, by its style or one it rests on."""
    properties = paragraph.find(f"{_W}pPr")
    own = "" if properties is None else _value(properties, "pStyle")
    style = styles.get(own) or styles.get("")
    for _ in range(_MAX_STYLE_CHAIN):
        if style is None:
            break
        if style.name == "Title":
            return "# "
        if heading := re.fullmatch("[Hh]eading ([1-6])", style.name):
            return "#" * int(heading[1]) + " "
        if re.match("List (Bullet|Number)", style.name):
            return "- "
        style = styles.get(style.base) if style.base else None
    is_item = properties is not None and properties.find(f"{_W}numPr") is not None
    return "- " if is_item else ""


def _own(paragraph: Any, name: str) -> Iterator[Any]:
    """Yield the elements of that name that are in the paragraph, but in none within it."""
    for element in paragraph.iter(f"{_W}{name}"):
        if next(element.iterancestors(f"{_W}p")) is paragraph:
            yield element


def _unwrapped(container: Any) -> Iterator[Any]:
    """Yield an element's children, seen through content controls and marked insertions."""
    for child in container:
        if child.tag in _SEEN_THROUGH:
            yield from _unwrapped(child)
        else:
            yield child


def _value(element: Any, name: str) -> str:
    """Return what the child element of that name says in its ``val``, empty if there is none."""
    child = element.find(f"{_W}{name}")
    return "" if child is None else str(child.get(f"{_W}val", ""))


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
