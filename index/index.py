"""``Index``: add, remove, search, open, verify; the only name the rest of the world needs."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from index.context import with_context
from index.corpus import Corpus
from index.document import Document, DocumentInfo
from index.embedding import Embedder, Matrix, Vector, embed_finite
from index.engines.local.storage import LocalStorage
from index.engines.postgres import open_storage
from index.original import MAX_ORIGINAL_BYTES
from index.passages import Passage, find_block_places, find_sentence_spans, split_passages
from index.ranking import View
from index.sentences import Sentence
from index.storage import Storage
from index.view import IndexView
from index.worker import split_document

_GROUP_CHARACTERS = 200_000
_EMBED_BATCH = 128

Progress = Callable[[float], None]
"""Told the share of the work that is done, from 0 to 1."""


class Index(Corpus):
    """Documents that can be searched, in one folder, in memory or in a database.

    Threads may share an index, and processes a folder or a database; the ``storage`` of each engine
    in ``index.engines`` says how.
    """

    def __init__(self, storage: Storage, embedder: Embedder) -> None:
        self._storage = storage
        self._embedder = embedder

    @classmethod
    def in_memory(cls, embedder: Embedder) -> "Index":
        """Return an empty index that writes nothing to disk."""
        return cls(LocalStorage.in_memory(embedder), embedder)

    @classmethod
    def open(
        cls, folder: Path, embedder: Embedder, max_original_bytes: int = MAX_ORIGINAL_BYTES
    ) -> "Index":
        """Open the index in a folder, or begin one there.

        Args:
            folder: where its files are.
            embedder: the embedding model.
            max_original_bytes: most bytes of the documents' files that are kept; 0 for none.

        Raises:
            StorageError: by its subtypes: the folder is read-only, damaged, half deleted, in use,
                of another version of the format, or of another embedding model.
        """
        return cls(LocalStorage.open(folder, embedder, max_original_bytes), embedder)

    @classmethod
    def connect(
        cls, address: str, embedder: Embedder, max_original_bytes: int = MAX_ORIGINAL_BYTES
    ) -> "Index":
        """Open the index in a PostgreSQL database, or begin one there.

        The address is ``postgresql://USER:PASSWORD@HOST:PORT/DATABASE``; all else as ``open``.

        Raises:
            StorageError: by its subtypes: the address can't be read, the database isn't there or
                lacks pgvector, or it holds an index of another format or embedding model.
        """
        return cls(open_storage(address, embedder, max_original_bytes), embedder)

    @classmethod
    def repair(cls, folder: Path, embedder: Embedder) -> "Index":
        """Open the index in a folder and make its FAISS file anew from its SQLite file."""
        return cls(LocalStorage.repair(folder, embedder), embedder)

    def close(self) -> None:
        """Close the files; the index can't be used after that."""
        self._storage.close()

    def check_integrity(self) -> None:
        """Read everything and hold it against everything else, the originals last.

        Raises:
            OriginalDamagedError: all fits, but an original is missing or was altered.
            IndexDamagedError: the first thing found that doesn't fit.
        """
        self._storage.check_integrity()

    @property
    def embedder(self) -> Embedder:
        """The embedding model."""
        return self._embedder

    def documents(self) -> list[DocumentInfo]:
        """Return every document without its text, in the order of their addition."""
        return self._storage.store.documents()

    def document(self, document_id: str) -> Document:
        """Return one document; ``KeyError`` if it isn't there."""
        return self._storage.store.document(document_id)

    def original(self, document_id: str) -> Path | None:
        """Return the path of the file that a document was read from; None if it isn't kept.

        Raises:
            KeyError: there is no such document.
        """
        originals = self._storage.originals
        if originals is None:
            self.document(document_id)
            return None
        return originals.path(document_id)

    def keep_originals(self, documents: Iterable[Document]) -> list[Document]:
        """Keep the files that documents of the index were read from, in place of earlier ones.

        An index in memory keeps none, and has no limit either.

        Returns:
            The documents whose files would be over the limit, and so aren't kept.

        Raises:
            OriginalChangedError: a file was changed since its document was read.
            StorageError: it can't be written.
        """
        originals = self._storage.originals
        if originals is None:
            return []
        unkept = originals.keep(documents)
        originals.clean()
        return unkept

    def sentences(
        self, document_id: str, first: int = 1, last: int | None = None
    ) -> list[Sentence]:
        """Return sentences ``first`` to ``last`` of a document, both inclusive; else all."""
        return self._storage.store.sentences(document_id, first, last)

    def view(self, ids: Collection[str] | None = None) -> IndexView:
        """Return the passages of all documents, or of those with these ids, for searching."""
        return IndexView(self._storage, self._embedder, ids)

    def views(self, ids: Collection[str] | None = None) -> list[View]:
        """Return the one view that is searched."""
        return [self.view(ids)]

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
        new = list({d.id: d for d in documents if d.id not in known}.values())
        self._put(new, new, frozenset(), progress)
        return len(new)

    def update(
        self, documents: Sequence[Document], progress: Progress | None = None
    ) -> list[Document]:
        """Add documents in place of those from the same sources that have changed.

        What comes from one source is replaced in one step, its original too: who looks meanwhile,
        or after the process was killed, finds the old version or the new one. Else as ``add``.

        Returns:
            The documents whose originals aren't kept, as ``keep_originals``.
        """
        known = self.titles().keys() - set(self.find_outdated(documents))
        new = {document.id: document for document in documents if document.id not in known}
        versions = frozenset((document.id, document.fingerprint) for document in documents)
        place = {source: n for n, source in enumerate(dict.fromkeys(d.source for d in documents))}
        by_source = sorted(documents, key=lambda document: place[document.source])
        self._put(by_source, list(new.values()), versions, progress)
        return self.keep_originals(documents)  # again: what was replaced later has made room

    def find_outdated(self, documents: Sequence[Document]) -> list[str]:
        """Find documents of the index from the same sources with another text or other blocks."""
        versions = frozenset((document.id, document.fingerprint) for document in documents)
        return self._find_outdated(documents, versions)

    def _find_outdated(
        self, documents: Iterable[Document], versions: frozenset[tuple[str, str]]
    ) -> list[str]:
        sources = {document.source for document in documents}
        return [
            info.id
            for info in self.documents()
            if info.source in sources and (info.id, info.fingerprint) not in versions
        ]

    def _put(
        self,
        documents: Iterable[Document],
        new: Sequence[Document],
        versions: frozenset[tuple[str, str]],
        progress: Progress | None,
    ) -> None:
        """Bring documents in, group by group, each group in one transaction.

        Args:
            documents: in groups that stay together.
            new: those of them that are to be embedded and stored.
            versions: ids and fingerprints beside which no others are left from the same sources;
                empty where nothing is replaced.
            progress: told now and then how far it is.
        """
        generation = self._storage.store.generation
        left, total, done = {d.id for d in new}, sum(len(d.text) for d in new), 0
        for group in _group(documents):
            fresh = [document for document in group if document.id in left]
            left -= {document.id for document in fresh}
            size = sum(len(document.text) for document in fresh)

            def report(share: float, done: int = done, size: int = size) -> None:
                if progress and total:
                    progress((done + share * size) / total)

            prepared = self._prepare(fresh, report)
            with self._storage.store.writing():
                for document_id in self._find_outdated(group, versions) if versions else ():
                    self._storage.store.delete(document_id)
                for one in prepared:
                    self._storage.store.insert(*one)
                if versions and self._storage.originals:
                    self._storage.originals.keep(group)
            report(1.0)
            done += size
        if self._storage.store.generation != generation:
            self._storage.save()

    def _prepare(
        self, documents: Sequence[Document], progress: Progress
    ) -> list[tuple[Document, list[Sentence], dict[Passage, Matrix], set[bytes]]]:
        """Take documents apart and embed them; return what ``Store.insert`` takes of each."""
        parts = []
        texts: dict[bytes, str] = {}
        for document in documents:
            sentences = split_document(document)
            places = find_block_places(document.blocks, sentences)
            passages: dict[Passage, list[bytes]] = {}
            for passage in split_passages(document, sentences, self._embedder.count_tokens):
                spans = find_sentence_spans(passage, sentences)
                own = places[passage.first_sentence - 1 : passage.last_sentence]
                sentence_texts = [
                    with_context(document.text, document.blocks, place, span)
                    for place, span in zip(own, spans, strict=True)
                ]
                passages[passage] = [
                    hashlib.sha256(text.encode()).digest() for text in sentence_texts
                ]
                texts.update(zip(passages[passage], sentence_texts, strict=True))
            parts.append((document, sentences, passages))
        vectors = self._embed(texts, progress)
        return [
            (
                document,
                sentences,
                {p: np.array([vectors[key] for key in keys]) for p, keys in passages.items()},
                {key for keys in passages.values() for key in keys},
            )
            for document, sentences, passages in parts
        ]

    def _embed(self, texts: Mapping[bytes, str], progress: Progress) -> dict[bytes, Vector]:
        """Return the texts' vectors by key; each batch is stored at once, so none is made twice."""
        vectors = self._storage.store.pending(texts)
        # Texts of one length together: a batch is as slow as its longest text.
        missing = sorted((key for key in texts if key not in vectors), key=lambda k: len(texts[k]))
        for begin in range(0, len(missing), _EMBED_BATCH):
            keys = missing[begin : begin + _EMBED_BATCH]
            batch = dict(
                zip(keys, embed_finite(self._embedder, [texts[k] for k in keys]), strict=True)
            )
            self._storage.store.put_pending(batch)
            vectors.update(batch)
            progress((begin + len(keys)) / len(missing))
        return vectors

    def remove(self, document_id: str) -> None:
        """Remove one document and all that belongs to it.

        Raises:
            KeyError: it isn't there.
        """
        if not self._storage.store.delete(document_id):
            raise KeyError(document_id)
        self._storage.save()


def _group(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield documents in groups large enough for the embedder to work in full batches.

    Documents from one source that follow one another stay together.
    """
    group: list[Document] = []
    size, source = 0, ""
    for document in documents:
        if size >= _GROUP_CHARACTERS and not (document.source and document.source == source):
            yield group
            group, size = [], 0
        group.append(document)
        size, source = size + len(document.text), document.source
    if group:
        yield group
