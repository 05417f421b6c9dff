"""What the SQLite file holds: documents, sentences, passages, vectors, and BM25 by FTS5.

This file is the truth of an index: what is committed here is in the index, what isn't, is not.
"""

import json
import secrets
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import astuple
from pathlib import Path

from index.document import Document, DocumentInfo
from index.embedding import Matrix, Vector
from index.engines.columns import (
    read_blocks,
    read_boxes,
    read_vector,
    write_blocks,
    write_boxes,
    write_vectors,
)
from index.engines.local.database import START_AGAIN, Database
from index.engines.local.schema import FORMAT, MIGRATIONS, SCHEMA
from index.passages import Passage
from index.sentences import Kind, Sentence
from index.storage import IndexDamagedError
from index.structure import infer_blocks
from index.words import extract_query_words, pick_rarest

# The ids come as one parameter, of which there may be no more than some thousands.
_OF_DOCUMENTS = (
    "SELECT p.id FROM passages p JOIN documents d ON d.key = p.document "
    "WHERE d.id IN (SELECT value FROM json_each(?))"
)
_AMONG = f"AND rowid IN ({_OF_DOCUMENTS})"


class SqliteStore:
    """An ``index.storage.Store`` in one SQLite file, or in memory.

    Args:
        path: the file, or None for a database in memory.
        embedder: the embedding model's name; kept when the file is new.

    Attributes:
        database: the file.
    """

    def __init__(self, path: Path | None, embedder: str) -> None:
        def create(db: sqlite3.Connection) -> None:
            for statement in SCHEMA.split(";"):
                db.execute(statement)
            values = {"embedder": embedder, "index_id": secrets.token_bytes(16), "generation": 0}
            db.executemany("INSERT INTO meta VALUES (?, ?)", values.items())

        self._path = path
        self.database = Database(path, FORMAT, create, MIGRATIONS)

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Make what is changed within one transaction, as ``Database.writing`` does."""
        return self.database.writing()

    @property
    def embedder(self) -> str:
        """Name of the embedding model that the index was built with."""
        return str(self._meta("embedder"))

    @property
    def index_id(self) -> bytes:
        """16 random bytes that tell this index from any other."""
        value = self._meta("index_id")
        if not isinstance(value, bytes):
            raise IndexDamagedError(f"The id of {self._path} is {value!r}. {START_AGAIN}")
        return value

    @property
    def generation(self) -> int:
        """Number of changes since the index was created."""
        return int(self._meta("generation"))

    def _meta(self, name: str) -> bytes | str | int:
        with self.database.reading() as db:
            row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise IndexDamagedError(f"{self._path} has lost its {name}. {START_AGAIN}")
        value: bytes | str | int = row[0]
        return value

    def documents(self) -> list[DocumentInfo]:
        """Return every document without its text, in the order of their addition."""
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT id, title, source, fingerprint FROM documents ORDER BY key"
            ).fetchall()
        return [DocumentInfo(*row) for row in rows]

    def document(self, document_id: str) -> Document:
        """Return the document, its text checked against its id.

        Raises:
            KeyError: there is no such document.
            IndexDamagedError: the text isn't the one that was stored.
        """
        with self.database.reading() as db:
            row = db.execute(
                "SELECT id, title, text, source, blocks, metadata FROM documents WHERE id = ?",
                (document_id,),
            ).fetchone()
        if row is None:
            raise KeyError(document_id)
        identity, title, text, source, blocks, metadata = row
        # A document of an earlier format has none.
        structure = read_blocks(blocks) or infer_blocks(text)
        document = Document(identity, title, text, source, structure, json.loads(metadata))
        if not document.is_intact:
            raise IndexDamagedError(
                f"The text of {document.title!r} in {self._path} was altered. {START_AGAIN}"
            )
        return document

    def sentences(
        self, document_id: str, first: int = 1, last: int | None = None
    ) -> list[Sentence]:
        """Return sentences ``first`` to ``last``, both inclusive; to the end without ``last``."""
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT number, s.start, s.end, kind, boxes FROM sentences s "
                "JOIN documents d ON d.key = s.document "
                "WHERE d.id = ? AND number BETWEEN ? AND ? ORDER BY number",
                (document_id, first, 2**62 if last is None else last),
            ).fetchall()
        return [
            Sentence(number, start, end, Kind(kind), read_boxes(boxes))
            for number, start, end, kind, boxes in rows
        ]

    def insert(
        self,
        document: Document,
        sentences: Iterable[Sentence],
        passages: Mapping[Passage, Matrix],
        pending: Iterable[bytes] = (),
    ) -> None:
        """Add a document and all that belongs to it, in one transaction.

        One that is there already is left as it is.

        Arguments are those of ``index.storage.Store.insert``.
        """
        with self.database.writing() as db:
            cursor = db.execute(
                "INSERT OR IGNORE INTO documents "
                "(id, title, text, source, blocks, metadata, fingerprint) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    document.id,
                    document.title,
                    document.text,
                    document.source,
                    write_blocks(document.blocks),
                    json.dumps(dict(document.metadata), ensure_ascii=False),
                    document.fingerprint,
                ),
            )
            if cursor.rowcount == 0:
                return
            key = cursor.lastrowid
            db.executemany(
                "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (key, s.number, s.start, s.end, s.kind.value, write_boxes(s.boxes))
                    for s in sentences
                ),
            )
            for p, vectors in passages.items():
                rowid = db.execute(
                    "INSERT INTO passages (document, start, end, first_sentence, last_sentence, "
                    "headings, vectors) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        key,
                        *astuple(p)[1:-1],
                        json.dumps(p.headings, ensure_ascii=False),
                        write_vectors(vectors),
                    ),
                ).lastrowid
                db.execute(
                    "INSERT INTO words (rowid, heading, text) VALUES (?, ?, ?)",
                    (rowid, f"{document.title} {p.heading}", document.text[p.start : p.end]),
                )
            db.executemany("DELETE FROM pending WHERE key = ?", ((k,) for k in pending))
            _count_change(db)

    def delete(self, document_id: str) -> bool:
        """Remove a document and all that belongs to it; False if it wasn't there."""
        with self.database.writing() as db:
            db.execute(
                "DELETE FROM words WHERE rowid IN (SELECT p.id FROM passages p "
                "JOIN documents d ON d.key = p.document WHERE d.id = ?)",
                (document_id,),
            )
            if db.execute("DELETE FROM documents WHERE id = ?", (document_id,)).rowcount == 0:
                return False
            _count_change(db)
        return True

    def passages(self, ids: Sequence[int]) -> dict[int, tuple[Passage, str]]:
        """Return passages by id, each with its text; ids that are gone are left out."""
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT p.id, d.id, p.start, p.end, first_sentence, last_sentence, p.headings, "
                "w.text FROM passages p JOIN documents d ON d.key = p.document "
                f"JOIN words w ON w.rowid = p.id WHERE p.id IN ({','.join('?' * len(ids))})",
                ids,
            ).fetchall()
        return {
            i: (Passage(document, start, end, first, last, tuple(json.loads(headings))), text)
            for i, document, start, end, first, last, headings, text in rows
        }

    def passage_ids(self, only: Collection[str] | None = None) -> list[int]:
        """Return the ids of all passages, or of those of the documents ``only``, ascending."""
        with self.database.reading() as db:
            if only is None:
                return [i for (i,) in db.execute("SELECT id FROM passages ORDER BY id")]
            rows = db.execute(f"{_OF_DOCUMENTS} ORDER BY p.id", (json.dumps([*only]),))
            return [i for (i,) in rows]

    def search_words(
        self, query: str, k: int, only: Collection[str] | None = None
    ) -> list[tuple[int, float]]:
        """Return the ``k`` best passages by FTS5's BM25, which stems words by Porter.

        Arguments and results are those of ``index.storage.Store.search_words``.
        """
        with self.database.reading() as db:
            words = pick_rarest(_count_matches(db, extract_query_words(query)))
            if not words:
                return []
            among, ids = ("", []) if only is None else (_AMONG, [json.dumps([*only])])
            rows = db.execute(
                "SELECT rowid, -rank FROM words "
                f"WHERE words MATCH ? {among} ORDER BY rank, rowid LIMIT ?",
                (" OR ".join(words), *ids, k),
            ).fetchall()
        return [(int(rowid), float(score)) for rowid, score in rows]

    def put_pending(self, vectors: Mapping[bytes, Vector]) -> None:
        """Keep vectors by key until the document that they are for is complete."""
        with self.database.writing() as db:
            db.executemany(
                "INSERT OR IGNORE INTO pending VALUES (?, ?)",
                ((key, write_vectors(vector)) for key, vector in vectors.items()),
            )

    def pending(self, keys: Iterable[bytes]) -> dict[bytes, Vector]:
        """Return the vectors, each of shape ``(d,)``, of those keys that are kept."""
        vectors: dict[bytes, Vector] = {}
        with self.database.reading() as db:
            for key in keys:
                row = db.execute("SELECT vector FROM pending WHERE key = ?", (key,)).fetchone()
                if row is not None:
                    vectors[key] = read_vector(row[0], START_AGAIN)
        return vectors

    def sentence_vectors(self, ids: Iterable[int], dimension: int) -> dict[int, Matrix]:
        """Return the sentences' vectors, shape ``(n, dimension)``, of the passages that exist."""
        vectors: dict[int, Matrix] = {}
        with self.database.reading() as db:
            for i in ids:
                row = db.execute("SELECT vectors FROM passages WHERE id = ?", (i,)).fetchone()
                if row is not None:
                    vectors[i] = read_vector(row[0], START_AGAIN).reshape(-1, dimension)
        return vectors

    def check_integrity(self) -> None:
        """Hold the file against itself.

        Raises:
            IndexDamagedError: something doesn't fit.
        """
        self.database.check_integrity()
        with self.database.writing() as db:
            db.execute("INSERT INTO words (words) VALUES ('integrity-check')")


def _count_matches(db: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """Return the number of passages that have each word, by the word as FTS5 takes it."""
    statement = "SELECT count(*) FROM words WHERE words MATCH ?"
    quoted = [f'"{word}"' for word in words]
    return {word: db.execute(statement, (word,)).fetchone()[0] for word in quoted}


def _count_change(db: sqlite3.Connection) -> None:
    db.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
