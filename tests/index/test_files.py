"""Replacing a file: all of it or nothing."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.files import replace_file


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "file"
    replace_file(path, b"old")
    replace_file(path, b"new, ", b"in two pieces")
    assert path.read_bytes() == b"new, in two pieces"
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_leaves_the_old_content_and_no_other_file(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    with pytest.raises(OSError, match="folder"):
        replace_file(path, b"new")
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "none" / "file", b"new")


WRITING = """
import sys
from pathlib import Path
from index.files import replace_file
for number in range(100_000):
    replace_file(Path(sys.argv[1]), bytes([number % 256]) * 1_000_000)
    print(number, flush=True)
"""


def test_killed_at_any_moment_it_leaves_one_whole_content(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with subprocess.Popen(
        [sys.executable, "-c", WRITING, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        for _ in range(5):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    content = path.read_bytes()
    assert len(content) == 1_000_000
    assert len(set(content)) == 1
