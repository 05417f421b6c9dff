"""Record what the page does, for the README: ``python -m tests.browser.recording``.

A question, the card of its footnote, the cited sentence, the page of a PDF with it marked: pictures
of a real Chromium, put together to an animation without sound.
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.conftest import ROOT
from tests.support.chromium import provide
from tests.support.pdf import write_mill
from tests.support.visitor import Visitor, served

RECORDING = ROOT / "docs" / "screens" / "recording.webp"
MAX_BYTES = 2_000_000
QUESTION = "When did Operation Euphrates Shield begin?"
_SIZE = {"width": 1120, "height": 640}
_SCRIPT = """() => {
  const dot = document.body.appendChild(document.createElement('i'));
  dot.style.cssText = 'position:fixed;z-index:9999;width:18px;height:18px;border-radius:50%;'
    + 'background:#1f3a5f66;border:2px solid #1f3a5f;pointer-events:none;'
    + 'transform:translate(-50%,-50%)';
  addEventListener('mousemove', event => {
    dot.style.left = `${event.clientX}px`;
    dot.style.top = `${event.clientY}px`;
  });
}"""
"""Shows where the mouse is: a picture of the page has none."""


class Recording:
    """Pictures of a page, each with the milliseconds that it is shown for."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._pictures: list[Image.Image] = []
        self._times: list[int] = []

    def take(self, milliseconds: int) -> None:
        """Take a picture."""
        picture = Image.open(io.BytesIO(self._page.screenshot())).convert("RGB")
        self._pictures.append(picture)
        self._times.append(milliseconds)

    def type(self, text: str) -> None:
        """Type a text, with pictures on the way."""
        for begin in range(0, len(text), 7):
            self._page.keyboard.type(text[begin : begin + 7])
            self.take(110)

    def point_at(self, place: Locator) -> None:
        """Move the mouse to the middle of a place."""
        box = place.bounding_box()
        assert box, "what is pointed at isn't seen"
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self._page.mouse.move(x - 60, y + 40)
        self.take(150)
        self._page.mouse.move(x, y)
        self._page.wait_for_timeout(400)

    def save(self, path: Path) -> None:
        """Write the animation."""
        first, *others = self._pictures
        first.save(
            path, save_all=True, append_images=others, duration=self._times, loop=0,
            quality=80, method=6, allow_mixed=True,
        )  # fmt: skip


def record(browser: Browser, url: str, folder: Path) -> None:
    """Ask, hover, click; then the same with a PDF, up to its page."""
    with browser.new_context(viewport=_SIZE, color_scheme="light") as context:  # type: ignore[arg-type]
        visitor = Visitor(context, url)
        page = visitor.page
        page.locator(".welcome-card .chip").first.wait_for(timeout=60_000)
        page.evaluate(_SCRIPT)
        recording = Recording(page)
        recording.take(1_200)
        page.get_by_placeholder("Ask about the document").click()
        recording.type(QUESTION)
        _answer(visitor, recording)
        pill = page.get_by_test_id("bot").last.locator("sup a").first
        recording.point_at(pill)
        recording.take(2_000)
        pill.click()
        page.wait_for_timeout(800)
        recording.take(1_800)
        visitor.bring("mill", files=[write_mill(folder / "mill.pdf")])
        page.get_by_placeholder("Ask about the document").click()
        recording.type("Who made the lock?")
        _answer(visitor, recording)
        recording.point_at(page.get_by_role("button", name="Pages"))
        recording.take(500)
        page.get_by_role("button", name="Pages").click()
        page.locator(".pictures [data-page='2'] img").wait_for(timeout=60_000)
        page.wait_for_timeout(1_000)
        recording.take(3_000)
        recording.save(RECORDING)


def _answer(visitor: Visitor, recording: Recording) -> None:
    """Send the question, and wait for its answer and what is lit."""
    replies = visitor.page.get_by_test_id("bot")
    before = replies.count()
    visitor.page.keyboard.press("Enter")
    replies.nth(before).wait_for()
    recording.take(400)
    replies.nth(before).locator(".actions").wait_for(timeout=120_000, state="attached")
    visitor.lit()
    visitor.page.wait_for_timeout(900)  # until nothing slides any more
    recording.take(1_500)


def main() -> None:
    """Serve the page on the sample and record it."""
    with (
        tempfile.TemporaryDirectory() as name,
        served(Path(name) / "page") as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=provide(), args=["--no-sandbox"])
        record(browser, url, Path(name))
        browser.close()
    size = RECORDING.stat().st_size
    assert size < MAX_BYTES, f"{RECORDING.name} has {size:,} bytes, more than {MAX_BYTES:,}"
    print(f"{RECORDING.relative_to(ROOT)}: {size:,} bytes")


if __name__ == "__main__":
    main()
