"""The chat page, as a person meets it: the real server in a real Chromium."""

import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from data import SAMPLE
from index import load
from page.rendering import in_words, inert
from qa.feedback import kept
from tests.visitor import Visitor

pytestmark = pytest.mark.browser

QUESTION = "When did Operation Euphrates Shield begin?"
HOSTILE = """
The mayor <img src=x onerror="window.hacked=1"> opened the bridge in 1932 </span></div><script>window.hacked=2</script>.

[Click](javascript:window.hacked=3) **The tower** was built ![x](http://evil.example/x.png) by <svg onload=window.hacked=4> Jones.

<a href="javascript:window.hacked=5">The key</a> lies &lt;b&gt; under \u202eeht\u202c mat, http://evil.example/bare $$x^2$$ <iframe src="http://evil.example/"></iframe>.
"""  # noqa: E501


def test_a_footnote_lights_up_the_sentence_that_it_cites(visitor: Visitor) -> None:
    assert "August 24" in visitor.ask(QUESTION)
    lit = visitor.follow()
    text = load(SAMPLE).text
    start = text.index("It was on August 24")
    assert lit == text[start : text.index(".", start) + 1]


def test_a_footnote_does_not_scroll_the_page_away(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    visitor.follow()
    assert visitor.page.evaluate("scrollY") == 0


def test_on_a_phone_a_footnote_leads_down_to_the_document(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 375, "height": 800}) as context:
        visitor = Visitor(context, address)
        visitor.ask(QUESTION)
        assert "August 24" in visitor.follow()
        assert visitor.page.evaluate("document.documentElement.scrollWidth") == 375


def test_an_example_is_asked_by_a_click(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="How far is Al-Rai from Jarablus?").click()
    expect(visitor.page.get_by_test_id("bot")).to_contain_text("55 kilometers", timeout=30_000)


def test_an_abstention_says_so_and_cites_nothing(visitor: Visitor) -> None:
    reply = visitor.ask("What is the price of bread in Paris?")
    assert reply.startswith("The document doesn't say.")
    assert "closest passages, which are no answer" in reply
    assert visitor.page.get_by_test_id("bot").locator("a").count() == 0


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "is empty"),
        ("word " * 2_000, "9,999 characters"),
        ("🎉🎉", "no words"),
        ("Wann hat die Operation begonnen?", "German"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(visitor: Visitor, question: str, said: str) -> None:
    assert said in visitor.ask(question)


def test_a_document_that_cannot_be_read_gets_a_sentence(visitor: Visitor, tmp_path: Path) -> None:
    (empty := tmp_path / "empty.txt").write_bytes(b"")
    (binary := tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    before = visitor.title()
    cases: list[tuple[dict[str, Any], str]] = [
        ({}, "nothing to read yet"),
        ({"files": (empty,)}, "empty.txt is empty"),
        ({"files": (binary,)}, "binary.txt is binary"),
        ({"files": (), "address": "http://127.0.0.1/"}, "not a public address"),
        ({"files": (), "address": "/etc/passwd"}, "not an http or https address"),
    ]
    for given, said in cases:
        visitor.read(**given)
        expect(visitor.page.locator(".toast-body").last).to_contain_text(said, timeout=20_000)
        if given.get("files"):
            visitor.page.get_by_label("Clear").first.click()
            expect(visitor.page.locator(".file-preview")).to_have_count(0)
    assert visitor.title() == before


def test_a_hostile_document_stays_inert(visitor: Visitor, tmp_path: Path) -> None:
    name = "<img src=x onerror=window.hacked=6>.txt"
    (tmp_path / name).write_text(HOSTILE, encoding="utf-8")
    visitor.read(files=(tmp_path / name,))
    expect(visitor.page.locator(".document h2")).to_contain_text("onerror=", timeout=30_000)
    for question in ("When was the bridge opened?", "Who built the tower?", "Where is the key?"):
        visitor.ask(f"{question} <img src=x onerror=window.hacked=7>")
    visitor.ask("When was the bridge opened?")
    assert '<img src=x onerror="window.hacked=1">' in visitor.follow()
    inside = visitor.page.locator(".document, [data-testid=bot], [data-testid=user]")
    assert inside.locator("img, svg, script, iframe, a[href^=javascript], .katex").count() == 0
    assert visitor.page.evaluate("window.hacked") is None


def test_one_visitor_does_not_see_what_another_brings(
    visitor: Visitor, browser: Browser, address: str
) -> None:
    visitor.read(text="My own paper\n\nThe secret word is rhubarb, says Ann.")
    expect(visitor.page.locator(".document h2")).to_have_text("My own paper", timeout=30_000)
    assert "rhubarb" in visitor.ask("What is the secret word?")
    assert "rhubarb" in visitor.follow()
    with browser.new_context() as context:
        other = Visitor(context, address)
        assert "rhubarb" not in other.ask("What is the secret word?")
        assert "rhubarb" not in other.page.content()


def test_a_footnote_turns_to_another_document(visitor: Visitor, tmp_path: Path) -> None:
    (first := tmp_path / "First.txt").write_text("The old mill stands in Oslo.")
    visitor.read(files=(first,), text="Second\n\nThe new mill was built by Hanna Berg in 1950.")
    expect(visitor.page.locator(".document h2")).to_have_text("First", timeout=30_000)
    visitor.ask("Who built the new mill in 1950?")
    assert "Hanna Berg" in visitor.follow()
    visitor.ask("Where does the old mill stand?")
    assert "Oslo" in visitor.follow()


def test_inert_text_is_on_one_line_and_holds_no_sign() -> None:
    written = inert("<b> *x*\n\n    `code` [a](b) &amp; 1. www.example.com")
    assert re.fullmatch(r"(?:\w| |&#\d+;)*", written)


def test_confidence_is_said_in_words() -> None:
    assert [in_words(c) for c in (0.95, 0.8, 0.5)] == ["Sure", "Fairly sure", "Not sure"]


def test_a_thumb_is_kept_with_its_answer(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    visitor.ask("And how many targets have been hit?")
    thumbs = visitor.page.get_by_role("button", name="Like", exact=True)
    path = Path(os.environ["FOOTNOTE_FEEDBACK_FILE"])
    thumbs.last.click()
    deadline = time.monotonic() + 20
    while not (path.exists() and path.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.1)
    (feedback,) = kept(path)
    assert feedback.liked is True
    assert feedback.answer.question == "And how many targets have been hit?"
    assert feedback.answer.citations
    assert feedback.before
    assert feedback.before.question == QUESTION
    assert visitor.console == []
