"""Sheets to blocks."""

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from index.document import DocumentEmptyError, DocumentTooLargeError, DocumentUnreadableError
from index.readers import xlsx_cells
from index.readers.xlsx import XlsxReader
from tests.support.archives import build_workbook, repack
from tests.support.outline import outline


def blocks(fill: Callable[[Any, Any], object], **options: object) -> list[str]:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, **options})
    fill(book, book.add_worksheet("Boats"))
    book.close()
    lines = outline(XlsxReader().read(packed.getvalue(), "a.xlsx"))
    return [line for line in lines if not line.startswith("m ")]


def rows(*lines: list[object]) -> Callable[[Any, Any], object]:
    def fill(_: Any, sheet: Any) -> None:
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)

    return fill


def test_a_table_with_its_title_a_note_and_what_cells_display() -> None:
    assert outline(XlsxReader().read(build_workbook(), "a.xlsx")) == [
        "h Fees",
        "  c Fees of berths",
        "    t Berth | Fee | Share | Since | Twice",
        "      r North | 1,234.50 € | 12.5% | 2 May 2024 | 2469",
        "      r South | -80.00 € | 50.0% | 3 May 2024 | -160",
        "  p All fees are without tax.",
    ]


def test_empty_rows_split_tables() -> None:
    lines = rows(["Boat", "Crew"], ["Anna", 4], [], ["Port", "Ships"], ["Tarn", 9])
    assert blocks(lines) == [
        "h Boats",
        "  t Boat | Crew",
        "    r Anna | 4",
        "  t Port | Ships",
        "    r Tarn | 9",
    ]


def test_a_row_of_years_heads_a_table() -> None:
    assert blocks(rows(["", 2022, 2023], ["Anna", 4, 5])) == [
        "h Boats",
        "  t | 2022 | 2023",
        "    r Anna | 4 | 5",
    ]


def test_merged_heads_stand_over_each_of_their_columns() -> None:
    def fill(_: Any, sheet: Any) -> None:
        rows([], ["Port", "In", "Out", "In", "Out"], ["Tarn", 1, 2, 3, 4])(_, sheet)
        sheet.merge_range(0, 1, 0, 2, "North")
        sheet.merge_range(0, 3, 0, 4, "South")

    assert blocks(fill) == [
        "h Boats",
        "  t Port | North In | North Out | South In | South Out",
        "    r Tarn | 1 | 2 | 3 | 4",
    ]


def test_bold_rows_and_excels_own_tables_have_heads() -> None:
    def bold(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Row 1", "Row 2"], book.add_format({"bold": True}))
        sheet.write_row(1, 0, [7, 8])

    def own(_: Any, sheet: Any) -> None:
        sheet.add_table(
            0, 0, 1, 1, {"data": [[7, 8]], "columns": [{"header": "R1"}, {"header": "R2"}]}
        )

    assert blocks(bold)[1:] == ["  t Row 1 | Row 2", "    r 7 | 8"]
    assert blocks(own)[1:] == ["  t R1 | R2", "    r 7 | 8"]


def test_lines_of_one_cell_are_paragraphs() -> None:
    lines = rows(["Boats of the bay"], ["They belong to the clerk. He sails."])
    assert blocks(lines)[1:] == [
        "  p Boats of the bay",
        "  p They belong to the clerk. He sails.",
    ]


def test_a_formula_without_a_result_shows_itself() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Boat", "Crew"])
        sheet.write(1, 0, "Anna")
        sheet.write_formula(1, 1, "=SUM(A1:A2)", None, "")

    assert blocks(fill)[1:] == ["  t Boat | Crew", "    r Anna | =SUM(A1:A2)"]


def test_logical_values_errors_and_rich_text() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Boat", "Sails"])
        sheet.write_rich_string(1, 0, "An", book.add_format({"bold": True}), "na")
        sheet.write_boolean(1, 1, True)
        sheet.write(2, 0, "Bella")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")

    assert blocks(fill)[1:] == ["  t Boat | Sails", "    r Anna | TRUE", "    r Bella | #DIV/0!"]


def test_days_from_1904() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Boat", "Day"])
        sheet.write(1, 0, "Anna")
        sheet.write(1, 1, 43953, book.add_format({"num_format": "yyyy-mm-dd"}))

    assert blocks(fill, date_1904=True)[2] == "    r Anna | 2024-05-03"
    assert blocks(fill)[2] == "    r Anna | 2020-05-02"


def test_too_many_cells_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_cells, "MAX_CELLS", 5)
    with pytest.raises(
        DocumentTooLargeError, match=r"a\.xlsx has more than 5 cells; row 3 of the sheet 'Boats'"
    ):
        blocks(rows(["Boat", "Crew"], ["Anna", 4], ["Bella", 5], ["Cora", 6]))


def test_a_cell_that_has_no_text_or_no_number_is_damage() -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"{}><v>{}</v></c></row></sheetData></worksheet>'
    )
    for kind, value in ((' t="s"', "999"), (' t="s"', "x"), ("", "x"), ("", "inf")):
        data = repack(
            build_workbook(), {"xl/worksheets/sheet1.xml": sheet.format(kind, value).encode()}
        )
        with pytest.raises(
            DocumentUnreadableError, match=r"not a XLSX file, or a damaged.*cell A1"
        ):
            XlsxReader().read(data, "a.xlsx")


def test_a_workbook_without_cells_is_told() -> None:
    with pytest.raises(DocumentEmptyError, match=r"a\.xlsx holds no cells"):
        blocks(lambda *_: None)
