"""Answers and documents as HTML: what is in them, and what nothing gets out of."""

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document, Index
from index.block import Box
from page import GENERIC_EXAMPLES
from page.rendering import CitationTargets, render_answer, render_document
from page.templating import escape_markup
from qa import Answer, Citation, DocumentQA, Segment
from tests.support.doubles import HashingEmbedder

VOID = ("br", "img", "input")


class Reader(HTMLParser):
    """What a browser would make of it: tags, links, and the text under each id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        if tag == "a":
            self.links.append(found.get("href") or "")
        if tag not in VOID:
            self._open.append(found.get("id") or (self._open[-1] if "data-at" in found else ""))

    def handle_endtag(self, tag: str) -> None:
        assert tag not in VOID
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1]:
            self.ids[self._open[-1]] = self.ids.get(self._open[-1], "") + data


def answer() -> Answer:
    return DocumentQA.from_text("The bridge opened in 1932. It is painted green.").ask(
        "When did the bridge open?"
    )


def test_escaped_text_is_on_one_line_and_holds_no_sign() -> None:
    written = escape_markup("<b> *x*\n\n    `code` [a](b) &amp; 1. www.example.com")
    assert re.fullmatch(r"(?:\w| |&#\d+;)*", written)


def test_what_any_document_is_asked_can_be_answered_of_any() -> None:
    bot = DocumentQA.from_text("The bridge opened in 1932. It is painted green.")
    assert all(bot.ask(question).answered for question in GENERIC_EXAMPLES)


def test_what_the_confidence_means_is_told_on_hover() -> None:
    made = answer()
    assert made.calibration_note
    html = render_answer(made, CitationTargets({}))
    assert f"title='{escape_markup(made.calibration_note)}'" in html
    assert f"{made.confidence_in_words}</span>" in html
    assert "steps-3" in html


def test_a_footnote_leads_to_the_sentence_and_its_words() -> None:
    given_answer = answer()
    (citation,) = given_answer.citations
    targets = CitationTargets({citation.document_id: "The bridge"})
    html = render_answer(given_answer, targets)
    words = ",".join(f"{a - citation.start}-{b - citation.start}" for a, b in citation.spans)
    target = f"#s-{citation.document_id[:12]}-{citation.sentence}:{words}"
    assert [link for link in Reader(html).links if link[:3] == "#s-"] == [target, target]
    assert "of “" not in html
    two = CitationTargets({**targets.titles, "f" * 64: "Another"})
    assert escape_markup("of “") not in html
    assert "of “The bridge”" in render_answer(given_answer, two)


def test_a_footnote_names_its_page() -> None:
    given_answer = answer()
    (citation,) = given_answer.citations
    on_page = replace(citation, boxes=(Box(12, 0, 0, 9, 9),))
    given_answer = replace(given_answer, citations=(on_page,))
    for titles in ({citation.document_id: "The bridge"}, {}):
        html = unescape(render_answer(given_answer, CitationTargets(titles)))
        assert html.count(f"p. 12, sentence {citation.sentence}") == 2  # the card, and its copy


def test_a_footnote_to_what_is_gone_has_no_link() -> None:
    given_answer = answer()
    (citation,) = given_answer.citations
    html = render_answer(
        given_answer, CitationTargets({}, {citation.document_id: "has changed since"})
    )
    assert not [link for link in Reader(html).links if link.startswith("#s-")]
    assert "the document has changed since" in html


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_no_text_gets_out_of_its_place(text: str) -> None:
    quote = f"<i>{text}</i> says Ann."
    citation = Citation(1, "d" * 64, 1, 0, len(quote), quote, ((0, 3),))
    made = Answer(
        text, (Segment(text, (1,)),), (citation,), (), 0.9, text, f"{text}?", {}, removed=(text,)
    )
    tags = set(Reader(render_answer(made, CitationTargets({"d" * 64: text, "e" * 64: text}))).tags)
    assert tags <= {"p", "sup", "a", "ol", "li", "strong", "span", "br", "div", "i"}


@pytest.mark.parametrize("kind", ["prose", "headings"])
@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60),
        min_size=1,
        max_size=6,
    )
)
def test_every_sentence_stands_under_its_id_as_it_is(kind: str, parts: list[str]) -> None:
    mark = "# " if kind == "headings" else ""
    document = Document.from_text("\n\n".join(f"{mark}A <b>{part} was here." for part in parts))
    index = Index.in_memory(HashingEmbedder())
    index.add([document])
    found = Reader(render_document(index)).ids
    for sentence in index.sentences(document.id):
        if sentence.kind == "sentence":
            anchor = f"s-{document.id[:12]}-{sentence.number}"
            assert found[anchor] == document.text[sentence.start : sentence.end]
