"""Text of PDFs into blocks: made with reportlab, so that every word and its place are known."""

import io
import random
import re
from collections import Counter

import pypdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, ListFlowable, ListItem, Paragraph

from index.block import BlockKind
from index.readers.pdfium.reader import PdfiumReader
from tests.support.pdf import (
    BODY,
    STYLES,
    WORDS,
    draw_lines,
    find,
    flow,
    kinds,
    parent,
    read,
    sentence,
)


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("seed", range(5))
def test_paragraphs_come_whole_and_in_order_out_of_columns(columns: int, seed: int) -> None:
    chance = random.Random(seed)
    texts = [
        " ".join(sentence(chance, chance.randint(8, 20)) for _ in range(chance.randint(2, 6)))
        for _ in range(25)
    ]
    draft = flow([Paragraph(text, BODY) for text in texts], columns)
    assert kinds(draft, BlockKind.PARAGRAPH) == texts


def test_ragged_lines_and_first_line_indents() -> None:
    style = ParagraphStyle("indent", STYLES["Normal"], firstLineIndent=18, alignment=0)
    chance = random.Random(3)
    texts = [" ".join(sentence(chance, 14) for _ in range(4)) for _ in range(8)]
    assert kinds(flow([Paragraph(text, style) for text in texts]), BlockKind.PARAGRAPH) == texts


def test_headings_have_levels_and_all_below_hangs_on_them() -> None:
    draft = flow(
        [
            Paragraph("The mill at Corran", STYLES["Title"]),
            Paragraph("History", STYLES["Heading2"]),
            Paragraph("The mill was built in 1741. " * 4, BODY),
            Paragraph("Wheels", STYLES["Heading3"]),
            Paragraph("It has two wheels of oak. " * 4, BODY),
            Paragraph("Visits", STYLES["Heading2"]),
            Paragraph("It is open on Sundays. " * 5, BODY),
        ]
    )
    headings = [block for block in draft.blocks if block.kind is BlockKind.HEADING]
    assert [(block.level, block.text) for block in headings] == [
        (1, "The mill at Corran"),
        (2, "History"),
        (3, "Wheels"),
        (2, "Visits"),
    ]
    assert parent(draft, find(draft, "two wheels")) == "Wheels"
    assert parent(draft, find(draft, "Sundays")) == "Visits"


def items(*texts: object, **options: object) -> ListFlowable:
    return ListFlowable([ListItem(text) for text in texts], **{"bulletType": "bullet", **options})


def test_items_hang_on_their_lead_in_and_on_the_outer_item() -> None:
    long = "Carry the ladder out of the barn and put it against the wall where the roof is lowest."
    inner = items(Paragraph("with a rope", BODY), Paragraph("with gloves", BODY), start="•")
    numbered = {"bulletType": "1", "bulletFormat": "%s."}
    draft = flow(
        [
            Paragraph("Do this every spring:", BODY),
            items(Paragraph(long, BODY), [Paragraph("Climb up:", BODY), inner], **numbered),
            Paragraph("Then rest for a day.", BODY),
        ]
    )
    found = [block for block in draft.blocks if block.kind is BlockKind.LIST_ITEM]
    assert [(block.level, block.text) for block in found] == [
        (1, f"1. {long}"),
        (1, "2. Climb up:"),
        (2, "- with a rope"),
        (2, "- with gloves"),
    ]
    assert parent(draft, found[0]) == "Do this every spring:"
    assert parent(draft, found[2]) == "2. Climb up:"


def test_hyphens_at_line_ends_are_mended() -> None:
    lines = [
        "The inspectors of the har-",
        "bour wrote that the well-",
        "known pier, which is inter-",
        "national, was of a well-known make.",
    ]
    draft = read(lambda canvas: draw_lines(canvas, lines))
    assert kinds(draft, BlockKind.PARAGRAPH) == [
        "The inspectors of the harbour wrote that the well-known pier, which is international, "
        "was of a well-known make."
    ]


def test_note_marks_stay_apart_from_figures_and_units_with_theirs() -> None:
    draft = flow(
        [
            Paragraph(
                "The town had 9,310<super>1</super> people on 14 km<super>2</super> and "
                "52 inns<super>2</super>. " + "It lies on the Corran. " * 9,
                BODY,
            ),
            Paragraph(
                "<super>1</super> Without the garrison. <super>2</super> In the year 1800.",
                ParagraphStyle("note", BODY, fontSize=7),
            ),
        ]
    )
    assert "had 9,310 ¹ people on 14 km² and 52 inns². It" in find(draft, "town").text
    notes = [block for block in draft.blocks if block.kind is BlockKind.FOOTNOTE]
    assert [block.text for block in notes] == ["¹ Without the garrison.", "² In the year 1800."]
    assert all(parent(draft, note).startswith("The town") for note in notes)


def test_running_heads_are_kept_once_and_what_the_text_repeats_is_kept() -> None:
    def on_page(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.drawString(72, 800, "The Lennick Almanac")
        canvas.drawString(290, 30, str(document.page))

    chance = random.Random(1)
    refrain = "So says the keeper of the lamp."
    texts = [f"{sentence(chance, 60)} {refrain}" for _ in range(60)]
    draft = flow([Paragraph(text, BODY) for text in texts], on_page=on_page)
    pages = int(draft.metadata["pages"])
    assert kinds(draft, BlockKind.BOILERPLATE).count("The Lennick Almanac") == 1
    assert {str(page) for page in range(1, pages + 1)} <= set(kinds(draft, BlockKind.BOILERPLATE))
    assert kinds(draft, BlockKind.PARAGRAPH) == texts
    assert len(find(draft, "Almanac").boxes) == pages > 3


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_are_where_a_viewer_shows_the_lines(rotation: int) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    width, height = A4
    x, y = {0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[rotation]
    canvas.translate(x, y)
    canvas.rotate(rotation)
    shown = width if rotation % 180 else height
    draw_lines(canvas, ["The sluice was closed", "by the miller at noon."], 50, shown - 100)
    canvas.save()
    writer = pypdf.PdfWriter(clone_from=buffer)
    writer.pages[0].rotate(rotation)
    turned = io.BytesIO()
    writer.write(turned)
    block = find(PdfiumReader().read(turned.getvalue(), "a.pdf"), "sluice")
    assert block.text == "The sluice was closed by the miller at noon."
    first, second = block.boxes
    assert (first.page, round(first.left)) == (1, 50)
    assert first.top < 100 < first.bottom < second.bottom < 116
    assert 90 < first.right - first.left < 110


def test_text_drawn_sideways_is_read_too() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, ["The sluice was closed for the winter of that year."])
        canvas.translate(40, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Copy of the archive")

    draft = read(draw)
    assert kinds(draft, BlockKind.PARAGRAPH)[-1] == "Copy of the archive"
    (box,) = draft.blocks[-1].boxes
    assert box.bottom - box.top > 60 > 20 > box.right - box.left


def test_properties_come_first_unless_the_text_shows_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setAuthor("Petra Lund")
        draw_lines(canvas, ["The weir holds back the water of three brooks."])

    draft = read(draw, title="The weir at Osmark")
    assert draft.title == "The weir at Osmark"
    assert kinds(draft, BlockKind.METADATA)[:2] == [
        "Title: The weir at Osmark",
        "Author: Petra Lund",
    ]
    assert draft.metadata["author"] == "Petra Lund"
    assert draft.metadata["pages"] == "1"


def test_labelled_lines_below_one_another_are_fields_each() -> None:
    lines = [
        "Landlord: Ana Roe, 14 Pell Street",
        "Tenant: Ben Ray",
        "Flat: third floor, on the left",
    ]
    prose = ["The rooms are dry and look out on", "Mill Lane: a quiet street with trees."]

    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, lines)
        draw_lines(canvas, prose, y=600)

    assert kinds(read(draw), BlockKind.PARAGRAPH) == [*lines, " ".join(prose)]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("12/1/26, 2:28 PM The mill", "https://mill.example/a?b=1 1/1"),
        ("01.12.2026, 14:28 The mill", "file:///home/ana/mill.html"),
    ],
)
def test_what_a_browser_prints_at_the_edges_is_no_text(head: str, foot: str) -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, [head], y=820)
        draw_lines(canvas, ["The mill was built on 1/12/1741, 2:28 PM being the hour."])
        draw_lines(canvas, [foot], y=20)

    draft = read(draw)
    assert kinds(draft, BlockKind.BOILERPLATE) == [head, foot]
    assert len(kinds(draft, BlockKind.PARAGRAPH)) == 1


@pytest.mark.parametrize("seed", range(20))
def test_every_word_is_in_one_block_once_wherever_it_stands(seed: int) -> None:
    chance = random.Random(seed)
    words = [f"{chance.choice(WORDS)}{i}" for i in range(chance.randint(5, 120))]

    def draw(canvas: Canvas) -> None:
        for i, word in enumerate(words):
            canvas.setFont("Helvetica", chance.choice([7, 10, 10, 14]))
            canvas.drawString(30 + 130 * (i % 4) + chance.random() * 20, 800 - 25 * (i // 4), word)

    found = Counter(re.findall(r"\w+", " ".join(block.text for block in read(draw).blocks)))
    dates = Counter(re.findall(r"\w+", " ".join(kinds(read(draw), BlockKind.METADATA))))
    assert found - dates == Counter(words)


def test_a_heading_that_begins_many_pages_is_no_running_head() -> None:
    """A place near the top where most pages have their text is no place of running heads."""

    def draw(canvas: Canvas) -> None:
        chance = random.Random(3)
        for page in range(14):
            draw_lines(canvas, [f"The Lennick Almanac {page + 1}"], y=800)
            first = "Example:" if page % 3 == 0 else sentence(chance, 9)
            draw_lines(canvas, [first, *(sentence(chance, 9) for _ in range(30))])
            canvas.showPage()

    draft = read(draw)
    assert "\n".join(block.text for block in draft.blocks).count("Example:") == 5
    assert not any("Example" in text for text in kinds(draft, BlockKind.BOILERPLATE))


def test_heads_that_name_each_chapter_are_running_heads() -> None:
    """Books of LaTeX have the chapter above the text of one page, the section of the next."""
    chapters = ["BEGINNINGS", "THE LONG REPAIR", "FIGURES"]

    def head(page: int) -> list[str]:
        chapter = (page - 1) // 4
        if page % 2 == 0:
            return [f"{page} CHAPTER {chapter + 1}. {chapters[chapter]}"]
        return [f"{chapter + 1}.3. EELS AND GUESTS {page}"] if page % 4 == 3 else []

    def draw(canvas: Canvas) -> None:
        chance = random.Random(5)
        for page in range(1, 13):
            draw_lines(canvas, head(page), y=800)
            draw_lines(canvas, [sentence(chance, 9) for _ in range(30)])
            canvas.showPage()

    heads = [line for page in range(1, 13) for line in head(page)]
    assert kinds(read(draw), BlockKind.BOILERPLATE) == heads
