"""The parts of a DOCX, unpacked and parsed."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from index.document import MAX_FILE_BYTES, DocumentTooLargeError, DocumentUnreadableError
from index.readers.base import OLE, build_damaged_error, build_protected_error
from index.readers.wordml.names import R, W

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ISO's strict form of the format has names of its own for the same things.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|officeDocument)/")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # that the format allows
_FLAWS = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError,
          ValueError, etree.XMLSyntaxError)  # fmt: skip


class _DamageError(ValueError):
    """A package that can't be opened, or a part that isn't what it should be."""


@contextmanager
def _tell_damage() -> Iterator[None]:
    """Turn what the libraries raise over a damaged file into ``_DamageError``.

    Nothing but zipfile and lxml runs in it, so that an error of our own is never taken for damage.
    """
    try:
        yield
    except _FLAWS as error:
        raise _DamageError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Package:
    """The parsed parts that hold what Word shows, each by its root element.

    Attributes:
        main: ``w:document``.
        parts: by the end of their relationship's type ("styles", "numbering", "footnotes",
            "endnotes", "settings"); headers, footers, charts and diagrams by the id of their
            relationship.
        properties: the core properties; None if there are none.
    """

    main: Any
    parts: dict[str, Any]
    properties: Any


def open_package(data: bytes, name: str) -> Package:
    """Unpack and parse a DOCX.

    Raises:
        DocumentProtectedError: it has a password.
        DocumentTooLargeError: it unpacks to more than ``MAX_FILE_BYTES``.
        DocumentUnreadableError: it is damaged, or another kind of file.
    """
    if data.startswith(OLE):
        if "WordDocument".encode("utf-16-le") not in data:  # Office wraps what it encrypts
            raise build_protected_error(name)
        raise DocumentUnreadableError(
            f"{name} is a .doc of an old Word. Open it, save it as DOCX, and give that file."
        )
    try:
        with _tell_damage():
            archive = zipfile.ZipFile(io.BytesIO(data))
        size = sum(part.file_size for part in archive.infolist())
        if size <= MAX_FILE_BYTES:
            return _read(archive)
    except _DamageError as error:
        raise build_damaged_error(name, "DOCX", error) from error
    raise DocumentTooLargeError(
        f"{name} unpacks to {size:,} bytes; the limit is {MAX_FILE_BYTES:,}. Take its pictures "
        "out, or split it into smaller documents."
    )


def _read(archive: zipfile.ZipFile) -> Package:
    top = _relations(archive, "")
    path = next((path for kind, path in top.values() if kind == "officeDocument"), "")
    main = _parse(archive, path or "word/document.xml")
    if main.tag != f"{W}document":
        raise _DamageError(f"its main part is no document but {main.tag!r}")
    core = next((path for kind, path in top.values() if kind == "core-properties"), "")
    return Package(main, _parse_parts(archive, path or "word/document.xml"), _find(archive, core))


def _parse_parts(archive: zipfile.ZipFile, main: str) -> dict[str, Any]:
    parts = {}
    for key, (kind, path) in _relations(archive, main).items():
        if kind in ("styles", "numbering", "footnotes", "endnotes", "settings"):
            parts[kind] = _find(archive, path)
        elif kind in ("header", "footer", "chart", "diagramData"):
            parts[key] = _find(archive, path)
    return {key: root for key, root in parts.items() if root is not None}


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return the end of the type and the path of what a part refers to, by the reference's id."""
    folder, file = posixpath.split(part)
    root = _find(archive, posixpath.join(folder, "_rels", f"{file}.rels"))
    relations = {}
    for relation in () if root is None else root.iter(_RELATION):
        if relation.get("TargetMode") != "External":
            path = posixpath.join("/" + folder, relation.get("Target", ""))
            kind = relation.get("Type", "").rpartition("/")[2]
            relations[relation.get("Id", "")] = (kind, posixpath.normpath(path).lstrip("/"))
    return relations


def _find(archive: zipfile.ZipFile, path: str) -> Any:
    return _parse(archive, path) if path in archive.NameToInfo else None


def _parse(archive: zipfile.ZipFile, path: str) -> Any:
    data = _unpack(archive, path)
    if b"purl.oclc.org/ooxml" in data:
        data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    with _tell_damage():
        root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise _DamageError(f"{path} has a document type, which no Word writes")
    return root


def _unpack(archive: zipfile.ZipFile, path: str) -> bytes:
    """Return a part's bytes; no more of them than the package claims, lest it be a bomb."""
    with _tell_damage():
        part = archive.getinfo(path)
    if part.compress_type not in _METHODS:
        raise _DamageError(f"{path} is compressed in a way that no Word can read")
    with _tell_damage(), archive.open(part) as file:
        return file.read(part.file_size or 1)


def get_reference(element: Any) -> str:
    """Return the id of the relationship that an element refers to."""
    return str(element.get(f"{R}id", ""))
