"""E-books to blocks."""

import pytest

from index.document import Document, DocumentEmptyError, DocumentProtectedError
from index.readers.epub import EpubReader
from tests.support.archives import build_book
from tests.support.outline import outline

CHAPTERS = {
    "nav.xhtml": '<nav epub:type="toc"><ol><li><a href="one.xhtml">One</a></li></ol></nav>',
    "one.xhtml": '<h1>One</h1><p>The weir broke<a epub:type="noteref" href="notes.xhtml#n">'
    '<sup>1</sup></a> early.</p><p id="n">Nobody saw it.</p>',
    "two.xhtml": "<h1>Two</h1><h2>At dawn</h2><ul><li>Rope</li></ul>",
    "two-b.xhtml": "<p>It goes on.</p>",
    "notes.xhtml": '<h1>Notes</h1><ol><li id="n">In March.</li></ol>',
}


def test_chapters_in_their_order_with_notes_below_what_refers_to_them() -> None:
    assert outline(EpubReader().read(build_book(CHAPTERS), "a.epub")) == [
        "m Author: Ana Roe, Ben Lind",
        "h One",
        "  p The weir broke¹ early.",
        "    n ¹ In March.",
        "  p Nobody saw it.",
        "h Two",
        "  h At dawn",
        "    i - Rope",
        "    p It goes on.",
        "h Notes",
        "b 1. One",
    ]


def test_a_book_knows_its_title_and_language() -> None:
    draft = EpubReader().read(build_book(CHAPTERS), "a.epub")
    assert draft.metadata == {"title": "The Weir", "author": "Ana Roe, Ben Lind", "language": "en"}
    assert Document.from_draft(draft).title == "The Weir"


def test_entities_and_other_encodings() -> None:
    text = "<p>Caf&eacute; &amp; bar&#8212;open</p>"
    assert outline(EpubReader().read(build_book({"a.xhtml": text}), "a.epub"))[-1] == (
        "p Café & bar—open"
    )


def test_a_book_for_one_program_alone_is_told_and_hidden_fonts_do_not_matter() -> None:
    def encrypt(path: str) -> dict[str, str]:
        return {"META-INF/encryption.xml": f'<e><CipherReference URI="{path}"/></e>'}

    chapters = {"a.xhtml": "<p>It rained.</p>"}
    fonts = build_book(chapters, extra=encrypt("OEBPS/fonts/a.otf"))
    assert outline(EpubReader().read(fonts, "a.epub"))[-1] == "p It rained."
    shut = build_book(chapters, extra=encrypt("OEBPS/the%20text/a.xhtml"))
    with pytest.raises(DocumentProtectedError, match=r"a\.epub is protected against copying"):
        EpubReader().read(shut, "a.epub")


def test_a_book_of_pictures_is_told() -> None:
    with pytest.raises(DocumentEmptyError, match=r"a\.epub holds no text"):
        EpubReader().read(build_book({"a.xhtml": '<img src="a.png"/>'}), "a.epub")
