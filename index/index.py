"""``Index``: add, remove, search, open, verify; the only name the rest of the world needs."""

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.database import START_AGAIN
from index.documents import Document
from index.errors import IndexDamagedError
from index.folder import FAISS_FILE, load_vectors, open_store
from index.fusion import fuse, nearest_by_item
from index.passages import Evidence, Passage, units, windows
from index.sentences import Sentence, split
from index.store import Store
from index.vectors import REPAIR, Stamp, Vectors

SEARCH_DEPTH = 50
"""How many passages each of the two searches hands to the fusion."""

_GROUP_CHARACTERS = 200_000
_EMBED_BATCH = 128

Progress = Callable[[float], None]
"""Told the share of the work that is done, from 0 to 1."""


class Embedder(Protocol):
    """What the index needs of an embedding model."""

    @property
    def name(self) -> str:
        """The model's name: an index is opened again only with the model that built it."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape ``(len(texts), dimension)``."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Length of each text in the model's tokens."""


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

    def documents(self) -> list[tuple[str, str, str]]:
        """Id, title and source of every document, in the order of their addition."""
        return self._store.documents()

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
        known = {document_id for document_id, _, _ in self.documents()}
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

    def search(self, question: str, k: int, asked: Sequence[str] = ()) -> list[Evidence]:
        """The ``k`` passages that fit a question best, best first.

        Dense search and BM25 each give their ``SEARCH_DEPTH`` best. Reciprocal rank fusion
        orders them by three rankings: the cosine of the question with the passage's nearest
        sentence, which counts twice, that with its mean vector, and BM25.

        Args:
            question: what is searched for.
            k: how many passages.
            asked: what the sentences' closeness is measured to on average, if not the question.
        """
        with self._lock:
            self._catch_up()
        # SQLite and the model let go of Python's lock: the two work side by side.
        with ThreadPoolExecutor(1) as other:
            searching = other.submit(self._store.search_words, question, SEARCH_DEPTH)
            query, *spoken = self._embedder.embed([question, *asked])
            with self._lock:
                dense = [i for i, _ in self._vectors.search(query, SEARCH_DEPTH)]
            words = [i for i, _ in searching.result()]
        candidates = list(dict.fromkeys([*dense, *words]))
        vectors = self._store.vectors(candidates, self._embedder.dimension)
        nearest = nearest_by_item(vectors, query)
        closest = sorted(nearest, key=lambda i: -nearest[i])
        fused = [(i, score) for i, score in fuse([closest, closest, dense, words]) if i in nearest]
        found = self._store.passages([i for i, _ in fused[:k]])
        spoken_of = np.mean(spoken or [query], axis=0)
        return [
            Evidence(*found[i], score, tuple((vectors[i] @ spoken_of).tolist()))
            for i, score in fused[:k]
            if i in found
        ]

    def overview(self, k: int) -> list[Evidence]:
        """``k`` passages to sum all documents up by: the very first one, then the most central.

        Their score is the dot product with the mean of all passages' vectors.
        """
        with self._lock:
            self._catch_up()
            if not len(self._vectors):
                return []
            center, lead = self._vectors.center(), int(self._vectors.ids.min())
            scores = {lead: float(self._vectors.vector(lead) @ center)}
            scores |= dict(self._vectors.search(center, k))
        found = self._store.passages(list(scores)[:k])
        return [Evidence(*found[i], score) for i, score in scores.items() if i in found]

    def verify(self) -> None:
        """Read everything and hold it against everything else.

        Raises:
            IndexDamagedError: the first thing found that doesn't fit.
        """
        self._store.check()
        if self._folder:
            Vectors.load(self._folder / FAISS_FILE)
        for document_id, title, _ in self.documents():
            text, end = self.document(document_id).text, 0
            for sentence in self.sentences(document_id):
                if not end <= sentence.start < sentence.end <= len(text):
                    raise IndexDamagedError(
                        f"Sentence {sentence.number} of {title!r} is out of place. {START_AGAIN}"
                    )
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
