"""No network at run time: nothing but loopback is reached while Footnote does all that it does."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

CHILD = """
import json, os, socket, sys

reached = []

def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto"):
        sock, address = arguments[:2]
        if sock.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1"):
            reached.append([event, str(address)])
    elif event == "socket.getaddrinfo" and arguments[0] not in ("127.0.0.1", "::1", "localhost"):
        reached.append([event, str(arguments[0])])
    elif event in ("socket.gethostbyname", "socket.gethostbyaddr"):
        reached.append([event, str(arguments[0])])

sys.addaudithook(watch)
try:
    socket.getaddrinfo("footnote.invalid", 80)
except OSError:
    pass
seen, reached[:] = list(reached), []

import threading, urllib.request
import app
from qa import DocumentQA

document = sys.argv.pop()
threading.Thread(target=app.footnote, daemon=True).start()
bot = DocumentQA.from_files(document)
answer = bot.ask("When did Operation Euphrates Shield begin?")
url = f"http://127.0.0.1:{sys.argv[-1]}/"
while True:
    try:
        with urllib.request.urlopen(url, timeout=60) as response:
            page = response.read().decode()
        break
    except urllib.error.URLError:
        pass
found = {"seen": seen, "reached": reached, "answer": answer.text, "page": page}
print(json.dumps(found), flush=True)
os._exit(0)  # the page's thread may be loading models, which an orderly end would trip over
"""


@pytest.mark.heavy
def test_only_loopback_is_reached(tmp_path: Path, sample: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environment = os.environ | {"FOOTNOTE_CACHE_FOLDER": str(tmp_path), "FOOTNOTE_LLM": "auto"}
    child = subprocess.run(
        [sys.executable, "-c", CHILD, "serve", "--port", str(port), str(sample)],
        env=environment,
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        check=True,
        timeout=120,
    )
    found = json.loads(child.stdout.splitlines()[-1])
    assert found["seen"], "the watch itself sees nothing"
    assert found["reached"] == []
    assert found["answer"] == "Operation Euphrates Shield began on August 24. [1]"
    assert "Footnote" in found["page"]
