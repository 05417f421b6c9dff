"""Time until the page is there, and until it answers: ``python -m benchmarks.startup [ROUNDS]``.

Both are compared with the imports that they can't do without, each in a fresh process. The rounds
are interleaved, so that other load on the machine affects all of them alike. The first question is
asked as soon as the page is served, over HTTP as the browser does it.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.results import ResultTable, save
from benchmarks.timing import time_call
from tests.support.visitor import free_port

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "When did Operation Euphrates Shield begin?"
ALL = "import gradio, llama_index.core, sentence_transformers, faiss"
ROWS = {
    "import": "import gradio",
    "page": "first page, index in the cache",
    "page, new": "first page, no index yet",
    "imports": ALL,
    "answer": "first answer, index in the cache",
    "answer, new": "first answer, no index yet",
}
LIMITS = {
    "page": ("import", "1.5"),
    "page, new": ("import", "1.5"),
    "answer": ("imports", "1.2"),
    "answer, new": ("imports", "1.2"),
}
"""For each start the imports that it is compared with, and the highest ratio that is accepted."""


def main() -> None:
    """Measure and save."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    seconds: dict[str, list[float]] = {row: [] for row in ROWS}
    with tempfile.TemporaryDirectory() as cache:
        time_serving(Path(cache) / "kept")
        for number in range(rounds):
            seconds["import"].append(time_statement("import gradio"))
            seconds["imports"].append(time_statement(ALL))
            for suffix, folder in (("", "kept"), (", new", f"new-{number}")):
                page, answer = time_serving(Path(cache) / folder)
                seconds[f"page{suffix}"].append(page)
                seconds[f"answer{suffix}"].append(answer)
    page, answer = (
        median(seconds[row]) / median(seconds[LIMITS[row][0]]) for row in ("page", "answer")
    )
    save(
        "startup",
        {
            "first page, against `import gradio` alone": f"{page:.1f} times",
            f"first answer, against `{ALL}`": f"{answer:.1f} times",
        },
        [tabulate(seconds)],
    )


def time_statement(statement: str) -> float:
    """Return the seconds that a fresh Python takes to run a statement and end."""
    command = [sys.executable, "-c", statement]
    return time_call(lambda: subprocess.run(command, check=True, cwd=ROOT, env=_environment()))


def time_serving(cache: Path) -> tuple[float, float]:
    """Return the seconds from starting ``app.py`` to its first page, and to its first answer."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    begin = time.perf_counter()
    command = [sys.executable, "app.py", "--port", str(port)]
    environment = _environment() | {"FOOTNOTE_CACHE_FOLDER": str(cache)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            while not _is_served(url):
                if server.poll() is not None:
                    raise RuntimeError(f"app.py ended with {server.returncode}")
                time.sleep(0.02)
            page = time.perf_counter() - begin
            answer = ask(url)
            if "August 24" not in answer:
                raise RuntimeError(f"not the answer: {answer[:500]}")
            return page, time.perf_counter() - begin
        finally:
            server.terminate()


def ask(url: str) -> str:
    """Ask the page as its own script does, and return the last message."""
    api = f"{url}gradio_api/queue/"
    with urllib.request.urlopen(f"{url}config") as response:
        config = json.load(response)
    # The question box's submit event takes the question, the visitor and the place in the chat;
    # the visitor is known from what is found on arriving.
    submitting = [
        event["id"]
        for event in config["dependencies"]
        if any(name == "submit" for _, name in event["targets"]) and len(event["outputs"]) == 3
    ]
    event = {
        "data": [QUESTION, "startup-" + "0" * 14, None],
        "fn_index": submitting[0],
        "session_hash": "startup",
    }
    request = urllib.request.Request(
        f"{api}join", json.dumps(event).encode(), {"Content-Type": "application/json"}
    )
    urllib.request.urlopen(request).close()
    with urllib.request.urlopen(f"{api}data?session_hash=startup") as stream:
        for line in stream:
            message: dict[str, Any] = json.loads(line[5:]) if line.startswith(b"data:") else {}
            if message.get("msg") == "process_generating":
                said = json.dumps(message["output"])
                if "August 24" in said:
                    return said
            if message.get("msg") == "process_completed":
                return json.dumps(message["output"])
    raise RuntimeError("the page ended the stream without an answer")


def tabulate(seconds: dict[str, list[float]]) -> ResultTable:
    """Make a row for each start; ratios are of medians, and of minima in brackets."""
    rows = []
    for row, label in ROWS.items():
        times, ratio, limit = seconds[row], "", ""
        if row in LIMITS:
            base, limit = LIMITS[row]
            ratio = (
                f"{median(times) / median(seconds[base]):.2f} "
                f"({min(times) / min(seconds[base]):.2f})"
            )
        rows.append((label, f"{min(times):.2f} s", f"{median(times):.2f} s", ratio, limit))
    columns = ("", "minimum", "median", "ratio", "at most")
    return ResultTable(f"{len(seconds['page'])} rounds", columns, rows)


def _is_served(url: str) -> bool:
    try:
        with urllib.request.urlopen(url) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, http.client.HTTPException, ConnectionError):
        return False


def _environment() -> dict[str, str]:
    return os.environ | {"GRADIO_ANALYTICS_ENABLED": "False"}


if __name__ == "__main__":
    main()
