"""Word documents as blocks: what each piece is, and what it hangs on."""

import time
import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.block import BlockKind, Draft
from index.document import DocumentEmptyError, DocumentUnreadableError
from index.readers.docx import DocxReader
from tests.support.wordml import SPACES, build_docx, level, numbered, paragraph, table

BOLD = "<w:b/>"
LEGAL = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "decimal", "%1.%2")
    + level(2, "lowerLetter", "(%3)")
    + level(3, "lowerRoman", "%4.")
    + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>')
    + level(1, "bullet", "o")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def read(body: str, core: str = "", **parts: str) -> Draft:
    return DocxReader().read(build_docx(body, core, **parts), "the file")


def texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks]


def outline(draft: Draft) -> list[tuple[str, int, int | None, str]]:
    return [(block.kind.value, block.level, block.parent, block.text) for block in draft.blocks]


# Numbers.


def test_clauses_have_the_numbers_that_word_draws() -> None:
    draft = read(
        paragraph("Lease", '<w:outlineLvl w:val="0"/>')
        + numbered("Rent is due monthly.")
        + numbered("It may rise:", 1)
        + numbered("with prices,", 2)
        + numbered("every year.", 2)
        + numbered("It may not fall.", 1)
        + numbered("Notice takes a month.")
        + numbered("It is written.", 1),
        numbering=LEGAL,
    )
    assert outline(draft) == [
        ("heading", 1, None, "Lease"),
        ("list item", 1, 0, "1. Rent is due monthly."),
        ("list item", 2, 1, "1.1 It may rise:"),
        ("list item", 3, 2, "(a) with prices,"),
        ("list item", 3, 2, "(b) every year."),
        ("list item", 2, 1, "1.2 It may not fall."),
        ("list item", 1, 0, "2. Notice takes a month."),
        ("list item", 2, 6, "2.1 It is written."),
    ]


def test_a_list_that_says_where_it_starts_starts_there_once() -> None:
    body = numbered("a") + numbered("b", 0, 3) + numbered("c", 0, 3) + numbered("d")
    assert texts(read(body, numbering=LEGAL)) == ["1. a", "7. b", "8. c", "9. d"]


def test_a_level_never_reached_counts_as_begun() -> None:
    assert texts(read(numbered("a", 1) + numbered("b", 1), numbering=LEGAL)) == ["1.1 a", "1.2 b"]


@pytest.mark.parametrize(
    ("more", "drawn"),
    [
        ("", ["I", "I.1 ", "I.2 ", "II", "II.1 "]),
        ("<w:isLgl/>", ["I", "1.1 ", "1.2 ", "II", "2.1 "]),
        ('<w:lvlRestart w:val="0"/>', ["I", "I.1 ", "I.2 ", "II", "II.3 "]),
        ('<w:suff w:val="nothing"/>', ["I", "I.1", "I.2", "II", "II.1"]),
    ],
)
def test_levels_as_they_are_defined(more: str, drawn: list[str]) -> None:
    definition = level(0, "upperRoman", "%1", '<w:suff w:val="nothing"/>') + level(
        1, "decimal", "%1.%2", more
    )
    body = "".join(numbered("-x", place) for place in (0, 1, 1, 0, 1))
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{definition}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert texts(read(body, numbering=numbering)) == [f"{number}-x" for number in drawn]


def test_headings_that_are_numbered_by_their_styles() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/>'
        f'<w:basedOn w:val="{base}"/><w:pPr>{numbering}</w:pPr></w:style>'
        for n, base, numbering in (
            (1, "", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
            (2, "H1", ""),
        )
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "Article %1:", '<w:pStyle w:val="H1"/>')
        + level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = (
        paragraph("Rent", '<w:pStyle w:val="H1"/>')
        + paragraph("When", '<w:pStyle w:val="H2"/>')
        + paragraph("The rent is due on the first day of every month.", '<w:pStyle w:val="H2"/>')
        + paragraph("None", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert outline(read(body, styles=styles, numbering=numbering)) == [
        ("heading", 1, None, "Article 1: Rent"),
        ("heading", 2, 0, "1.1 When"),
        ("list item", 1, 1, "1.2 The rent is due on the first day of every month."),
        ("heading", 1, None, "None"),
    ]


def test_bullets_hang_on_the_sentence_that_leads_in() -> None:
    body = (
        paragraph("Bring:")
        + numbered("boots,", 0, 2)
        + numbered("with laces,", 1, 2)
        + numbered("a coat.", 0, 2)
        + paragraph("Come early.")
    )
    assert outline(read(body, numbering=LEGAL)) == [
        ("paragraph", 0, None, "Bring:"),
        ("list item", 1, 0, "- boots,"),
        ("list item", 2, 1, "- with laces,"),
        ("list item", 1, 0, "- a coat."),
        ("paragraph", 0, None, "Come early."),
    ]


def test_bullets_within_a_numbered_clause() -> None:
    body = numbered("The tenant shall:", 1) + "".join(
        paragraph(
            text,
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:ind w:left="1440"/>',
        )
        for text in ("pay,", "clean.")
    ) + numbered("More.", 1)  # fmt: skip
    assert [b.parent for b in read(body, numbering=LEGAL).blocks] == [None, 0, 0, None]


def test_numbers_and_bullets_that_are_typed() -> None:
    body = "".join(map(paragraph, ("Steps:", "1. Open it.", "2. Shut it.", "Or:", "•\tWait.")))
    assert outline(read(body)) == [
        ("paragraph", 0, None, "Steps:"),
        ("list item", 1, 0, "1. Open it."),
        ("list item", 1, 0, "2. Shut it."),
        ("paragraph", 0, None, "Or:"),
        ("list item", 1, 3, "- Wait."),
    ]
    assert read(paragraph("3. März 2021 war ein Tag.")).blocks[0].kind is BlockKind.PARAGRAPH


# Headings.


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


# Notes.


def test_notes_follow_their_paragraph_and_their_figures_are_raised() -> None:
    body = (
        '<w:p><w:r><w:t>Of 18,400</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r>'
        '<w:r><w:t xml:space="preserve"> perch, 900 died</w:t><w:endnoteReference w:id="2"/>'
        '<w:t>; 10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>6</w:t>'
        "</w:r><w:r><w:t> live.</w:t></w:r></w:p>"
    )
    notes = {
        kind: f'<w:{kind} w:id="0" w:type="separator"/><w:{kind} w:id="{number}">'
        f"<w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t> {text}</w:t></w:r></w:p></w:{kind}>"
        for kind, number, text in (("footnote", 5, "Counted."), ("endnote", 2, "Of cold."))
    }
    draft = read(body, footnotes=notes["footnote"], endnotes=notes["endnote"])
    assert outline(draft) == [
        ("paragraph", 0, None, "Of 18,400¹ perch, 900 diedⁱ; 10⁶ live."),
        ("footnote", 0, 0, "¹ Counted."),
        ("footnote", 0, 0, "ⁱ Of cold."),
    ]


# Tables.


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


# What Word wraps text in.

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = map(FIELD.format, ("begin", "separate", "end"))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{BEGIN}<w:r><w:instrText>PAGE</w:instrText><w:t>x</w:t></w:r>{SEPARATE}"
         f"<w:r><w:t>7</w:t></w:r>{END}</w:p>", ["7"]),
        (f"<w:p>{BEGIN}<w:r><w:t>never ended</w:t></w:r></w:p>", ["never ended"]),
        ("<w:p><w:r><w:t>rent </w:t></w:r><w:del><w:r><w:delText>900</w:delText></w:r></w:del>"
         "<w:ins><w:r><w:t>950</w:t></w:r></w:ins></w:p>", ["rent 950"]),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p>"
         "<w:p><w:r><w:t>two</w:t></w:r></w:p>", ["one two"]),
        ("<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>O</w:t></w:r></w:p>"
         "<w:p><w:r><w:t>nce</w:t></w:r></w:p>", ["Once"]),
        ("<w:p><w:r><w:t>a</w:t><w:br w:type='page'/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>",
         ["a b c"]),
        ("<w:p><w:r><w:t>12 Weir Street</w:t><w:br/><w:t>Dunmore</w:t></w:r></w:p>",
         ["12 Weir Street\nDunmore"]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r>"
         "</w:p>", ["seen"]),
        ("<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr>"
         "<w:sdtContent><w:r><w:t>X</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> tea</w:t></w:r>"
         "</w:p>", ["☒ tea"]),
        ("<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/>"
         f"</w:checkBox></w:ffData></w:fldChar></w:r>{END}<w:r><w:t> tea</w:t></w:r></w:p>",
         ["☐ tea"]),
        ("<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t> yes</w:t></w:r></w:p>",
         ["☒ yes"]),
        ("<w:p><w:r><mc:AlternateContent><mc:Choice Requires='w16se'><w16se:symEx "
         "w16se:char='1F60A'/></mc:Choice><mc:Fallback><w:t>😊</w:t></mc:Fallback>"
         "</mc:AlternateContent></w:r></w:p><w:p><w:r><w:t>a</w:t></w:r></w:p>", ["😊", "a"]),
        ("<w:p><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>"
         "</m:sup></m:sSup><m:r><m:t>=</m:t></m:r><m:f><m:num><m:r><m:t>a+1</m:t></m:r></m:num>"
         "<m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath></w:p>", ["x²=(a+1)/b"]),
    ],
)  # fmt: skip
def test_what_word_wraps_text_in(body: str, text: list[str]) -> None:
    assert texts(read(body)) == text


def box(content: str) -> str:
    """Return a run with a text box, which Word writes in two ways."""
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_in_text_boxes_is_read_once_and_soon() -> None:
    content = paragraph("deepest")
    for depth in range(12):
        content = f"<w:p><w:r><w:t>level {depth}</w:t></w:r>{box(content)}</w:p>"
    start = time.perf_counter()
    draft = read(content)
    assert time.perf_counter() - start < 2
    assert Counter(texts(draft)) == Counter([f"level {d}" for d in range(12)] + ["deepest"])


def test_the_headings_of_a_box_are_not_those_of_the_text_around_it() -> None:
    side = paragraph("Tip", run=BOLD) + paragraph("Take the tram, which is cheap and runs often.")
    heading = paragraph("Travel", '<w:outlineLvl w:val="0"/>')
    draft = read(f"{heading}<w:p><w:r><w:t>By bus.</w:t></w:r>{box(side)}</w:p>{paragraph('End.')}")
    assert outline(draft) == [
        ("heading", 1, None, "Travel"),
        ("paragraph", 0, 0, "By bus."),
        ("paragraph", 0, 0, "Tip"),
        ("paragraph", 0, 2, "Take the tram, which is cheap and runs often."),
        ("paragraph", 0, 0, "End."),
    ]


# The rest of the document.


def test_running_heads_come_once_and_only_if_they_are_shown() -> None:
    section = (
        "<w:sectPr><w:headerReference r:id='header1' w:type='default'/>"
        "<w:headerReference r:id='header2' w:type='first'/>"
        "<w:footerReference r:id='footer1' w:type='default'/></w:sectPr>"
    )
    draft = read(
        f"<w:p><w:pPr>{section}</w:pPr><w:r><w:t>Words.</w:t></w:r></w:p>{section}",
        header1=paragraph("Northfold Ltd."),
        header2=paragraph("never shown"),
        footer1=paragraph("Page 1"),
    )
    assert [(b.kind.value, b.text) for b in draft.blocks] == [
        ("boilerplate", "Northfold Ltd."),
        ("paragraph", "Words."),
        ("boilerplate", "Page 1"),
    ]


def test_properties_are_blocks_only_if_the_text_does_not_show_them() -> None:
    core = (
        "<title>The lease</title><creator>Ana Roe</creator><created>2021-03-04T08:00:00Z</created>"
        "<language>en-GB</language><description>generated by python-docx</description>"
    )
    draft = read(paragraph("Signed by Ana Roe."), core)
    assert draft.title == "The lease"
    assert draft.metadata == {
        "title": "The lease", "author": "Ana Roe", "created": "2021-03-04", "language": "en-GB",
    }  # fmt: skip
    assert texts(draft) == ["Title: The lease", "Created: 2021-03-04", "Signed by Ana Roe."]


def test_questions_that_are_answered() -> None:
    body = "".join(map(paragraph, ("Is it far?", "No.", "It is near.", "Is it dear?", "Yes.")))
    assert outline(read(body)) == [
        ("question", 0, None, "Is it far?"),
        ("paragraph", 0, 0, "No."),
        ("paragraph", 0, 0, "It is near."),
        ("question", 0, None, "Is it dear?"),
        ("paragraph", 0, 3, "Yes."),
    ]


def test_a_form_code_and_a_table_of_contents() -> None:
    mono = '<w:rFonts w:ascii="Consolas"/>'
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    body = (
        paragraph("Rent 3", '<w:pStyle w:val="T"/>')
        + "<w:p><w:r><w:t>Name:</w:t><w:tab/><w:t>Oskar</w:t></w:r></w:p>"
        + paragraph("Run this:")
        + paragraph("if x:", run=mono)
        + paragraph("  go()", run=mono)
        + "".join(map(paragraph, ("One.", "Two.", "Three.")))
    )
    assert outline(read(body, styles=styles))[:4] == [
        ("boilerplate", 0, None, "Rent 3"),
        ("form field", 0, None, "Name: Oskar"),
        ("paragraph", 0, None, "Run this:"),
        ("code", 0, 2, "if x:\n  go()"),
    ]


def test_the_strict_form_of_the_format() -> None:
    body = paragraph("Strictly.")
    names = SPACES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/",
        "http://purl.oclc.org/ooxml/wordprocessingml/",
    )
    from unittest.mock import patch

    with patch("tests.support.wordml.SPACES", names):
        data = build_docx(body)
    assert texts(DocxReader().read(data, "the file")) == ["Strictly."]


@pytest.mark.parametrize("body", ["", "<w:p/>", paragraph(" – ")])
def test_a_document_without_words_is_empty(body: str) -> None:
    with pytest.raises(DocumentEmptyError, match="the file holds no text"):
        read(body)


@pytest.mark.parametrize("data", [b"no archive", b"PK\x03\x04", build_docx("<w:p>")])
def test_what_is_no_document_is_told(data: bytes) -> None:
    with pytest.raises(DocumentUnreadableError, match="the file is not a DOCX file"):
        DocxReader().read(data, "the file")


# Everything that is visible, once.

pieces = st.sampled_from(
    ["run", "link", "inserted", "control", "deleted", "hidden", "code", "result", "box", "raised"]
)


class Writer:
    """Writes random content out of words of its own: "v7" can be seen, "h7" can't."""

    def __init__(self) -> None:
        self.count = 0

    def word(self, kind: str = "v") -> str:
        self.count += 1
        return f"{kind}{self.count}x"

    def run(self, kind: str = "v", properties: str = "") -> str:
        return (
            f"<w:r><w:rPr>{properties}</w:rPr>"
            f'<w:t xml:space="preserve"> {self.word(kind)} </w:t></w:r>'
        )

    def piece(self, kind: str) -> str:
        match kind:
            case "link":
                return f"<w:hyperlink>{self.run()}</w:hyperlink>"
            case "inserted":
                return f"<w:ins>{self.run()}</w:ins>"
            case "control":
                return f"<w:sdt><w:sdtContent>{self.run()}</w:sdtContent></w:sdt>"
            case "deleted":
                return f"<w:del>{self.run('h')}{self.run('h').replace('w:t', 'w:delText')}</w:del>"
            case "hidden":
                return self.run("h", "<w:vanish/>")
            case "code":
                return f"{BEGIN}{self.run('h')}{END}"
            case "result":
                return f"{BEGIN}{self.run('h')}{SEPARATE}{self.run()}{END}"
            case "box":
                return box(f"<w:p>{self.run()}</w:p>")
            case "raised":
                return self.run("v", '<w:vertAlign w:val="superscript"/>')
        return self.run()

    def body(self, tree: object) -> str:
        if isinstance(tree, tuple):
            properties, kinds = tree
            return f"<w:p>{properties}{''.join(map(self.piece, kinds))}</w:p>"
        assert isinstance(tree, list)
        cells = "".join(f"<w:tc>{self.body(part)}<w:p/></w:tc>" for part in tree)
        return f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells and ''}</w:tr></w:tbl>"


properties = st.sampled_from([
    "", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>', "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>',
])  # fmt: skip
paragraphs = st.tuples(properties, st.lists(pieces, max_size=4))
trees = st.recursive(paragraphs, lambda inner: st.lists(inner, min_size=1, max_size=3))


@given(st.lists(trees, min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_every_visible_word_is_in_one_block(forest: list[object]) -> None:
    writer = Writer()
    body = "".join(map(writer.body, forest))
    try:
        draft = read(body, numbering=LEGAL)
    except DocumentEmptyError:
        assert ">v" not in body.replace("> v", ">v")
        return
    words = [w for text in texts(draft) for w in unicodedata.normalize("NFKC", text).split()]
    first_copies = body.replace("<mc:Fallback>", "\0").split("\0")
    written = {w for part in first_copies for w in part.replace("<", " ").split() if w[:1] == "v"}
    seen = Counter(w for w in words if w[0] == "v" and w.endswith("x"))
    assert seen == Counter({w for w in written if w.endswith("x")})
    assert not [w for w in words if w[0] == "h"]


@pytest.mark.parametrize(
    "body",
    [
        paragraph("Words of some length, and more.", '<w:pStyle w:val="s2999"/>'),
        numbered("Words", 2),
        "<w:p>" + '<w:r><w:t>a </w:t></w:r>' * 10 + "</w:p>",
        table("a|b|c"),
    ],
)  # fmt: skip
def test_twice_the_text_takes_twice_the_time(body: str) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/></w:style>'
        for n in range(3000)
    )
    times = []
    for count in (500, 4000):
        data = build_docx(body * count, styles=styles, numbering=LEGAL)
        start = time.perf_counter()
        DocxReader().read(data, "the file")
        times.append(time.perf_counter() - start)
    assert times[1] < 30 * times[0]
