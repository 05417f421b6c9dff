"""Tables of Word documents."""

from tests.support.wordml import outline, paragraph, read, table, texts


def test_a_table_with_heads_over_numbers() -> None:
    draft = read(table("Bath|Hours|Price", "Hill|8–9|5.20", "River||4.00") + paragraph("End."))
    assert outline(draft) == [
        ("table head", 0, None, "Bath | Hours | Price"),
        ("table row", 0, 0, "Hill | 8–9 | 5.20"),
        ("table row", 0, 0, "River |  | 4.00"),
        ("paragraph", 0, None, "End."),
    ]


def test_a_table_of_keys_and_values_has_no_heads() -> None:
    draft = read(table("Name|Oskar", "Town|Dunmore", "Age|35"))
    assert [(b.kind.value, b.parent) for b in draft.blocks] == [("table row", None)] * 3


def test_merged_cells_sections_and_a_caption() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    head = "<w:trPr><w:tblHeader/></w:trPr>"
    two, three = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'
    rows = [
        head + cell("", '<w:vMerge w:val="restart"/>') + cell("2022", two),
        head + cell("", "<w:vMerge/>") + cell("Q1") + cell("Q2"),
        cell("Adults", three),
        cell("Hill", '<w:vMerge w:val="restart"/>') + cell("1") + cell("2"),
        cell("", "<w:vMerge/>") + cell("3") + cell("4"),
        cell("Closed at Easter.", three),
    ]
    body = (
        paragraph("Table 1: Prices")
        + "<w:tbl>"
        + "".join(f"<w:tr>{row}</w:tr>" for row in rows)
        + "</w:tbl>"
    )
    assert outline(read(body)) == [
        ("caption", 0, None, "Table 1: Prices"),
        ("table head", 0, 0, "| 2022 Q1 | Q2"),
        ("table row", 0, 1, "Adults"),
        ("table row", 0, 2, "Hill | 1 | 2"),
        ("table row", 0, 2, "| 3 | 4"),
        ("paragraph", 0, None, "Closed at Easter."),
    ]


def test_a_table_in_a_cell_is_part_of_the_cell() -> None:
    inner = table("x|y", "z|w").replace("<w:tbl>", "<w:tbl><w:tblPr/>")
    body = table("a|b", "c|HERE").replace(paragraph("HERE"), inner + paragraph("after"))
    assert texts(read(body)) == ["a | b", "c | x y z w after"]


def test_a_table_that_only_frames_text_is_no_table() -> None:
    body = table("HERE").replace(paragraph("HERE"), paragraph("One.") + paragraph("Two."))
    assert outline(read(body)) == [
        ("paragraph", 0, None, "One."),
        ("paragraph", 0, None, "Two."),
    ]
