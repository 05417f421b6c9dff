"""The wheel, installed into an empty environment: all that is needed is in it."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from gradio_client import Client

from data import SAMPLE
from tests.conftest import ROOT
from tests.support.command import QUESTION
from tests.support.visitor import free_port, wait_for

pytestmark = pytest.mark.slow

MODULES = ("app", "data", "index", "page", "prompts", "qa")


def run(*command: str | Path, folder: Path) -> str:
    """What a command prints, run in a folder that Python may import from."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [*map(str, command)], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it, outside of the checkout."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built of a copy of the checkout, in which no earlier build has left anything."""
    folder = tmp_path_factory.mktemp("wheel")
    leave_out = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__")
    shutil.copytree(ROOT, folder / "checkout", ignore=leave_out)
    pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    run(*pip, "--wheel-dir", folder, folder / "checkout", folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the wheel, and what it depends on from this one."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder, folder=folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install"]
    run(*pip, "--no-deps", "--no-index", wheel, folder=folder)
    # A folder that a .pth file names is not searched for .pth files: the checkout stays out.
    packages = run(programs / "python", "-c", PURELIB, folder=folder).strip()
    Path(packages, "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return programs


PURELIB = "import sysconfig; print(sysconfig.get_path('purelib'))"


def test_everything_is_imported_from_the_wheel(environment: Path, empty: Path) -> None:
    code = f"import {', '.join(MODULES)}; print(*({'.__file__, '.join(MODULES)}.__file__,))"
    for file in run(environment / "python", "-c", code, folder=empty).split():
        assert Path(file).is_relative_to(environment.parent), file
    code = "from importlib.util import find_spec; print(find_spec('training'), find_spec('tests'))"
    assert run(environment / "python", "-c", code, folder=empty) == "None None\n"


def test_a_question_is_answered_with_a_citation(environment: Path, empty: Path) -> None:
    answer = json.loads(
        run(environment / "footnote", "ask", SAMPLE, QUESTION, "--json", folder=empty)
    )
    assert answer["answered"]
    assert "55 kilometers" in answer["citations"][0]["quote"]


def test_the_sample_is_evaluated_with_a_report(
    environment: Path, empty: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.html"
    command: list[str | Path] = ["eval", SAMPLE.with_name("open.jsonl"), "--html", report]
    printed = run(environment / "footnote", *command, folder=empty)
    assert "open, by kind of question" in printed
    assert "<html" in report.read_text(encoding="utf-8")


@contextmanager
def serving(environment: Path, folder: Path) -> Iterator[str]:
    port = free_port()
    command = [str(environment / "footnote"), "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/", server)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def test_the_page_is_served(environment: Path, empty: Path) -> None:
    with serving(environment, empty) as url:
        answer = Client(url, verbose=False).predict(QUESTION, api_name="/ask")
    assert "55 kilometers" in answer["citations"][0]["quote"]
