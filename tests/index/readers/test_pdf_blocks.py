"""PDFs into blocks: made with reportlab, so that every word and its place are known."""

import io
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence

import pypdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    ListFlowable,
    ListItem,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

from index.block import BlockKind, Draft, DraftBlock
from index.readers.pdfium.reader import PdfiumReader

STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("body", STYLES["BodyText"], alignment=4)
WORDS = (
    "harbour lamp winter council ledger bridge orchard signal copper valley ferry granite meadow "
    "barrel anchor pigeon lantern market chimney saddle timber quarry willow kettle"
).split()


def read(draw: Callable[[Canvas], None], title: str = "") -> Draft:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.setTitle(title)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return PdfiumReader().read(buffer.getvalue(), "a.pdf")


def flow(story: Sequence[object], columns: int = 1, on_page: object = None) -> Draft:
    """Read a document that reportlab sets in columns."""
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
    return PdfiumReader().read(buffer.getvalue(), "a.pdf")


def kinds(draft: Draft, *wanted: BlockKind) -> list[str]:
    return [block.text for block in draft.blocks if block.kind in wanted]


def parent(draft: Draft, block: DraftBlock) -> str:
    return "" if block.parent is None else draft.blocks[block.parent].text


def find(draft: Draft, text: str) -> DraftBlock:
    return next(block for block in draft.blocks if text in block.text)


def sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


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


def draw_lines(canvas: Canvas, lines: Sequence[str], x: float = 72, y: float = 760) -> None:
    canvas.setFont("Helvetica", 10)
    for i, line in enumerate(lines):
        canvas.drawString(x, y - 12 * i, line)


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


GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])
BOOKTABS = TableStyle(
    [("LINEABOVE", (0, 0), (-1, 1), 1, "black"), ("LINEBELOW", (0, -1), (-1, -1), 1, "black")]
)


@pytest.mark.parametrize("style", [GRID, BOOKTABS, TableStyle()])
def test_table_rows_hang_on_their_heads_and_these_on_the_caption(style: TableStyle) -> None:
    rows = [
        ["", "2019", "2020", "2021"],
        ["Boats", "14", "17", "21"],
        ["Catch in tons", "3.5", "", "4.1"],
        ["Crews", "11", "12", "12"],
    ]
    draft = flow(
        [
            Paragraph("Table 4: Fishing at Lennick", BODY),
            Table(rows, style=style),
            Paragraph("The harbour was closed for a month in 2020. " * 3, BODY),
        ]
    )
    head = next(block for block in draft.blocks if block.kind is BlockKind.TABLE_HEAD)
    assert f" {head.text}".split(" | ") == rows[0]
    assert parent(draft, head) == "Table 4: Fishing at Lennick"
    found = [block for block in draft.blocks if block.kind is BlockKind.TABLE_ROW]
    assert [block.text.split(" | ") for block in found] == rows[1:]
    assert {parent(draft, block) for block in found} == {head.text}


def test_wrapped_cells_of_a_ruled_table_stay_in_their_row() -> None:
    wrapped = Paragraph("A coat of linseed oil, put on thinly and left to dry for three days", BODY)
    rows = [["Part", "Care", "Months"], ["Deck", wrapped, "3"], ["Mast", "Varnish", "12"]]
    draft = flow([Table(rows, colWidths=[80, 120, 60], style=GRID)])
    assert kinds(draft, BlockKind.TABLE_HEAD) == ["Part | Care | Months"]
    assert kinds(draft, BlockKind.TABLE_ROW) == [
        "Deck | A coat of linseed oil, put on thinly and left to dry for three days | 3",
        "Mast | Varnish | 12",
    ]


def test_names_and_values_need_no_heads() -> None:
    draft = flow([Table([["Keeper:", "Ada Holm"], ["Built:", "1902"], ["Height:", "31 metres"]])])
    assert kinds(draft, BlockKind.TABLE_ROW) == [
        "Keeper: | Ada Holm",
        "Built: | 1902",
        "Height: | 31 metres",
    ]
    assert not kinds(draft, BlockKind.TABLE_HEAD)


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


def test_filled_form_has_labels_and_ticks() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, ["Name:"], 72, 700)
        draw_lines(canvas, ["I own a boat"], 100, 660)
        draw_lines(canvas, ["I own a horse"], 100, 640)
        form = canvas.acroForm
        form.textfield(name="n", value="Ilse Brandt", x=150, y=695, width=200, height=18)
        form.checkbox(name="b", checked=True, x=80, y=658, size=12)
        form.checkbox(name="h", checked=False, x=80, y=638, size=12)

    assert kinds(read(draw), BlockKind.FORM_FIELD) == [
        "Name: Ilse Brandt",
        "☒ I own a boat",
        "☐ I own a horse",
    ]


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
