"""Excel workbooks: each sheet a heading, and below it tables and notes."""

from collections.abc import Iterator
from typing import Any

from index.block import Draft
from index.document import DocumentEmptyError
from index.readers.archive import Archive
from index.readers.base import FileReader
from index.readers.metadata import prepend_metadata
from index.readers.wordml.names import R
from index.readers.wordml.properties import read_properties
from index.readers.xlsx_cells import CellReader, S, parse_range
from index.readers.xlsx_tables import add_sheet


class XlsxReader(FileReader):
    """A workbook: what its cells display, of formulas the results that it was saved with.

    Hidden sheets, comments, charts and text boxes are left out; hidden rows and columns aren't,
    since a filter hides rows, too.
    """

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``."""
        archive = Archive(data, name, "XLSX")
        path = archive.find_main("xl/workbook.xml")
        main = archive.parse(path)
        if main.tag != f"{S}workbook":
            raise archive.build_error(f"its main part is no workbook but {main.tag!r}")
        parts = {relation.kind: relation.path for relation in archive.relations(path).values()}
        settings = main.find(f"{S}workbookPr")
        since_1904 = settings is not None and settings.get("date1904") in ("1", "true")
        cells = CellReader(
            archive,
            parts.get("sharedStrings", ""),
            parts.get("styles", ""),
            since_1904=since_1904,
        )
        draft = Draft()
        for title, sheet in _iterate_sheets(archive, main, path):
            add_sheet(draft, title, cells.read(sheet, title), _find_headed(archive, sheet))
        if not draft.blocks:
            raise DocumentEmptyError(
                f"{name} holds no cells with something in them. Give a workbook with text in it."
            )
        properties = read_properties(archive.find_properties(), None)
        draft.title = properties.get("title", "")
        prepend_metadata(draft, properties)
        return draft


def _iterate_sheets(archive: Archive, main: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the path of each sheet that is shown and has cells."""
    relations = archive.relations(path)
    for sheet in main.iterfind(f"{S}sheets/{S}sheet"):
        relation = relations.get(sheet.get(f"{R}id", ""))
        if relation is None:
            raise archive.build_error(f"the sheet {sheet.get('name')!r} is missing")
        if sheet.get("state", "visible") == "visible" and relation.kind == "worksheet":
            yield sheet.get("name", ""), relation.path


def _find_headed(archive: Archive, sheet: str) -> set[int]:
    """Return the numbers of the rows that head a table by what somebody told Excel."""
    rows = set()
    for relation in archive.relations(sheet).values():
        if relation.kind == "table" and relation.path in archive:
            table = archive.parse(relation.path)
            place = parse_range(table.get("ref", ""))
            if place and table.get("headerRowCount", "1") != "0":
                rows.add(place[1])
    return rows
