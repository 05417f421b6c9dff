"""Pages and boxes of a PDF's sentences, held against what PDFium finds inside the boxes."""

import random
import re
from collections.abc import Iterator, Sequence

import pypdfium2
import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, PageBreak, Paragraph, Table

from index import Document, Sentence
from index.block import Box
from index.readers.pdfium.hyphens import Hyphenation
from index.readers.pdfium.reader import PdfiumReader
from index.sentences import split_sentences
from tests.support.pdf import BODY, STYLES, WORDS, draw_lines, make_pdf, read


def sentences_of(document: Document) -> Iterator[tuple[Sentence, str]]:
    for sentence in split_sentences(document.text, document.blocks):
        yield sentence, document.text[sentence.start : sentence.end]


def read_box(pdf: pypdfium2.PdfDocument, box: Box) -> str:
    page = pdf[box.page - 1]
    height = page.get_height()
    text: str = page.get_textpage().get_text_bounded(
        box.left - 1, height - box.bottom - 1, box.right + 1, height - box.top + 1
    )
    return text


def make_story(chance: random.Random) -> list[object]:
    """Return paragraphs of sentences whose words are all different, with breaks between some."""
    story: list[object] = []
    for i in range(chance.randint(5, 25)):
        if chance.random() < 0.2:
            story.append(Paragraph(f"Part{i}a of{i}b it{i}c", STYLES["Heading2"]))
        bullet = "•" if chance.random() < 0.2 else None
        sentences = (
            " ".join(f"{chance.choice(WORDS)}{i}x{k}x{n}z" for n in range(chance.randint(3, 30)))
            for k in range(chance.randint(1, 9))
        )
        text = " ".join(f"{sentence}.".capitalize() for sentence in sentences)
        style = ParagraphStyle("item", BODY, leftIndent=18 if bullet else 0)
        story.append(Paragraph(text, style, bulletText=bullet))
        if chance.random() < 0.1:
            story.append(PageBreak())
    return story


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("seed", range(8))
def test_the_boxes_of_a_sentence_hold_its_words_and_each_box_some(columns: int, seed: int) -> None:
    data = make_pdf(make_story(random.Random(seed)), columns)
    document = Document.from_draft(PdfiumReader().read(data, "a.pdf"))
    pdf = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_range() for page in pdf]
    checked = 0
    for sentence, text in sentences_of(document):
        words = re.findall(r"\w*\d[a-z]\b", text)  # none is a part of another
        if not sentence.boxes or not words:
            continue
        boxes = [read_box(pdf, box) for box in sentence.boxes]
        assert all(any(word in box for box in boxes) for word in words)
        assert all(any(word in box for word in words) for box in boxes)
        (page,) = [i for i, content in enumerate(pages, start=1) if words[0] in content]
        assert sentence.page == page
        checked += 1
    assert checked > 10


def test_a_sentence_over_a_page_break_has_the_page_where_it_begins() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(
            canvas, ["It was a mild autumn. The miller and his three", "daughters had"], y=90
        )
        canvas.showPage()
        draw_lines(canvas, ["seen the water rise before. They left at six."])

    document = Document.from_draft(read(draw))
    pages = {text: [box.page for box in s.boxes] for s, text in sentences_of(document)}
    assert pages["It was a mild autumn."] == [1]
    assert pages["The miller and his three daughters had seen the water rise before."] == [1, 1, 2]
    assert pages["They left at six."] == [2]


@pytest.mark.parametrize(
    ("lines", "begin"),
    [
        (["The har-", "bour is deep. A har-", "bour freezes."], ["The", "bour is", "bour freezes"]),
        (
            ["Tide . . . . . . . . 5 and", "ebb . . . . . . . . 6 and", "flow."],
            ["Tide", "ebb", "flow"],
        ),
        (
            ["\u2022  Bread is baked where", "the ovens are. It is", "good."],
            ["- Br", "the", "good"],
        ),
    ],
)
def test_each_line_is_where_its_text_begins(lines: Sequence[str], begin: Sequence[str]) -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, lines)

    document = Document.from_draft(read(draw))
    boxes = [box for block in document.blocks for box in block.boxes]
    for box, beginning in zip(boxes, begin, strict=True):
        assert document.text.startswith(beginning, box.start)


def test_soft_hyphens_leave_the_lines_where_they_are() -> None:
    text, starts = Hyphenation([]).join(["A mul\u00adti\u00ad", "tude of\u00ad", "fish\u00ad"])
    assert text == "A multitude offish"
    assert [text[start:] for start in starts] == [text, "tude offish", "fish"]


def test_rows_and_running_heads_have_their_pages() -> None:
    def on_page(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.drawString(72, 800, "The Lennick Almanac")

    rows = [["Mill", "Built"], *([f"Mill {i}", str(1700 + i)] for i in range(90))]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    draft = PdfiumReader().read(make_pdf([Table(rows, style=grid, repeatRows=1)], 1, on_page), "a")
    document = Document.from_draft(draft)
    found = {text: sentence for sentence, text in sentences_of(document)}
    pages = [found[f"Mill {i} | {1700 + i}"].page or 0 for i in range(90)]
    assert pages == sorted(pages)
    assert set(pages) == set(range(1, int(document.metadata["pages"]) + 1))
    assert [box.page for box in found["The Lennick Almanac"].boxes] == sorted(set(pages))


def test_properties_have_no_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setAuthor("Petra Lund")
        draw_lines(canvas, ["The weir holds back the water of three brooks."])

    document = Document.from_draft(read(draw))
    pages = {text: sentence.page for sentence, text in sentences_of(document)}
    assert pages["Author: Petra Lund"] is None
    assert pages["The weir holds back the water of three brooks."] == 1
