"""Foot- and endnotes."""

from tests.support.wordml import outline, read


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
