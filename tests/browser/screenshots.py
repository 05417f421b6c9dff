"""The pictures in ``docs/``: ``python -m tests.browser.screenshots``."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal, cast

from playwright.sync_api import Browser, sync_playwright

from tests.support.chromium import provide
from tests.support.command import program
from tests.support.visitor import Visitor, free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "screens"
SIZES = ((375, 800), (1280, 800), (1920, 1080))
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def take(visitor: Visitor, path: Path) -> None:
    """Ask three questions, follow the first one's footnote, and take the picture."""
    for question in (
        "When did Operation Euphrates Shield begin?",
        "And how many targets have been hit since?",
        "How much is the border wall going to cost?",
    ):
        visitor.ask(question)
    page = visitor.page
    if visitor.narrow:  # the chat, and beside it the document that slides over it
        page.get_by_test_id("bot").first.scroll_into_view_if_needed()
        page.screenshot(path=path.with_stem(f"{path.stem}-chat"))
    page.get_by_test_id("bot").first.locator("sup a").click()
    visitor.lit()
    page.get_by_test_id("user").first.scroll_into_view_if_needed()
    page.mouse.move(0, 0)
    page.wait_for_timeout(800)  # until nothing slides any more
    page.screenshot(path=path)


def take_report(browser: Browser, folder: Path) -> None:
    """Evaluate the sample, and take the picture of the report's beginning."""
    report = folder / "report.html"
    subprocess.run(
        program("eval", "--html", report), cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    page = browser.new_page(viewport={"width": 1150, "height": 1300})
    page.goto(report.as_uri())
    page.screenshot(path=ROOT / "docs" / "report.png")


def main() -> None:
    """Serve the page on the sample and take a picture of each size, light and dark; the report."""
    PICTURES.mkdir(exist_ok=True)
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        places = os.environ | {"FOOTNOTE_CACHE_FOLDER": folder}
        command = [sys.executable, "app.py", "--port", str(port)]
        with subprocess.Popen(command, cwd=ROOT, env=places) as server:
            wait_for(url, server)
            browser = playwright.chromium.launch(executable_path=provide(), args=["--no-sandbox"])
            for width, height in SIZES:
                for scheme in SCHEMES:
                    viewport = cast(Any, {"width": width, "height": height})
                    with browser.new_context(viewport=viewport, color_scheme=scheme) as context:
                        take(Visitor(context, url), PICTURES / f"{width}-{scheme}.png")
                    print(f"{width} x {height}, {scheme}", flush=True)
            server.terminate()
            take_report(browser, Path(folder))
            browser.close()


if __name__ == "__main__":
    main()
