"""PowerPoint presentations: their slides in order, each with its notes."""

from typing import Any

from index.block import BlockKind, Draft
from index.document import DocumentEmptyError
from index.readers.archive import Archive
from index.readers.base import FileReader
from index.readers.metadata import prepend_metadata
from index.readers.pptx_shapes import P, Part, add_notes, add_shapes, read_title
from index.readers.wordml.names import R
from index.readers.wordml.properties import read_properties


class PptxReader(FileReader):
    """A presentation.

    A slide's heading is its number and its title, "Slide 3: Budget". Comments, pictures and what
    masters draw are left out; charts are read as tables.
    """

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``."""
        archive = Archive(data, name, "PPTX")
        path = archive.find_main("ppt/presentation.xml")
        main = archive.parse(path)
        if main.tag != f"{P}presentation":
            raise archive.build_error(f"its main part is no presentation but {main.tag!r}")
        relations = archive.relations(path)
        draft = Draft()
        slides = [slide.get(f"{R}id", "") for slide in main.iter(f"{P}sldId")]
        for number, key in enumerate(slides, start=1):
            if key not in relations:
                raise archive.build_error(f"slide {number} is missing")
            _add_slide(draft, archive, relations[key].path, number)
        if not any(block.kind is not BlockKind.HEADING for block in draft.blocks):
            raise DocumentEmptyError(
                f"{name} holds no text but its slides' titles, only pictures perhaps. Give a "
                "document with text in it."
            )
        properties = read_properties(archive.find_properties(), None)
        draft.title = properties.get("title", "") or draft.title
        prepend_metadata(draft, properties)
        return draft


def _add_slide(draft: Draft, archive: Archive, path: str, number: int) -> None:
    slide = archive.parse(path)
    relations = archive.relations(path)
    layout = next((r.path for r in relations.values() if r.kind == "slideLayout"), "")
    part = Part(slide, archive.find(layout), {
        key: root
        for key, relation in relations.items()
        if relation.kind in ("chart", "diagramData")
        and (root := archive.find(relation.path)) is not None
    })  # fmt: skip
    title = read_title(slide)
    draft.title = draft.title or title
    draft.add(BlockKind.HEADING, _write_heading(slide, number, title), level=1)
    add_shapes(draft, part)
    notes = next((r.path for r in relations.values() if r.kind == "notesSlide"), "")
    if notes in archive:
        add_notes(draft, archive.parse(notes))


def _write_heading(slide: Any, number: int, title: str) -> str:
    hidden = " (hidden)" if slide.get("show") in ("0", "false") else ""
    return f"Slide {number}{hidden}: {title}" if title else f"Slide {number}{hidden}"
