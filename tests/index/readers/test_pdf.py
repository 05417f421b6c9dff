"""PDFs, made with reportlab: headings, running heads, hyphens, and what can't be read."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from index.block import BlockKind, Draft
from index.document import (
    DocumentEmptyError,
    DocumentProtectedError,
    DocumentUnreadableError,
)
from index.loading import load
from index.readers.pdfium.reader import PdfiumReader
from tests.support.pdf import kinds

Pages = list[list[str]]


def write(path: Path, pages: Pages, title: str = "", password: str | None = None) -> Path:
    """A PDF; a line that begins with "# " or "## " comes in larger type."""
    lock = None if password is None else StandardEncryption(password, ownerPassword="owner")
    canvas = Canvas(str(path), encrypt=lock)
    canvas.setTitle(title)
    for page in pages:
        y = 800.0
        for line in page:
            size = {"#": 20, "##": 14}.get(line.split(" ")[0], 10)
            canvas.setFont("Helvetica", size)
            canvas.drawString(72, y, line.lstrip("# "))
            y -= size * 1.3
        canvas.showPage()
    canvas.save()
    return path


Reader = Callable[[Pages], Draft]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return lambda pages: PdfiumReader().read(write(tmp_path / "a.pdf", pages).read_bytes(), "a.pdf")


def test_a_paragraph_runs_on_across_pages_past_running_heads(read: Reader) -> None:
    draft = read(
        [
            ["The Harbour", "Nine boats came in that night and were", "counted by the", "1"],
            ["The Harbour", "harbour office in the tower.", "They left at six.", "2"],
        ]
    )
    assert kinds(draft, BlockKind.PARAGRAPH) == [
        "Nine boats came in that night and were counted by the harbour office in the tower. "
        "They left at six."
    ]
    assert kinds(draft, BlockKind.BOILERPLATE) == ["The Harbour", "1", "2"]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Annual Report | {}", "- {} -"),
        ("{} Annual Report", "{} / 5"),
        ("Annual Report", "Page {} of 5"),
        ("11/25/26, 6:29 AM Annual Report", "file:///report.html {}/5"),
    ],
)
def test_heads_and_feet_with_numbers_are_boilerplate(read: Reader, head: str, foot: str) -> None:
    body = "Quay {} has room for many boats."
    pages = [[line.format(i) for line in (head, body, body, body, foot)] for i in range(1, 6)]
    draft = read(pages)
    text = " ".join(kinds(draft, BlockKind.PARAGRAPH))
    assert [text.count(f"Quay {i} has") for i in range(1, 6)] == [3] * 5
    assert "Report" not in text
    assert "/ 5" not in text
    expected = {line.format(i) for line in (head, foot) for i in range(1, 6)}
    boilerplate = kinds(draft, BlockKind.BOILERPLATE)
    assert set(boilerplate) == expected
    assert len(boilerplate) == len(expected)


def test_rows_at_the_edges_of_pages_are_no_page_numbers(read: Reader) -> None:
    years = ["1901 boats 40", "1955 boats 7", "1907 boats 19", "1999 boats 3", "2020 boats 44"]
    assert kinds(read([[year] for year in years]), BlockKind.PARAGRAPH) == years


def test_headings_are_told_by_their_size(read: Reader) -> None:
    prose = "Nine boats came in that night, and the clerk counted every one of them."
    draft = read(
        [
            ["# A Very Long", "# Annual Report", "## 1 Boats", prose, prose],
            ["## Crews", prose, "The clerk counted every boat.", prose, "12", prose],
        ]
    )
    headings = [block for block in draft.blocks if block.kind is BlockKind.HEADING]
    assert [(block.level, block.text) for block in headings] == [
        (1, "A Very Long Annual Report"),
        (2, "1 Boats"),
        (2, "Crews"),
    ]


def test_words_that_a_line_end_parts_are_joined(read: Reader) -> None:
    first = ["The har-", "bour is well-known. A well-", "known clerk, a co-operative man, co-"]
    second = ["operates with Anna-", "Lena and the year 1990-", "1991 office."]
    assert " ".join(kinds(read([first + second]), BlockKind.PARAGRAPH)) == (
        "The harbour is well-known. A well-known clerk, a co-operative man, cooperates with Anna- "
        "Lena and the year 1990- 1991 office."
    )


def test_the_title_is_the_properties_if_it_is_one(tmp_path: Path) -> None:
    lines = [["The night was calm.", "Nine boats came in."]]
    assert load(write(tmp_path / "a.pdf", lines, title="The Boats")).title == "The Boats"
    assert load(write(tmp_path / "b.pdf", lines, title="Microsoft Word - x.doc")).title == "b"
    assert load(write(tmp_path / "c.pdf", lines, title="untitled")).title == "c"


def test_a_password_is_asked_for_only_where_reading_needs_it(tmp_path: Path) -> None:
    lines = [["Nine boats came in."]]
    assert load(write(tmp_path / "open.pdf", lines, password="")).text.endswith(
        "Nine boats came in."
    )
    write(tmp_path / "shut.pdf", lines, password="secret")
    with pytest.raises(
        DocumentProtectedError, match=r"shut\.pdf asks for a password.*save a copy without one"
    ):
        load(tmp_path / "shut.pdf")


def test_a_scan_says_that_it_needs_ocr(tmp_path: Path) -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("L", (60, 80), 200).save(picture, "PNG")
    picture.seek(0)
    canvas = Canvas(str(tmp_path / "scan.pdf"))
    canvas.drawImage(ImageReader(picture), 0, 0, 500, 700)
    canvas.save()
    with pytest.raises(DocumentEmptyError, match=r"scan\.pdf has no text layer.*scan.*ocrmypdf"):
        load(tmp_path / "scan.pdf")


def test_a_pdf_without_pages_is_damaged_also_after_one_with_a_password(tmp_path: Path) -> None:
    write(tmp_path / "shut.pdf", [["Nine boats came in."]], password="secret")
    with pytest.raises(DocumentProtectedError):
        load(tmp_path / "shut.pdf")
    with (tmp_path / "none.pdf").open("wb") as file:
        pypdf.PdfWriter().write(file)
    with pytest.raises(DocumentUnreadableError, match=r"none\.pdf is not a PDF file, or a damaged"):
        load(tmp_path / "none.pdf")


@pytest.mark.parametrize("keep", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_pdf_cut_short_is_read_or_refused(tmp_path: Path, keep: float) -> None:
    """PDFium rebuilds what it can; whatever it can't is one of our errors."""
    data = write(tmp_path / "a.pdf", [["Nine boats came in."]] * 9).read_bytes()
    (tmp_path / "cut.pdf").write_bytes(data[: int(len(data) * keep)])
    try:
        text = load(tmp_path / "cut.pdf").text
    except (DocumentUnreadableError, DocumentEmptyError) as error:
        assert "cut.pdf" in str(error)  # noqa: PT017
    else:
        assert "Nine boats came in." in text


@pytest.mark.parametrize("step", [7, 31, 97])
def test_a_pdf_with_flipped_bytes_is_read_or_refused(tmp_path: Path, step: int) -> None:
    data = bytearray(write(tmp_path / "a.pdf", [["Nine boats came in."]] * 3).read_bytes())
    for i in range(20, len(data), step):
        data[i] ^= 0x15
    (tmp_path / "bad.pdf").write_bytes(data)
    with pytest.raises((DocumentUnreadableError, DocumentEmptyError), match=r"bad\.pdf"):
        load(tmp_path / "bad.pdf")
