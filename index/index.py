"""``Index``: add, remove, search, open, verify; the only name the rest of the world needs."""

import hashlib
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.database import START_AGAIN
from index.documents import Document, DocumentInfo
from index.errors import IndexDamagedError
from index.folder import FAISS_FILE, load_vectors, open_store
from index.passages import Evidence, Passage, units, windows
from index.search import Candidate, Embedder, Part, overview, search
from index.sentences import Sentence, split
from index.store import Store
from index.vectors import REPAIR, Stamp, Vectors

SEARCH_DEPTH = 50
"""How many passages each of the two searches hands to the fusion."""

_GROUP_CHARACTERS = 200_000
_EMBED_BATCH = 128

Progress = Callable[[float], None]
"""Told the share of the work that is done, from 0 to 1."""


class Index:
    """Documents that can be searched, in one folder or in memory.

    Of the two files in the folder, SQLite's is the truth: every change is one transaction
    there, so that a process killed at any moment leaves the state before or after it. FAISS's
    file follows, and is caught up from SQLite's whenever it is behind. Threads may share an
    index, and processes a folder.
    """

    def __init__(self, store: Store, vectors: Vectors, embedder: Embedder, folder: Path | None):
        self._store = store
        self._vectors = vectors
        self._generation = -1
        self._embedder = embedder
        self._folder = folder
        self._lock = threading.RLock()
        self._catch_up()

    @classmethod
    def in_memory(cls, embedder: Embedder) -> "Index":
        """An empty index that writes nothing to disk."""
        store = Store(None, embedder.name)
        return cls(store, Vectors.empty(embedder.dimension), embedder, None)

    @classmethod
    def open(cls, folder: Path, embedder: Embedder) -> "Index":
        """Open the index in a folder, or begin one there.

        Raises:
            IndexFolderError: by its subtypes: the folder is read-only, damaged, half deleted,
                in use, of another version of the format, or of another embedding model.
        """
        store = open_store(folder, embedder.name)
        try:
            return cls(store, load_vectors(folder, store, embedder.dimension), embedder, folder)
        except BaseException:
            store.close()
            raise

    @classmethod
    def repair(cls, folder: Path, embedder: Embedder) -> "Index":
        """Open the index in a folder and make its FAISS file anew from its SQLite file."""
        store = open_store(folder, embedder.name)
        index = cls(store, Vectors.empty(embedder.dimension), embedder, folder)
        index._save()
        return index

    def close(self) -> None:
        """Close the files; the index can't be used after that."""
        self._store.close()

    @property
    def embedder(self) -> Embedder:
        """The embedding model."""
        return self._embedder

    def __len__(self) -> int:
        """Number of passages."""
        with self._lock:
            self._catch_up()
            return len(self._vectors)

    def documents(self) -> list[DocumentInfo]:
        """Return every document without its text, in the order of their addition."""
        return self._store.documents()

    def titles(self) -> dict[str, str]:
        """Return the title of every document by its id."""
        return {info.id: info.title for info in self.documents()}

    def document(self, document_id: str) -> Document:
        """One document; ``KeyError`` if it isn't there."""
        return self._store.document(document_id)

    def sentences(
        self, document_id: str, first: int = 1, last: int | None = None
    ) -> list[Sentence]:
        """Sentences ``first`` to ``last`` of a document, both inclusive; else all."""
        return self._store.sentences(document_id, first, last)

    def add(self, documents: Iterable[Document], progress: Progress | None = None) -> int:
        """Add documents; those already there are passed over, and nothing is embedded twice.

        Each document comes in whole or not at all. Interrupted, it goes on where it stopped
        when it is called again with the same documents, also in the middle of a large one.

        Args:
            documents: what to add.
            progress: told now and then how far it is.

        Returns:
            The number of documents that were new.
        """
        known = self.titles()
        new = {d.id: d for d in documents if d.id not in known}
        total, done = sum(len(d.text) for d in new.values()), 0
        for group in _groups(new.values()):
            size = sum(len(d.text) for d in group)

            def report(share: float, done: int = done, size: int = size) -> None:
                if progress:
                    progress((done + share * size) / total)

            self._add_group(group, report)
            done += size
        if new:
            self._catch_up()
            self._save()
        return len(new)

    def _add_group(self, documents: Sequence[Document], progress: Progress) -> None:
        prepared = []
        texts: dict[bytes, str] = {}
        for document in documents:
            sentences = split(document.text)
            passages: dict[Passage, list[bytes]] = {}
            for passage in windows(
                document.id, document.text, sentences, self._embedder.count_tokens
            ):
                said = [document.text[start:end] for start, end in units(passage, sentences)]
                passages[passage] = [hashlib.sha256(text.encode()).digest() for text in said]
                texts.update(zip(passages[passage], said, strict=True))
            prepared.append((document, sentences, passages))
        vectors = self._embed(texts, progress)
        for document, sentences, passages in prepared:
            self._store.insert(
                document,
                sentences,
                {p: np.array([vectors[key] for key in keys]) for p, keys in passages.items()},
                pending={key for keys in passages.values() for key in keys},
            )
        progress(1.0)

    def _embed(
        self, texts: Mapping[bytes, str], progress: Progress
    ) -> dict[bytes, NDArray[np.float32]]:
        """Vectors of the texts by key; each batch is kept at once, so that none is made twice."""
        vectors = self._store.pending(texts)
        # Texts of one length together: a batch is as slow as its longest text.
        missing = sorted((key for key in texts if key not in vectors), key=lambda k: len(texts[k]))
        for begin in range(0, len(missing), _EMBED_BATCH):
            keys = missing[begin : begin + _EMBED_BATCH]
            batch = dict(zip(keys, self._embedder.embed([texts[k] for k in keys]), strict=True))
            self._store.put_pending(batch)
            vectors.update(batch)
            progress((begin + len(keys)) / len(missing))
        return vectors

    def remove(self, document_id: str) -> None:
        """Remove one document and all that belongs to it.

        Raises:
            KeyError: it isn't there.
        """
        if not self._store.delete(document_id):
            raise KeyError(document_id)
        self._catch_up()
        self._save()

    def search(
        self, question: str, k: int, similarity_queries: Sequence[str] = ()
    ) -> list[Evidence]:
        """The ``k`` passages that fit a question best, best first; see ``index.search.search``."""
        return search(self.parts(), question, k, similarity_queries)

    def overview(self, k: int) -> list[Evidence]:
        """``k`` passages to sum all documents up by: the very first one, then the most central."""
        return overview(self.parts(), k)

    def parts(self, ids: Collection[str] | None = None) -> list[Part]:
        """Return the index as the one part that is searched; ``ids`` of documents, if not all."""
        return [Part(self, ids)]

    def search_words(
        self, question: str, only: Collection[str] | None = None
    ) -> list[tuple[int, float]]:
        """The ``SEARCH_DEPTH`` best passages by BM25, of some documents if not of all."""
        return self._store.search_words(question, SEARCH_DEPTH, only)

    def candidates(
        self,
        query: NDArray[np.float32],
        words: Sequence[tuple[int, float]],
        only: Collection[str] | None = None,
    ) -> list[Candidate]:
        """The passages that the dense search or BM25 found.

        Args:
            query: the question's vector, of unit length.
            words: what ``search_words`` gave for it.
            only: ids of the documents that are meant, if not all.
        """
        dense, by_words = dict(self.nearest(query, SEARCH_DEPTH, only)), dict(words)
        vectors = self._store.vectors(dict.fromkeys([*dense, *by_words]), self._embedder.dimension)
        return [
            Candidate(self, i, rows, dense.get(i), by_words.get(i)) for i, rows in vectors.items()
        ]

    def nearest(
        self, query: NDArray[np.float32], k: int, only: Collection[str] | None = None
    ) -> list[tuple[int, float]]:
        """Of all passages, or those of some documents, the ``k`` nearest by their mean vectors."""
        among = None if only is None else self.passage_ids(only)
        with self._lock:
            self._catch_up()
            return self._vectors.search(query, k, among)

    def center(self, only: Collection[str] | None = None) -> tuple[int, NDArray[np.float32]]:
        """How many passages there are, or some documents have, and the mean of their vectors."""
        with self._lock:
            self._catch_up()
            ids = self.passage_ids(only)
            return len(ids), self._vectors.center(ids)

    def vector(self, passage_id: int) -> NDArray[np.float32]:
        """The mean vector of a passage, of unit length."""
        with self._lock:
            return self._vectors.vector(passage_id)

    def passages(self, ids: Sequence[int]) -> list[tuple[Passage, str]]:
        """Passages by their numbers, each with its text; those that are gone are left out."""
        found = self._store.passages(ids)
        return [found[i] for i in ids if i in found]

    def passage_ids(self, only: Collection[str] | None = None) -> list[int]:
        """The numbers of all passages, or of those of some documents, ascending."""
        return self._store.passage_ids(only)

    def verify(self) -> None:
        """Read everything and hold it against everything else.

        Raises:
            IndexDamagedError: the first thing found that doesn't fit.
        """
        self._store.check()
        if self._folder:
            Vectors.load(self._folder / FAISS_FILE)
        for info in self.documents():
            text, end = self.document(info.id).text, 0
            for sentence in self.sentences(info.id):
                if not end <= sentence.start < sentence.end <= len(text):
                    place = f"Sentence {sentence.number} of {info.title!r}"
                    raise IndexDamagedError(f"{place} is out of place. {START_AGAIN}")
                end = sentence.end
        self._catch_up()
        for passage_id, vector in self._means(self._vectors.ids.tolist()).items():
            if not np.array_equal(self._vectors.vector(passage_id), vector):
                raise IndexDamagedError(f"The vector of passage {passage_id} differs. {REPAIR}")

    def _catch_up(self) -> None:
        """Bring the vectors in memory to the state of the store."""
        with self._lock:
            generation = self._store.generation
            if generation == self._generation:
                return
            stored, held = set(self._store.passage_ids()), set(self._vectors.ids.tolist())
            self._vectors.remove(held - stored)
            new = self._means(sorted(stored - held))
            if new:
                self._vectors.add(new, np.array(list(new.values())))
            self._generation = generation

    def _means(self, passage_ids: Iterable[int]) -> dict[int, NDArray[np.float32]]:
        """What FAISS holds: of each passage the mean of its sentences' vectors, of unit length."""
        stored = self._store.vectors(passage_ids, self._embedder.dimension)
        means = {i: rows.mean(axis=0) for i, rows in stored.items()}
        return {i: mean / max(np.linalg.norm(mean), 1e-12) for i, mean in means.items()}

    def _save(self) -> None:
        if self._folder:
            with self._lock:
                self._vectors.save(
                    self._folder / FAISS_FILE, Stamp(self._store.index_id, self._generation)
                )


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in groups large enough for the embedder to work in full batches."""
    group: list[Document] = []
    size = 0
    for document in documents:
        group.append(document)
        size += len(document.text)
        if size >= _GROUP_CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group
