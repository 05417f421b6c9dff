"""What the database's tables hold: documents, sentences, passages, vectors and words."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import astuple

import psycopg

from index.document import Document, DocumentInfo
from index.embedding import Matrix, Vector, average
from index.engines.columns import (
    read_blocks,
    read_boxes,
    read_vector,
    write_blocks,
    write_boxes,
    write_vectors,
)
from index.engines.postgres import words
from index.engines.postgres.database import START_AGAIN, PostgresDatabase
from index.passages import Passage
from index.sentences import Kind, Sentence
from index.storage import IndexDamagedError

_OF_DOCUMENTS = "FROM passages p JOIN documents d ON d.key = p.document"


class PostgresStore:
    """An ``index.storage.Store`` in a PostgreSQL database.

    Args:
        database: has the tables.

    Attributes:
        database: the same.
    """

    def __init__(self, database: PostgresDatabase) -> None:
        self.database = database

    @property
    def generation(self) -> int:
        """Number of changes since the index was created."""
        with self.database.reading() as db:
            return int(db.execute("SELECT generation FROM meta").fetchall()[0][0])

    def writing(self) -> AbstractContextManager[psycopg.Connection]:
        """Make what is changed within one transaction, as ``PostgresDatabase.writing`` does."""
        return self.database.writing()

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
                "SELECT id, title, text, source, blocks, metadata FROM documents WHERE id = %s",
                [document_id],
            ).fetchone()
        if row is None:
            raise KeyError(document_id)
        identity, title, text, source, blocks, metadata = row
        document = Document(
            identity, title, text, source, read_blocks(blocks), json.loads(metadata)
        )
        if not document.is_intact:
            raise IndexDamagedError(
                f"The text of {document.title!r} in {self.database.name} was altered. {START_AGAIN}"
            )
        return document

    def sentences(
        self, document_id: str, first: int = 1, last: int | None = None
    ) -> list[Sentence]:
        """Return sentences ``first`` to ``last``, both inclusive; to the end without ``last``."""
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT number, start, stop, kind, boxes FROM sentences "
                "JOIN documents ON key = document "
                "WHERE id = %s AND number BETWEEN %s AND coalesce(%s, number) ORDER BY number",
                (document_id, first, last),
            ).fetchall()
        return [
            Sentence(number, start, stop, Kind(kind), read_boxes(boxes))
            for number, start, stop, kind, boxes in rows
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
        counts = words.count_terms([searched_text(document, passage) for passage in passages])
        with self.database.writing() as db:
            key = _insert_document(db, document, len(passages))
            if key is None:
                return
            _insert_sentences(db, key, sentences)
            rows = db.execute(
                "SELECT nextval('passage_ids') FROM generate_series(1, %s)", [len(passages)]
            )
            terms_of = dict(zip((i for (i,) in rows.fetchall()), counts, strict=True))
            term_ids = words.add_terms(db, counts)
            with db.cursor().copy("COPY passages FROM STDIN") as copy:
                for i, (passage, rows_of) in zip(terms_of, passages.items(), strict=True):
                    terms = terms_of[i]
                    copy.write_row(
                        (
                            *(
                                i,
                                key,
                                *astuple(passage)[1:-1],
                                json.dumps(passage.headings, ensure_ascii=False),
                            ),
                            document.text[passage.start : passage.end],
                            *(sum(terms.values()), [term_ids[term] for term in terms]),
                            *(write_vectors(rows_of), write_halfvec(average(rows_of))),
                        )
                    )
            words.add_postings(db, terms_of, term_ids)
            db.execute("DELETE FROM pending WHERE key = ANY(%s)", [list(pending)])
            _count_change(db, len(passages), sum(sum(terms.values()) for terms in counts))

    def delete(self, document_id: str) -> bool:
        """Remove a document and all that belongs to it; False if it wasn't there."""
        with self.database.writing() as db:
            row = db.execute(
                f"SELECT count(p.id), coalesce(sum(p.words), 0) {_OF_DOCUMENTS} WHERE d.id = %s",
                [document_id],
            ).fetchall()
            words.delete_postings(db, document_id)
            if db.execute("DELETE FROM documents WHERE id = %s", [document_id]).rowcount == 0:
                return False
            _count_change(db, *(-int(number) for number in row[0]))
        return True

    def passages(self, ids: Sequence[int]) -> dict[int, tuple[Passage, str]]:
        """Return passages by id, each with its text; ids that are gone are left out."""
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT p.id, d.id, start, stop, first_sentence, last_sentence, headings, p.text "
                f"{_OF_DOCUMENTS} WHERE p.id = ANY(%s)",
                [list(ids)],
            ).fetchall()
        return {
            i: (Passage(document, start, stop, first, last, tuple(json.loads(headings))), text)
            for i, document, start, stop, first, last, headings, text in rows
        }

    def passage_ids(self, only: Collection[str] | None = None) -> list[int]:
        """Return the ids of all passages, or of those of the documents ``only``, ascending."""
        with self.database.reading() as db:
            if only is None:
                rows = db.execute("SELECT id FROM passages ORDER BY id")
            else:
                rows = db.execute(
                    f"SELECT p.id {_OF_DOCUMENTS} WHERE d.id = ANY(%s) ORDER BY p.id", [list(only)]
                )
            return [i for (i,) in rows.fetchall()]

    def search_words(
        self, query: str, k: int, only: Collection[str] | None = None
    ) -> list[tuple[int, float]]:
        """Return the ``k`` best passages by BM25, with the words and scores of SQLite's FTS5.

        Arguments and results are those of ``index.storage.Store.search_words``.
        """
        with self.database.reading() as db:
            return words.search(db, query, k, only)

    def put_pending(self, vectors: Mapping[bytes, Vector]) -> None:
        """Keep vectors by key until the document that they are for is complete."""
        keys = sorted(vectors)  # in one order, so that two processes never wait for each other
        with self.database.reading() as db:  # one statement, which needs no lock
            db.execute(
                "INSERT INTO pending SELECT * FROM unnest(%s::bytea[], %s::bytea[]) "
                "ON CONFLICT DO NOTHING",
                (keys, [write_vectors(vectors[key]) for key in keys]),
            )

    def pending(self, keys: Iterable[bytes]) -> dict[bytes, Vector]:
        """Return the vectors, each of shape ``(d,)``, of those keys that are kept."""
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT key, vector FROM pending WHERE key = ANY(%s)", [list(keys)], binary=True
            ).fetchall()
        return {key: read_vector(vector, START_AGAIN) for key, vector in rows}

    def sentence_vectors(self, ids: Iterable[int], dimension: int) -> dict[int, Matrix]:
        """Return the sentences' vectors, shape ``(n, dimension)``, of the passages that exist."""
        wanted = list(ids)
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT id, vectors FROM passages WHERE id = ANY(%s)", [wanted], binary=True
            ).fetchall()
        stored = dict(rows)
        return {
            i: read_vector(stored[i], START_AGAIN).reshape(-1, dimension)
            for i in wanted
            if i in stored
        }


def write_halfvec(vector: Vector) -> str:
    """Return a vector as pgvector reads it."""
    return json.dumps(vector.tolist())


def searched_text(document: Document, passage: Passage) -> str:
    """Return what BM25 searches of a passage: what it hangs on, and its text."""
    return f"{document.title} {passage.heading}\n{document.text[passage.start : passage.end]}"


def _insert_document(db: psycopg.Connection, document: Document, passages: int) -> int | None:
    """Add the row of a document and return its key; None where it is there already."""
    row = db.execute(
        "INSERT INTO documents (id, title, text, source, blocks, metadata, fingerprint, passages) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING RETURNING key",
        (
            document.id,
            document.title,
            document.text,
            document.source,
            write_blocks(document.blocks),
            json.dumps(dict(document.metadata), ensure_ascii=False),
            document.fingerprint,
            passages,
        ),
    ).fetchone()
    return None if row is None else int(row[0])


def _insert_sentences(db: psycopg.Connection, key: int, sentences: Iterable[Sentence]) -> None:
    with db.cursor().copy("COPY sentences FROM STDIN") as copy:
        for s in sentences:
            copy.write_row((key, s.number, s.start, s.end, s.kind.value, write_boxes(s.boxes)))


def _count_change(db: psycopg.Connection, passages: int, searched_words: int) -> None:
    db.execute(
        "UPDATE meta SET generation = generation + 1, passages = passages + %s, words = words + %s",
        (passages, searched_words),
    )
