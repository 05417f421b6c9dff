"""E-books in EPUB: their chapters in reading order, as one page of HTML."""

import posixpath
from typing import Any
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from index.block import Draft
from index.document import DocumentEmptyError, DocumentProtectedError
from index.readers.archive import Archive
from index.readers.base import FileReader
from index.readers.html_blocks import HtmlBlocks
from index.readers.metadata import find_title, prepend_metadata
from index.readers.plain_text import parse_html, refuse_deep_nesting
from index.readers.questions import hang_answers
from index.readers.text import decode
from index.whitespace import collapse_spaces

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PROPERTIES = {
    "title": "title",
    "creator": "author",
    "date": "date",
    "publisher": "publisher",
    "description": "description",
    "subject": "subject",
    "language": "language",
}
_TEXTS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


class EpubReader(FileReader):
    """An e-book; its contents page is boilerplate, its notes stand below what refers to them."""

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``."""
        archive = Archive(data, name, "EPUB")
        path = _find_package(archive)
        package = archive.parse(path)
        properties = _read_properties(package)
        chapters = _find_chapters(archive, package, path)
        _check_protection(archive, chapters)
        draft = Draft()
        with refuse_deep_nesting(name):
            tree = _merge(archive, chapters)
            HtmlBlocks(draft, tree).write(tree)
        if not any(map(str.isalnum, "".join(block.text for block in draft.blocks))):
            raise DocumentEmptyError(
                f"{name} holds no text, only pictures perhaps. Give an e-book with text in it."
            )
        hang_answers(draft)
        draft.title = properties.get("title", "") or find_title(draft)
        prepend_metadata(draft, properties)
        return draft


def _find_package(archive: Archive) -> str:
    """Return the path of the part that lists all others."""
    for element in archive.parse(_CONTAINER).iter("{*}rootfile"):
        if path := element.get("full-path"):
            return str(path)
    raise archive.build_error(f"{_CONTAINER} names no package")


def _read_properties(package: Any) -> dict[str, str]:
    """Return what the book says about itself; several authors or subjects become one value."""
    found: dict[str, list[str]] = {}
    for element in package.iter("{http://purl.org/dc/elements/1.1/}*"):
        name = _PROPERTIES.get(etree.QName(element).localname, "")
        value = collapse_spaces("".join(element.itertext()))
        if name and value and value not in found.setdefault(name, []):
            found[name].append(value)
    single = ("title", "date", "language")
    return {
        name: values[0] if name in single else ", ".join(values)
        for name, values in found.items()
        if values
    }


def _find_chapters(archive: Archive, package: Any, path: str) -> list[str]:
    """Return the paths of the chapters in the order in which they are read."""
    folder = posixpath.dirname(path)
    items = {
        item.get("id", ""): posixpath.normpath(
            posixpath.join(folder, unquote(item.get("href", "")))
        )
        for item in package.iter("{*}item")
        if item.get("media-type", "") in _TEXTS
    }
    chapters = [items.get(ref.get("idref", ""), "") for ref in package.iter("{*}itemref")]
    missing = [chapter for chapter in chapters if chapter and chapter not in archive]
    if missing:
        raise archive.build_error(f"its chapter {missing[0]} is missing")
    return list(dict.fromkeys(filter(None, chapters)))


def _check_protection(archive: Archive, chapters: list[str]) -> None:
    """Refuse a book with chapters that only the shop's own program can read; fonts don't count."""
    encryption = archive.find(_ENCRYPTION)
    if encryption is None:
        return
    encrypted = {unquote(e.get("URI", "")) for e in encryption.iter("{*}CipherReference")}
    if not encrypted.isdisjoint(chapters):
        raise DocumentProtectedError(
            f"{archive.name} is protected against copying, so its text can't be read. Give a copy "
            "without that protection."
        )


def _merge(archive: Archive, chapters: list[str]) -> Any:
    """Return one tree of all chapters, in which links from one to another lead within it."""
    book = etree.fromstring("<html><body/></html>", etree.HTMLParser())
    for path in chapters:
        html = decode(archive.unpack(path), f"{archive.name}, {path}", "")
        if not html.strip():
            continue
        body = parse_html(html, archive.name).find("body")
        if body is None:
            continue
        _point_within(body, path)
        body.tag = "div"
        book[0].append(body)
    return book


def _point_within(body: Any, path: str) -> None:
    """Make what is unique in a chapter unique in the book: what links point to, and the links."""
    for element in body.iter("*"):
        for attribute in ("id", "name", "for"):
            if value := element.get(attribute):
                element.set(attribute, f"{path}#{value}")
        target = unquote(element.get("href", ""))
        if "#" in target and ":" not in target:
            file, _, place = target.partition("#")
            other = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
            element.set("href", f"#{other if file else path}#{place}")
