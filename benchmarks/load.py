"""Twenty people at once, and then a long day: ``python -m benchmarks.load [QUESTIONS]``.

The page is served on the sample in a process of its own. Twenty clients ask ten questions each,
all at the same time, every answer held against that of a bot that is asked alone: it must be the
answer to that question. Then QUESTIONS more (2,000 unless said otherwise) are asked while the
server's memory is watched.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
from gradio_client import Client
from rich.console import Console
from rich.progress import track
from rich.table import Table

from data import QUESTIONS, SAMPLE
from qa import DocumentQA
from qa.evaluation.formats import read
from tests.support.visitor import free_port, wait_for

ROOT = Path(__file__).resolve().parents[1]
CLIENTS = 20
EACH = 10
SAMPLES = 10
"""How often memory is looked at."""


def main() -> None:
    """Ask, and print what came of it."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    asked = [q.question for q in read(QUESTIONS).questions if not q.follows]
    alone = DocumentQA.from_files(SAMPLE)
    expected = {question: alone.ask(question) for question in asked}
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    with tempfile.TemporaryDirectory() as folder:
        places = os.environ | {"FOOTNOTE_CACHE_FOLDER": folder}
        command = [sys.executable, "app.py", "--port", str(port)]
        with subprocess.Popen(command, cwd=ROOT, env=places) as server:
            try:
                wait_for(url, server)
                clients = [Client(url, verbose=False) for _ in range(CLIENTS)]
                report(crowd(clients, asked, expected), long_day(clients, asked, many, server.pid))
            finally:
                server.terminate()


def ask(client: Client, question: str) -> tuple[float, dict[str, Any]]:
    """Seconds until the answer came, and the answer."""
    begin = time.perf_counter()
    answer: dict[str, Any] = client.predict(question=question, api_name="/ask")
    return time.perf_counter() - begin, answer


def crowd(clients: list[Client], asked: list[str], expected: dict[str, Any]) -> list[float]:
    """Seconds of every question of twenty clients at once; ``SystemExit`` if one is wrong."""

    def one(number: int) -> list[float]:
        seconds = []
        for question in islice(cycle(asked), number * EACH, (number + 1) * EACH):
            taken, answer = ask(clients[number], question)
            wanted = expected[question]
            quotes = [citation["quote"] for citation in answer["citations"]]
            if (answer["question"], answer["answer"], quotes) != (
                question,
                wanted.text,
                [citation.quote for citation in wanted.citations],
            ):
                sys.exit(f"client {number} asked {question!r} and was told {answer}")
            seconds.append(taken)
        return seconds

    ask(clients[0], asked[0])  # until the models are loaded
    with ThreadPoolExecutor(CLIENTS) as pool:
        return [taken for seconds in pool.map(one, range(CLIENTS)) for taken in seconds]


def long_day(clients: list[Client], asked: list[str], many: int, pid: int) -> list[float]:
    """The server's resident memory in MiB, before, now and then, and after."""
    memory = [resident(pid)]
    questions = islice(cycle(asked), many)
    few = clients[:4]

    def some(client: Client, part: list[str]) -> None:  # a client can't ask two at a time
        for question in part:
            ask(client, question)

    with ThreadPoolExecutor(len(few)) as pool:
        for _ in track(range(SAMPLES), "a long day"):
            part = list(islice(questions, many // SAMPLES))
            shares = [part[place :: len(few)] for place in range(len(few))]
            list(pool.map(some, few, shares))
            memory.append(resident(pid))
    return memory


def resident(pid: int) -> float:
    """Resident memory of a process, in MiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def report(seconds: list[float], memory: list[float]) -> None:
    """Print both."""
    table = Table(
        "questions at once", "right, and one's own", "median", "p95", "longest", "a second"
    )
    table.add_row(
        f"{CLIENTS} clients, {len(seconds)} questions",
        f"{len(seconds)}",
        f"{np.median(seconds):.2f} s",
        f"{np.quantile(seconds, 0.95):.2f} s",
        f"{max(seconds):.2f} s",
        f"{CLIENTS / np.mean(seconds):.1f}",
    )
    console = Console(width=110)
    console.print(table)
    console.print(f"memory over the long day, MiB: {', '.join(f'{m:.0f}' for m in memory)}")
    console.print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
