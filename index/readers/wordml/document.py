"""A DOCX as a draft: its properties, running heads, body, notes and text boxes."""

from collections.abc import Iterator
from typing import Any

from index.block import BlockKind, Draft
from index.document import DocumentEmptyError
from index.readers.wordml.content import Item, WordParagraph, WordTable, collect_text, flatten
from index.readers.wordml.emit import Emitter
from index.readers.wordml.flow import FlowReader, Resources
from index.readers.wordml.names import W, get_toggle
from index.readers.wordml.notes import Notes
from index.readers.wordml.numbering import Numbering
from index.readers.wordml.package import Package, get_reference, open_package
from index.readers.wordml.properties import read_properties, select_hidden
from index.readers.wordml.revisions import settle
from index.readers.wordml.styles import Styles


def read_document(data: bytes, name: str) -> Draft:
    """Read a DOCX into blocks: what Word shows of it, each piece once.

    Tracked changes count as accepted: insertions stay, deletions go. Of fields, the results are
    read, of alternative drawings of one thing the first. Comments, hidden text and what pictures
    show are left out; charts are read as tables. Running heads and feet come once each, the heads
    first.

    Args:
        data: the file.
        name: its path or address, for messages.

    Raises:
        DocumentEmptyError: there are no letters and no figures in it.
        DocumentProtectedError: it has a password.
        DocumentTooLargeError: it unpacks to too many bytes.
        DocumentUnreadableError: it is damaged, or no DOCX.
    """
    package = open_package(data, name)
    for root in (package.main, *package.parts.values()):
        settle(root)
    styles = Styles(package.parts.get("styles"))
    numbering = Numbering(package.parts.get("numbering"), styles)
    notes = Notes(package.parts, list(package.main.iter(f"{W}sectPr")))
    resources = Resources(styles, numbering, notes, dict(package.parts))
    body = package.main.find(f"{W}body")
    items = [] if body is None else FlowReader(resources).read(body)
    heads, feet = (
        _read_running(package, kind, FlowReader(resources)) for kind in ("header", "footer")
    )
    visible = " ".join((collect_text(items), *heads, *feet))
    if not any(map(str.isalnum, visible)):
        raise DocumentEmptyError(
            f"{name} holds no text, only pictures perhaps. Give a document with text in it."
        )
    draft = Draft(metadata=read_properties(package.properties, package.parts.get("styles")))
    for line in select_hidden(draft.metadata, visible):
        draft.add(BlockKind.METADATA, line)
    for line in heads:
        draft.add(BlockKind.BOILERPLATE, line)
    Emitter(draft).emit(items)
    for line in feet:
        draft.add(BlockKind.BOILERPLATE, line)
    draft.title = draft.metadata.get("title") or next(
        (block.text for block in draft.blocks if block.kind is BlockKind.HEADING), ""
    )
    return draft


def _read_running(package: Package, kind: str, reader: FlowReader) -> list[str]:
    """Return the lines of the running heads or feet that pages show, each once."""
    settings = package.parts.get("settings")
    shows_even = settings is not None and bool(get_toggle(settings, "evenAndOddHeaders"))
    lines: dict[str, None] = {}
    seen = set()
    for section in package.main.iter(f"{W}sectPr"):
        shown = {"default", "even" if shows_even else "", "first" if _has_first(section) else ""}
        for reference in section.iterchildren(f"{W}{kind}Reference"):
            key = get_reference(reference)
            if reference.get(f"{W}type", "default") in shown and key not in seen:
                seen.add(key)
                part = package.parts.get(key)
                items = [] if part is None else reader.read(part)
                lines.update(dict.fromkeys(filter(None, _iterate_lines(items))))
    return list(lines)


def _has_first(section: Any) -> bool:
    return bool(get_toggle(section, "titlePg"))


def _iterate_lines(items: list[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, WordTable):
            for row in item.rows:
                yield " ".join(cell.text for cell in row.cells if cell.text)
        else:
            yield flatten([item])
        for carrier in [item] if isinstance(item, WordParagraph) else item.rows:
            for box in carrier.boxes:
                yield from _iterate_lines(box)
