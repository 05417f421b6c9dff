"""The page over a long time: ``python -m benchmarks.soak [MINUTES]``.

Fifty visitors come and go for so many minutes (10 unless said otherwise): each loads the page,
pastes a text or uploads a file, replaces it by a newer version, and asks twenty questions about it;
whoever has been there comes again, with the next two versions. The
server's memory, its open files and the files that it leaves are counted meanwhile.
"""

import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from benchmarks.load import read_resident_memory
from benchmarks.results import save
from benchmarks.visiting import PageVisitor
from data import QUESTIONS, SAMPLE
from qa.evaluation.formats import read_question_set
from tests.support.visitor import served_by

MINUTES = 10.0
AT_ONCE = 3
SAMPLES = 8
"""Readings of memory and files."""

QUESTIONS_EACH = 20
VISITORS = 50


def main() -> None:
    """Let visitors come, and save what came of it."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served_by(folder, FOOTNOTE_LLM="none") as (url, server):
            tokens: dict[int, str] = {}
            visit(url, 0, tokens)
            memory, handles, visits = [read_resident_memory(server)], [count_handles(server)], 0
            numbers = count(1)
            with ThreadPoolExecutor(AT_ONCE) as pool:
                for _ in range(SAMPLES):
                    end = time.monotonic() + 60 * minutes / SAMPLES
                    works = [
                        pool.submit(keep_visiting, url, numbers, end, tokens)
                        for _ in range(AT_ONCE)
                    ]
                    visits += sum(work.result() for work in works)
                    memory.append(read_resident_memory(server))
                    handles.append(count_handles(server))
            left = count_files(folder)
    save(
        "soak",
        {
            f"the server's memory over {minutes:.0f} minutes, {visits} visits, "
            f"{visits * QUESTIONS_EACH} questions": (
                f"{', '.join(f'{mebibytes:.0f}' for mebibytes in memory)} MiB"
            ),
            "its open files": ", ".join(map(str, handles)),
            "files left, by kind": ", ".join(f"{n} {kind}" for kind, n in sorted(left.items())),
        },
    )


def keep_visiting(url: str, numbers: "count[int]", end: float, tokens: dict[int, str]) -> int:
    """Let one visitor come after the other; return how many came."""
    visits = 0
    while time.monotonic() < end:
        visit(url, next(numbers), tokens)
        visits += 1
    return visits


def visit(url: str, number: int, tokens: dict[int, str]) -> None:
    """Come, bring a document and its next version, and ask one question after the other.

    Args:
        url: address of the page.
        number: of the visit.
        tokens: what the browsers of those who have been here keep, by their number.

    Raises:
        RuntimeError: an answer isn't the one that the newer version gives.
    """
    before, who = divmod(number, VISITORS)
    visitor = PageVisitor(url, f"192.0.2.{who}", tokens.get(who, ""))
    visitor.arrive()
    visitor.begin()
    years = [1800 + 2 * before + version for version in (1, 2)]
    for year in years:
        text = f"Lamp {who} was lit by Signe Dahl in {year}.\n\n{SAMPLE.read_text()}"
        if who % 2:
            visitor.upload(f"lamp-{who}.md", text.encode())
        else:
            visitor.paste(f"Lamp {who}\n\n{text}")
    answer = visitor.ask(f"When was lamp {who} lit?")
    if who % 2 and str(years[-1]) not in answer:
        raise RuntimeError(f"visitor {who} was told {answer}")
    asked = read_question_set(QUESTIONS).questions
    for place in range(1, QUESTIONS_EACH):
        visitor.ask(asked[(number * QUESTIONS_EACH + place) % len(asked)].question)
    tokens[who] = visitor.token
    visitor.close()


def count_handles(pid: int) -> int:
    """Return how many files a process has open."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def count_files(folder: Path) -> Counter[str]:
    """Count the files below a folder by what they are."""
    kinds = Counter[str]()
    for path in folder.rglob("*"):
        if path.is_file():
            place = path.relative_to(folder).parts[0]
            kind = path.suffix.lstrip(".") if path.stat().st_size else "empty"
            kinds[f"{kind} in {place}/"] += 1
    return kinds


if __name__ == "__main__":
    main()
