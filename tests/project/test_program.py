"""The program as a process of its own: pipes, signals, the installed script."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import SAMPLE
from qa import NO_ANSWER
from tests.conftest import ROOT
from tests.support.command import QUESTION, UNANSWERABLE, program

pytestmark = pytest.mark.heavy


def installed() -> str:
    path = shutil.which("footnote", path=Path(sys.executable).parent)
    assert path
    return path


def test_the_installed_program_answers() -> None:
    done = subprocess.run([installed(), "ask", SAMPLE, QUESTION], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "55 kilometers" in done.stdout


def test_a_terminal_without_the_signs_and_a_reader_that_leaves() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    with subprocess.Popen(
        program("ask", SAMPLE, UNANSWERABLE),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline() == f"{NO_ANSWER}\n".encode()
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Programs started meanwhile heed SIGINT, also where a shell runs the tests in the background.

    Such a shell has it ignored, which is inherited; a signal that is handled is not.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_it_can_be_interrupted() -> None:
    with subprocess.Popen(
        program("chat", SAMPLE),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as running:
        assert running.stdin
        assert running.stdout
        assert running.stderr
        running.stdin.write(f"{QUESTION}\n".encode())
        running.stdin.flush()
        assert b"55 kilometers" in running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) != 0
        assert b"Traceback" not in running.stderr.read()


def test_a_page_of_ones_own_is_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("print('hijacked')")
    done = subprocess.run(
        [installed(), "serve", "--help"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "hijacked" not in done.stdout
    assert "Open the chat page" in done.stdout, done.stderr
    assert done.returncode == 0


def test_the_command_line_comes_up_without_gradio_and_pytorch() -> None:
    imported = "import sys, app; print(*({'gradio', 'torch', 'llama_index'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", imported], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_the_page_turns_off_what_phones_home() -> None:
    imported = "import os, page.server; print(os.environ['GRADIO_ANALYTICS_ENABLED'])"
    done = subprocess.run(
        [sys.executable, "-c", imported], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False"]


def test_a_port_that_is_taken_is_said_in_a_sentence() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = str(listener.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "app.py", "--port", port], cwd=ROOT, capture_output=True, text=True
        )
    assert done.returncode == 1
    assert done.stderr.startswith("footnote: ")
    assert port in done.stderr
    assert "Traceback" not in done.stderr


def test_a_question_is_answered_without_pytorch() -> None:
    program = (
        "import sys; from qa import DocumentQA; "
        "answer = DocumentQA.from_text('The bridge opened on May 5.').ask('When did it open?'); "
        "print(answer.answered, *({'torch', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True"]
