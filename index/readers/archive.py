"""ZIP archives of XML parts, as Office documents and e-books are: unpacked and parsed safely."""

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

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ISO's strict form of the formats has names of its own for the same things.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # that the formats allow
_SAFE = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}
_FLAWS = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError,
          ValueError, etree.XMLSyntaxError)  # fmt: skip
_OLD_FORMATS = {  # name of a stream -> ending of the old format, and of the one in its place
    "WordDocument": (".doc of an old Word", "DOCX"),
    "Workbook": (".xls of an old Excel", "XLSX"),
    "PowerPoint Document": (".ppt of an old PowerPoint", "PPTX"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the end of the relation's type, and the path of the other part."""

    kind: str
    path: str


class Archive:
    """An unpacked file of a format that is a ZIP archive.

    Args:
        data: the file.
        name: its path or address, for messages.
        kind: what it should be, "DOCX", for messages.

    Raises:
        DocumentProtectedError: it has a password.
        DocumentTooLargeError: it unpacks to more than ``MAX_FILE_BYTES``.
        DocumentUnreadableError: it is damaged, or another kind of file.
    """

    def __init__(self, data: bytes, name: str, kind: str) -> None:
        self.name = name
        self._kind = kind
        if data.startswith(OLE):
            raise _build_ole_error(data, name)
        with self._tell_damage():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        size = sum(part.file_size for part in self._zip.infolist())
        if size > MAX_FILE_BYTES:
            raise DocumentTooLargeError(
                f"{name} unpacks to {size:,} bytes; the limit is {MAX_FILE_BYTES:,}. Take its "
                "pictures out, or split it into smaller documents."
            )

    def __contains__(self, path: str) -> bool:
        return path in self._zip.NameToInfo

    def build_error(self, flaw: str) -> DocumentUnreadableError:
        """Return the error for an archive in which something isn't what it should be."""
        return build_damaged_error(self.name, self._kind, ValueError(flaw))

    def unpack(self, path: str) -> bytes:
        """Return a part's bytes; no more of them than the archive claims, lest it be a bomb.

        Raises:
            DocumentUnreadableError: there is no such part, or it is damaged.
        """
        with self._tell_damage():
            part = self._zip.getinfo(path)
        if part.compress_type not in _METHODS:
            raise self.build_error(f"{path} is compressed in a way that the format doesn't allow")
        with self._tell_damage(), self._zip.open(part) as file:
            return file.read(part.file_size or 1)

    def parse(self, path: str) -> Any:
        """Return the root element of a part.

        Raises:
            DocumentUnreadableError: there is no such part, it is damaged, or has a document type.
        """
        data = self._unpack_xml(path)
        with self._tell_damage():
            root = etree.fromstring(data, etree.XMLParser(**_SAFE))
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.build_error(f"{path} has a document type, which no program writes")
        return root

    def find(self, path: str) -> Any:
        """Return the root element of a part, or None if there is no such part."""
        return self.parse(path) if path in self else None

    def iterate(self, path: str, *tags: str) -> Iterator[Any]:
        """Yield the elements of these tags as they end, and empty them: for very long parts.

        Raises:
            DocumentUnreadableError: there is no such part, it is damaged, or has a document type.
        """
        data = self._unpack_xml(path)
        if b"<!DOCTYPE" in data[:1_000]:
            raise self.build_error(f"{path} has a document type, which no program writes")
        with self._tell_damage():
            elements = iter(etree.iterparse(io.BytesIO(data), tag=tags, **_SAFE))
        while True:
            with self._tell_damage():
                _, element = next(elements, (None, None))
            if element is None:
                return
            yield element
            element.clear()

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part refers to within the archive, by the reference's id."""
        folder, file = posixpath.split(part)
        root = self.find(posixpath.join(folder, "_rels", f"{file}.rels"))
        relations = {}
        for relation in () if root is None else root.iter(_RELATION):
            if relation.get("TargetMode") != "External":
                path = posixpath.join("/" + folder, relation.get("Target", ""))
                kind = relation.get("Type", "").rpartition("/")[2]
                path = posixpath.normpath(path).lstrip("/")
                relations[relation.get("Id", "")] = Relation(kind, path)
        return relations

    def find_main(self, otherwise: str) -> str:
        """Return the path of an Office document's main part."""
        return self._find_top("officeDocument") or otherwise

    def find_properties(self) -> Any:
        """Return the root of an Office document's core properties; None if there are none."""
        return self.find(self._find_top("core-properties"))

    def _find_top(self, kind: str) -> str:
        paths = (relation.path for relation in self.relations("").values() if relation.kind == kind)
        return next(paths, "")

    def _unpack_xml(self, path: str) -> bytes:
        data = self.unpack(path)
        if b"purl.oclc.org/ooxml" in data:
            data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
        return data

    @contextmanager
    def _tell_damage(self) -> Iterator[None]:
        """Turn what the libraries raise over a damaged file into an error for the user.

        Nothing but zipfile and lxml runs in it, so that an error of our own is never taken for
        damage.
        """
        try:
            yield
        except _FLAWS as error:
            raise build_damaged_error(self.name, self._kind, error) from error


def _build_ole_error(data: bytes, name: str) -> Exception:
    """Return the error for a file of an old Office, or for one that Office has encrypted."""
    for stream, (old, new) in _OLD_FORMATS.items():
        if stream.encode("utf-16-le") in data:
            return DocumentUnreadableError(
                f"{name} is a {old}. Open it, save it as {new}, and give that file."
            )
    return build_protected_error(name)
