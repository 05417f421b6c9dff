"""Indexes of older formats: brought to the present one when they are opened."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index import Document, DocumentInfo, Index, Kind
from index.engines.local.folder import SQLITE_FILE
from index.loading import load
from qa.loading import update_index
from tests.support.doubles import HashingEmbedder
from tests.support.pdf import write_mill


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


FORMAT_5 = "DROP TABLE originals;"
FORMAT_4 = f"{FORMAT_5} ALTER TABLE sentences DROP COLUMN boxes;"
OLDER_FORMAT = f"""
    {FORMAT_4}
    ALTER TABLE documents DROP COLUMN blocks;
    ALTER TABLE documents DROP COLUMN metadata;
    ALTER TABLE documents DROP COLUMN fingerprint;
    ALTER TABLE passages RENAME COLUMN headings TO heading;
    UPDATE passages SET heading = coalesce(heading ->> '$[0]', '');
"""


@pytest.mark.parametrize("version", [2, 3])
def test_an_index_of_an_older_format_is_taken_over(
    folder: Path, hashing: HashingEmbedder, version: int
) -> None:
    report = Document.from_text("# Report\n\nThe bridge opened in 1932.\n\nShare this")
    with closing(Index.open(folder, hashing)) as index:
        index.add([report])
        sentences = index.sentences(report.id)
        evidence = index.search("bridge", 5)
    assert [s.kind for s in sentences] == [Kind.HEADING, Kind.SENTENCE, Kind.BOILERPLATE]
    with closing(sqlite3.connect(folder / SQLITE_FILE)) as db, db:
        if version == 2:
            db.execute("UPDATE sentences SET kind = 'old word' WHERE kind = 'boilerplate'")
        db.executescript(f"{OLDER_FORMAT}; PRAGMA user_version = {version}")
    for _ in range(2):
        with closing(Index.open(folder, hashing)) as index:
            index.check_integrity()
            assert index.documents() == [DocumentInfo(report.id, "Report", "", "")]
            assert index.sentences(report.id) == sentences
            assert index.search("bridge", 5) == evidence
            assert index.document(report.id) == report


def test_a_pdf_of_format_4_gets_its_pages_when_it_is_given_again(
    tmp_path: Path, folder: Path, hashing: HashingEmbedder
) -> None:
    mill = load(write_mill(tmp_path / "mill.pdf"))
    with closing(Index.open(folder, hashing)) as index:
        index.add([mill])
        sentences = index.sentences(mill.id)
    assert [sentence.page for sentence in sentences][-2:] == [2, 2]
    with closing(sqlite3.connect(folder / SQLITE_FILE)) as db, db:
        db.executescript(f"{FORMAT_4} UPDATE documents SET fingerprint = 'of format 4';")
        db.execute("PRAGMA user_version = 4")
    with closing(Index.open(folder, hashing)) as index:
        index.check_integrity()
        assert {sentence.page for sentence in index.sentences(mill.id)} == {None}
        update_index(index, [mill])
        assert index.sentences(mill.id) == sentences
        assert index.document(mill.id) == mill


def test_an_index_of_format_5_keeps_originals_from_then_on(
    tmp_path: Path, folder: Path, hashing: HashingEmbedder
) -> None:
    mill = load(write_mill(tmp_path / "mill.pdf"))
    with closing(Index.open(folder, hashing)) as index:
        index.add([mill])
    with closing(sqlite3.connect(folder / SQLITE_FILE)) as db, db:
        db.executescript(f"{FORMAT_5} PRAGMA user_version = 5")
    hashing.embedded.clear()
    with closing(Index.open(folder, hashing)) as index:
        assert index.original(mill.id) is None
        assert update_index(index, [mill]) == []
        assert hashing.embedded == []
        path = index.original(mill.id)
        assert path
        assert path.read_bytes() == (tmp_path / "mill.pdf").read_bytes()


def test_a_document_of_an_older_format_is_indexed_anew(
    tmp_path: Path, folder: Path, hashing: HashingEmbedder
) -> None:
    source = tmp_path / "a.md"
    source.write_text("# Report\n\nYou must not:\n\n- smoke\n- sing")
    report = load(source)
    with closing(Index.open(folder, hashing)) as index:
        index.add([report])
    with closing(sqlite3.connect(folder / SQLITE_FILE)) as db:
        db.executescript(f"{OLDER_FORMAT}; PRAGMA user_version = 3")
    with closing(Index.open(folder, hashing)) as index:
        assert index.find_outdated([report]) == [report.id]
        update_index(index, [report])
        index.check_integrity()
        assert index.documents()[0].fingerprint == report.fingerprint
        assert index.find_outdated([report]) == []
        assert len(index) == 1
