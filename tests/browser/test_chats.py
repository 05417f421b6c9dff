"""Several conversations: begun, opened, deleted and brought back; in a real Chromium."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.conftest import Serve
from tests.support.visitor import Visitor

QUESTION = "When did Operation Euphrates Shield begin?"
OTHER = "How far is Al-Rai from Jarablus?"


@pytest.fixture
def anybody(anybody: Visitor) -> Visitor:
    """Somebody who has asked in two conversations; the second one is open."""
    anybody.ask(QUESTION)
    begin(anybody)
    anybody.ask(OTHER)
    expect(anybody.page.locator(".chat-title")).to_have_text([OTHER, QUESTION])
    return anybody


def begin(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="New", exact=True).click()
    expect(visitor.page.get_by_test_id("user")).to_have_count(0)


def to_list(visitor: Visitor) -> Locator:
    """The rows of the list, which is opened where it isn't."""
    if not visitor.page.locator(".chat-list").is_visible():
        visitor.page.get_by_role("button", name="Conversations", exact=True).click()
    return visitor.page.locator(".chat-list li")


def asked(visitor: Visitor) -> Locator:
    return visitor.page.get_by_test_id("user")


def test_one_is_opened_and_a_reload_comes_back_to_it(anybody: Visitor) -> None:
    to_list(anybody).filter(has_text=QUESTION).locator(".chat-title").click()
    expect(asked(anybody)).to_have_text([QUESTION])
    expect(anybody.page.locator(".document .lit")).to_have_count(0)
    assert "August 24" in anybody.follow()
    anybody.to_chat()
    anybody.reload()
    expect(asked(anybody)).to_have_text([QUESTION])
    current = to_list(anybody).locator("[aria-current=true]")
    expect(current).to_have_text(QUESTION)
    assert "about: When" in anybody.ask("And how many targets have been hit since then?")


def test_one_is_deleted_and_brought_back(anybody: Visitor) -> None:
    row = to_list(anybody).filter(has_text=OTHER)
    row.hover()
    row.get_by_role("button", name=f"Delete {OTHER}").click()
    expect(asked(anybody)).to_have_count(0)  # it was the open one
    expect(to_list(anybody)).to_have_count(1)
    anybody.page.locator(".toast-body .undo").dispatch_event("click")
    expect(asked(anybody)).to_have_text([OTHER])
    row = to_list(anybody).filter(has_text=QUESTION)
    row.hover()
    row.get_by_role("button", name=f"Delete {QUESTION}").click()
    expect(to_list(anybody)).to_have_count(1)
    expect(asked(anybody)).to_have_text([OTHER])  # another one than the open one was deleted
    anybody.reload()
    expect(anybody.page.locator(".chat-title")).to_have_text([OTHER])


def test_each_is_saved_by_itself(anybody: Visitor, tmp_path: Path) -> None:
    row = to_list(anybody).filter(has_text=QUESTION)
    row.hover()
    with anybody.page.expect_download() as download:
        row.get_by_role("button", name=f"Save {QUESTION}").click()
    download.value.save_as(file := tmp_path / download.value.suggested_filename)
    assert file.name == "when-did-operation-euphrates-shield-begin.html"
    text = file.read_text(encoding="utf-8")
    assert QUESTION in text
    assert OTHER not in text


def test_the_keyboard_opens_the_list_and_leaves_it(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("button", name="Conversations", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="New conversation")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".chat-list")).to_be_hidden()
    expect(page.get_by_role("button", name="Conversations", exact=True)).to_be_focused()


def test_two_tabs_have_a_conversation_each(visitor: Visitor, address: str) -> None:
    visitor.ask(QUESTION)
    other = Visitor(visitor.page.context, address)
    expect(asked(other)).to_have_text([QUESTION])  # what was open last
    begin(other)
    other.ask(OTHER)
    visitor.ask("What does bread cost in Paris?")
    expect(asked(visitor)).to_have_count(2)
    other.reload()
    expect(other.page.locator(".chat-title")).to_have_count(2)


def test_an_answer_under_way_stays_in_its_conversation(visitor: Visitor, serve: Serve) -> None:
    says = "Operation Euphrates Shield began on August 24. " + "It cost 9 crowns. " * 12
    visitor.use(f"openai:{serve('--says', says)}#tiny", "tiny: ready")
    visitor.page.get_by_placeholder("Ask about the document").fill(QUESTION)
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_test_id("bot")).to_contain_text("not checked yet")
    begin(visitor)
    visitor.page.wait_for_timeout(1_000)
    expect(asked(visitor)).to_have_count(0)
    expect(visitor.page.locator(".chat-title")).to_have_text([QUESTION], timeout=30_000)
    to_list(visitor).locator(".chat-title").click()
    expect(visitor.page.get_by_test_id("bot")).to_contain_text("answered by tiny")


def test_the_list_stands_beside_the_chat_where_there_is_room(
    browser: Browser, address: str
) -> None:
    with browser.new_context(viewport={"width": 1920, "height": 900}) as context:
        visitor = Visitor(context, address)
        expect(visitor.page.locator(".chat-list")).to_be_visible()
        visitor.ask(QUESTION)
        expect(visitor.page.locator(".chat-list time")).to_have_text(re.compile(r"\d+:\d\d"))
        visitor.page.get_by_role("button", name="Conversations", exact=True).click()
        expect(visitor.page.locator(".chat-list")).to_be_hidden()
