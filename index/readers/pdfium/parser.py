"""Pages and properties of a PDF, by PDFium's raw functions."""

import ctypes
import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from index.readers.pdfium.characters import PageTransform
from index.readers.pdfium.forms import read_fields, read_text
from index.readers.pdfium.page import PdfPage
from index.readers.pdfium.rules import read_rules
from index.readers.pdfium.words import read_frames

_ERRORS = {
    raw.FPDF_ERR_FORMAT: "its structure is broken",
    raw.FPDF_ERR_SECURITY: "it is encrypted in an unknown way",
}
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
_NO_NAME = {"anonymous", "(anonymous)", "unspecified", "(unspecified)", "unknown", "user"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A PDF's pages, and its properties by lower-case names."""

    pages: list[PdfPage]
    properties: dict[str, str]


class ProtectedError(ValueError):
    """A PDF that asks for a password."""


class DamagedError(ValueError):
    """Bytes that PDFium can't read as a PDF."""


def parse(data: bytes) -> Parsed:
    """Read a PDF.

    Raises:
        ProtectedError: it asks for a password.
        DamagedError: it can't be read.
    """
    handle = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        code = raw.FPDF_GetLastError()
        if code == raw.FPDF_ERR_PASSWORD:
            raise ProtectedError
        raise DamagedError(_ERRORS.get(code, f"error {code} of PDFium"))
    try:
        with pdfium.PdfDocument(handle) as document:
            return _parse_document(document)
    except pdfium.PdfiumError as error:
        raise DamagedError(str(error)) from error


def _parse_document(document: pdfium.PdfDocument) -> Parsed:
    if not len(document):
        raise DamagedError("it has no pages")
    document.init_forms()
    form = document.formenv.raw if document.formenv else None
    pages = [_parse_page(document, i, form) for i in range(len(document))]
    return Parsed(pages, _read_properties(document))


def _parse_page(document: pdfium.PdfDocument, i: int, form: ctypes.c_void_p | None) -> PdfPage:
    """Read a page; one that PDFium can't load is empty, as every viewer shows it."""
    try:
        page = document[i]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        return PdfPage(i + 1, 0.0, 0.0)
    try:
        transform = PageTransform(raw.FPDFPage_GetRotation(page.raw), _shown_box(page))
        rules, dots = read_rules(page.raw, transform)
        return PdfPage(
            i + 1,
            page.get_width(),
            page.get_height(),
            read_frames(text_page.raw, transform),
            rules,
            dots,
            read_fields(page.raw, form, transform),
        )
    finally:
        text_page.close()
        page.close()


def _shown_box(page: pdfium.PdfPage) -> tuple[float, float, float, float]:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
    return box.left, box.bottom, box.right, box.top


def _read_properties(document: pdfium.PdfDocument) -> dict[str, str]:
    """Return title, author, subject and keywords, the day it was made, and how many pages."""

    def read(key: bytes) -> str:
        return read_text(lambda *into: raw.FPDF_GetMetaText(document.raw, key, *into))

    named = {key: read(key.encode()) for key in ("Title", "Author", "Subject", "Keywords")}
    properties = {
        key.lower(): value
        for key, value in named.items()
        if value and value.lower() not in _NO_NAME
    }
    if date := _DATE.match(read(b"CreationDate")):
        properties["created"] = "-".join(filter(None, date.groups()))
    properties["pages"] = str(len(document))
    return properties
