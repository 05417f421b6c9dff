"""Small presentations, workbooks and e-books, written by other programs than ours."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

import xlsxwriter
from pptx import Presentation
from pptx.util import Inches

_XHTML = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html '
    'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title>Part</title></head><body>{}</body></html>"
)
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)


def build_presentation() -> bytes:
    """Return two slides: a title slide, and one with bullets, a table and notes."""
    show = Presentation()
    first = show.slides.add_slide(show.slide_layouts[0])
    first.shapes.title.text = "Harbour plan"
    first.placeholders[1].text = "For the council\nMay 2024"
    second = show.slides.add_slide(show.slide_layouts[1])
    second.shapes.title.text = "Budget"
    body = second.placeholders[1].text_frame
    body.text = "Income"
    for text, level in (("Fees of berths", 1), ("Fuel", 1), ("Costs", 0)):
        added = body.add_paragraph()
        added.text, added.level = text, level
    second.notes_slide.notes_text_frame.text = "Say that fees rise. Then pause."
    grid = second.shapes.add_table(3, 2, Inches(1), Inches(1), Inches(4), Inches(1)).table
    for row, texts in enumerate((("Year", "Fees"), ("2023", "410"), ("2024", "455"))):
        for column, text in enumerate(texts):
            grid.cell(row, column).text = text
    properties = show.core_properties
    properties.author, properties.comments, properties.title = "Ana Roe", "", ""
    properties.created = properties.modified = datetime(2013, 12, 23)  # the template's: nobody's
    return save(show)


def save(show: Presentation) -> bytes:
    """Return a presentation's bytes."""
    packed = io.BytesIO()
    show.save(packed)
    return packed.getvalue()


def build_workbook() -> bytes:
    """Return a workbook with a table, its title, a note, and a sheet that is hidden."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    book.set_properties({"created": datetime(2013, 12, 23)})
    sheet = book.add_worksheet("Fees")
    euros = book.add_format({"num_format": "#,##0.00 [$€-407]"})
    share = book.add_format({"num_format": "0.0%"})
    day = book.add_format({"num_format": "d mmm yyyy"})
    sheet.write(0, 0, "Fees of berths")
    sheet.write_row(1, 0, ["Berth", "Fee", "Share", "Since", "Twice"])
    for row, berth, fee, part in ((2, "North", 1234.5, 0.125), (3, "South", -80, 0.5)):
        sheet.write(row, 0, berth)
        sheet.write(row, 1, fee, euros)
        sheet.write(row, 2, part, share)
        sheet.write_datetime(row, 3, datetime(2024, 5, row), day)
        sheet.write_formula(row, 4, f"=B{row + 1}*2", None, 2 * fee)
    sheet.write(4, 0, "All fees are without tax.")
    hidden = book.add_worksheet("Drafts")
    hidden.write(0, 0, "nothing to see")
    hidden.hide()
    book.close()
    return packed.getvalue()


def build_book(chapters: Mapping[str, str], *, extra: Mapping[str, str] | None = None) -> bytes:
    """Return an e-book.

    Args:
        chapters: bodies in XHTML by file name, in reading order.
        extra: other parts by path.
    """
    names = list(chapters)
    items = "".join(
        f'<item id="c{i}" href="the%20text/{name}" media-type="application/xhtml+xml"/>'
        for i, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="c{i}"/>' for i in range(len(names)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Weir</dc:title>'
        "<dc:creator>Ana Roe</dc:creator><dc:creator>Ben Lind</dc:creator>"
        "<dc:language>en</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("OEBPS/book.opf", package)
        for name, body in chapters.items():
            book.writestr(f"OEBPS/the text/{name}", _XHTML.format(body))
        for path, text in (extra or {}).items():
            book.writestr(path, text)
    return packed.getvalue()


def repack(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return an archive with other parts in it."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        kept = {name: old.read(name) for name in old.namelist()}
        for name, part in {**kept, **parts}.items():
            new.writestr(name, part)
    return packed.getvalue()
