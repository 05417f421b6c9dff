"""Nearest neighbours by pgvector, and all that an index needs of its database."""

from collections.abc import Collection, Iterable

import numpy as np

from index.embedding import Embedder, Matrix, Vector, average
from index.engines.integrity import check_sentences
from index.engines.postgres import words
from index.engines.postgres.database import START_AGAIN, PostgresDatabase
from index.engines.postgres.originals import PostgresOriginals
from index.engines.postgres.schema import prepare
from index.engines.postgres.store import PostgresStore, searched_text, write_halfvec
from index.storage import IndexDamagedError

COMPARED_PASSAGES = 10_000
"""Up to so many passages are all compared with a question, which misses none; of more, HNSW finds
nearly all of the nearest."""

_HALF_PRECISION = 1e-3
"""How much a number of a unit vector may differ once it is stored."""

_NEAREST = "SELECT id, -(mean <#> %s::halfvec) FROM {} ORDER BY mean <#> %s::halfvec LIMIT %s"


class PostgresStorage:
    """An ``index.storage.Storage`` in a PostgreSQL database, which processes and machines share.

    Every change is one transaction, and one process writes at a time; whoever reads meanwhile
    sees the state before it.

    Args:
        address: of the database, ``postgresql://…``.
        embedder: the embedding model.
        max_original_bytes: most bytes of the originals that are kept.

    Attributes:
        store: the tables.
        originals: the files that the documents were read from.

    Raises:
        StorageError: by its subtypes: the address can't be read, the database isn't there or lacks
            pgvector, or it holds an index of another format or embedding model.
    """

    def __init__(self, address: str, embedder: Embedder, max_original_bytes: int) -> None:
        self._database = PostgresDatabase(address)
        self._dimension = embedder.dimension
        self.store = PostgresStore(self._database)
        self.originals = PostgresOriginals(self._database, max_original_bytes)
        try:
            prepare(self._database, embedder)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connections, and delete copies of originals."""
        self.originals.close()
        self._database.close()

    def save(self) -> None:
        """Do nothing: the database holds it all."""

    def nearest(
        self, query: Vector, k: int, only: Collection[str] | None = None
    ) -> list[tuple[int, float]]:
        """Return ids and cosines of the ``k`` passages whose mean vectors are nearest.

        Arguments are those of ``index.storage.Storage.nearest``.
        """
        vector = write_halfvec(query)
        with self._database.reading() as db:
            if only is None:
                where, keys = "", []
                (total,) = db.execute("SELECT passages FROM meta").fetchall()[0]
            else:
                rows = db.execute(
                    "SELECT key, passages FROM documents WHERE id = ANY(%s)", [list(only)]
                ).fetchall()
                where, keys = "WHERE document = ANY(%s)", [[key for key, _ in rows]]
                total = sum(passages for _, passages in rows)
            if total <= COMPARED_PASSAGES:
                # Out of the planner's sight, so that it doesn't look into HNSW's index.
                source = f"(SELECT id, mean FROM passages {where} OFFSET 0)"
                statement, parameters = _NEAREST.format(source), (vector, *keys, vector, k)
            else:
                statement = _NEAREST.format(f"passages {where}")
                parameters = (vector, *keys, vector, k)
            rows = db.execute(statement, parameters).fetchall()
        return [(int(i), float(cosine)) for i, cosine in rows]

    def center(self, only: Collection[str] | None = None) -> tuple[int, Vector]:
        """Return the number of passages, and the mean of their mean vectors; zeros without any."""
        where, ids = ("", []) if only is None else ("WHERE d.id = ANY(%s)", [list(only)])
        with self._database.reading() as db:
            count, center = db.execute(
                "SELECT count(*), avg(mean::vector)::real[] FROM passages p "
                f"JOIN documents d ON d.key = p.document {where}",
                ids,
                binary=True,
            ).fetchall()[0]
        return int(count), np.array(center or [0.0] * self._dimension, dtype=np.float32)

    def vector(self, passage_id: int) -> Vector:
        """Return the mean vector of a passage, of unit length."""
        return average(self.sentence_vectors([passage_id])[passage_id])

    def sentence_vectors(self, passage_ids: Iterable[int]) -> dict[int, Matrix]:
        """Return the sentences' vectors, shape ``(n, d)``, of those passages that are there."""
        return self.store.sentence_vectors(passage_ids, self._dimension)

    def check_integrity(self) -> None:
        """Read everything and hold it against everything else.

        Raises:
            OriginalDamagedError: all fits, but an original was altered.
            IndexDamagedError: the first thing found that doesn't fit.
        """
        check_sentences(self.store, START_AGAIN)
        for info in self.store.documents():
            self._check_passages(info.id)
        self._check_counts()
        self.originals.check_integrity()

    def _check_passages(self, document_id: str) -> None:
        """Hold a document's words and vectors against its text and each other."""
        document = self.store.document(document_id)
        ids = self.store.passage_ids([document_id])
        passages = self.store.passages(ids)
        counts = words.count_terms([searched_text(document, passages[i][0]) for i in ids])
        with self._database.reading() as db:
            faulty = words.find_faults(db, document_id, dict(zip(ids, counts, strict=True)))
            means = db.execute(
                "SELECT id, mean::real[] FROM passages WHERE id = ANY(%s)", [ids], binary=True
            ).fetchall()
        vectors = self.sentence_vectors(ids)
        faulty += [
            i for i, mean in means
            if not np.allclose(mean, average(vectors[i]), atol=_HALF_PRECISION)
        ]  # fmt: skip
        faulty += [
            i for i, (passage, text) in passages.items()
            if document.text[passage.start : passage.end] != text
        ]  # fmt: skip
        if faulty:
            raise IndexDamagedError(
                f"Passage {faulty[0]} of {document.title!r} in {self._database.name} doesn't fit "
                f"its text. {START_AGAIN}"
            )

    def _check_counts(self) -> None:
        """Hold the counts of passages, words and terms against what they count."""
        with self._database.reading() as db:
            fits = db.execute(
                "SELECT m.passages = (SELECT count(*) FROM passages) "
                "AND m.words = (SELECT coalesce(sum(words), 0) FROM passages) "
                "AND m.passages = (SELECT coalesce(sum(passages), 0) FROM documents) "
                "AND NOT EXISTS (SELECT FROM terms t FULL JOIN (SELECT term, count(*) AS passages "
                "FROM postings GROUP BY term) c ON c.term = t.id "
                "WHERE coalesce(t.passages, 0) != coalesce(c.passages, 0)) FROM meta m"
            ).fetchall()[0][0]
        if not fits:
            raise IndexDamagedError(f"{self._database.name} counts its words wrong. {START_AGAIN}")
