"""Foot- and endnotes: their marks, in the order in which the text refers to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.readers.wordml.names import W, get_number, get_value
from index.readers.wordml.number_formats import format_number

_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A place in the text that refers to a note.

    Attributes:
        mark: "1"; empty if the text and the note write the mark themselves.
        note: its element; None if it is missing, or was referred to before.
    """

    mark: str
    note: Any


class Notes:
    """The notes of a document; references must come in the document's order.

    Notes that start again on each page are counted on: where pages end isn't in the file.

    Args:
        parts: "footnotes", "endnotes" and "settings", as far as there are any.
        sections: all ``w:sectPr``, in order.
    """

    def __init__(self, parts: Mapping[str, Any], sections: list[Any]) -> None:
        self._notes: dict[tuple[str, str], Any] = {}
        self._marks: dict[tuple[str, str], str] = {}
        self._forms = dict(_FORMS)
        self._starts: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._by_section: set[str] = set()
        for kind in _FORMS:
            for note in parts.get(f"{kind}s", ()):
                if note.get(f"{W}type", "normal") == "normal":
                    self._notes[kind, note.get(f"{W}id", "")] = note
            for place in (parts.get("settings"), *sections[-1:]):
                self._read_properties(kind, None if place is None else place.find(f"{W}{kind}Pr"))
            self._starts.setdefault(kind, 1)
            self._counts[kind] = self._starts[kind]

    def _read_properties(self, kind: str, properties: Any) -> None:
        if properties is None:
            return
        self._forms[kind] = get_value(properties, "numFmt") or self._forms[kind]
        start = get_number(properties, "numStart")
        if start is not None:
            self._starts[kind] = start
        if get_value(properties, "numRestart") == "eachSect":
            self._by_section.add(kind)

    def end_section(self) -> None:
        """Start again with the notes that are counted by section."""
        for kind in self._by_section:
            self._counts[kind] = self._starts[kind]

    def refer(self, element: Any) -> NoteReference:
        """Return the mark and the note of a ``w:footnoteReference`` or ``w:endnoteReference``."""
        kind = str(element.tag).removeprefix(W).removesuffix("Reference")
        key = (kind, element.get(f"{W}id", ""))
        note = self._notes.get(key)
        if key in self._marks:
            return NoteReference(self._marks[key], None)
        if element.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            self._marks[key] = ""
        else:
            self._marks[key] = format_number(self._counts[kind], self._forms[kind])
            self._counts[kind] += 1
        return NoteReference(self._marks[key], note)
