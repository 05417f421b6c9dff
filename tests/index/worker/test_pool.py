"""Processes are started, kept, replaced, and never cost more than an error in words."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

import index
from index import worker
from index.document import DocumentUnreadableError
from index.worker.__main__ import _limit
from index.worker.messages import Message
from index.worker.pool import PROCESSES, Worker, WorkerPool
from tests.index.worker.conftest import HOSTILE

ROOT = Path(index.__file__).parents[1]

pytestmark = pytest.mark.heavy


def read(text: str) -> str:
    return worker.read_text(text, source="a.txt").text


def pid(started: Worker) -> int:
    return started._process.pid


def test_a_process_is_kept_for_the_next_task(pool: WorkerPool) -> None:
    read("The sluice was closed.")
    (first,) = pool._idle
    read("The mill burned down.")
    assert pool._idle == [first]


def test_one_that_ended_between_two_tasks_is_replaced(pool: WorkerPool) -> None:
    read("The sluice was closed.")
    os.kill(pid(pool._idle[0]), signal.SIGKILL)
    pool._idle[0]._process.wait()
    assert read("The mill burned down.") == "The mill burned down."


def test_threads_take_turns(pool: WorkerPool) -> None:
    texts = [f"The mill has {number} wheels." for number in range(20)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(read, texts)) == texts
    assert 1 <= len(pool._idle) <= PROCESSES
    assert not pool._busy


def test_a_process_that_stands_still_is_ended_from_outside(pool: WorkerPool) -> None:
    read("The sluice was closed.")
    pool._idle[0]._seconds = 0.2
    os.kill(pid(pool._idle[0]), signal.SIGSTOP)
    with pytest.raises(DocumentUnreadableError, match=r"took more than 0\.2 seconds"):
        read("The mill burned down.")


def test_the_processor_is_limited_from_within(
    break_workers: Callable[[str], None],
) -> None:
    """Nobody is there to end it: the caller was killed."""
    break_workers("hangs in a regular expression")
    started = Worker(1)
    started._seconds = 600
    with pytest.raises(RuntimeError, match="it took more than 600 seconds"):
        started.ask("read_text", Message({"title": "", "source": ""}, HOSTILE.encode()))


class InterruptionError(Exception):
    """Stands for Ctrl-C."""


@contextmanager
def interrupt(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise InterruptionError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_the_reply_to_an_interrupted_task_goes_to_nobody(pool: WorkerPool) -> None:
    read("The sluice was closed.")
    stopped = pid(pool._idle[0])
    os.kill(stopped, signal.SIGSTOP)
    with pytest.raises(InterruptionError), interrupt(0.2):
        read("The mill burned down.")
    assert not pool._idle
    assert read("The mill was rebuilt.") == "The mill was rebuilt."


def test_a_fork_leaves_its_parents_processes_alone(pool: WorkerPool) -> None:
    read("The sluice was closed.")
    theirs = pid(pool._idle[0])
    if (child := os.fork()) == 0:  # pragma: no cover - in the child
        code = 1
        try:
            read("The mill burned down.")
            code = int(pid(pool._idle[0]) == theirs)
            pool.close()
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert read("The mill was rebuilt.") == "The mill was rebuilt."
    assert pid(pool._idle[0]) == theirs


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "a.txt").write_text("The sluice was closed.")
    (folder / "script.py").write_text(script)
    return subprocess.run(
        [sys.executable, "script.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=200,
        check=True,
    )


def test_a_plain_script_of_a_caller_runs_once(tmp_path: Path) -> None:
    done = run("from index import load\nprint(load('a.txt').text)\n", tmp_path)
    assert (done.stdout, done.stderr) == ("The sluice was closed.\n", "")


def test_a_stray_file_beside_the_caller_is_not_run(tmp_path: Path) -> None:
    for name in ("tempfile.py", "json.py", "docutils.py"):
        (tmp_path / name).write_text("raise SystemExit('stray')")
    done = run("import sys\nsys.path.pop(0)\nfrom index import load\nprint(load('a.txt').text)\n",
               tmp_path)  # fmt: skip
    assert (done.stdout, done.stderr) == ("The sluice was closed.\n", "")


FEW_HANDLES = """
import os, resource
from index import FootnoteError, load, worker
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
for free in range(9):
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    worker.close()
    probe = os.open(os.devnull, os.O_RDONLY)
    os.close(probe)
    resource.setrlimit(resource.RLIMIT_NOFILE, (probe + free, hard))
    try:
        print(load("a.txt").text)
    except FootnoteError as error:
        print(error)
"""


def test_few_file_handles_are_told_in_words(tmp_path: Path) -> None:
    done = run(FEW_HANDLES, tmp_path)
    lines = done.stdout.splitlines()
    assert done.stderr == ""
    assert lines[0].startswith(f"{tmp_path}/a.txt can't be read: [Errno 24] Too many open files")
    assert lines[0].endswith("Close other programs, or try again later.")
    assert "no process can be started for it (Too many open files)" in lines[1]
    assert lines[-1] == "The sluice was closed."


LITTLE_MEMORY = """
import resource
from index import FootnoteError, load
size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))
try:
    print(load("{file}").text)
except FootnoteError as error:
    print(error)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="there is no /proc")
@pytest.mark.parametrize(
    ("file", "limit"),
    [("a.txt", "16 << 20"), ("a.txt", "32 << 20"), ("big.txt", "size + (9 << 20)")],
)
def test_little_memory_is_told_in_words(file: str, limit: str, tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as big:
        big.truncate(90_000_000)
    done = run(LITTLE_MEMORY.format(file=file, limit=limit), tmp_path)
    assert f"{file} can't be read now: " in done.stdout
    assert done.stderr == ""


def test_a_system_without_limits_or_with_lower_ones_is_taken_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (5, 7))
    monkeypatch.setattr(resource, "setrlimit", lambda _, pair: limits.append(pair))
    _limit("RLIMIT_AS", 100)
    assert limits == [(7, 7)]
    monkeypatch.setitem(sys.modules, "resource", None)
    _limit("RLIMIT_AS", 100)
    assert len(limits) == 1


def test_nothing_hangs_when_the_program_ends_over_a_document(tmp_path: Path) -> None:
    begin = time.monotonic()
    script = (
        "import os, signal, threading, time\n"
        "from index import worker\n"
        "worker.read_text('The sluice.')\n"
        "os.kill(worker._pool._idle[0]._process.pid, signal.SIGSTOP)\n"
        "threading.Thread(target=worker.read_text, args=('Late.',), daemon=True).start()\n"
        "time.sleep(0.5)\n"
    )
    assert run(script, tmp_path).returncode == 0
    assert time.monotonic() - begin < 60
