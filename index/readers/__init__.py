"""File formats into blocks: a reader each, over the best-kept library for it."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # plain text is read without a file, too
    from index.readers.base import FileReader

__all__ = ["READERS", "make_reader"]

READERS = {
    "text": "index.readers.text.TextReader",
    "markdown": "index.readers.markdown.MarkdownReader",
    "html": "index.readers.html.HtmlReader",
    "pdf": "index.readers.pdfium.reader.PdfiumReader",
    "docx": "index.readers.docx.DocxReader",
    "pptx": "index.readers.pptx.PptxReader",
    "xlsx": "index.readers.xlsx.XlsxReader",
    "epub": "index.readers.epub.EpubReader",
    "csv": "index.readers.csv.CsvReader",
    "json": "index.readers.json.JsonReader",
    "rst": "index.readers.rst.RstReader",
    "tex": "index.readers.tex.TexReader",
    "email": "index.readers.email.EmailReader",
}
"""Format, a value of ``index.formats.FORMATS`` -> its reader, imported when it is needed."""


def make_reader(kind: str, charset: str = "", *, from_web: bool = False) -> "FileReader":
    """Make the reader of a format; ``KeyError`` if there is none.

    Args:
        kind: a key of ``READERS``.
        charset: as for ``FileReader``.
        from_web: as for ``FileReader``.
    """
    module, _, name = READERS[kind].rpartition(".")
    reader: FileReader = getattr(import_module(module), name)(charset, from_web=from_web)
    return reader
