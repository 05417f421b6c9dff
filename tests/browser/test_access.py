"""Whether everybody can use the page: axe-core on it at two widths, light and dark."""

from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.visitor import Visitor

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
QUESTION = "When did Operation Euphrates Shield begin?"


def problems(page: Page) -> list[str]:
    """The serious and critical violations of the WCAG, levels A and AA, and where they are."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
    )
    assert found["passes"]
    return [
        f"{violation['id']}: {node['html'][:200]} {node['any'] and node['any'][0]['message']}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_keeps_anybody_out(browser: Browser, address: str, width: int, scheme: Any) -> None:
    viewport = {"width": width, "height": 800}
    with browser.new_context(viewport=viewport, color_scheme=scheme) as context:  # type: ignore[arg-type]
        visitor = Visitor(context, address)
        page = visitor.page
        assert problems(page) == []
        visitor.ask(QUESTION)
        visitor.ask("What does bread cost in Paris?")
        assert problems(page) == []
        page.get_by_test_id("bot").first.locator("sup a").click()
        visitor.lit()
        page.wait_for_timeout(400)
        assert problems(page) == []
        visitor.to_documents()
        expect(page.get_by_label("Web page")).to_be_visible()
        page.wait_for_timeout(400)
        assert problems(page) == []


def test_footnotes_and_messages_have_names(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    page = visitor.page
    expect(page.get_by_role("link", name="Footnote 1: show the sentence")).to_be_visible()
    answer = page.get_by_role("group", name="Answer 1", exact=True)
    expect(answer).to_contain_text("August 24")
    expect(answer.get_by_role("button", name="Copy")).to_be_visible()
    expect(page.get_by_role("group", name="Question 1", exact=True)).to_contain_text(QUESTION)
    expect(page.get_by_role("textbox", name="Question", exact=True)).to_be_focused()
    expect(page.get_by_role("region", name="Document")).to_be_visible()
    assert page.get_by_label("&#").count() == 0


def test_a_key_each_leads_to_the_box_and_to_the_list_of_keys(visitor: Visitor) -> None:
    page = visitor.page
    page.locator(".document").focus()
    page.keyboard.press("/")
    expect(page.get_by_placeholder("Ask about the document")).to_be_focused()
    page.locator(".document").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Shortcuts")).to_be_hidden()


def test_light_and_dark_are_chosen_and_stay(visitor: Visitor) -> None:
    page = visitor.page
    ground = "getComputedStyle(document.querySelector('.app-page')).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Light or dark").click()
    dark = page.evaluate(ground)
    assert light != dark
    visitor.reload()
    assert page.evaluate(ground) == dark


def test_back_closes_the_sheet_and_stays_on_the_page(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 375, "height": 800}) as context:
        visitor = Visitor(context, address)
        visitor.ask(QUESTION)
        assert "August 24" in visitor.follow()
        sheet = visitor.page.locator(".side")
        box = sheet.bounding_box()
        assert box
        assert 0.5 < box["height"] / 800 < 0.7
        visitor.page.go_back()
        expect(sheet).to_be_hidden()
        expect(visitor.page.get_by_test_id("bot")).to_contain_text("August 24")


def test_the_page_has_a_name_an_icon_and_a_description(visitor: Visitor) -> None:
    page = visitor.page
    expect(page).to_have_title("Footnote")
    for name in ("og:title", "og:description"):
        content = page.locator(f"meta[property='{name}']").last.get_attribute("content") or ""
        assert "radio" not in content
    assert page.request.get(f"{page.url}favicon.ico").headers["content-type"] == "image/svg+xml"
