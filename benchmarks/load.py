"""Twenty clients at once, and memory over a long time: ``python -m benchmarks.load [QUESTIONS]``.

The page is served on the sample in a process of its own. Twenty clients ask ten questions each,
all at the same time; every answer is compared with that of a bot that is asked alone. Then
QUESTIONS more (2,000 unless said otherwise) are asked while the server's memory is watched.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from statistics import fmean, median
from typing import Any

from gradio_client import Client
from rich.progress import track

from benchmarks.results import save
from data import QUESTIONS, SAMPLE
from qa import Answer, DocumentQA, Settings
from qa.evaluation.formats import read_question_set
from qa.evaluation.metrics import percentile
from qa.settings import NO_LLM
from tests.support.visitor import free_port, wait_for

ROOT = Path(__file__).resolve().parents[1]
CLIENTS = 20
EACH = 10
SAMPLES = 10
"""Readings of the memory."""


def main() -> None:
    """Ask, and save what came of it."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    questions = [q.question for q in read_question_set(QUESTIONS).questions if not q.follows]
    bot = DocumentQA.from_files(SAMPLE, settings=Settings(llm=NO_LLM))
    expected = {question: bot.ask(question) for question in questions}
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"FOOTNOTE_CACHE_FOLDER": folder}
        command = [sys.executable, "app.py", "--port", str(port)]
        with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
            try:
                wait_for(url, server)
                clients = [
                    Client(url, verbose=False, headers={"x-forwarded-for": f"192.0.2.{number}"})
                    for number in range(CLIENTS)
                ]
                seconds = ask_at_once(clients, questions, expected)
                memory = watch_memory(clients, questions, count, server.pid)
            finally:
                server.terminate()
    crowd = f"{CLIENTS} clients at once, {len(seconds)} questions, all answered rightly"
    save(
        "load",
        {
            f"{crowd}: median, 95th percentile, longest": (
                f"{median(seconds):.1f}, {percentile(seconds, 0.95):.1f}, {max(seconds):.1f} s"
            ),
            f"{crowd}: questions a second": f"{CLIENTS / fmean(seconds):.1f}",
            f"the server's memory during {count:,} questions more": (
                f"{', '.join(f'{mebibytes:.0f}' for mebibytes in memory)} MiB"
            ),
        },
    )


def ask(client: Client, question: str) -> dict[str, Any]:
    """Ask over the page's API."""
    answer: dict[str, Any] = client.predict(question=question, api_name="/ask")
    return answer


def ask_at_once(
    clients: list[Client], questions: list[str], expected: dict[str, Answer]
) -> list[float]:
    """Return the seconds of every question of all clients at once.

    Raises:
        SystemExit: an answer is another than ``expected``.
    """

    def ask_some(number: int) -> list[float]:
        seconds = []
        for question in islice(cycle(questions), number * EACH, (number + 1) * EACH):
            begin = time.perf_counter()
            answer = ask(clients[number], question)
            seconds.append(time.perf_counter() - begin)
            quotes = [citation["quote"] for citation in answer["citations"]]
            right = expected[question]
            if (answer["question"], answer["answer"], quotes) != (
                question,
                right.text,
                [citation.quote for citation in right.citations],
            ):
                sys.exit(f"client {number} asked {question!r} and was told {answer}")
        return seconds

    ask(clients[0], questions[0])  # until the models are loaded
    with ThreadPoolExecutor(CLIENTS) as pool:
        return [taken for seconds in pool.map(ask_some, range(CLIENTS)) for taken in seconds]


def watch_memory(clients: list[Client], questions: list[str], count: int, pid: int) -> list[float]:
    """Return the server's resident memory in MiB: before, now and then, and after."""
    memory = [read_resident_memory(pid)]
    queue = islice(cycle(questions), count)
    few = clients[:4]

    def ask_some(client: Client, part: list[str]) -> None:  # a client can't ask two at a time
        for question in part:
            ask(client, question)

    with ThreadPoolExecutor(len(few)) as pool:
        for _ in track(range(SAMPLES), "watching memory"):
            part = list(islice(queue, count // SAMPLES))
            shares = [part[place :: len(few)] for place in range(len(few))]
            list(pool.map(ask_some, few, shares))
            memory.append(read_resident_memory(pid))
    return memory


def read_resident_memory(pid: int) -> float:
    """Return the resident memory of a process in MiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
