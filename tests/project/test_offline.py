"""No network at run time: nothing but loopback is reached while Footnote does all that it does."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.heavy

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
socket.getaddrinfo("192.0.2.1", 80)  # which asks nobody
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

# A network of its own, in which there is only this machine: the system counts what has no way out,
# whoever in the process tries it, a library written in C included.
ALONE = """
import fcntl, json, socket, struct, subprocess, sys

def count():
    packets = 0
    lines = open("/proc/net/snmp").read().splitlines()
    names, values = (line.split() for line in lines if line.startswith("Ip:"))
    packets += int(dict(zip(names, values))["OutNoRoutes"])
    for line in open("/proc/net/snmp6"):
        if line.startswith("Ip6OutNoRoutes"):
            packets += int(line.split()[1])
    return packets

subprocess.run(["mount", "--bind", sys.argv[1], "/etc/resolv.conf"], check=True)
with socket.socket() as any_socket:
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh14x", b"lo", 0x41))  # up
try:
    socket.getaddrinfo("footnote.invalid", 80)
except OSError:
    pass
seen = count()
child = subprocess.run(sys.argv[2:], check=True, stdout=subprocess.PIPE)
found = json.loads(child.stdout.splitlines()[-1])
print(json.dumps(found | {"lookups seen": seen, "without a way": count() - seen}))
"""

CAN_BE_ALONE = (
    bool(shutil.which("unshare"))
    and subprocess.run(["unshare", "-rnm", "true"], capture_output=True).returncode == 0
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> dict[str, Any]:
    """What a child process found that served the page and answered a question, by name."""
    folder = tmp_path_factory.mktemp("offline")
    for name in ("home", "cache", "tmp"):
        (folder / name).mkdir()
    (folder / "resolv.conf").write_text("nameserver 192.0.2.53\noptions timeout:1 attempts:1\n")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    alone = ["unshare", "-rnm", sys.executable, "-c", ALONE, str(folder / "resolv.conf")]
    child = [sys.executable, "-c", CHILD, "serve", "--port", str(port), str(sample)]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "FOOTNOTE_CACHE_FOLDER": str(folder / "cache"),
        "FOOTNOTE_LLM": "auto",
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [*alone, *child] if CAN_BE_ALONE else child,
        env=environment,
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        check=True,
        timeout=240,
    )
    written = [path for path in (folder / "home").rglob("*") if path.is_file()]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found | {"written": [str(path.relative_to(folder)) for path in written]}


def test_python_reaches_only_loopback(found: dict[str, Any]) -> None:
    assert found["seen"], "the watch itself sees nothing"
    assert found["reached"] == []
    assert found["answer"] == "Operation Euphrates Shield began on August 24. [1]"
    assert "Footnote" in found["page"]


@pytest.mark.skipif(not CAN_BE_ALONE, reason="no network namespace can be made here")
def test_nothing_else_in_the_process_reaches_further(found: dict[str, Any]) -> None:
    assert found["lookups seen"] > 0, "the count itself sees nothing"
    assert found["without a way"] == 0


def test_nothing_is_written_outside_the_cache(found: dict[str, Any]) -> None:
    assert found["written"] == []
