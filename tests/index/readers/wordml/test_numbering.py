"""Numbers and bullets of Word, and what the items of lists hang on."""

import pytest

from index.block import BlockKind
from tests.support.wordml import LEGAL, level, numbered, outline, paragraph, read, texts


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
    body = "".join(
        map(paragraph, ("Steps:", "1. Open it.", "(a) Now.", "2. Shut it.", "Or:", "•\tWait."))
    )
    assert outline(read(body)) == [
        ("paragraph", 0, None, "Steps:"),
        ("list item", 1, 0, "1. Open it."),
        ("list item", 2, 1, "(a) Now."),
        ("list item", 1, 0, "2. Shut it."),
        ("paragraph", 0, None, "Or:"),
        ("list item", 1, 4, "- Wait."),
    ]
    assert read(paragraph("3. März 2021 war ein Tag.")).blocks[0].kind is BlockKind.PARAGRAPH
