"""Disks that are full, vectors that are no numbers, folders of others: a sentence, nothing lost."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index import Document, Index
from index.embedding import EmbedderError, Matrix
from index.engines.local.database import IndexFolderError
from index.engines.local.storage import LocalStorage
from index.files import make_private_folder, remove_leftovers
from index.original import MAX_ORIGINAL_BYTES
from index.storage import IndexDamagedError
from tests.support.doubles import HashingEmbedder

ROOT = Path(__file__).resolve().parents[4]
MILL = Document.from_text("The mill stands in Oslo.", source="/mill.txt")

FILLING = """
import resource, sys
from dataclasses import replace
from pathlib import Path
from index import Document, FootnoteError, Index
from index.original import Original
from tests.support.doubles import HashingEmbedder

index = Index.open(Path(sys.argv[1]), HashingEmbedder())
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
for version in range(1_000):
    text = " ".join(f"Version {version} says w{i} of it." for i in range(300))
    document = Document.from_text(text, source="/report.txt")
    try:
        index.update([replace(document, original=Original.of(text.encode(), ".txt"))])
    except FootnoteError as error:
        print(type(error).__name__, error)
        break
    print(version, flush=True)
"""


@pytest.mark.heavy
@pytest.mark.parametrize("limit", [4_000, 200_000, 400_000])
def test_where_nothing_more_can_be_written_it_is_said_and_the_last_version_stays(
    tmp_path: Path, limit: int
) -> None:
    """The limit on a file's size meets the original, SQLite's log or FAISS's file."""
    done = subprocess.run(
        [sys.executable, "-c", FILLING, str(tmp_path), str(limit)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    *versions, said = done.stdout.splitlines()
    assert said.startswith("IndexFolderError")
    assert "make room" in said.lower()
    with closing(Index.open(tmp_path, HashingEmbedder())) as index:
        index.check_integrity()
        assert len(index.documents()) <= 1
        held = {info.title.split()[1] for info in index.documents()}
        # Where SQLite was done and FAISS's file not, the next version is there already.
        assert held <= {*versions[-1:], str(len(versions))}
        assert held or not versions
        index.update([MILL])
        assert MILL.id in index.titles()


def test_a_transaction_that_fails_at_its_end_leaves_the_database_usable(tmp_path: Path) -> None:
    storage = LocalStorage.open(tmp_path, HashingEmbedder(), MAX_ORIGINAL_BYTES)
    with closing(Index(storage, HashingEmbedder())) as index:
        database = storage.store.database

        def break_a_reference() -> None:
            with database.writing() as db:
                db.execute("PRAGMA defer_foreign_keys = ON")
                db.execute("INSERT INTO sentences VALUES (99, 1, 0, 1, 'sentence', '[]')")

        with pytest.raises(IndexFolderError):
            break_a_reference()
        index.add([MILL])
        assert list(index.titles()) == [MILL.id]
        index.check_integrity()


class Failing(HashingEmbedder):
    """Makes vectors with one number that is none."""

    number = np.nan

    def embed(self, texts: Sequence[str]) -> Matrix:
        vectors = super().embed(texts)
        if any("Broken" in text for text in texts):
            vectors[-1, 3] = self.number
        return vectors


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
def test_vectors_that_are_no_numbers_are_noticed(
    number: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Failing, "number", number)
    storage = LocalStorage.in_memory(Failing())
    index = Index(storage, Failing())
    index.add([MILL])
    with pytest.raises(EmbedderError, match="no numbers"):
        index.search("Broken question", 3)
    with pytest.raises(EmbedderError, match="no numbers"):
        index.add([Document.from_text("Broken text.")])
    assert index.search("mill", 3)
    with storage.store.writing() as db:
        (stored,) = db.execute("SELECT vectors FROM passages").fetchone()
        vectors = np.frombuffer(stored, dtype="<f2").copy()
        vectors[5] = number
        db.execute("UPDATE passages SET vectors = ?", (vectors.tobytes(),))
    with pytest.raises(IndexDamagedError, match="no number"):
        index.search("mill", 3)


def test_temporary_files_of_killed_processes_are_cleared(tmp_path: Path) -> None:
    Index.open(tmp_path, HashingEmbedder()).close()
    past = time.time() - 7_200
    old, new = tmp_path / "vectors.faissab_12345.tmp", tmp_path / "vectors.faisszz_12345.tmp"
    foreign = [tmp_path / "thesis.tmp", tmp_path / "vectors.faiss.tmp"]
    for path in (old, new, *foreign):
        path.write_bytes(b"x")
    for path in (old, *foreign):
        os.utime(path, (past, past))
    Index.open(tmp_path, HashingEmbedder()).close()
    assert not old.exists()
    assert all(path.exists() for path in (new, *foreign))
    remove_leftovers(tmp_path / "none" / "file")


def test_private_folders_are_made_with_those_above_them(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    make_private_folder(tmp_path / "open" / "a" / "b")
    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("open", "open/a", "open/a/b")]
    assert modes == [0o755, 0o700, 0o700]
    (tmp_path / "file").write_text("x")
    with pytest.raises(OSError, match="exists"):
        make_private_folder(tmp_path / "file")


AS_NOBODY = """
import os, sys
from pathlib import Path
from index import FootnoteError, Index
from tests.support.doubles import HashingEmbedder
os.setuid(65534)
try:
    Index.open(Path(sys.argv[1]), HashingEmbedder())
except FootnoteError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.heavy
@pytest.mark.skipif(
    os.name != "posix" or os.getuid() != 0, reason="only root can become another user"
)
def test_another_users_index_is_a_sentence(tmp_path: Path) -> None:
    Index.open(tmp_path / "index", HashingEmbedder()).close()
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(tmp_path / "index")],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.startswith("IndexReadOnlyError"), done.stderr
    assert "Permission denied" in done.stdout
