"""The SQLite file and the FAISS file of an index, kept in step."""

import threading
from collections.abc import Collection, Iterable
from pathlib import Path

import numpy as np

from index.embedding import Embedder, Matrix, Vector, average
from index.engines.integrity import check_sentences
from index.engines.local.database import START_AGAIN
from index.engines.local.folder import FAISS_FILE, load_vectors, open_store, save_vectors
from index.engines.local.originals import ORIGINALS_FOLDER, FolderOriginals
from index.engines.local.store import SqliteStore
from index.engines.local.vectors import REPAIR, Stamp, Vectors
from index.original import MAX_ORIGINAL_BYTES
from index.storage import IndexDamagedError


class LocalStorage:
    """A store and the mean vectors of its passages; threads may share it, processes a folder.

    SQLite's file is the truth: every change is one transaction there, so that a process killed
    at any moment leaves the state before or after it. FAISS's file follows, and is caught up
    from SQLite's whenever it is behind.

    Args:
        store: the tables.
        vectors: those of the folder's file, or none yet.
        folder: where both files are; None for an index in memory.
        max_original_bytes: most bytes of the originals that are kept beside them.

    Attributes:
        store: the tables.
        originals: the files that the documents were read from; None for an index in memory.
    """

    def __init__(
        self,
        store: SqliteStore,
        vectors: Vectors,
        folder: Path | None,
        max_original_bytes: int = MAX_ORIGINAL_BYTES,
    ) -> None:
        self.store = store
        self.originals = (
            FolderOriginals(folder / ORIGINALS_FOLDER, store.database, max_original_bytes)
            if folder
            else None
        )
        self._vectors = vectors
        self._folder = folder
        self._generation = -1
        self._lock = threading.RLock()
        self._catch_up()

    @classmethod
    def in_memory(cls, embedder: Embedder) -> "LocalStorage":
        """Return a storage that writes nothing to disk."""
        return cls(SqliteStore(None, embedder.name), Vectors.empty(embedder.dimension), None)

    @classmethod
    def open(cls, folder: Path, embedder: Embedder, max_original_bytes: int) -> "LocalStorage":
        """Open the files in a folder; raises as ``Index.open`` does."""
        store = open_store(folder, embedder.name)
        try:
            vectors = load_vectors(folder, store, embedder.dimension)
            return cls(store, vectors, folder, max_original_bytes)
        except BaseException:
            store.close()
            raise

    @classmethod
    def repair(cls, folder: Path, embedder: Embedder) -> "LocalStorage":
        """Open the files in a folder, and make the FAISS file anew from the SQLite file."""
        store = open_store(folder, embedder.name)
        storage = cls(store, Vectors.empty(embedder.dimension), folder)
        storage.save()
        return storage

    def close(self) -> None:
        """Close the files."""
        self.store.close()

    def save(self) -> None:
        """Bring the files beside the store to its state."""
        with self._lock:
            self._catch_up()
            if self._folder:
                stamp = Stamp(self.store.index_id, self._generation)
                save_vectors(self._folder, self._vectors, stamp)
        if self.originals:
            self.originals.clean()

    def nearest(
        self, query: Vector, k: int, only: Collection[str] | None = None
    ) -> list[tuple[int, float]]:
        """Return ids and cosines of the ``k`` nearest passages, of those documents if given."""
        among = None if only is None else self.store.passage_ids(only)
        with self._lock:
            self._catch_up()
            return self._vectors.search(query, k, among)

    def center(self, only: Collection[str] | None = None) -> tuple[int, Vector]:
        """Return the number of passages, and the mean of their vectors; zeros without any."""
        ids = self.store.passage_ids(only)
        with self._lock:
            self._catch_up()
            return len(ids), self._vectors.center(ids)

    def vector(self, passage_id: int) -> Vector:
        """Return the mean vector of a passage, of unit length."""
        with self._lock:
            return self._vectors.vector(passage_id)

    def sentence_vectors(self, passage_ids: Iterable[int]) -> dict[int, Matrix]:
        """Return the sentences' vectors, shape ``(n, d)``, of those passages that are there."""
        return self.store.sentence_vectors(passage_ids, self._vectors.dimension)

    def check_integrity(self) -> None:
        """Read everything and hold it against everything else.

        Raises:
            IndexDamagedError: the first thing found that doesn't fit.
        """
        self.store.check_integrity()
        if self._folder:
            Vectors.load(self._folder / FAISS_FILE)
        check_sentences(self.store, START_AGAIN)
        with self._lock:
            self._catch_up()
            for passage_id, vector in self._means(self._vectors.ids.tolist()).items():
                if not np.array_equal(self._vectors.vector(passage_id), vector):
                    raise IndexDamagedError(f"The vector of passage {passage_id} differs. {REPAIR}")
        if self.originals:
            self.originals.check_integrity()

    def _catch_up(self) -> None:
        """Bring the vectors in memory to the state of the store."""
        with self._lock:
            generation = self.store.generation
            if generation == self._generation:
                return
            stored, held = set(self.store.passage_ids()), set(self._vectors.ids.tolist())
            self._vectors.remove(held - stored)
            new = self._means(sorted(stored - held))
            if new:
                self._vectors.add(new, np.array(list(new.values())))
            self._generation = generation

    def _means(self, passage_ids: Iterable[int]) -> dict[int, Vector]:
        """Return what FAISS holds: of each passage the mean of its sentences, of unit length."""
        return {i: average(rows) for i, rows in self.sentence_vectors(passage_ids).items()}
