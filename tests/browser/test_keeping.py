"""What stays: reloads, copies, files, thumbs; in a real Chromium, at two widths."""

import os
import re
import time
from pathlib import Path

from playwright.sync_api import Browser, expect

from data import SAMPLE
from index import load
from qa.feedback import read_feedback
from tests.support.visitor import Visitor

QUESTION = "When did Operation Euphrates Shield begin?"


def test_the_conversation_and_its_footnotes_survive_a_reload(anybody: Visitor) -> None:
    anybody.bring("The old mill", text="The old mill\n\nThe old mill stands in Oslo.")
    anybody.ask("Where does the old mill stand?")
    anybody.ask("What does bread cost in Paris?")
    before = anybody.page.get_by_test_id("bot").all_inner_texts()
    anybody.reload()
    expect(anybody.page.get_by_test_id("bot")).to_have_count(2)
    assert anybody.page.get_by_test_id("bot").all_inner_texts() == before
    anybody.page.get_by_test_id("bot").first.locator("sup a").click()
    assert anybody.lit() == "The old mill stands in Oslo."
    assert anybody.choices() == [load(SAMPLE).title, "The old mill"]


def test_a_follow_up_still_refers_back_after_a_reload(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    visitor.reload()
    expect(visitor.page.get_by_test_id("bot")).to_have_count(1)
    assert "about: When" in visitor.ask("And how many targets have been hit since then?")


def test_a_new_chat_is_empty_and_stays_so(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    visitor.page.get_by_role("button", name="New", exact=True).click()
    expect(visitor.page.get_by_test_id("bot")).to_have_count(0)
    visitor.reload()
    expect(visitor.page.get_by_role("button", name=QUESTION)).to_be_visible()
    assert visitor.page.get_by_test_id("bot").count() == 0


def test_a_question_is_asked_again_and_what_followed_goes(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    visitor.ask("How far is Al-Rai from Jarablus?")
    replies = visitor.page.get_by_test_id("bot")
    replies.first.get_by_role("button", name="Ask again").click()
    expect(replies).to_have_count(1)
    expect(replies.first).to_contain_text("August 24")
    visitor.page.wait_for_timeout(1_000)  # the old answer says the same
    visitor.idle()
    visitor.reload()
    expect(replies).to_have_count(1)


def test_a_question_is_edited_in_its_place(anybody: Visitor) -> None:
    anybody.ask(f"{QUESTION} <b>&")
    anybody.ask("What does bread cost in Paris?")
    page = anybody.page
    edit = page.get_by_test_id("bot").first.get_by_role("button", name="Edit the question")
    edit.click()
    box = page.get_by_label("Question 1, edited")
    expect(box).to_be_focused()
    expect(box).to_have_value(f"{QUESTION} <b>&")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_test_id("user").first).to_contain_text(QUESTION)
    expect(page.get_by_test_id("bot")).to_have_count(2)
    edit.click()
    box.fill("How far is Al-Rai from Jarablus?")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("user")).to_have_text(["How far is Al-Rai from Jarablus?"])
    expect(page.get_by_test_id("bot")).to_contain_text("55 kilometers")


def test_an_answer_is_copied_with_its_footnotes(browser: Browser, address: str) -> None:
    for width in (375, 1280):
        with browser.new_context(viewport={"width": width, "height": 800}) as context:
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            visitor = Visitor(context, address)
            visitor.ask(QUESTION)
            quote = visitor.follow()
            visitor.to_chat()
            visitor.page.get_by_role("button", name="Copy").click()
            expect(visitor.page.get_by_role("button", name="Copied")).to_be_visible()
            copied = visitor.page.evaluate("navigator.clipboard.readText()").split("\n")
            assert copied == ["August 24. [1]", f"[1] {quote} (sentence 23)"]


def test_the_chat_is_saved_as_a_page_in_which_footnotes_work(
    anybody: Visitor, browser: Browser, tmp_path: Path
) -> None:
    hostile = "Who <script>window.hacked=1</script> led it?"
    anybody.ask(QUESTION)
    quote = anybody.follow()
    anybody.to_chat()
    anybody.ask(hostile)
    with anybody.page.expect_download() as download:
        anybody.page.get_by_label("Save the conversation").click()
        anybody.page.get_by_role("button", name="Save as web page").click()
    download.value.save_as(file := tmp_path / download.value.suggested_filename)
    assert file.name == "when-did-operation-euphrates-shield-begin.html"
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text))
        page.goto(file.as_uri())
        assert hostile in page.locator("h2").all_inner_texts()
        page.locator("sup a").first.click()
        expect(page.locator("span:target")).to_have_text(quote)
        expect(page.locator("span:target")).to_be_in_viewport()
        assert page.locator("span:target .word").inner_text() == "August 24"
        lit = page.locator("span:target").evaluate("e => getComputedStyle(e).backgroundColor")
        assert lit == "rgb(255, 229, 138)"
        assert page.evaluate("window.hacked") is None
        assert problems == []


def test_the_chat_is_saved_as_markdown(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_label("Save the conversation").click()
        visitor.page.get_by_role("button", name="Save as Markdown").click()
    name = "when-did-operation-euphrates-shield-begin.md"
    assert download.value.suggested_filename == name
    text = download.value.path().read_text(encoding="utf-8")
    assert "August 24\\.[^1-1]" in text
    assert re.search(r"^\[\^1-1\]: It was on August 24 .* \(sentence 23 of", text, re.MULTILINE)


def test_a_thumb_is_kept_with_its_answer(visitor: Visitor) -> None:
    path = Path(os.environ["FOOTNOTE_FEEDBACK_FILE"])
    path.unlink(missing_ok=True)
    visitor.ask(QUESTION)
    visitor.ask("And how many targets have been hit?")
    visitor.page.get_by_role("button", name="Good answer").last.click()
    deadline = time.monotonic() + 20
    while not (path.exists() and path.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.1)
    (feedback,) = read_feedback(path)
    assert feedback.liked is True
    assert feedback.answer.question == "And how many targets have been hit?"
    assert feedback.answer.citations
    assert feedback.before
    assert feedback.before.question == QUESTION
    visitor.reload()
    thumbs = visitor.page.get_by_role("button", name="Good answer")
    expect(thumbs.last).to_have_attribute("aria-pressed", "true")
    expect(thumbs.first).to_have_attribute("aria-pressed", "false")


def test_who_comes_without_storage_or_with_rubbish_in_it_is_new(
    browser: Browser, address: str
) -> None:
    with browser.new_context() as context:
        context.add_init_script("localStorage.setItem('footnote-visitor', '\"rubbish\"')")
        visitor = Visitor(context, address)
        assert "August 24" in visitor.ask(QUESTION)
