"""Tables and forms of PDFs into rows and fields."""

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table, TableStyle

from index.block import BlockKind
from tests.support.pdf import BODY, draw_lines, flow, kinds, parent, read

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
