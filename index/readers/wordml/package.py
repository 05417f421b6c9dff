"""The parts of a DOCX, unpacked and parsed."""

from dataclasses import dataclass
from typing import Any

from index.readers.archive import Archive
from index.readers.wordml.names import R, W


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
    archive = Archive(data, name, "DOCX")
    path = archive.find_main("word/document.xml")
    main = archive.parse(path)
    if main.tag != f"{W}document":
        raise archive.build_error(f"its main part is no document but {main.tag!r}")
    return Package(main, _parse_parts(archive, path), archive.find_properties())


def _parse_parts(archive: Archive, main: str) -> dict[str, Any]:
    parts = {}
    for key, relation in archive.relations(main).items():
        if relation.kind in ("styles", "numbering", "footnotes", "endnotes", "settings"):
            parts[relation.kind] = archive.find(relation.path)
        elif relation.kind in ("header", "footer", "chart", "diagramData"):
            parts[key] = archive.find(relation.path)
    return {key: root for key, root in parts.items() if root is not None}


def get_reference(element: Any) -> str:
    """Return the id of the relationship that an element refers to."""
    return str(element.get(f"{R}id", ""))
