"""Speed of the smallest LLM in llama.cpp: ``python -m benchmarks.llm_speed [PROMPTS]``.

A prompt of the size that the product's have is read and answered, by one thread and by two, on a
machine that does nothing else, and beside one and two processes that are always busy. The settings
take turns, so that other load on the machine affects all of them alike.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import xllamacpp
from llama_index.core.llms import ChatMessage

from benchmarks.results import ResultTable, save
from qa.llms.catalog import CATALOG
from qa.llms.llama_cpp import THREAD_NAME, LlamaCppLLM, make_params
from qa.sentence_prompt import FoundWords, build_sentence_prompt

THREADS = (1, 2)
BUSY = (0, 1, 2)
_WRITTEN = 30
_WINDOW = 1_024
_SENTENCES = (
    "The council opened the new swimming hall on the harbour front in the spring.",
    "It took four years to build and cost {number},400 pounds more than was planned.",
    "Swimmers complain that the water is too cold on Monday mornings.",
)


def main() -> None:
    """Measure and save."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    path = CATALOG[0].find(None)
    if not path:
        raise SystemExit(f"{CATALOG[0].title} isn't installed: see the README.")
    begin = time.perf_counter()
    llm = LlamaCppLLM(path, _WRITTEN)
    loaded = time.perf_counter() - begin
    stopped = median(time_stop(llm) for _ in range(rounds))
    servers = {threads: load_server(path, threads) for threads in THREADS}
    seconds: dict[tuple[int, int], list[float]] = {(b, t): [] for b in BUSY for t in THREADS}
    for busy in BUSY:
        with keep_busy(busy):
            for number in range(rounds):
                for threads, server in servers.items():
                    seconds[busy, threads].append(time_answer(server, number * 10 + threads))
    save(
        "llm_speed",
        {
            "loading the smallest LLM": f"{loaded:.1f} s",
            "stopping it while it reads a prompt: median": f"{stopped:.1f} s",
            f"a prompt and {_WRITTEN} tokens, one thread, alone: median": (
                f"{median(seconds[0, 1]):.1f} s"
            ),
        },
        [tabulate(seconds)],
        "[PROMPTS]",
    )


def load_server(path: Path, threads: int) -> xllamacpp.Server:
    """Load the model to run with so many threads."""
    params = make_params(path, _WINDOW, None)
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    return xllamacpp.Server(params)


@contextmanager
def keep_busy(processes: int) -> Iterator[None]:
    """Keep so many processes busy meanwhile."""
    command = [sys.executable, "-c", "while True: pass"]
    running = [subprocess.Popen(command) for _ in range(processes)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def time_answer(server: xllamacpp.Server, number: int) -> float:
    """Return the seconds of a prompt that was not read before, and its answer."""
    sentences = [sentence.format(number=number) for sentence in _SENTENCES]
    words = [FoundWords(f"{number},400 pounds", 2)]
    prompt = build_sentence_prompt("How much more did it cost?", "Hall", sentences, words)
    request = {
        "messages": [{"role": "user", "content": f"{number}\n{prompt}"}],
        "max_tokens": _WRITTEN, "temperature": 0, "ignore_eos": True,
    }  # fmt: skip
    begin = time.perf_counter()
    server.handle_chat_completions(request)
    return time.perf_counter() - begin


def time_stop(llm: LlamaCppLLM) -> float:
    """Return the seconds from closing a stream until llama.cpp has let go of it."""
    stream = llm.stream_chat([ChatMessage(content=f"{time.time()} " + " ".join(_SENTENCES) * 20)])
    for _ in range(3):
        next(stream)
    begin = time.perf_counter()
    stream.close()
    for thread in threading.enumerate():
        if thread.name == THREAD_NAME:
            thread.join()
    return time.perf_counter() - begin


def tabulate(seconds: dict[tuple[int, int], list[float]]) -> ResultTable:
    """Make a row for each number of busy processes."""
    rows = [
        (f"{busy} other processes busy", *(f"{median(seconds[busy, t]):.1f} s" for t in THREADS))
        for busy in BUSY
    ]
    columns = ("", *(f"{threads} threads" for threads in THREADS))
    return ResultTable(f"a prompt and {_WRITTEN} tokens: median", columns, rows)


if __name__ == "__main__":
    main()
