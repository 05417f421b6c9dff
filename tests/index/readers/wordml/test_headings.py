"""Headings by style and by looks."""

from tests.support.wordml import paragraph, read

BOLD = "<w:b/>"


def test_headings_by_looks() -> None:
    body = (
        paragraph("House rules", run=f'{BOLD}<w:sz w:val="40"/>')
        + paragraph("Quiet hours:", run=BOLD)
        + paragraph("From 11 p.m. to 6 a.m. it is quiet in the house.")
        + paragraph("KITCHEN AND YARD")
        + paragraph("Everybody washes up, and nobody leaves things behind.")
        + paragraph("Dogs must be kept on leads in the yard.", run=BOLD)
        + paragraph("The end", run=BOLD)
    )
    assert [(b.kind.value, b.level) for b in read(body).blocks] == [
        ("heading", 1),
        ("heading", 3),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
        ("paragraph", 0),
        ("paragraph", 0),
    ]


def test_a_heading_level_is_inherited_and_can_be_taken_back() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="Heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Mine"/><w:basedOn w:val="a"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="c"><w:name w:val="Plain"/>'
        '<w:basedOn w:val="b"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="d"><w:basedOn w:val="d"/></w:style>'
    )
    body = "".join(paragraph("Words", f'<w:pStyle w:val="{style}"/>') for style in "abcd")
    assert [b.level for b in read(body, styles=styles).blocks] == [2, 2, 0, 0]
