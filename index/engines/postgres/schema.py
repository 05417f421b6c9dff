"""Tables of the database, and how those of earlier formats are brought up to date."""

import psycopg

from index.embedding import Embedder
from index.engines.postgres.database import SCHEMA, START_AGAIN, PostgresDatabase
from index.storage import EmbedderMismatchError, IndexDamagedError, IndexVersionError

FORMAT = 1
"""Version of the tables."""

MIGRATIONS: dict[int, str] = {}
"""Older format -> statements that lead from it to the next one."""

# Vectors and files don't get smaller, so the server needn't try (STORAGE EXTERNAL).
TABLES = """
CREATE TABLE meta (
    format integer NOT NULL, embedder text NOT NULL, dimension integer NOT NULL,
    generation bigint NOT NULL DEFAULT 0, passages bigint NOT NULL DEFAULT 0,
    words bigint NOT NULL DEFAULT 0);
CREATE TABLE documents (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id text NOT NULL UNIQUE,
    title text NOT NULL, text text NOT NULL, source text NOT NULL, blocks text NOT NULL,
    metadata text NOT NULL, fingerprint text NOT NULL, passages integer NOT NULL);
CREATE TABLE sentences (
    document bigint NOT NULL REFERENCES documents ON DELETE CASCADE, number integer NOT NULL,
    start integer NOT NULL, stop integer NOT NULL, kind text NOT NULL, boxes text NOT NULL,
    PRIMARY KEY (document, number));
CREATE TABLE pending (key bytea PRIMARY KEY, vector bytea NOT NULL);
CREATE SEQUENCE passage_ids;
CREATE TABLE passages (
    id bigint PRIMARY KEY, document bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    start integer NOT NULL, stop integer NOT NULL, first_sentence integer NOT NULL,
    last_sentence integer NOT NULL, headings text NOT NULL, text text NOT NULL,
    words integer NOT NULL, terms integer[] NOT NULL,
    vectors bytea NOT NULL, mean halfvec({dimension}) NOT NULL);
CREATE INDEX passages_by_document ON passages (document);
CREATE INDEX passages_by_mean ON passages USING hnsw (mean halfvec_ip_ops);
CREATE TABLE terms (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, term text NOT NULL UNIQUE,
    passages integer NOT NULL) WITH (fillfactor = 80);
CREATE TABLE postings (
    term integer NOT NULL, passage bigint NOT NULL, frequency integer NOT NULL,
    words integer NOT NULL, PRIMARY KEY (term, passage) INCLUDE (frequency, words));
CREATE TABLE originals (
    document bigint PRIMARY KEY REFERENCES documents ON DELETE CASCADE, sha256 text NOT NULL,
    suffix text NOT NULL, size bigint NOT NULL, content bytea NOT NULL);
ALTER TABLE passages ALTER vectors SET STORAGE EXTERNAL;
ALTER TABLE originals ALTER content SET STORAGE EXTERNAL
"""
"""Statements that make an empty index.

``postings`` says how often a term is in a passage of so many words, in an index that BM25 can be
read off alone; ``terms`` in how many passages it is. A passage knows its terms, so that its
postings are found when it goes.
"""


def prepare(database: PostgresDatabase, embedder: Embedder) -> None:
    """Make the tables where there are none, or bring them up to date.

    Raises:
        IndexVersionError: they are of a format that this version of Footnote doesn't know.
        IndexDamagedError: the schema is another program's.
        EmbedderMismatchError: they were made for another embedding model.
    """
    with database.reading() as db:
        is_current = _find_format(db, database) == FORMAT
    if not is_current:
        with database.writing() as db:
            _bring_up(db, database, embedder)
    _check_embedder(database, embedder)


def _bring_up(db: psycopg.Connection, database: PostgresDatabase, embedder: Embedder) -> None:
    version = _find_format(db, database)  # another process may have been first
    if version is None:
        db.execute(f"CREATE SCHEMA {SCHEMA}")
        db.execute(TABLES.format(dimension=embedder.dimension))
        db.execute(
            "INSERT INTO meta (format, embedder, dimension) VALUES (%s, %s, %s)",
            (FORMAT, embedder.name, embedder.dimension),
        )
        return
    while version in MIGRATIONS:
        db.execute(MIGRATIONS[version])
        version += 1
        db.execute("UPDATE meta SET format = %s", [version])
    if version != FORMAT:
        raise IndexVersionError(
            f"{database.name} holds an index of format {version}, this Footnote reads format "
            f"{FORMAT}. Use the version that made it, or index the documents again in another "
            "database."
        )


def _find_format(db: psycopg.Connection, database: PostgresDatabase) -> int | None:
    """Return the version of the tables; None where there are none yet."""
    row = db.execute(
        "SELECT to_regclass(%s) IS NOT NULL FROM pg_namespace WHERE nspname = %s",
        (f"{SCHEMA}.meta", SCHEMA),
    ).fetchone()
    if row is None:
        return None
    found = db.execute("SELECT format FROM meta").fetchone() if row[0] else None
    if found is None:
        raise IndexDamagedError(
            f"{database.name} has a schema {SCHEMA} that holds no whole index, or is another "
            f"program's. {START_AGAIN}"
        )
    return int(found[0])


def _check_embedder(database: PostgresDatabase, embedder: Embedder) -> None:
    with database.reading() as db:
        name, dimension = db.execute("SELECT embedder, dimension FROM meta").fetchall()[0]
    if name != embedder.name:
        raise EmbedderMismatchError(
            f"{database.name} holds an index that was built with the embedder {name!r}, not with "
            f"{embedder.name!r}. Set FOOTNOTE_EMBEDDER={name}, or choose another database."
        )
    if dimension != embedder.dimension:
        raise EmbedderMismatchError(
            f"{database.name} holds vectors of length {dimension}, the embedder makes them of "
            f"length {embedder.dimension}. Choose another database."
        )
