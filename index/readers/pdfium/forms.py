"""Filled fields of a form, and texts laid over a page."""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from index.readers.pdfium.characters import PageTransform
from index.readers.pdfium.page import FieldValue, Rectangle

_TICKED, _UNTICKED = "☒", "☐"
_MOST_ANNOTATIONS = 5000
_LONGEST = 1 << 18  # bytes of a value
_HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW


def read_fields(
    page: ctypes.c_void_p, form: ctypes.c_void_p | None, transform: PageTransform
) -> list[FieldValue]:
    """Return the visible fields of a page with what they hold, and the texts laid over it.

    Args:
        form: the document's form environment; None if it has no form.
    """
    found = []
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        if not annotation:
            continue
        try:
            value = _read_annotation(annotation, form, transform)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
        if value is not None:
            found.append(value)
    return found


def _read_annotation(
    annotation: Any, form: ctypes.c_void_p | None, transform: PageTransform
) -> FieldValue | None:
    subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
    if pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
        return None
    if subtype == pdfium.FPDF_ANNOT_FREETEXT:
        text = read_text(
            lambda *into: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", *into)
        )
        box = _read_box(annotation, transform)
        return FieldValue(box, text, is_note=True) if box and text else None
    if subtype != pdfium.FPDF_ANNOT_WIDGET or form is None:
        return None
    box = _read_box(annotation, transform)
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if box is None or kind in (pdfium.FPDF_FORMFIELD_PUSHBUTTON, pdfium.FPDF_FORMFIELD_SIGNATURE):
        return None
    label = read_text(
        lambda *into: pdfium.FPDFAnnot_GetFormFieldAlternateName(form, annotation, *into)
    )
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        ticked = pdfium.FPDFAnnot_IsChecked(form, annotation)
        return FieldValue(box, _TICKED if ticked else _UNTICKED, label, is_box=True)
    value = read_text(lambda *into: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, *into))
    if kind in (pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX):
        value = _read_choices(form, annotation) or value
    return FieldValue(box, value, label)


def _read_choices(form: ctypes.c_void_p, annotation: Any) -> str:
    """Return the labels of the options that are chosen; a field's value holds their codes."""
    chosen = [
        read_text(lambda *into, i=i: pdfium.FPDFAnnot_GetOptionLabel(form, annotation, i, *into))
        for i in range(min(pdfium.FPDFAnnot_GetOptionCount(form, annotation), 1000))
        if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, i)
    ]
    return ", ".join(filter(None, chosen))


def read_text(read: Callable[..., int]) -> str:
    """Return the text that a function of PDFium gives, in one line; nothing if it is too long.

    Args:
        read: is called twice: for the length in bytes, and with a buffer for UTF-16 of that length.
    """
    length = read(None, 0)
    if not 2 < length <= _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    read(buffer, length)
    text = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
    return " ".join(text.split())


def _read_box(annotation: Any, transform: PageTransform) -> Rectangle | None:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(box)):
        return None
    (x1, y1), (x2, y2) = transform.apply(box.left, box.bottom), transform.apply(box.right, box.top)
    bounds = Rectangle(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return bounds if bounds.width > 0 and bounds.height > 0 else None
