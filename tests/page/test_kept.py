"""What is damaged on disk is put aside and said, and keeps nobody out."""

import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest

from index import Document, Index
from index.engines.local.folder import FAISS_FILE, SQLITE_FILE
from page.kept import CHOICES_PUT_ASIDE, DOCUMENTS_PUT_ASIDE
from page.shared import Shared
from page.visitor import Visitor
from page.visitors import Visitors
from qa import DocumentQA, Settings
from qa.loading import load_reader
from tests.support.doubles import HashingEmbedder

MILL = Document.from_text("The old mill stands in Oslo.", "The mill", "mill.txt")
FERRY = Document.from_text("The ferry runs on Sundays.", "The ferry", "ferry.txt")


@pytest.fixture(scope="module")
def shared() -> "Future[Shared]":
    index = Index.in_memory(HashingEmbedder())
    index.add([Document.from_text("The bridge opened in 1932.", "The bridge")])
    future: Future[Shared] = Future()
    future.set_result(Shared(DocumentQA(index, Settings(), load_reader()), load_reader()))
    return future


@pytest.fixture
def kept(tmp_path: Path, shared: "Future[Shared]") -> Path:
    """Folder of a visitor who has a document and a choice."""
    visitor = come(tmp_path, shared)
    visitor.add([MILL], lambda _: None)
    visitor._own_index().close()
    return visitor._folder


def come(folder: Path, shared: "Future[Shared]") -> Visitor:
    """The visitor, after a restart."""
    return Visitors(folder, shared, Settings()).get("a" * 22)


def titles(visitor: Visitor) -> list[str]:
    return [info.title for info in visitor.documents()]


def notices(visitor: Visitor) -> list[str]:
    return visitor.take_notices()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"unticked": 5}', b"\xff\x00", b"null"])
def test_damaged_choices_keep_nobody_out(
    tmp_path: Path, shared: "Future[Shared]", kept: Path, content: bytes
) -> None:
    (kept / "choices.json").write_bytes(content)
    visitor = come(tmp_path, shared)
    assert titles(visitor) == ["The bridge", "The mill"]
    assert notices(visitor) == [CHOICES_PUT_ASIDE]
    assert (kept / "choices.old").read_bytes() == content
    visitor.tick(MILL.id, on=False)
    assert come(tmp_path, shared).choices.unticked == (MILL.id,)


def cut(file: Path, share: float) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])


def execute(index: Path, statement: str) -> None:
    with sqlite3.connect(index / SQLITE_FILE) as db:
        db.execute(statement)
    db.close()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "SQLite's file is cut off": lambda index: cut(index / SQLITE_FILE, 0.4),
    "SQLite's file is noise": lambda index: (index / SQLITE_FILE).write_bytes(b"noise" * 9_000),
    "SQLite's file is gone": lambda index: (index / SQLITE_FILE).unlink(),
    "another version": lambda index: execute(index, "PRAGMA user_version = 99"),
    "another embedder": lambda index: execute(
        index, "UPDATE meta SET value = 'x' WHERE name = 'embedder'"
    ),
    "a table is gone": lambda index: execute(index, "DROP TABLE meta"),
    "another program's": lambda index: execute(index, "PRAGMA application_id = 1"),
}
REPAIRABLE: dict[str, Callable[[Path], object]] = {
    "FAISS's file is cut off": lambda index: cut(index / FAISS_FILE, 0.5),
    "FAISS's file is empty": lambda index: cut(index / FAISS_FILE, 0.0),
    "FAISS's file is gone": lambda index: (index / FAISS_FILE).unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_documents_are_put_aside_and_said_to_be(
    tmp_path: Path, shared: "Future[Shared]", kept: Path, damage: str
) -> None:
    DAMAGES[damage](kept / "index")
    (kept / "index.old").mkdir()
    visitor = come(tmp_path, shared)
    assert titles(visitor) == ["The bridge"]
    assert notices(visitor) == [DOCUMENTS_PUT_ASIDE]
    assert any((kept / "index.old").iterdir())
    visitor.add([FERRY], lambda _: None)
    assert titles(come(tmp_path, shared)) == ["The bridge", "The ferry"]


@pytest.mark.parametrize("damage", REPAIRABLE)
def test_what_can_be_made_again_is(
    tmp_path: Path, shared: "Future[Shared]", kept: Path, damage: str
) -> None:
    REPAIRABLE[damage](kept / "index")
    visitor = come(tmp_path, shared)
    assert titles(visitor) == ["The bridge", "The mill"]
    assert notices(visitor) == []


def test_damage_that_shows_later_is_put_aside_too(
    tmp_path: Path, shared: "Future[Shared]", kept: Path
) -> None:
    execute(kept / "index", "UPDATE documents SET text = 'The old mill stands in Rome.'")
    visitor = come(tmp_path, shared)
    assert titles(visitor) == ["The bridge", "The mill"]
    visitor.recover()
    assert titles(visitor) == ["The bridge"]
    assert notices(visitor) == [DOCUMENTS_PUT_ASIDE]
    visitor.add([MILL], lambda _: None)
    visitor.recover()
    assert titles(visitor) == ["The bridge", "The mill"]


def test_a_stray_file_in_the_place_of_the_index_is_put_aside(
    tmp_path: Path, shared: "Future[Shared]", kept: Path
) -> None:
    shutil.rmtree(kept / "index")
    (kept / "index").write_text("x")
    assert titles(come(tmp_path, shared)) == ["The bridge"]
