"""Every state that the folder of an index can be in, and what is said about it."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index import Document, Index
from index.block import BlockKind, Draft
from index.engines.local.database import IndexFolderError, IndexReadOnlyError
from index.engines.local.folder import FAISS_FILE, SQLITE_FILE
from index.loading import load
from index.storage import EmbedderMismatchError, IndexDamagedError, IndexVersionError
from qa.loading import index_files, update_index
from qa.settings import Settings
from tests.index.test_index import document
from tests.support.doubles import HashingEmbedder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def built(folder: Path, hashing: HashingEmbedder) -> Path:
    index = Index.open(folder, hashing)
    index.add([document(i) for i in range(5)])
    index.close()
    return folder


def test_an_index_opens_again(built: Path, hashing: HashingEmbedder) -> None:
    index = Index.open(built, hashing)
    index.check_integrity()
    assert len(index) == 5
    assert index.document(document(3).id) == document(3)
    assert sorted(p.name for p in built.iterdir() if p.suffix in {".sqlite", ".faiss"}) == [
        SQLITE_FILE,
        FAISS_FILE,
    ]


def test_an_index_in_memory_writes_nothing(
    tmp_path: Path, hashing: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Index.in_memory(hashing).add([document(1)])
    assert list(tmp_path.iterdir()) == []


def test_two_open_indexes_see_each_others_changes(built: Path, hashing: HashingEmbedder) -> None:
    one, other = Index.open(built, hashing), Index.open(built, hashing)
    one.add([document(7)])
    other.remove(document(0).id)
    for index in (one, other):
        assert len(index) == 5
        assert index.search("Report 7", 1)[0].passage.document_id == document(7).id
    other.close()
    Index.open(built, hashing).check_integrity()


def test_a_missing_faiss_file_is_made_again_only_when_asked(
    built: Path, hashing: HashingEmbedder
) -> None:
    (built / FAISS_FILE).unlink()
    with pytest.raises(IndexDamagedError, match=r"vectors\.faiss is missing\. .*--repair"):
        Index.open(built, hashing)
    hashing.embedded.clear()
    Index.repair(built, hashing).close()
    assert hashing.embedded == []
    index = Index.open(built, hashing)
    index.check_integrity()
    assert len(index) == 5


def test_a_missing_sqlite_file_is_said(built: Path, hashing: HashingEmbedder) -> None:
    (built / SQLITE_FILE).unlink()
    with pytest.raises(IndexDamagedError, match=r"footnote\.sqlite is missing.* delete it"):
        Index.open(built, hashing)
    assert [p.name for p in built.iterdir()] == [FAISS_FILE]


def test_a_faiss_file_of_another_index_is_refused(
    built: Path, tmp_path: Path, hashing: HashingEmbedder
) -> None:
    other = Index.open(tmp_path / "other", hashing)
    other.add([document(9)])
    shutil.copy(tmp_path / "other" / FAISS_FILE, built / FAISS_FILE)
    with pytest.raises(IndexDamagedError, match="belongs to another index"):
        Index.open(built, hashing)


def test_another_embedder_is_refused(built: Path, hashing: HashingEmbedder) -> None:
    hashing.name = "other"
    with pytest.raises(EmbedderMismatchError, match="FOOTNOTE_EMBEDDER=hashing"):
        Index.open(built, hashing)


@pytest.mark.parametrize("version", [1, 99])
def test_another_format_is_refused(built: Path, hashing: HashingEmbedder, version: int) -> None:
    with sqlite3.connect(built / SQLITE_FILE) as db:
        db.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(IndexVersionError, match=f"format {version}"):
        Index.open(built, hashing)


def test_a_document_with_the_same_text_and_other_blocks_is_indexed_anew(
    folder: Path, hashing: HashingEmbedder
) -> None:
    def report(kind: BlockKind) -> Document:
        draft = Draft()
        draft.add(BlockKind.HEADING, "Report", level=1)
        draft.add(kind, "Gates", level=2)
        draft.add(BlockKind.PARAGRAPH, "They opened in 1932.")
        return Document.from_draft(draft, source="/a.docx")

    before, after = report(BlockKind.PARAGRAPH), report(BlockKind.HEADING)
    assert before.id == after.id
    with closing(Index.open(folder, hashing)) as index:
        update_index(index, [before])
        assert [e.passage.headings for e in index.search("1932", 5)] == [("Report",)]
        hashing.embedded.clear()
        update_index(index, [before])
        assert hashing.embedded == []
        update_index(index, [after])
        index.check_integrity()
        assert index.document(after.id).blocks == after.blocks
        found = {e.text: e.passage.headings for e in index.search("1932", 5)}
        assert found == {"They opened in 1932.": ("Report", "Gates")}


def test_files_that_are_read_anew_keep_one_index(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.md"
    source.write_text("# Report\n\nThe bridge opened in 1932.")
    embedder = HashingEmbedder()
    monkeypatch.setattr("qa.loading.load_embedder", lambda _name: embedder)
    index_files([source], folder, Settings()).close()
    embedded = len(embedder.embedded)
    index_files([source], folder, Settings()).close()
    assert len(embedder.embedded) == embedded
    monkeypatch.setattr("index.document.STRUCTURE_VERSION", 99)
    with closing(index_files([source], folder, Settings())) as index:
        index.check_integrity()
        assert len(embedder.embedded) > embedded
        assert [info.fingerprint for info in index.documents()] == [load(source).fingerprint]


def test_another_programs_database_is_left_alone(folder: Path, hashing: HashingEmbedder) -> None:
    folder.mkdir()
    with sqlite3.connect(folder / SQLITE_FILE) as db:
        db.execute("CREATE TABLE bookmarks (url)")
    before = (folder / SQLITE_FILE).read_bytes()
    with pytest.raises(IndexDamagedError, match="another program"):
        Index.open(folder, hashing)
    assert (folder / SQLITE_FILE).read_bytes() == before


def test_a_file_that_is_no_database_is_refused(built: Path, hashing: HashingEmbedder) -> None:
    (built / SQLITE_FILE).write_bytes(b"not a database at all" * 100)
    with pytest.raises(IndexDamagedError, match="delete it and index the documents again"):
        Index.open(built, hashing)


def test_an_altered_text_is_noticed(built: Path, hashing: HashingEmbedder) -> None:
    with sqlite3.connect(built / SQLITE_FILE) as db:
        db.execute("UPDATE documents SET text = replace(text, 'second', 'third')")
    index = Index.open(built, hashing)
    with pytest.raises(IndexDamagedError, match="was altered"):
        index.document(document(0).id)
    with pytest.raises(IndexDamagedError, match="was altered"):
        index.check_integrity()


def test_a_vector_that_differs_is_noticed(built: Path, hashing: HashingEmbedder) -> None:
    with sqlite3.connect(built / SQLITE_FILE) as db:
        db.execute("UPDATE passages SET vectors = (SELECT vectors FROM passages LIMIT 1)")
    with pytest.raises(IndexDamagedError, match="differs"):
        Index.open(built, hashing).check_integrity()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path, hashing: HashingEmbedder) -> None:
    (tmp_path / "taken").write_text("something")
    with pytest.raises(IndexFolderError, match="can't be made"):
        Index.open(tmp_path / "taken", hashing)


READ_ONLY = """
import os, sys
from contextlib import closing
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from index import Document, Index
from index.engines.local.database import IndexReadOnlyError
from tests.support.doubles import HashingEmbedder
if os.geteuid() == 0:  # whom no mode stops; after the imports, which may lie in root's home
    os.setgid(65534)
    os.setuid(65534)
try:
    Index.open(Path(sys.argv[1]), HashingEmbedder())
except IndexReadOnlyError as error:
    print(error)
"""


def test_a_read_only_folder_is_said_and_left_as_it_is(built: Path) -> None:
    before = {p.name: p.read_bytes() for p in built.iterdir()}
    for parent in [built, *built.parents[:4]]:  # a folder more where tests run side by side
        parent.chmod(0o755)
    built.chmod(0o555)
    for path in built.iterdir():
        path.chmod(0o444)
    root = Path(__file__).resolve().parents[4]
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(built), str(root)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    built.chmod(0o755)
    assert "Make the index folder writable" in done.stdout, done.stderr
    assert {p.name: p.read_bytes() for p in built.iterdir()} == before


def test_vectors_are_the_embedders(built: Path, hashing: HashingEmbedder) -> None:
    index = Index.open(built, hashing)
    stored = index._storage.store.sentence_vectors(
        index._storage.store.passage_ids(), hashing.dimension
    )
    for i, rows in enumerate(stored.values()):
        doc = document(i)
        texts = [doc.text[s.start : s.end] for s in index.sentences(doc.id)]
        assert len(texts) == 2
        assert np.allclose(rows, hashing.embed(texts), atol=1e-3)


def test_read_only_error_is_an_index_folder_error() -> None:
    assert issubclass(IndexReadOnlyError, IndexFolderError)
