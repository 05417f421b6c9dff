"""PDFs made with reportlab and read into blocks."""

import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from index.block import BlockKind, Draft, DraftBlock
from index.readers.pdfium.reader import PdfiumReader

STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("body", STYLES["BodyText"], alignment=4)
WORDS = (
    "harbour lamp winter council ledger bridge orchard signal copper valley ferry granite meadow "
    "barrel anchor pigeon lantern market chimney saddle timber quarry willow kettle"
).split()


def draw_pdf(draw: Callable[[Canvas], None], title: str = "") -> bytes:
    """Return a PDF with what is drawn on it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.setTitle(title)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(draw: Callable[[Canvas], None], title: str = "") -> Draft:
    return PdfiumReader().read(draw_pdf(draw, title), "a.pdf")


def flow(story: Sequence[object], columns: int = 1, on_page: object = None) -> Draft:
    """Read a document that reportlab sets in columns."""
    return PdfiumReader().read(make_pdf(story, columns, on_page), "a.pdf")


def make_pdf(story: Sequence[object], columns: int = 1, on_page: object = None) -> bytes:
    """Set a document in columns."""
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4, invariant=True)
    width = document.width / columns
    frames = [
        Frame(document.leftMargin + i * (width + 7), document.bottomMargin, width - 7, 600)
        for i in range(columns)
    ]
    template = PageTemplate(frames=frames, **({"onPage": on_page} if on_page else {}))
    document.addPageTemplates([template])
    document.build(list(story))
    return buffer.getvalue()


MILL = ["The mill at Corran", "The mill was built in 1741.", "It has two wheels of oak."]
LOCK = ["The lock beside it opened in 1932 and was", "made by Hanna Berg. It is closed in winter."]


def write_mill(path: Path) -> Path:
    """Write a PDF that speaks of a mill on its first page and of a lock on its second."""
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    for lines in (MILL, LOCK):
        draw_lines(canvas, lines)
        canvas.showPage()
    canvas.save()
    return path


def kinds(draft: Draft, *wanted: BlockKind) -> list[str]:
    return [block.text for block in draft.blocks if block.kind in wanted]


def parent(draft: Draft, block: DraftBlock) -> str:
    return "" if block.parent is None else draft.blocks[block.parent].text


def find(draft: Draft, text: str) -> DraftBlock:
    return next(block for block in draft.blocks if text in block.text)


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def draw_lines(canvas: Canvas, lines: Sequence[str], x: float = 72, y: float = 760) -> None:
    canvas.setFont("Helvetica", 10)
    for i, line in enumerate(lines):
        canvas.drawString(x, y - 12 * i, line)
