"""What can be wrong with a database, and what is said about it: each with a real server."""

import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from index import Document, Index
from index.engines.postgres import database as connections
from index.engines.postgres.database import (
    IndexAddressError,
    IndexExtensionError,
    IndexUnreachableError,
    PostgresDatabase,
)
from index.storage import IndexBusyError, IndexDamagedError, StorageError
from tests.support.doubles import HashingEmbedder
from tests.support.postgres import LocalServer, serving

MILL = Document.from_text("The mill stands in Oslo.", source="/mill.txt")
FERRY = Document.from_text("The ferry runs on Sundays.", source="/ferry.txt")


def refusal(address: str) -> str:
    """Return what is said where an index can't be opened."""
    with pytest.raises(StorageError) as raised:
        Index.connect(address, HashingEmbedder())
    return f"{type(raised.value).__name__}: {raised.value}"


@pytest.mark.parametrize(
    "address",
    [
        "postgres://ann:se%ret@server/docs",
        "postgresql://ann:p@ss@server/docs",
        "mysql://ann:secret@server/docs",
        "host=server password=secret",
        "/srv/index",
    ],
)
def test_an_address_that_cannot_be_read_is_said_and_not_repeated(address: str) -> None:
    with pytest.raises(IndexAddressError, match=r"Write it as postgresql://") as raised:
        PostgresDatabase(address)
    assert not any(secret in str(raised.value) for secret in ("se%ret", "p@ss", "secret"))


def test_a_wrong_address_is_said(postgres: LocalServer, tmp_path: Path) -> None:
    for address, fault in (
        ("postgresql://ann:hush@127.0.0.1:1/docs", "Connection refused"),
        (f"postgresql://ann:hush@/docs?host={tmp_path}", "No such file"),
        (postgres.address("nowhere"), '"nowhere" does not exist'),
    ):
        said = refusal(address)
        assert said.startswith("IndexUnreachableError: The database ")
        assert fault in said
        assert "See that the server runs" in said
        assert "hush" not in said


def test_a_wrong_password_is_said(postgres: LocalServer) -> None:
    rules = postgres.folder / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"local all ann scram-sha-256\n{before}")
    address = postgres.create()
    postgres.run("CREATE USER ann PASSWORD 'right'", "SELECT pg_reload_conf()")
    try:
        said = refusal(address.replace("postgres@", "ann:wrong@"))
        assert "password authentication failed" in said
        assert "wrong" not in said
        said = refusal(address.replace("postgres@", "ann:right@"))
        assert "permission denied" in said
        assert "a user who may change its schema footnote" in said
    finally:
        rules.write_text(before)
        postgres.run("DROP USER ann", "SELECT pg_reload_conf()")


def test_a_missing_extension_is_said(postgres: LocalServer) -> None:
    address = postgres.create(template="template0")
    said = refusal(address)
    assert said.startswith("IndexExtensionError")
    assert "CREATE EXTENSION vector" in said
    with psycopg.connect(address, autocommit=True) as db:
        db.execute("CREATE SCHEMA elsewhere")
        db.execute("CREATE EXTENSION vector SCHEMA elsewhere")
    Index.connect(address, HashingEmbedder()).close()


def test_an_old_extension_is_said(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as db:
        db.execute("UPDATE pg_extension SET extversion = '0.7.4' WHERE extname = 'vector'")
    with pytest.raises(IndexExtensionError, match=r"pgvector 0\.7\.4; at least 0\.8 is needed"):
        Index.connect(address, HashingEmbedder())


def test_a_connection_that_was_closed_meanwhile_is_replaced(index: Index, address: str) -> None:
    index.add([MILL])
    end_all(address)
    assert index.search("mill", 1)


def end_all(address: str) -> None:
    """End every other connection to the database, as a server that restarts does."""
    with psycopg.connect(address, autocommit=True) as db:
        db.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid != pg_backend_pid()"
        )


def test_a_change_that_is_cut_off_is_not_made(index: Index, address: str) -> None:
    index.update([MILL])
    store = index._storage.store

    def remove_both() -> None:
        with store.writing():
            store.delete(MILL.id)
            end_all(address)
            store.delete(FERRY.id)

    with pytest.raises(IndexUnreachableError, match="try again"):
        remove_both()
    assert list(index.titles()) == [MILL.id]
    index.update([FERRY])
    index.check_integrity()


@pytest.mark.heavy
def test_a_server_that_goes_in_the_middle_of_a_question_is_said_and_found_again() -> None:
    with serving() as server:

        class Leaving(HashingEmbedder):
            leaves = False

            def embed(self, texts: Sequence[str]):  # type: ignore[no-untyped-def]
                if self.leaves:
                    server.stop()
                return super().embed(texts)

        embedder = Leaving()
        with closing(Index.connect(server.create(), embedder)) as index:
            index.add([MILL, FERRY])
            embedder.leaves = True
            with pytest.raises(IndexUnreachableError, match="See that the server runs"):
                index.search("Where does the mill stand?", 2)
            embedder.leaves = False
            with pytest.raises(IndexUnreachableError):
                index.search("Where does the mill stand?", 2)
            server.start()
            assert index.search("Where does the mill stand?", 1)[0].text == MILL.text
            index.check_integrity()
            assert len(index) == 2


def test_who_waits_too_long_for_another_writer_is_told(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_LIMITS", "SET lock_timeout = '50ms'")
    one, other = (Index.connect(address, HashingEmbedder()) for _ in range(2))
    with one._storage.store.writing(), pytest.raises(IndexBusyError, match="try again later"):
        other.add([MILL])
    assert other.add([MILL]) == 1
    for index in (one, other):
        index.close()


def test_more_threads_than_connections_wait_for_one_another(index: Index, address: str) -> None:
    index.add([MILL, FERRY])
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(index.search("ferry", 1)[0].text))
        for _ in range(4 * connections.MAX_CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [FERRY.text] * len(threads)
    with psycopg.connect(address) as db:
        rows = db.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'footnote' "
            "AND datname = current_database()"
        ).fetchall()
    assert 1 <= rows[0][0] <= connections.MAX_CONNECTIONS


def test_tables_that_are_gone_are_said(index: Index, address: str) -> None:
    index.add([MILL])
    with psycopg.connect(address, autocommit=True) as db:
        db.execute("DROP TABLE footnote.postings")
    with pytest.raises(IndexDamagedError, match=r"postings.*drop its schema footnote"):
        index.search("mill", 1)


def test_a_database_that_cannot_be_written_to_is_read(address: str) -> None:
    with closing(Index.connect(address, HashingEmbedder())) as index:
        index.add([MILL])
    read_only = f"{address}&options=-c%20default_transaction_read_only%3Don"
    with closing(Index.connect(read_only, HashingEmbedder())) as index:
        assert index.search("mill", 1)
        with pytest.raises(StorageError, match="Name a server that can be written to"):
            index.add([FERRY])
