"""PDF files into drafts, by PDFium."""

from index.block import Draft
from index.document import DocumentEmptyError
from index.readers.base import FileReader, build_damaged_error, build_protected_error
from index.readers.pdfium.draft import build_draft
from index.readers.pdfium.parser import DamagedError, ProtectedError, parse


class PdfiumReader(FileReader):
    """The text layer and the forms of a PDF as blocks, each line with its box on the page.

    PDFium isn't safe to call from several threads; ``index.worker`` runs it in processes.
    """

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``; a scan without a text layer counts as empty."""
        try:
            parsed = parse(data)
        except ProtectedError as error:
            raise build_protected_error(name) from error
        except DamagedError as error:
            raise build_damaged_error(name, "PDF", error) from error
        if not any(frame.words for page in parsed.pages for frame in page.frames) and not any(
            field.value for page in parsed.pages for field in page.fields
        ):
            raise DocumentEmptyError(
                f"{name} has no text layer: it is a scanned PDF and needs OCR. Run "
                "“ocrmypdf scanned.pdf readable.pdf” and give the new file."
            )
        return build_draft(parsed.pages, parsed.properties)
