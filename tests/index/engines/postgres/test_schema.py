"""Tables that are missing, of another format, of another embedding model, or another program's."""

from contextlib import closing

import psycopg
import pytest

from index import Document, Index
from index.engines.postgres import schema
from index.storage import EmbedderMismatchError, IndexDamagedError, IndexVersionError
from tests.support.doubles import HashingEmbedder

MILL = Document.from_text("The mill stands in Oslo.", source="/mill.txt")


def run(address: str, statement: str) -> None:
    with psycopg.connect(address, autocommit=True) as db:
        db.execute(statement.encode())


@pytest.fixture
def built(address: str, hashing: HashingEmbedder) -> str:
    """Address of a database that holds an index."""
    with closing(Index.connect(address, hashing)) as index:
        index.add([MILL])
    return address


def test_an_index_opens_again(built: str, hashing: HashingEmbedder) -> None:
    with closing(Index.connect(built, hashing)) as index:
        index.check_integrity()
        assert index.document(MILL.id) == MILL
        assert index._storage.store.generation == 1


@pytest.mark.parametrize("version", [0, 99])
def test_another_format_is_refused(built: str, hashing: HashingEmbedder, version: int) -> None:
    run(built, f"UPDATE footnote.meta SET format = {version}")
    with pytest.raises(IndexVersionError, match=rf"format {version}, .* reads format 1"):
        Index.connect(built, hashing)


def test_older_formats_are_brought_up_to_date_in_one_step(
    built: str, hashing: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "FORMAT", 3)
    migrations = {1: "ALTER TABLE meta ADD COLUMN note text", 2: "UPDATE meta SET note = missing"}
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)
    with pytest.raises(IndexDamagedError, match="missing"):
        Index.connect(built, hashing)
    migrations[2] = "UPDATE meta SET note = 'new'; ALTER TABLE meta ALTER note SET NOT NULL"
    for _ in range(2):
        with closing(Index.connect(built, hashing)) as index:
            index.check_integrity()
            assert list(index.titles()) == [MILL.id]
    with psycopg.connect(built) as db:
        assert db.execute("SELECT format, note FROM footnote.meta").fetchall() == [(3, "new")]


def test_another_embedder_is_refused(built: str, hashing: HashingEmbedder) -> None:
    hashing.name = "other"
    with pytest.raises(EmbedderMismatchError, match="FOOTNOTE_EMBEDDER=hashing"):
        Index.connect(built, hashing)
    hashing.name, hashing.dimension = "hashing", 32
    with pytest.raises(EmbedderMismatchError, match=r"length 64, .* length 32"):
        Index.connect(built, hashing)


def test_another_programs_schema_is_left_alone(address: str, hashing: HashingEmbedder) -> None:
    run(address, "CREATE SCHEMA footnote; CREATE TABLE footnote.notes (text text)")
    with pytest.raises(IndexDamagedError, match="another program's"):
        Index.connect(address, hashing)
    with psycopg.connect(address) as db:
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'footnote'"
        assert db.execute(tables).fetchall() == [("notes",)]


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE footnote.documents SET text = 'The mill stands in Rome.'",
        "UPDATE footnote.passages SET text = 'The mill stands in Rome.'",
        f"UPDATE footnote.passages SET mean = '{[0.125] * 64}'",
        "UPDATE footnote.postings SET frequency = 2",
        "DELETE FROM footnote.postings WHERE frequency = 1",
        "UPDATE footnote.terms SET passages = 7",
        "UPDATE footnote.meta SET words = 7",
        "UPDATE footnote.sentences SET stop = 99",
    ],
)
def test_what_does_not_fit_is_noticed(built: str, hashing: HashingEmbedder, fault: str) -> None:
    run(built, fault)
    with closing(Index.connect(built, hashing)) as index, pytest.raises(IndexDamagedError):
        index.check_integrity()
