"""The cells of a workbook: what each displays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from index.document import DocumentTooLargeError
from index.readers.archive import Archive
from index.readers.number_display import BUILT_IN, GENERAL, display_number
from index.readers.wordml.names import parse_number
from index.whitespace import collapse_spaces

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

MAX_CELLS = 500_000
"""Most cells with something in them in a workbook."""

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_PLAIN = frozenset("s str inlineStr b e d".split())
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell looks: the code of its number format, and whether its text is bold."""

    code: str = GENERAL
    bold: bool = False


@dataclass(slots=True)
class SheetRow:
    """Cells of a row that display something, by column from 1; ``bold`` holds bold columns."""

    number: int
    texts: dict[int, str] = field(default_factory=dict)
    bold: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Sheet:
    """Rows with something in them, in order, and the merged ranges of columns by row."""

    rows: list[SheetRow] = field(default_factory=list)
    merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)


class CellReader:
    """Reads the sheets of one workbook.

    Args:
        archive: the file.
        strings: path of the part with the texts of cells, which share them; may be missing.
        styles: path of the part with the cells' looks; may be missing.
        since_1904: days are counted from 1904.
    """

    def __init__(self, archive: Archive, strings: str, styles: str, *, since_1904: bool) -> None:
        self._archive = archive
        self._since_1904 = since_1904
        self._cells = 0
        found = archive.iterate(strings, f"{S}si") if strings in archive else ()
        self._strings = [_read_text(item) for item in found]
        self._styles = _read_styles(archive.find(styles))

    def read(self, path: str, title: str) -> Sheet:
        """Read a sheet; ``title`` is its name, for messages.

        Raises:
            DocumentTooLargeError: the workbook has more than ``MAX_CELLS`` cells.
            DocumentUnreadableError: it is damaged.
        """
        sheet = Sheet()
        number = 0
        for element in self._archive.iterate(path, f"{S}row", f"{S}mergeCell"):
            if element.tag == f"{S}row":
                number = parse_number(element.get("r", "")) or number + 1
                row = SheetRow(number)
                self._fill(row, element)
                if row.texts:
                    sheet.rows.append(row)
                self._check_size(title, number)
            else:
                _add_merged(sheet, element.get("ref", ""))
        return sheet

    def _check_size(self, title: str, row: int) -> None:
        if self._cells > MAX_CELLS:
            raise DocumentTooLargeError(
                f"{self._archive.name} has more than {MAX_CELLS:,} cells; row {row:,} of the "
                f"sheet {title!r} is over that limit. Keep the sheets that matter, and load those."
            )

    def _fill(self, row: SheetRow, element: Any) -> None:
        column = 0
        for cell in element.iterchildren(f"{S}c"):
            place = parse_reference(cell.get("r", ""))
            column = place[0] if place else column + 1
            style = self._get_style(cell)
            if text := collapse_spaces(self._read_cell(cell, style)):
                self._cells += 1
                row.texts[column] = text
                if style.bold:
                    row.bold.add(column)

    def _get_style(self, cell: Any) -> CellStyle:
        number = parse_number(cell.get("s", "0")) or 0
        return self._styles[number] if 0 <= number < len(self._styles) else CellStyle()

    def _read_cell(self, cell: Any, style: CellStyle) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return "" if inline is None else _read_text(inline)
        value = str(cell.findtext(f"{S}v", ""))
        if not value:  # a formula that nobody has calculated yet shows itself
            formula = str(cell.findtext(f"{S}f", ""))
            return f"={formula}" if formula else ""
        if kind == "s":
            number = parse_number(value)
            if number is None or not 0 <= number < len(self._strings):
                raise self._archive.build_error(f"cell {cell.get('r')} has no text {value!r}")
            return self._strings[number]
        if kind == "b":
            return _BOOLEANS.get(value, value)
        if kind in _PLAIN:
            return value
        try:
            return display_number(float(value), style.code, since_1904=self._since_1904)
        except (ValueError, OverflowError) as error:
            flaw = f"cell {cell.get('r')} has the number {value!r}"
            raise self._archive.build_error(flaw) from error


def parse_reference(reference: str) -> tuple[int, int] | None:
    """Return the column and the row, from 1, of a reference such as "B7"; None for another text.

    >>> parse_reference("AB7"), parse_reference("7")
    ((28, 7), None)
    """
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(match[2])


def parse_range(text: str) -> tuple[int, int, int, int] | None:
    """Return the first column and row and the last ones of a range such as "A1:C2", or None."""
    first, _, last = text.partition(":")
    begin, end = parse_reference(first), parse_reference(last or first)
    return (*begin, *end) if begin and end else None


def _add_merged(sheet: Sheet, reference: str) -> None:
    if (found := parse_range(reference)) and found[2] > found[0]:
        left, row, right, _ = found
        sheet.merged.setdefault(row, []).append((left, right))


def _read_text(element: Any) -> str:
    """Return the text of a cell, without how it is pronounced."""
    return "".join(
        text.text or ""
        for text in element.iter(f"{S}t")
        if (parent := text.getparent()) is None or parent.tag != f"{S}rPh"
    )


def _read_styles(root: Any) -> list[CellStyle]:
    if root is None:
        return []
    codes = dict(BUILT_IN)
    codes |= {
        number: code.get("formatCode", GENERAL)
        for code in root.iter(f"{S}numFmt")
        if (number := parse_number(code.get("numFmtId", ""))) is not None
    }
    fonts = [_is_bold(font) for font in root.iterfind(f"{S}fonts/{S}font")]
    return [
        CellStyle(codes.get(parse_number(look.get("numFmtId", "0")) or 0, GENERAL), is_bold)
        for look, is_bold in _pair_fonts(root, fonts)
    ]


def _pair_fonts(root: Any, fonts: list[bool]) -> Iterator[tuple[Any, bool]]:
    for look in root.iterfind(f"{S}cellXfs/{S}xf"):
        number = parse_number(look.get("fontId", "0")) or 0
        yield look, 0 <= number < len(fonts) and fonts[number]


def _is_bold(font: Any) -> bool:
    bold = font.find(f"{S}b")
    return bold is not None and bold.get("val", "1") not in ("0", "false")
