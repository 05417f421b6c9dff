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
        page.get_by_role("button", name="Add documents").click()
        page.get_by_role("button", name="What answers").click()
        expect(page.get_by_label("or an address")).to_be_visible()
        page.wait_for_timeout(400)
        assert problems(page) == []


def test_footnotes_and_messages_have_names(visitor: Visitor) -> None:
    visitor.ask(QUESTION)
    page = visitor.page
    expect(page.get_by_role("link", name="Footnote 1: show the sentence")).to_be_visible()
    expect(page.get_by_label("Answer 1", exact=True)).to_contain_text("August 24")
    expect(page.get_by_label("Question 1", exact=True)).to_contain_text(QUESTION)
    expect(page.get_by_role("region", name="Document")).to_be_visible()
    assert page.get_by_label("&#").count() == 0
