"""Documents that can be asked: what an index and a selection from several have in common."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from pathlib import Path

from index import ranking
from index.document import Document, DocumentInfo
from index.embedding import Embedder
from index.passages import Evidence
from index.ranking import View
from index.sentences import Sentence


class Corpus(ABC):
    """Documents that can be asked: an ``Index``, or a ``Selection`` from some."""

    @property
    @abstractmethod
    def embedder(self) -> Embedder:
        """The embedding model."""

    @abstractmethod
    def documents(self) -> list[DocumentInfo]:
        """Return every document without its text, in the order of their addition."""

    @abstractmethod
    def document(self, document_id: str) -> Document:
        """Return one document; ``KeyError`` if it isn't there."""

    @abstractmethod
    def original(self, document_id: str) -> Path | None:
        """Return the path of the file that a document was read from; None if it isn't kept.

        Raises:
            KeyError: there is no such document.
        """

    @abstractmethod
    def sentences(
        self, document_id: str, first: int = 1, last: int | None = None
    ) -> list[Sentence]:
        """Return sentences ``first`` to ``last`` of a document, both inclusive; else all."""

    @abstractmethod
    def views(self, ids: Collection[str] | None = None) -> list[View]:
        """Return what is searched for passages: all documents, or those with these ids."""

    def titles(self) -> dict[str, str]:
        """Return the title of every document by its id."""
        return {info.id: info.title for info in self.documents()}

    def __len__(self) -> int:
        """Return the number of passages."""
        return sum(len(view.passage_ids()) for view in self.views())

    def search(
        self, question: str, k: int, similarity_queries: Sequence[str] = ()
    ) -> list[Evidence]:
        """Return the ``k`` passages that fit a question best; see ``index.ranking.search``."""
        return ranking.search(self.views(), question, k, similarity_queries)

    def overview(self, k: int) -> list[Evidence]:
        """Return ``k`` passages to sum up by; see ``index.ranking.select_overview``."""
        return ranking.select_overview(self.views(), k)


class Selection(Corpus):
    """Documents of several indexes, all of them or some, asked as if they were all of one.

    What is added to the indexes or removed from them later is seen. A document that is in two of
    them is there once.

    Args:
        corpora: at least one, all of the same embedding model.
        ids: the documents that are meant; None for all.
    """

    def __init__(self, corpora: Sequence[Corpus], ids: Collection[str] | None = None) -> None:
        names = {corpus.embedder.name for corpus in corpora}
        if len(names) != 1:
            raise ValueError(f"documents under one embedding model are needed, these have {names}")
        self._corpora = corpora
        self._ids = ids

    @property
    def embedder(self) -> Embedder:
        """The embedding model."""
        return self._corpora[0].embedder

    def documents(self) -> list[DocumentInfo]:
        """Return every document that is meant, without its text."""
        return [info for _, documents in self._by_corpus() for info in documents]

    def document(self, document_id: str) -> Document:
        """Return one document; ``KeyError`` if it isn't there."""
        return self._holder(document_id).document(document_id)

    def original(self, document_id: str) -> Path | None:
        """Return the path of the file that a document was read from; None if it isn't kept.

        Raises:
            KeyError: there is no such document.
        """
        return self._holder(document_id).original(document_id)

    def sentences(
        self, document_id: str, first: int = 1, last: int | None = None
    ) -> list[Sentence]:
        """Return sentences ``first`` to ``last`` of a document, both inclusive; else all."""
        return self._holder(document_id).sentences(document_id, first, last)

    def views(self, ids: Collection[str] | None = None) -> list[View]:
        """Return what is searched for passages: all documents, or those with these ids."""
        views: list[View] = []
        for corpus, documents in self._by_corpus():
            meant = {info.id for info in documents if ids is None or info.id in ids}
            if meant:
                views.extend(corpus.views(meant))
        return views

    def _by_corpus(self) -> list[tuple[Corpus, list[DocumentInfo]]]:
        seen: set[str] = set()
        by_corpus = []
        for corpus in self._corpora:
            meant = [
                info
                for info in corpus.documents()
                if info.id not in seen and (self._ids is None or info.id in self._ids)
            ]
            seen.update(info.id for info in meant)
            by_corpus.append((corpus, meant))
        return by_corpus

    def _holder(self, document_id: str) -> Corpus:
        for corpus, documents in self._by_corpus():
            if any(info.id == document_id for info in documents):
                return corpus
        raise KeyError(document_id)
