"""Connections to one PostgreSQL database: lent, locked, and their errors said in our own types."""

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import conninfo, errors
from psycopg.pq import TransactionStatus

from index.storage import IndexBusyError, IndexDamagedError, StorageError

SCHEMA = "footnote"
"""Schema of the database that all tables are in."""

MAX_CONNECTIONS = 10
"""Most connections of one process; who wants another one waits."""

_WRITER = int.from_bytes(b"FOOTNOTE", "big")
"""Number of the advisory lock that whoever writes holds."""

_CONNECTING: dict[str, Any] = {
    "autocommit": True,  # transactions are begun by hand, in writing()
    # A plan made for one question's words and documents doesn't fit the next one's.
    "prepare_threshold": None,
    "connect_timeout": 10,
    "keepalives_idle": 30,  # a server that vanishes is noticed
    "client_encoding": "utf8",
    "application_name": "footnote",
}

_USE_SCHEMA = f"""
SELECT extversion, set_config('search_path', '{SCHEMA}, ' || quote_ident(nspname), false)
FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = 'vector'
"""

# A process that hangs in a transaction, or whose machine is gone, holds the lock no longer.
_LIMITS = """
SET lock_timeout = '5min';
SET idle_in_transaction_session_timeout = '5min';
SET tcp_keepalives_idle = 30;
SET hnsw.ef_search = 200;
SET hnsw.iterative_scan = strict_order
"""

OLDEST_PGVECTOR = (0, 8)


class IndexAddressError(StorageError):
    """Address of an index that can't be read."""


class IndexUnreachableError(StorageError):
    """The database isn't there, doesn't let us in, or went away."""


class IndexExtensionError(StorageError):
    """The database lacks pgvector, or has one that is too old."""


class PostgresDatabase:
    """A few connections to a database, which threads may share.

    Args:
        address: ``postgresql://USER:PASSWORD@HOST:PORT/DATABASE``.

    Attributes:
        name: of the database, as messages have it: without its password.

    Raises:
        IndexAddressError: the address can't be read.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self.name = _name(address)
        self._idle: list[psycopg.Connection] = []
        self._free = threading.BoundedSemaphore(MAX_CONNECTIONS)
        self._of_thread = threading.local()
        weakref.finalize(self, _close_all, self._idle)  # a bot is never closed

    def close(self) -> None:
        """Close the connections that nobody uses."""
        _close_all(self._idle)

    @contextmanager
    def reading(self) -> Iterator[psycopg.Connection]:
        """Lend this thread a connection; within another such block the same one.

        Raises:
            IndexUnreachableError: there is none to be had, or it was lost.
            IndexExtensionError: the database lacks pgvector.
            StorageError: the database refuses what is asked of it.
        """
        held: psycopg.Connection | None = getattr(self._of_thread, "connection", None)
        if held is not None:
            yield held
            return
        with self._own_errors(), self._free:
            connection = self._take()
            self._of_thread.connection = connection
            try:
                yield connection
            finally:
                self._of_thread.connection = None
                self._put_back(connection)

    @contextmanager
    def writing(self) -> Iterator[psycopg.Connection]:
        """Lend this thread a connection in one transaction, while nobody else writes.

        Within another such block of the same thread it is part of that one.

        Raises:
            IndexBusyError: another process has been writing all the while we waited.
            StorageError: as ``reading``.
        """
        with self.reading() as connection:
            if connection.info.transaction_status is not TransactionStatus.IDLE:
                yield connection
                return
            with connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITER])
                yield connection

    def _take(self) -> psycopg.Connection:
        """Return a connection that works, a new one if there is no other."""
        while self._idle:
            connection = self._idle.pop()
            try:
                connection.execute("")  # the server may have closed it meanwhile
            except psycopg.OperationalError:
                connection.close()
            else:
                return connection
        return self._connect()

    def _put_back(self, connection: psycopg.Connection) -> None:
        if connection.info.transaction_status is TransactionStatus.IDLE:
            self._idle.append(connection)
        else:  # it was lost, or interrupted in the middle of its work
            connection.close()

    def _connect(self) -> psycopg.Connection:
        connection = psycopg.connect(self._address, **_CONNECTING)
        try:
            found = connection.execute(_USE_SCHEMA).fetchone()
            if found is None:
                raise IndexExtensionError(
                    f"{self.name} has no extension vector (pgvector). Let a user who may do so "
                    "run in it: CREATE EXTENSION vector."
                )
            if tuple(map(int, found[0].split(".")[:2])) < OLDEST_PGVECTOR:
                raise IndexExtensionError(
                    f"{self.name} has pgvector {found[0]}; at least "
                    f"{'.'.join(map(str, OLDEST_PGVECTOR))} is needed. Install a newer one on the "
                    "server, then run in the database: ALTER EXTENSION vector UPDATE."
                )
            connection.execute(_LIMITS)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _own_errors(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            kind, advice = next((k, a) for types, k, a in _ADVICE if isinstance(error, types))
            said = " ".join(str(error).split()).rstrip(".")
            raise kind(f"{self.name}: {said}. {advice}") from error


def _close_all(connections: list[psycopg.Connection]) -> None:
    while connections:
        connections.pop().close()


def _name(address: str) -> str:
    """Name a database by what its address says, but for the password."""
    try:
        parts = conninfo.conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        parts = {}
    host = str(parts.get("host", "this machine"))
    # What is wrong with it isn't said: that could be a part of the password.
    if not address.startswith(("postgresql://", "postgres://")) or not parts or "@" in host:
        raise IndexAddressError(
            "FOOTNOTE_INDEX is no address of a PostgreSQL database. Write it as "
            "postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with signs such as @ and / in the "
            "password as %40 and %2F."
        ) from None
    return f"The database {parts.get('dbname', 'of the user')!r} on {host}"


START_AGAIN = (
    f"Restore the database from a backup, or drop its schema {SCHEMA} and index the documents "
    "again."
)
"""What to do about a database that can't be used."""

_REACH_IT = (
    "See that the server runs, and that host, port, database, user and password in FOOTNOTE_INDEX "
    "are right, then try again. Nothing that was in the index is lost."
)

_ADVICE: tuple[tuple[type[Exception] | tuple[type[Exception], ...], type[StorageError], str], ...]
_ADVICE = (
    (errors.LockNotAvailable, IndexBusyError, "Another process is writing: try again later."),
    (errors.DiskFull, StorageError, "Make room on the server's disk and try again."),
    (
        (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction),
        StorageError,
        f"Name a server that can be written to, and a user who may change its schema {SCHEMA}.",
    ),
    ((psycopg.OperationalError, psycopg.InterfaceError), IndexUnreachableError, _REACH_IT),
    (psycopg.Error, IndexDamagedError, START_AGAIN),
)
"""Kinds of errors, the first that fits, with our own kind and what to do."""
