"""One SQLite file: opened, checked, locked, and its errors said in our own types."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.storage import IndexBusyError, IndexDamagedError, IndexVersionError, StorageError

_APPLICATION = int.from_bytes(b"FOOT", "big")
_BUSY_SECONDS = 30.0


class IndexFolderError(StorageError):
    """Index folder that can't be read or written as it should."""


class IndexReadOnlyError(IndexFolderError):
    """Index folder that can't be written to."""


class Database:
    """A connection that threads may share; a database in memory where ``path`` is None.

    Args:
        path: the file; created, with ``create``, where there is none or an empty one.
        version: version of the file's format, kept in ``PRAGMA user_version``.
        create: fills a new database; runs inside a transaction.
        migrations: by an older version the statements that lead from it to the next one.

    Raises:
        IndexVersionError: the file has another version.
        IndexDamagedError: it is no database, or another program's.
        IndexReadOnlyError: it can't be written to.
    """

    def __init__(
        self,
        path: Path | None,
        version: int,
        create: Callable[[sqlite3.Connection], None],
        migrations: Mapping[int, str],
    ) -> None:
        self._path = path
        self._version = version
        self._migrations = migrations
        self._lock = threading.RLock()
        with self._own_errors():
            self._connection = sqlite3.connect(
                path or ":memory:",
                timeout=_BUSY_SECONDS,
                isolation_level=None,  # transactions are begun by hand, in writing()
                check_same_thread=False,
            )
        try:
            self._prepare(create)
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self, create: Callable[[sqlite3.Connection], None]) -> None:
        with self.reading() as db:
            # Looked at before anything is written: it may be another program's. In this order:
            # another process that creates the file meanwhile writes both at once.
            if not _is_empty(db) and _scalar(db, "PRAGMA application_id") != _APPLICATION:
                raise IndexDamagedError(
                    f"{self._path} is a database of another program. Choose another index folder."
                )
            _use_wal(db)
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA foreign_keys = ON")
        with self.writing() as db:
            # Within the transaction: two processes may create the same file at once.
            if _is_empty(db):
                db.execute(f"PRAGMA application_id = {_APPLICATION}")
                db.execute(f"PRAGMA user_version = {self._version}")
                create(db)
            version = int(_scalar(db, "PRAGMA user_version"))
            while version in self._migrations:
                for statement in self._migrations[version].split(";"):
                    db.execute(statement)
                version += 1
                db.execute(f"PRAGMA user_version = {version}")
        if version != self._version:
            raise IndexVersionError(
                f"{self._path} has format {version}, this Footnote reads format {self._version}. "
                "Index the documents again in another folder, or use the version that made it."
            )

    def close(self) -> None:
        """Close the file; SQLite folds its log into it."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection to this thread alone."""
        with self._lock, self._own_errors():
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection to this thread alone, in one transaction: all of it or nothing.

        Within another one of the same thread it is part of that one.
        """
        with self._lock, self._own_errors():
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")  # it fails where the disk is full
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def check_integrity(self) -> None:
        """Read the whole file and hold it against itself.

        Raises:
            IndexDamagedError: SQLite finds it inconsistent.
        """
        with self.reading() as db:
            result = _scalar(db, "PRAGMA integrity_check")
        if result != "ok":
            raise IndexDamagedError(f"{self._path} is damaged: {result}. {START_AGAIN}")

    @contextmanager
    def _own_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            # The low byte is the primary result code (sqlite.org/rescode.html).
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
            kind, advice = _ADVICE.get(code, (IndexFolderError, START_AGAIN))
            raise kind(f"{self._path or 'The index in memory'}: {error}. {advice}") from error


def _use_wal(db: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; while another process does the same, SQLite doesn't wait."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while _scalar(db, "PRAGMA journal_mode") not in ("wal", "memory"):
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _is_empty(db: sqlite3.Connection) -> bool:
    return not _scalar(db, "SELECT count(*) FROM sqlite_schema")


def _scalar(db: sqlite3.Connection, statement: str) -> Any:
    return db.execute(statement).fetchone()[0]


START_AGAIN = "Restore the index folder from a backup, or delete it and index the documents again."
"""What to do about a database that can't be used."""

MAKE_ROOM = "See whether the disk is full or failing, make room and try again."
"""What to do about a file that can't be written to the end."""

_MAKE_WRITABLE = (
    "Make the index folder writable, or choose another (--folder or FOOTNOTE_CACHE_FOLDER)."
)

_ADVICE: dict[int, tuple[type[StorageError], str]] = {
    sqlite3.SQLITE_BUSY: (IndexBusyError, "Another process is writing to it: try again later."),
    sqlite3.SQLITE_READONLY: (IndexReadOnlyError, _MAKE_WRITABLE),
    sqlite3.SQLITE_CANTOPEN: (IndexReadOnlyError, _MAKE_WRITABLE),
    sqlite3.SQLITE_FULL: (IndexFolderError, MAKE_ROOM),
    sqlite3.SQLITE_IOERR: (IndexFolderError, MAKE_ROOM),
    sqlite3.SQLITE_ERROR: (IndexDamagedError, START_AGAIN),  # a table is missing
    sqlite3.SQLITE_CORRUPT: (IndexDamagedError, START_AGAIN),
    sqlite3.SQLITE_NOTADB: (IndexDamagedError, START_AGAIN),
}
