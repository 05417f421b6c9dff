"""What an index needs of what holds it, and what can be wrong with that.

Each engine in ``index.engines`` has a ``Storage``, made of a ``Store`` and of ``Originals``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from index.document import Document, DocumentInfo
from index.embedding import Matrix, Vector
from index.errors import FootnoteError
from index.passages import Passage
from index.sentences import Sentence


class StorageError(FootnoteError):
    """Index that can't be used as it is."""


class IndexDamagedError(StorageError):
    """Something of the index is missing, truncated or altered."""


class IndexVersionError(StorageError):
    """Index that another version of the format was written in."""


class IndexBusyError(StorageError):
    """Another process holds the index for longer than we wait."""


class EmbedderMismatchError(StorageError):
    """The index was built with another embedding model."""


class OriginalDamagedError(IndexDamagedError):
    """A kept original is missing or was altered; the index works without it."""


class Store(Protocol):
    """Tables of an index; threads may share it.

    Passage ids are never used twice. ``generation`` grows with every change, so that whoever
    holds a copy of something can tell that it is out of date.
    """

    @property
    def generation(self) -> int:
        """Number of changes since the index was created."""

    def writing(self) -> AbstractContextManager[object]:
        """Make what is changed within one transaction: all of it or nothing.

        Only one thread of one process is in it at a time. Within another one of the same thread
        it is part of that one.
        """

    def documents(self) -> list[DocumentInfo]:
        """Return every document without its text, in the order of their addition."""

    def document(self, document_id: str) -> Document:
        """Return the document, its text checked against its id.

        Raises:
            KeyError: there is no such document.
            IndexDamagedError: the text isn't the one that was stored.
        """

    def sentences(
        self, document_id: str, first: int = 1, last: int | None = None
    ) -> list[Sentence]:
        """Return sentences ``first`` to ``last``, both inclusive; to the end without ``last``."""

    def insert(
        self,
        document: Document,
        sentences: Iterable[Sentence],
        passages: Mapping[Passage, Matrix],
        pending: Iterable[bytes] = (),
    ) -> None:
        """Add a document and all that belongs to it, in one transaction.

        One that is there already is left as it is.

        Args:
            document: what to add.
            sentences: all its sentences.
            passages: all its passages, in order, each with its sentences' vectors.
            pending: keys of vectors that needn't be kept for it any longer.
        """

    def delete(self, document_id: str) -> bool:
        """Remove a document and all that belongs to it; False if it wasn't there."""

    def passages(self, ids: Sequence[int]) -> dict[int, tuple[Passage, str]]:
        """Return passages by id, each with its text; ids that are gone are left out."""

    def passage_ids(self, only: Collection[str] | None = None) -> list[int]:
        """Return the ids of all passages, or of those of the documents ``only``, ascending."""

    def search_words(
        self, query: str, k: int, only: Collection[str] | None = None
    ) -> list[tuple[int, float]]:
        """Return the ``k`` best passages by BM25 (Robertson and Zaragoza 2009).

        A passage matches if it has any of the query's words; words are stemmed (Porter). In a
        large index only the rarest of them are looked for: every match costs time, and those of
        a word that is everywhere hardly count.

        Args:
            query: any text.
            k: how many passages.
            only: ids of the documents that are searched, if not all.

        Returns:
            Pairs of passage id and score, best and highest first.
        """

    def sentence_vectors(self, ids: Iterable[int], dimension: int) -> dict[int, Matrix]:
        """Return the sentences' vectors, shape ``(n, dimension)``, of the passages that exist."""

    def put_pending(self, vectors: Mapping[bytes, Vector]) -> None:
        """Keep vectors by key until the document that they are for is complete."""

    def pending(self, keys: Iterable[bytes]) -> dict[bytes, Vector]:
        """Return the vectors, each of shape ``(d,)``, of those keys that are kept."""


class Originals(Protocol):
    """The files that an index's documents were read from."""

    def keep(self, documents: Iterable[Document]) -> list[Document]:
        """Keep the originals of documents of the index, in place of earlier ones.

        Returns:
            The documents whose originals would be over the limit, and so aren't kept.

        Raises:
            OriginalChangedError: a file was changed since its document was read.
            StorageError: it can't be written.
        """

    def path(self, document_id: str) -> Path | None:
        """Return where the original of a document is; None where none is kept, or not whole.

        Raises:
            KeyError: there is no such document.
        """

    def clean(self) -> None:
        """Delete what no document has any longer."""


class Storage(Protocol):
    """All that an index holds; threads may share it, and processes what it opens."""

    @property
    def store(self) -> Store:
        """The tables."""

    @property
    def originals(self) -> Originals | None:
        """The files that the documents were read from; None where none can be kept."""

    def close(self) -> None:
        """Let go of files and connections."""

    def save(self) -> None:
        """Bring what lies beside the store to its state, after changes."""

    def nearest(
        self, query: Vector, k: int, only: Collection[str] | None = None
    ) -> list[tuple[int, float]]:
        """Return ids and cosines of the ``k`` passages whose mean vectors are nearest.

        Args:
            query: a vector of unit length.
            k: how many passages.
            only: ids of the documents that are searched, if not all.
        """

    def center(self, only: Collection[str] | None = None) -> tuple[int, Vector]:
        """Return the number of passages, and the mean of their mean vectors; zeros without any."""

    def vector(self, passage_id: int) -> Vector:
        """Return the mean vector of a passage, of unit length."""

    def sentence_vectors(self, passage_ids: Iterable[int]) -> dict[int, Matrix]:
        """Return the sentences' vectors, shape ``(n, d)``, of those passages that are there."""

    def check_integrity(self) -> None:
        """Read everything and hold it against everything else.

        Raises:
            OriginalDamagedError: all fits, but an original is missing or was altered.
            IndexDamagedError: the first thing found that doesn't fit.
        """
