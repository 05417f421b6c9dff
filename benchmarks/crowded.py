"""The page at its limits: ``python -m benchmarks.crowded``.

A visitor in a real Chromium has as many documents as are kept, one of them of a thousand sentences,
and opens a conversation of nearly as many questions as are kept. Asking there is compared with
asking in a new conversation of the same page, in turns: this machine may be busy with other things.
"""

import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks.results import save
from page.chat import MAX_TURNS
from page.uploads import MAX_FILES
from page.visitor import MAX_DOCUMENTS
from tests.support.chromium import provide
from tests.support.visitor import Visitor, served

SENTENCES = 1_000
ROUNDS = 5
QUESTION = "When was lamp 7 lit?"
_TIMER = """() => {
  const replies = () => document.getElementsByClassName('bot-row');
  const before = replies().length;
  window.drawn = new Promise(resolve => {
    let begin = 0;
    addEventListener('keydown', () => { begin = performance.now(); }, {once: true, capture: true});
    const look = () => {
      const reply = replies()[before];
      if (reply?.querySelector('.actions')) resolve(performance.now() - begin);
      else requestAnimationFrame(look);
    };
    look();
  });
}"""
"""Takes the time in the page: whoever asks it from outside slows it down."""


def main() -> None:
    """Fill the page, ask, and save what came of it."""
    with (
        tempfile.TemporaryDirectory() as name,
        served(Path(name) / "page", FOOTNOTE_LLM="none") as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=provide(), args=["--no-sandbox"])
        visitor = Visitor(browser.new_context(viewport={"width": 1280, "height": 800}), url)
        bring_documents(visitor, Path(name))
        visitor.ask(QUESTION)
        chat = fill_conversation(visitor, Path(name))
        full, new = [], []
        for _ in range(ROUNDS):
            open_conversation(visitor.page, chat)
            full.append(ask(visitor.page))
            begin_conversation(visitor.page)
            new.append(ask(visitor.page))
        open_conversation(visitor.page, chat)
        elements = visitor.page.evaluate("document.querySelectorAll('*').length")
        drawn = visitor.page.evaluate(
            "[...document.querySelectorAll('.chat .message-row')].filter(row =>"
            " row.firstElementChild.checkVisibility({contentVisibilityAuto: true})).length"
        )
        questions = visitor.page.get_by_test_id("user").count()
        browser.close()
    crowd = f"{MAX_DOCUMENTS} documents and a conversation of {questions} questions"
    save(
        "crowded",
        {
            f"asking with {crowd}, against a new conversation": f"{median(full) / median(new):.2f}",
            "messages that are drawn, of those in the page": f"{drawn} of {2 * questions}",
            "elements of the page": f"{elements:,}",
        },
    )


def bring_documents(visitor: Visitor, folder: Path) -> None:
    """Bring as many documents as are kept, the last one long."""
    files = []
    for number in range(1, MAX_DOCUMENTS + 1):
        (file := folder / f"lamp-{number}.txt").write_text(
            f"Lamp {number} was lit by Signe Dahl in {1800 + number}.", encoding="utf-8"
        )
        files.append(file)
    filler = " ".join(f"Line {number} says nothing of note." for number in range(SENTENCES))
    files[-1].write_text(filler, encoding="utf-8")
    for begin in range(0, MAX_DOCUMENTS, MAX_FILES):
        batch = files[begin : begin + MAX_FILES]
        visitor.read(files=batch)
        toast = visitor.page.locator(".toast-body").filter(has_text=batch[-1].stem)
        toast.wait_for(timeout=600_000)
        visitor.page.locator(".toast-close").last.click()


def fill_conversation(visitor: Visitor, folder: Path) -> str:
    """Make a conversation that repeats the question of the first one, and return its id."""
    (file,) = folder.rglob("chats/*.jsonl")
    long = file.with_stem("f" * len(file.stem))
    long.write_bytes(file.read_bytes() * (MAX_TURNS - ROUNDS))
    begin_conversation(visitor.page)  # the list is drawn anew
    return long.stem


def open_conversation(page: Page, chat: str) -> None:
    """Open the long conversation."""
    page.get_by_role("button", name="Conversations", exact=True).click()
    page.locator(f"[data-do=chat][data-chat='{chat}']").click()
    page.get_by_test_id("bot").nth(MAX_TURNS - ROUNDS - 1).wait_for(
        state="attached", timeout=60_000
    )


def begin_conversation(page: Page) -> None:
    """Begin a new conversation."""
    page.get_by_role("button", name="New", exact=True).click()
    page.get_by_test_id("user").first.wait_for(state="detached")


def ask(page: Page) -> float:
    """Ask once, and return the milliseconds until the answer is drawn, as the page counts them."""
    page.wait_for_timeout(3_000)  # what follows an answer before is over
    page.evaluate(_TIMER)
    page.get_by_placeholder("Ask about the document").fill(QUESTION)
    page.keyboard.press("Enter")
    return float(page.evaluate("window.drawn"))


if __name__ == "__main__":
    main()
