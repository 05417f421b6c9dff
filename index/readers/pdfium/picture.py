"""Pages of a PDF as pictures, drawn by PDFium."""

import io
from dataclasses import dataclass
from pathlib import Path

from index.document import DocumentUnreadableError

_SCALE = 2.0  # pixels to a point
_MAX_PIXELS = 2_400  # of a side: a poster is drawn smaller


@dataclass(frozen=True, slots=True)
class PagePicture:
    """Picture of a page: JPEG bytes, and the page's size in points."""

    jpeg: bytes
    width: float
    height: float


def draw_page(path: Path, page: int) -> PagePicture:
    """Draw a page, counted from 1, in this process.

    ``index.worker.draw_page`` does it within limits.

    Raises:
        DocumentUnreadableError: it can't be drawn.
    """
    import pypdfium2  # the server itself never opens a stranger's file with it

    try:
        with pypdfium2.PdfDocument(path) as document:
            sheet = document[page - 1]
            width, height = sheet.get_size()
            scale = min(_SCALE, _MAX_PIXELS / max(width, height))
            image = sheet.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError, OSError) as error:
        raise DocumentUnreadableError(f"Page {page} can't be drawn: {error}") from error
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return PagePicture(buffer.getvalue(), width, height)
