"""How soon the page is there, and how soon it answers: ``python -m benchmarks.startup [ROUNDS]``.

Both are held against the imports that they can't do without, each in a fresh process. The rounds
are interleaved, so that whatever else the machine does meets all of them alike. The first answer
is asked for as soon as the page is served, over HTTP as the browser does.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "When did Operation Euphrates Shield begin?"
ALL = "import gradio, llama_index.core, sentence_transformers, faiss"
ROWS = {
    "import": "(a) import gradio",
    "page": "(b) first page, index in the cache",
    "page, new": "(b) first page, no index yet",
    "imports": f"(c) {ALL}",
    "answer": "(d) first answer, index in the cache",
    "answer, new": "(d) first answer, no index yet",
}


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    seconds: dict[str, list[float]] = {row: [] for row in ROWS}
    with tempfile.TemporaryDirectory() as cache:
        serve(Path(cache) / "kept")
        for number in range(rounds):
            seconds["import"].append(run("import gradio"))
            seconds["imports"].append(run(ALL))
            for suffix, folder in (("", "kept"), (", new", f"new-{number}")):
                page, answer = serve(Path(cache) / folder)
                seconds[f"page{suffix}"].append(page)
                seconds[f"answer{suffix}"].append(answer)
    report(seconds)


def run(statement: str) -> float:
    """Seconds that a fresh Python takes to run a statement and end."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, cwd=ROOT, env=_environment())
    return time.perf_counter() - begin


def serve(cache: Path) -> tuple[float, float]:
    """Seconds from the start of ``app.py`` to its first page, and to its first answer."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    begin = time.perf_counter()
    command = [sys.executable, "app.py", "--port", str(port)]
    environment = _environment() | {"FOOTNOTE_CACHE_FOLDER": str(cache)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            while not _served(url):
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
    """Ask the page as its own script does; the last thing that it says."""
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


def report(seconds: dict[str, list[float]]) -> None:
    """Print the table; the ratios are of medians, and of minima in brackets."""
    table = Table("", "minimum", "median", "ratio", "at most")
    for row, label in ROWS.items():
        times = seconds[row]
        base, limit = ("import", "1.5") if row.startswith("page") else ("imports", "1.2")
        ratio = (
            f"{median(times) / median(seconds[base]):.2f} ({min(times) / min(seconds[base]):.2f})"
        )
        compared = not row.startswith("import")
        table.add_row(
            label,
            f"{min(times):.2f} s",
            f"{median(times):.2f} s",
            ratio if compared else "",
            limit if compared else "",
        )
    Console(width=110).print(table)
    print(f"{len(times)} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


def _served(url: str) -> bool:
    try:
        with urllib.request.urlopen(url) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, http.client.HTTPException, ConnectionError):
        return False


def _environment() -> dict[str, str]:
    return os.environ | {"GRADIO_ANALYTICS_ENABLED": "False"}


if __name__ == "__main__":
    main()
