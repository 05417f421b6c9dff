"""Reading order of PDFs: columns and tables that lie close to something else."""

import random

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from index.block import BlockKind
from tests.support.pdf import WORDS, draw_lines, kinds, read
from tests.support.raw_pdf import Glyph, place, read_glyphs

LEFT, RIGHT = 72.0, 302.0


def write_lines(chance: random.Random, count: int, width: float) -> list[str]:
    """Return lines that are nearly as wide as their column, in Helvetica 10."""
    lines = [chance.choice(WORDS) for _ in range(count)]
    for i, line in enumerate(lines):
        while stringWidth(line, "Helvetica", 10) < width:
            lines[i], line = line, f"{line} {chance.choice(WORDS)}"
    return lines


def test_a_large_heading_beside_the_other_column_leaves_both_whole() -> None:
    """The gutter is ten points wide, as LaTeX sets it, and the heading's type fourteen."""
    chance = random.Random(4)
    width = 220.0
    left, right = write_lines(chance, 30, width), write_lines(chance, 30, width)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for column, lines in ((LEFT, left), (LEFT + width + 10, right)):
            for i, line in enumerate(lines):
                space = (width - canvas.stringWidth(line)) / line.count(" ")
                text = canvas.beginText(column, 760 - 12 * i)
                text.setWordSpace(space)
                text.textOut(line if i != 14 or column == LEFT else "")
                text.setWordSpace(0)
                canvas.drawText(text)
        canvas.setFont("Helvetica-Bold", 14.3)
        canvas.drawString(LEFT + width + 10, 760 - 12 * 14, "3 Results")

    draft = read(draw)
    assert kinds(draft, BlockKind.HEADING) == ["3 Results"]
    text = " ".join(kinds(draft, BlockKind.PARAGRAPH))
    for lines in (left, right[:14], right[15:]):
        assert " ".join(lines) in text


def test_a_word_before_a_heading_in_the_next_column_is_not_raised() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, ["The keeper wrote of the visitors, of"], x=72, y=700)
        end = 72 + canvas.stringWidth("The keeper wrote of the visitors, of", "Helvetica", 10)
        canvas.setFont("Helvetica-Bold", 14.3)
        canvas.drawString(end + 9, 696.5, "References")

    assert "The keeper wrote of the visitors, of" in kinds(read(draw), BlockKind.PARAGRAPH)


def test_a_table_without_rules_above_one_with_rules_keeps_its_columns() -> None:
    rows = [["Station", *(f"M{m}" for m in range(1, 9))]]
    rows += [
        [name, *(str(7 * m + len(name)) for m in range(8))] for name in ("Quay", "Bank", "Head")
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                canvas.drawString(72 + (j and 40 + 33 * j), 700 - 15 * i, cell)
        canvas.drawString(72, 620, "By year:")
        canvas.grid([72, 200, 300], [560, 578, 596])
        for x, y, cell in ((75, 583, "Low"), (205, 583, "High"), (75, 565, "4"), (205, 565, "9")):
            canvas.drawString(x, y, cell)

    draft = read(draw)
    assert kinds(draft, BlockKind.TABLE_HEAD)[0] == " | ".join(rows[0])
    assert kinds(draft, BlockKind.TABLE_ROW)[:3] == [" | ".join(row) for row in rows[1:]]


def test_a_table_whose_last_column_wraps_is_no_text_in_columns() -> None:
    rows = [
        ("Item and person", ["What was agreed by all"]),
        ("Sluice and gate", ["The gate is greased twice in", "each year, the chain in June."]),
        ("Roof and north wall", ["Slates are fixed with copper", "nails on the seaward side."]),
        ("Ferry and its pier", ["Tables of times are printed", "in April, in large type."]),
    ]

    def draw(canvas: Canvas) -> None:
        for y, (item, agreed) in zip((700, 676, 640, 604), rows, strict=True):
            draw_lines(canvas, [item], 72, y)
            draw_lines(canvas, agreed, 240, y)

    draft = read(draw)
    assert kinds(draft, BlockKind.TABLE_ROW)[-3:] == [
        "Sluice and gate | The gate is greased twice in each year, the chain in June.",
        "Roof and north wall | Slates are fixed with copper nails on the seaward side.",
        "Ferry and its pier | Tables of times are printed in April, in large type.",
    ]


def test_columns_of_a_script_without_spaces_are_text() -> None:
    texts = ["潮汐磨坊建于河边的山脚。", "每年夏天有许多游客前来。"]
    glyphs: list[Glyph] = []
    for x, text in zip((LEFT, RIGHT), texts, strict=True):
        for i in range(6):
            glyphs += place(text, x, 700 - 14 * i, step=10)
    draft = read_glyphs(glyphs, dict.fromkeys("".join(texts), 10.0))
    assert "".join(kinds(draft, BlockKind.PARAGRAPH)) == "".join(text * 6 for text in texts)


def test_a_caption_over_one_column_is_no_row() -> None:
    rows = [("Station", "Depth"), ("Quay", "2.9"), ("Bank", "0.6"), ("Head", "11.7")]
    for above in (True, False):

        def draw(canvas: Canvas, above: bool = above) -> None:
            draw_lines(canvas, ["Table 3: Depths"], 262, 716 if above else 638)
            for i, (name, depth) in enumerate(rows):
                draw_lines(canvas, [name], 72, 700 - 15 * i)
                draw_lines(canvas, [depth], 260, 700 - 15 * i)

        draft = read(draw)
        assert kinds(draft, BlockKind.CAPTION) == ["Table 3: Depths"]
        assert kinds(draft, BlockKind.TABLE_ROW) == ["Quay | 2.9", "Bank | 0.6", "Head | 11.7"]


def test_words_that_lines_part_are_mended_in_cells() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([72, 200, 340], [600, 640, 660, 680])
        for x, y, line in (
            (76, 666, "Item"), (204, 666, "Agreed"), (76, 646, "Roof"), (204, 646, "New slates"),
            (76, 626, "Chain"), (204, 626, "The chain is re-"), (204, 612, "placed in June."),
        ):  # fmt: skip
            draw_lines(canvas, [line], x, y)

    assert kinds(read(draw), BlockKind.TABLE_ROW)[-1] == "Chain | The chain is replaced in June."


def test_a_table_of_heads_and_one_row_of_wrapped_cells() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([72, 110, 240, 380], [600, 650, 670])
        columns = {
            76: ["No", "23"],
            114: ["Note", "The painter lodged", "for two summers", "above the office."],
            244: ["Source", "The ledger of", "the keeper,", "volume four."],
        }
        for x, lines in columns.items():
            for y, line in zip((656, 637, 624, 611), lines, strict=False):
                draw_lines(canvas, [line], x, y)

    note, source = (
        "The painter lodged for two summers above the office.",
        "The ledger of the keeper",
    )
    row = f"23 | {note} | {source}, volume four."
    assert kinds(read(draw), BlockKind.TABLE_ROW) == [row]


def test_references_with_numbers_in_brackets_are_items() -> None:
    lines = [
        "[1] R. Okafor, Estuaries of the north, second edition, Ellis Press, Port Ellis, 2011.",
        "[2] J. Renn, On eels and their ways, Journal of Tides, volume 12, number 4, pages 33-47.",
        "[3] I. Falconer, Silt, Harbour Office, Port Ellis, 2019.",
    ]
    draft = read(lambda canvas: draw_lines(canvas, lines))
    assert kinds(draft, BlockKind.LIST_ITEM) == lines
