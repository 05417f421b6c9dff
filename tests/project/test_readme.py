"""What the README shows is what the program prints."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from qa.settings import Settings
from tests.support.command import program

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ (footnote [^\n]+)\n(.*?)```", README, re.DOTALL)
MILLISECONDS = re.compile(r"\s+\d+$|^Latency .*")
"""The last column of the evaluation by kind, and its last line."""


def printed(command: str) -> str:
    """What a command prints on a plain terminal of 100 columns."""
    done = subprocess.run(
        program(*shlex.split(command)[1:]),
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        check=True,
    )
    return lines(done.stdout)


def lines(text: str) -> str:
    """Text without what can't be seen, or differs from run to run: milliseconds."""
    kept = (line.rstrip() for line in text.splitlines())
    return "\n".join(MILLISECONDS.sub("", line) for line in kept if line)


def test_the_readme_shows_commands() -> None:
    assert [shlex.split(command)[1] for command, _ in SHOWN] == ["ask", "--help", "eval"]


@pytest.mark.heavy
@pytest.mark.parametrize(("command", "shown"), SHOWN)
def test_what_is_shown_is_what_is_printed(command: str, shown: str) -> None:
    assert printed(command) == lines(shown)


def test_every_option_is_described_with_its_default() -> None:
    described = dict(re.findall(r"^\| `FOOTNOTE_(\w+)` \| (.+?) \|", README, re.MULTILINE))
    defaults = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    assert described.keys() == defaults.keys()
    for name, default in defaults.items():
        if name not in {"CACHE_FOLDER", "FEEDBACK_FILE"}:  # they depend on the machine
            shown = str(default).lower() if default is False else str(default)
            assert described[name] == (f"`{shown}`" if shown else "none")


def test_pictures_and_links_are_there() -> None:
    for target in re.findall(r"\]\((?!http)([^)]+)\)", README):
        path, _, anchor = target.partition("#")
        assert (ROOT / path).exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", (ROOT / path).read_text("utf-8"), re.MULTILINE)
            assert anchor in [heading.lower().replace(" ", "-") for heading in headings], target
