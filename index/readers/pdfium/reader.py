"""PDF files into drafts, by PDFium in a process of its own."""

from typing import Any

from index.block import BlockKind, Box, Draft, DraftBlock
from index.document import DocumentEmptyError, DocumentUnreadableError
from index.readers.base import FileReader, build_damaged_error, build_protected_error
from index.readers.pdfium.process import ProcessEndedError, WorkerProcess

_process = WorkerProcess()


class PdfiumReader(FileReader):
    """The text layer and the forms of a PDF as blocks, each line with its box on the page."""

    def read(self, data: bytes, name: str) -> Draft:
        """See ``FileReader.read``; a scan without a text layer counts as empty."""
        try:
            reply = _process.ask(data)
        except ProcessEndedError as error:
            raise DocumentUnreadableError(
                f"{name} can't be read: {error}. Open it in a PDF viewer, print it to a new PDF, "
                "and give that file; split it if it is very long."
            ) from error
        match reply.get("error"):
            case None:
                return _decode(reply)
            case "protected":
                raise build_protected_error(name)
            case "empty":
                raise DocumentEmptyError(
                    f"{name} has no text layer: it is a scanned PDF and needs OCR. Run "
                    "“ocrmypdf scanned.pdf readable.pdf” and give the new file."
                )
            case _:
                raise build_damaged_error(name, "PDF", ValueError(reply["why"]))


def _decode(reply: dict[str, Any]) -> Draft:
    blocks = [
        DraftBlock(
            BlockKind(block["kind"]),
            block["text"],
            block["level"],
            block["parent"],
            tuple(Box(**box) for box in block["boxes"]),
        )
        for block in reply["blocks"]
    ]
    return Draft(reply["title"], blocks, reply["metadata"])
