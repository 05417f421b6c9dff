"""A conversation as a file: its footnotes lead to what they cite, and nothing gets out."""

import re
from concurrent.futures import Future
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index import load
from page import export
from page.export import as_markdown, as_web_page
from page.shared import Shared
from page.templating import escape_markdown
from page.turn import Turn
from page.visitor import OpenChat
from page.visitors import Visitors
from qa import DocumentQA, Settings
from qa.loading import load_reader
from tests.support.pdf import write_mill

BRIDGE = "The bridge <b>opened</b> in 1932. It is painted green & grey."


def talk_of(folder: Path, bot: DocumentQA) -> OpenChat:
    shared: Future[Shared] = Future()
    shared.set_result(Shared(bot, load_reader()))
    return Visitors(folder, shared, Settings()).get("a" * 22).open("")


@pytest.fixture
def talk(tmp_path: Path) -> OpenChat:
    bot = DocumentQA.from_text(BRIDGE, "The <i>bridge</i>")
    found = talk_of(tmp_path, bot)
    for question in ("When did the bridge open?", "What is <script>x</script> *this*?"):
        found.chat.keep(Turn(question, bot.ask(question)))
    found.chat.keep(Turn("Stopped?", notice="Stopped."))
    return found


def test_every_footnote_of_the_page_leads_to_its_sentence(talk: OpenChat) -> None:
    html = as_web_page(talk)
    targets = re.findall(r"<sup><a href='#(s-[0-9a-f]{12}-\d+)'>", html)
    citations = [citation for answer in talk.chat.history() for citation in answer.citations]
    assert len(targets) == len(citations) > 0
    for target, citation in zip(targets, citations, strict=True):
        (sentence,) = re.findall(
            f'<span id="{target}" class="sentence">(.*?)</span>\\s*(?:</p>|<span id)', html
        )
        assert re.sub("<[^>]+>", "", sentence) == escape(citation.quote)
        words = re.findall('class="word">(.*?)</span>', sentence)
        assert words == [escape(run.text) for run in citation.runs if run.emphasised]
    assert "<script" not in html
    assert "<i>" not in html
    assert not re.search(r"(src|href)=['\"](?!#)", html)


def test_pages_are_in_both_files(tmp_path: Path) -> None:
    bot = DocumentQA.from_documents([load(write_mill(tmp_path / "mill.pdf"))])
    talk = talk_of(tmp_path, bot)
    talk.chat.keep(Turn("Who made the lock?", bot.ask("Who made the lock?")))
    assert ">p. 2, sentence " in as_web_page(talk)
    assert r"(p\. 2, sentence " in as_markdown(talk)


def test_of_a_long_document_what_is_around_the_cited_sentences_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MAX_WHOLE", 30)
    filler = [f"Line {i} says nothing of note." for i in range(200)]
    filler[100] = "The key is under the red mat."
    bot = DocumentQA.from_text(" ".join(filler), "Long")
    talk = talk_of(tmp_path, bot)
    talk.chat.keep(Turn("Where is the key?", bot.ask("Where is the key?")))
    html = as_web_page(talk)
    assert "The key is under the red mat." in re.sub("<[^>]+>", "", html)
    shown = {int(n) for n in re.findall(r"Line (\d+) says", html)}
    assert shown >= {96, 105}
    assert not shown & {80, 120}


def test_markdown_has_its_footnotes_and_nothing_else_is_markup(talk: OpenChat) -> None:
    text = as_markdown(talk)
    marks = re.findall(r"\[\^[\d-]+\](?!:)", text)
    notes = re.findall(r"^(\[\^[\d-]+\]):", text, re.MULTILINE)
    assert marks == notes
    assert len(set(notes)) == len(notes) > 0
    html = MarkdownIt("commonmark").render(text)
    tags = set(re.findall(r"</?(\w+)", html))
    assert tags <= {"h1", "h2", "p", "br"}
    assert "&lt;script&gt;x&lt;/script&gt; *this*?" in html


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_no_question_is_markup(text: str) -> None:
    html = MarkdownIt("commonmark").render(f"x {escape_markdown(text)}")
    assert set(re.findall(r"<(/?\w+)", html)) <= {"p", "/p"}
