"""Take the pictures of the page and the report in ``docs/``: ``make screenshots``."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.conftest import ROOT
from tests.support.chromium import provide
from tests.support.command import program
from tests.support.visitor import Visitor, free_port, wait_for

PAGE = ROOT / "docs" / "screens" / "1280-light.png"
REPORT = ROOT / "docs" / "report.png"
QUESTIONS = (
    "When did Operation Euphrates Shield begin?",
    "And how many targets have been hit since?",
    "How much is the border wall going to cost?",
)


def take_page(browser: Browser, url: str) -> None:
    """Ask the questions, follow the first one's footnote, and take the picture of the page."""
    with browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light"
    ) as context:
        visitor = Visitor(context, url)
        for question in QUESTIONS:
            visitor.ask(question)
        page = visitor.page
        page.get_by_test_id("bot").first.locator("sup a").click()
        visitor.lit()
        page.get_by_test_id("user").first.scroll_into_view_if_needed()
        page.mouse.move(0, 0)
        page.wait_for_timeout(800)  # until nothing slides any more
        page.screenshot(path=PAGE)


def take_report(browser: Browser, folder: Path) -> None:
    """Evaluate the sample, and take the picture of the report's beginning."""
    report = folder / "report.html"
    subprocess.run(
        program("eval", "--html", report), cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    page = browser.new_page(viewport={"width": 1150, "height": 1300})
    page.goto(report.as_uri())
    page.screenshot(path=REPORT)


def main() -> None:
    """Serve the page on the sample and take both pictures."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        places = os.environ | {"FOOTNOTE_CACHE_FOLDER": folder}
        command = [sys.executable, "app.py", "--port", str(port)]
        with subprocess.Popen(command, cwd=ROOT, env=places) as server:
            wait_for(url, server)
            browser = playwright.chromium.launch(executable_path=provide(), args=["--no-sandbox"])
            take_page(browser, url)
            server.terminate()
            take_report(browser, Path(folder))
            browser.close()


if __name__ == "__main__":
    main()
