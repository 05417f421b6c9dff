"""Landing, asking, following a footnote, not being answered: in a real Chromium, at two widths."""

import re
import time

import pytest
from playwright.sync_api import expect

from data import SAMPLE
from index import load
from page import EXAMPLES
from tests.support.visitor import Visitor

QUESTION = "When did Operation Euphrates Shield begin?"


def test_who_lands_finds_the_document_and_questions_that_it_answers(anybody: Visitor) -> None:
    page = anybody.page
    expect(page.get_by_text("footnotes to the exact sentences")).to_be_visible()
    card = page.locator(".welcome-card")
    expect(card.locator("h2")).to_have_text(load(SAMPLE).title)
    expect(card.locator(".central li")).to_have_count(3)
    for example in EXAMPLES:
        expect(card.get_by_role("button", name=example)).to_be_visible()
    assert anybody.title() == load(SAMPLE).title
    if not anybody.narrow:
        expect(page.locator(".document p").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == page.evaluate("innerWidth")
    expect(page.get_by_placeholder("Ask about the document")).to_be_focused()


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_asked_by_a_click(visitor: Visitor, example: str) -> None:
    visitor.page.get_by_role("button", name=example).click()
    reply = visitor.page.get_by_test_id("bot")
    expect(reply.locator(".actions")).to_be_attached(timeout=30_000)
    expect(visitor.page.get_by_test_id("user")).to_have_text(example)
    expect(reply.locator("sup a").first).to_be_visible()


def test_an_answer_says_how_sure_it_is_and_what_made_it(anybody: Visitor) -> None:
    assert "August 24" in anybody.ask(QUESTION)
    reply = anybody.page.get_by_test_id("bot")
    expect(reply.locator("sup a")).to_have_text("1")
    expect(reply.locator(".row")).to_contain_text("answered by built-in reader")
    expect(reply.locator(".notes")).to_be_hidden()
    reply.get_by_role("button", name="1 source").click()
    expect(reply.locator(".notes strong")).to_have_text(re.compile("August 24"))
    sure = reply.locator(".sure")
    expect(sure).to_have_text(re.compile(r"Sure|Fairly sure|Not sure"))
    expect(sure).to_have_attribute("title", re.compile(r"Of \d+ answers .* \d+% stood in"))


def test_that_it_works_is_seen_at_once(visitor: Visitor) -> None:
    visitor.page.get_by_placeholder("Ask about the document").fill(QUESTION)
    begin = time.monotonic()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_test_id("user")).to_have_text(QUESTION, timeout=3_000)
    expect(visitor.page.get_by_test_id("bot")).to_be_attached(timeout=3_000)
    assert time.monotonic() - begin < 3


def test_a_footnote_lights_up_exactly_what_it_cites(anybody: Visitor) -> None:
    anybody.ask(QUESTION)
    text = load(SAMPLE).text
    start = text.index("It was on August 24")
    assert anybody.follow() == text[start : text.index(".", start) + 1]
    stronger = anybody.page.locator(".document .lit strong").all_text_contents()
    assert stronger == anybody.page.locator(".notes strong").all_text_contents()
    assert anybody.page.evaluate("scrollY") == 0


def test_only_one_sentence_is_lit_and_what_was_lit_is_whole_again(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    first = visitor.follow()
    visitor.ask("How far is Al-Rai from Jarablus?")
    second = visitor.follow()
    assert first != second
    assert visitor.page.locator(".document .lit").count() == 1
    assert visitor.page.locator(".document span strong:not(.lit strong)").count() == 0
    assert first in visitor.page.locator(".document").inner_text().replace("\n", " ")


def test_the_keyboard_leads_to_a_sentence_and_back(anybody: Visitor) -> None:
    anybody.ask(QUESTION)
    page = anybody.page
    page.get_by_placeholder("Ask about the document").focus()
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('sup a')"):
            break
    page.keyboard.press("Enter")
    assert "August 24" in anybody.lit()
    expect(page.locator(".document .lit")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("bot").locator("sup a")).to_be_focused()
    expect(page.locator(".side.open")).to_have_count(0)


def test_a_sentence_shows_which_answers_cite_it(anybody: Visitor) -> None:
    anybody.ask(QUESTION)
    anybody.ask("What does bread cost in Paris?")
    anybody.ask(f"{QUESTION} Tell me the day.")
    anybody.follow()
    marks = anybody.page.locator(".document .by")
    expect(marks).to_have_text(["↩1", "↩3"])
    expect(marks.last).to_have_attribute("aria-label", "Cited by answer 3")
    marks.first.click()
    expect(anybody.page.get_by_test_id("bot").first).to_be_in_viewport()
    assert anybody.page.evaluate("document.activeElement.matches('sup a')")


def test_an_abstention_says_so_and_cites_nothing(anybody: Visitor) -> None:
    reply = anybody.ask("What is the price of bread in Paris?")
    assert reply.startswith("The document doesn't say.")
    last = anybody.page.get_by_test_id("bot").last
    assert last.locator("sup").count() == 0
    expect(last.locator(".closest")).to_be_hidden()
    last.get_by_role("button", name="3 closest passages").click()
    assert last.locator(".closest li").count() == 3
    last.locator(".closest a").first.click()
    assert anybody.lit()
    assert anybody.page.locator(".document .by").count() == 0


def test_a_new_answer_is_shown_from_its_beginning(anybody: Visitor) -> None:
    for question in (QUESTION, "Summarise the article.", "What does bread cost in Paris?"):
        anybody.ask(question)
        anybody.page.wait_for_timeout(500)
        expect(anybody.page.get_by_test_id("bot").last.locator(".text")).to_be_in_viewport()


def test_the_first_citation_of_a_new_answer_is_lit(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    assert "August 24" in visitor.lit()
    expect(visitor.page.get_by_placeholder("Ask about the document")).to_be_focused()


SELDOM = """() => {
  const draw = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = then => setTimeout(() => draw(then), 2000);
  window.cancelAnimationFrame = clearTimeout;
}"""


def test_it_is_lit_where_the_browser_draws_so_seldom_that_no_draft_is_seen(
    visitor: Visitor,
) -> None:
    visitor.page.evaluate(SELDOM)
    visitor.ask(QUESTION)
    assert "August 24" in visitor.lit()


SCROLL = """inner => {
  while (inner.scrollHeight <= inner.clientHeight) inner = inner.parentElement;
  inner.scrollTop += inner.scrollTop > 60 ? -50 : 50;
}"""
"""Scrolls the innermost element that can be, or what is around it."""


def test_a_footnote_shows_its_quote_on_hover_and_on_focus(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    page = visitor.page
    pill, card = page.get_by_test_id("bot").locator("sup a"), page.get_by_role("tooltip")
    box = pill.bounding_box()
    assert box
    assert box["width"] >= 24
    assert box["height"] >= 24
    pill.hover()
    expect(card).to_contain_text("It was on August 24")
    expect(card.locator("strong")).to_have_text("August 24")
    page.get_by_role("region", name="Document").evaluate(SCROLL)  # as it does to its sentence
    page.wait_for_timeout(300)
    expect(card).to_be_visible()
    page.mouse.move(5, 400)
    expect(card).to_have_count(0)
    page.get_by_placeholder("Ask about the document").focus()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if pill.evaluate("pill => pill === document.activeElement"):
            break
    expect(card).to_contain_text("sentence 23")
    expect(pill).to_have_attribute("aria-describedby", "footnote-card")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_an_empty_or_endless_question_leaves_no_trace(visitor: Visitor) -> None:
    box = visitor.page.get_by_placeholder("Ask about the document")
    box.fill("   ")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_timeout(1_500)
    box.fill("why " * 2_000)
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator(".toast-body")).to_contain_text("at most 1,000")
    assert visitor.page.get_by_test_id("user").count() == 0
    expect(box).to_have_value(re.compile("^why why"))


def test_a_question_that_was_rewritten_says_by_what(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    visitor.ask("And how many targets have been hit since?")
    last = visitor.page.get_by_test_id("bot").last
    expect(last.locator(".about")).to_contain_text(f"about: {QUESTION}")
    assert visitor.page.get_by_test_id("bot").first.locator(".about").count() == 0


def test_questions_that_are_answered_are_offered_below_an_answer(visitor: Visitor) -> None:
    visitor.ask("How far is Al-Rai from Jarablus?")
    offers = visitor.page.locator(".follow-ups button")
    expect(offers.first).to_be_visible(timeout=30_000)
    assert 1 <= offers.count() <= 3
    offers.first.click()
    reply = visitor.page.get_by_test_id("bot").nth(1)
    expect(reply.locator("sup a").first).to_be_visible(timeout=30_000)


def test_nothing_moves_for_whom_it_should_not(visitor: Visitor) -> None:
    visitor.page.emulate_media(reduced_motion="reduce")
    moving = "getComputedStyle(document.querySelector('.document')).scrollBehavior"
    assert visitor.page.evaluate(moving) == "auto"
    visitor.page.emulate_media(reduced_motion="no-preference")
    assert visitor.page.evaluate(moving) == "smooth"
