"""The passages of an index, or of some of its documents, as ``index.ranking`` searches them."""

from collections.abc import Collection, Sequence

from index.embedding import Embedder, Vector
from index.passages import Passage
from index.ranking import RankedCandidate
from index.storage import Storage

SEARCH_DEPTH = 50
"""How many passages each of the two searches hands to the fusion."""


class IndexView:
    """An ``index.ranking.View``; sees what is added and removed later.

    Args:
        storage: where the passages are.
        embedder: the embedding model.
        document_ids: ids of the documents that are meant; None for all.
    """

    def __init__(
        self, storage: Storage, embedder: Embedder, document_ids: Collection[str] | None
    ) -> None:
        self._storage = storage
        self._embedder = embedder
        self._document_ids = document_ids

    @property
    def embedder(self) -> Embedder:
        """The embedding model."""
        return self._embedder

    def passage_ids(self) -> list[int]:
        """Return the ids of all passages, ascending."""
        return self._storage.store.passage_ids(self._document_ids)

    def passages(self, ids: Sequence[int]) -> list[tuple[Passage, str]]:
        """Return passages with their texts; those that are gone are left out."""
        passages = self._storage.store.passages(ids)
        return [passages[i] for i in ids if i in passages]

    def search_words(self, question: str) -> list[tuple[int, float]]:
        """Return ids and scores of the ``SEARCH_DEPTH`` best passages by BM25, best first."""
        return self._storage.store.search_words(question, SEARCH_DEPTH, self._document_ids)

    def candidates(
        self, query: Vector, words: Sequence[tuple[int, float]]
    ) -> list[RankedCandidate]:
        """Return the passages that the dense search or BM25 ranks among the best."""
        dense, by_words = dict(self.nearest(query, SEARCH_DEPTH)), dict(words)
        vectors = self._storage.sentence_vectors(dict.fromkeys([*dense, *by_words]))
        return [
            RankedCandidate(self, i, rows, dense.get(i), by_words.get(i))
            for i, rows in vectors.items()
        ]

    def nearest(self, query: Vector, k: int) -> list[tuple[int, float]]:
        """Return ids and cosines of the ``k`` nearest passages by their mean vectors."""
        return self._storage.nearest(query, k, self._document_ids)

    def center(self) -> tuple[int, Vector]:
        """Return the number of passages, and the mean of their mean vectors."""
        return self._storage.center(self._document_ids)

    def vector(self, passage_id: int) -> Vector:
        """Return the mean vector of a passage, of unit length."""
        return self._storage.vector(passage_id)
