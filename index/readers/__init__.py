"""File formats into blocks: a reader each, over the best-kept library for it."""

from index.readers.base import FileReader
from index.readers.csv import CsvReader
from index.readers.docx import DocxReader
from index.readers.email import EmailReader
from index.readers.html import HtmlReader
from index.readers.markdown import MarkdownReader
from index.readers.pdfium.reader import PdfiumReader
from index.readers.text import TextReader

__all__ = ["READERS", "FileReader"]

READERS: dict[str, type[FileReader]] = {
    "text": TextReader,
    "markdown": MarkdownReader,
    "html": HtmlReader,
    "pdf": PdfiumReader,
    "docx": DocxReader,
    "csv": CsvReader,
    "email": EmailReader,
}
"""Format, a value of ``index.loading.FORMATS`` -> its reader."""
