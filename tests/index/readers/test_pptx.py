"""Slides to blocks."""

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from index.document import Document, DocumentEmptyError
from index.readers.pptx import PptxReader
from tests.support.archives import build_presentation, save
from tests.support.outline import outline

BLANK, BULLETS, COMPARISON = 6, 1, 4


def blocks(data: bytes) -> list[str]:
    return [line for line in outline(PptxReader().read(data, "a.pptx")) if "m " not in line[:2]]


def test_slides_with_bullets_a_table_and_notes() -> None:
    assert outline(PptxReader().read(build_presentation(), "a.pptx")) == [
        "m Author: Ana Roe",
        "h Slide 1: Harbour plan",
        "  p For the council",
        "  p May 2024",
        "h Slide 2: Budget",
        "  i - Income",
        "    i - Fees of berths",
        "    i - Fuel",
        "  i - Costs",
        "  t Year | Fees",
        "    r 2023 | 410",
        "    r 2024 | 455",
        "  h Notes",
        "    p Say that fees rise. Then pause.",
    ]


def test_the_first_title_names_a_presentation_that_has_no_other() -> None:
    document = Document.from_draft(PptxReader().read(build_presentation(), "a.pptx"))
    assert (document.title, document.metadata["author"]) == ("Harbour plan", "Ana Roe")
    assert all(document.text[b.start : b.end].strip() for b in document.blocks)


def test_a_text_box_a_chart_and_a_group() -> None:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[BLANK])
    slide.shapes.add_textbox(0, 0, 99, 99).text_frame.text = "It stays. So do we."
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 99, 99).text_frame.text = "In the group."
    data = CategoryChartData()
    data.categories = ["East", "West"]
    data.add_series("Boats", (4, 7.5))
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 99, 99, data)
    slide._element.set("show", "0")
    assert blocks(save(show)) == [
        "h Slide 1 (hidden)",
        "  p It stays. So do we.",
        "  p In the group.",
        "  t | Boats",
        "    r East | 4",
        "    r West | 7.5",
    ]


def test_bullets_are_those_of_the_paragraph_its_shape_or_its_layout() -> None:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[BULLETS])
    body = slide.placeholders[1].text_frame
    body.text = "You need:"
    body.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
    for text in ("Rope", "Tar", "Small"):
        added = body.add_paragraph()
        added.text = text
        numbered = f'<a:buAutoNum {nsdecls("a")} type="alphaLcParenR"/>'
        added._p.get_or_add_pPr().append(parse_xml(numbered))
    body.paragraphs[3].level = 1
    plain = show.slides.add_slide(show.slide_layouts[COMPARISON])  # whose heads have no bullets
    plain.placeholders[1].text = "Before"
    plain.placeholders[2].text = "Wet"
    assert blocks(save(show)) == [
        "h Slide 1",
        "  p You need:",
        "    i a) Rope",
        "    i b) Tar",
        "      i a) Small",
        "h Slide 2",
        "  p Before",
        "  i - Wet",
    ]


def test_raised_figures_and_line_breaks() -> None:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[BLANK])
    frame = slide.shapes.add_textbox(0, 0, 99, 99).text_frame
    frame.text = "Income\vof 9 m"
    run = frame.paragraphs[0].add_run()
    run.text = "2"
    run.font._element.set("baseline", "30000")
    assert blocks(save(show))[1:] == ["  p Income of 9 m²"]


def test_merged_cells_stand_in_their_first() -> None:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[BLANK])
    table = slide.shapes.add_table(2, 3, 0, 0, 99, 99).table
    for place, text in enumerate(["Port", "Boats", "", "Tarn", "4", "5"]):
        table.cell(place // 3, place % 3).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    assert blocks(save(show))[1:] == ["  t Port | Boats |", "    r Tarn | 4 | 5"]


def test_slides_without_text_are_told() -> None:
    show = Presentation()
    show.slides.add_slide(show.slide_layouts[BLANK])
    show.core_properties.comments = show.core_properties.author = ""
    with pytest.raises(DocumentEmptyError, match=r"a\.pptx holds no text"):
        PptxReader().read(save(show), "a.pptx")
