"""Documents of known words, written in several formats: what is read of them can be counted."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    PageTemplate,
    Paragraph,
    Preformatted,
    Table,
    TableStyle,
)

from tests.support.wordml import LEGAL, build_docx, numbered, paragraph, table

STYLES = getSampleStyleSheet()
KINDS = ("heading", "paragraph", "list", "table", "code", "quote")


@dataclass(frozen=True)
class Part:
    """A part of a document; ``rows`` are its items, or its rows, of words in cells."""

    kind: str
    rows: list[list[str]]

    @property
    def lines(self) -> list[str]:
        """Return the texts of its rows."""
        return [" ".join(row) for row in self.rows]


def iterate_words(parts: Sequence[Part]) -> Iterator[str]:
    """Yield the words in the order that they are read in."""
    for part in parts:
        for row in part.rows:
            for cell in row:
                yield from cell.split()


@st.composite
def documents(draw: st.DrawFn) -> list[Part]:
    """Generate documents whose words are all different, as "lock12x" and "wind13x"."""
    count = 0

    def word() -> str:
        nonlocal count
        count += 1
        return draw(st.sampled_from(("lock", "wind", "Marsh", "eel", "über"))) + f"{count}x"

    def cell(most: int) -> str:
        return " ".join(word() for _ in range(draw(st.integers(1, most))))

    parts = []
    for kind in draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=7)):
        most = {"paragraph": 60, "quote": 30, "heading": 5}.get(kind, 4)
        sizes = [most]
        if kind == "table":  # one column may wrap
            sizes = draw(st.sampled_from(([1, 4], [4, 1], [1, 1, 4], [1, 4, 1], [1, 1, 1])))
        count_rows = draw(st.integers(2, 5)) if kind in ("table", "list") else 1
        parts.append(Part(kind, [[cell(size) for size in sizes] for _ in range(count_rows)]))
    return parts


def write_markdown(parts: Sequence[Part]) -> bytes:
    """Return the document as Markdown."""
    pieces = []
    for part in parts:
        match part.kind:
            case "heading":
                pieces.append(f"## {part.lines[0]}")
            case "list":
                pieces.append("\n".join(f"- {line}" for line in part.lines))
            case "table":
                head, *rows = (f"| {' | '.join(row)} |" for row in part.rows)
                pieces.append("\n".join([head, "|---" * len(part.rows[0]) + "|", *rows]))
            case "code":
                pieces.append(f"```\n{part.lines[0]}\n```")
            case "quote":
                pieces.append(f"> {part.lines[0]}")
            case _:
                pieces.append(part.lines[0])
    return "\n\n".join(pieces).encode()


def write_html(parts: Sequence[Part]) -> bytes:
    """Return the document as a web page."""
    tags = {"heading": "h2", "code": "pre", "quote": "blockquote", "paragraph": "p"}
    pieces = []
    for part in parts:
        if part.kind == "list":
            pieces.append("<ul>" + "".join(f"<li>{line}" for line in part.lines) + "</ul>")
        elif part.kind == "table":
            rows = ("".join(f"<td>{escape(cell)}" for cell in row) for row in part.rows)
            pieces.append("<table>" + "".join(f"<tr>{row}" for row in rows) + "</table>")
        else:
            pieces.append(f"<{tags[part.kind]}>{part.lines[0]}</{tags[part.kind]}>")
    return ("<!doctype html><meta charset=utf-8>" + "".join(pieces)).encode()


def write_docx(parts: Sequence[Part]) -> bytes:
    """Return the document as a DOCX."""
    pieces = []
    for part in parts:
        if part.kind == "list":
            pieces += [numbered(line, list_id=2) for line in part.lines]
        elif part.kind == "table":
            pieces.append(table(*("|".join(row) for row in part.rows)))
        else:
            look = '<w:outlineLvl w:val="1"/>' if part.kind == "heading" else ""
            pieces.append(paragraph(part.lines[0], look))
    return build_docx("".join(pieces), numbering=LEGAL)


def write_csv(parts: Sequence[Part]) -> bytes:
    """Return all rows of the document as one table."""
    file = io.StringIO()
    csv.writer(file).writerows(row for part in parts for row in part.rows)
    return file.getvalue().encode()


def write_pdf(parts: Sequence[Part], columns: int = 1) -> bytes:
    """Return the document as a PDF, set in columns."""
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4, invariant=True)
    width = document.width / columns
    frames = [
        Frame(document.leftMargin + i * (width + 9), 100, width - 9, 660) for i in range(columns)
    ]
    document.addPageTemplates([PageTemplate(frames=frames)])
    document.build([_set(part, ruled=i % 2 == 0) for i, part in enumerate(parts)])
    return buffer.getvalue()


def _set(part: Part, *, ruled: bool) -> Flowable:
    match part.kind:
        case "heading":
            return Paragraph(part.lines[0], STYLES["Heading2"])
        case "list":
            items = [Paragraph(line, STYLES["BodyText"]) for line in part.lines]
            return ListFlowable(items, bulletType="bullet")
        case "table":
            grid = ("GRID", (0, 0), (-1, -1), 0.5, "black")
            look = TableStyle([grid if ruled else ("VALIGN", (0, 0), (-1, -1), "TOP")])
            cells = [[Paragraph(cell, STYLES["BodyText"]) for cell in row] for row in part.rows]
            return Table(cells, style=look)
        case "code":
            return Preformatted(part.lines[0], STYLES["Code"])
    return Paragraph(part.lines[0], STYLES["BodyText"])
