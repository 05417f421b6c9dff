"""Pages served while another visitor's text is indexed: ``python -m benchmarks.busy [CHARACTERS]``.

One visitor pastes a text of so many characters (400,000 unless said otherwise); meanwhile another
one loads the page and asks, again and again, and the first one loads his own page anew. Pages are
measured before, too, with nothing else under way: this machine may be busy with other things.
"""

import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from benchmarks.results import save
from benchmarks.visiting import PageVisitor
from data import SAMPLE
from qa.evaluation.metrics import percentile
from tests.support.visitor import served

CHARACTERS = 400_000
QUESTION = "When did Operation Euphrates Shield begin?"
QUIET_LOADS = 40
PAUSE_SECONDS = 0.5


def main() -> None:
    """Measure, and save what came of it."""
    characters = int(sys.argv[1]) if len(sys.argv) > 1 else CHARACTERS
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), FOOTNOTE_LLM="none") as url,
        ThreadPoolExecutor(3) as pool,
    ):
        busy, other = PageVisitor(url, "192.0.2.1"), PageVisitor(url, "192.0.2.2")
        for visitor in (busy, other):
            visitor.arrive()
            visitor.ask(QUESTION)
        quiet = []
        for _ in range(QUIET_LOADS):
            quiet.append(load(other))
            time.sleep(PAUSE_SECONDS)
        begin = time.perf_counter()
        work = pool.submit(busy.paste, make_text(characters))
        again = PageVisitor(url, "192.0.2.1", busy.token)
        reloading = pool.submit(keep_loading, work, again)
        asking = pool.submit(keep_asking, work, PageVisitor(url, "192.0.2.3"))
        loads = keep_loading(work, other)
        work.result()
        own, asked = reloading.result(), asking.result()
        seconds = time.perf_counter() - begin
    task = f"while another visitor's {characters:,} characters are indexed ({seconds:.0f} s)"
    save(
        "busy",
        {
            "a page with its document, nothing else under way: median, 95th percentile": _describe(
                quiet
            ),
            f"a page with its document {task}: median, 95th percentile": _describe(loads),
            f"the visitor's own page {task}: median, 95th percentile": _describe(own),
            f"a question {task}: median, 95th percentile": _describe(asked),
        },
    )


def make_text(characters: int) -> str:
    """Return a text of that length, no two of its sentences the same."""
    lines = [line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if len(line) > 80]
    numbered = (f"On day {day}, it was said: {line}" for day, line in enumerate(cycle(lines)))
    return "\n\n".join(islice(numbered, characters // 300 + characters // 100))[:characters]


def keep_loading(work: "Future[None]", visitor: PageVisitor) -> list[float]:
    """Load the page again and again until the work is done; return the seconds of each time."""
    seconds: list[float] = []
    while not work.done():
        seconds.append(load(visitor))
        time.sleep(PAUSE_SECONDS)
    return seconds


def keep_asking(work: "Future[None]", visitor: PageVisitor) -> list[float]:
    """Ask again and again until the work is done; return the seconds of each question."""
    visitor.arrive()
    seconds: list[float] = []
    while not work.done():
        begin = time.perf_counter()
        visitor.ask(QUESTION)
        seconds.append(time.perf_counter() - begin)
        visitor.begin()
        time.sleep(PAUSE_SECONDS)
    return seconds


def load(visitor: PageVisitor) -> float:
    """Load the page, and return the seconds until the document is there.

    What is offered to be asked comes later: it is asked first.
    """
    begin = time.perf_counter()
    visitor.arrive()
    return visitor.drawn - begin


def _describe(seconds: list[float]) -> str:
    if not seconds:
        return "none came to an end"
    return f"{median(seconds):.2f}, {percentile(seconds, 0.95):.2f} s ({len(seconds)})"


if __name__ == "__main__":
    main()
