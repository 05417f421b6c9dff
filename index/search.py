"""Searching the documents of one index or of several, all of them or some, ranked as one."""

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.documents import Document, DocumentInfo
from index.fusion import fuse
from index.passages import Evidence
from index.sentences import Sentence

if TYPE_CHECKING:
    from index.index import Index

Vector = NDArray[np.float32]


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


@dataclass(frozen=True, slots=True)
class Part:
    """An index, and which of its documents are meant, by their ids; None for all."""

    index: "Index"
    only: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that one of the searches found.

    Attributes:
        index: where it is.
        passage_id: its number there.
        vectors: of its sentences, shape ``(n, d)``.
        dense: cosine of the question and its mean vector, if it is among the best by that.
        words: its score by BM25, if it is among the best by that.
    """

    index: "Index"
    passage_id: int
    vectors: NDArray[np.float32]
    dense: float | None
    words: float | None


class Corpus(Protocol):
    """Documents that can be asked: an ``Index``, or a ``Selection`` out of some."""

    @property
    def embedder(self) -> Embedder:
        """The embedding model."""

    def __len__(self) -> int:
        """Number of passages."""

    def documents(self) -> list[DocumentInfo]:
        """Return every document without its text."""

    def titles(self) -> dict[str, str]:
        """Return the title of every document by its id."""

    def document(self, document_id: str) -> Document:
        """One document; ``KeyError`` if it isn't there."""

    def sentences(
        self, document_id: str, first: int = 1, last: int | None = None
    ) -> list[Sentence]:
        """Sentences ``first`` to ``last`` of a document, both inclusive; else all."""

    def search(
        self, question: str, k: int, similarity_queries: Sequence[str] = ()
    ) -> list[Evidence]:
        """The ``k`` passages that fit a question best, best first."""

    def overview(self, k: int) -> list[Evidence]:
        """``k`` passages to sum all documents up by."""

    def parts(self, ids: Collection[str] | None = None) -> list["Part"]:
        """Return what is to be searched: the indexes, each with the documents that are meant."""


class Selection:
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

    def __len__(self) -> int:
        return sum(len(part.index.passage_ids(part.only)) for part in self.parts())

    def documents(self) -> list[DocumentInfo]:
        """Return every document that is meant, without its text."""
        return [info for _, documents in self._by_corpus() for info in documents]

    def titles(self) -> dict[str, str]:
        """Return the title of every document by its id."""
        return {info.id: info.title for info in self.documents()}

    def document(self, document_id: str) -> Document:
        """One document; ``KeyError`` if it isn't there."""
        return self._holder(document_id).document(document_id)

    def sentences(
        self, document_id: str, first: int = 1, last: int | None = None
    ) -> list[Sentence]:
        """Sentences ``first`` to ``last`` of a document, both inclusive; else all."""
        return self._holder(document_id).sentences(document_id, first, last)

    def search(
        self, question: str, k: int, similarity_queries: Sequence[str] = ()
    ) -> list[Evidence]:
        """As ``Index.search``, over the documents that are meant."""
        return search(self.parts(), question, k, similarity_queries)

    def overview(self, k: int) -> list[Evidence]:
        """As ``Index.overview``, of the documents that are meant."""
        return overview(self.parts(), k)

    def parts(self, ids: Collection[str] | None = None) -> list[Part]:
        """Return what is to be searched: the indexes, each with the documents that are meant."""
        parts = []
        for corpus, documents in self._by_corpus():
            meant = {info.id for info in documents if ids is None or info.id in ids}
            if meant:
                parts.extend(corpus.parts(meant))
        return parts

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


def search(
    parts: Sequence[Part], question: str, k: int, similarity_queries: Sequence[str] = ()
) -> list[Evidence]:
    """The ``k`` passages that fit a question best, best first.

    Dense search and BM25 each give their best of each index. Reciprocal rank fusion orders them
    by three rankings: the cosine of the question with the passage's nearest sentence, which
    counts twice, that with its mean vector, and BM25.

    Args:
        parts: what is searched.
        question: what is searched for.
        k: how many passages.
        similarity_queries: texts to average sentence similarity over; else the question.
    """
    if not parts:
        return []
    # SQLite and the model let go of Python's lock: the two work side by side.
    with ThreadPoolExecutor(1) as other:
        searching = other.submit(lambda: [p.index.search_words(question, p.only) for p in parts])
        query, *spoken = parts[0].index.embedder.embed([question, *similarity_queries])
        words = searching.result()
    found = [
        candidate
        for part, matches in zip(parts, words, strict=True)
        for candidate in part.index.candidates(query, matches, part.only)
    ]
    spoken_of = np.mean(spoken or [query], axis=0)
    return [
        Evidence(*passage, score, tuple((found[place].vectors @ spoken_of).tolist()))
        for place, score in fuse(_rankings(found, query))[:k]
        for passage in found[place].index.passages([found[place].passage_id])
    ]


def _rankings(found: Sequence[Candidate], query: Vector) -> list[list[int]]:
    """The places of the candidates in each ranking, best first."""
    nearest = [float((one.vectors @ query).max()) for one in found]
    closest = sorted(range(len(found)), key=lambda i: -nearest[i])
    dense = {i: one.dense for i, one in enumerate(found) if one.dense is not None}
    words = {i: one.words for i, one in enumerate(found) if one.words is not None}
    by_score = [sorted(scores, key=lambda i: -scores[i]) for scores in (dense, words)]
    return [closest, closest, *by_score]


def overview(parts: Sequence[Part], k: int) -> list[Evidence]:
    """``k`` passages to sum all documents up by: the very first one, then the most central.

    Their score is the dot product with the mean of all passages' vectors.
    """
    means = [(part, *part.index.center(part.only)) for part in parts]
    total = sum(count for _, count, _ in means)
    if not total:
        return []
    center = np.sum([count * mean for _, count, mean in means], axis=0) / total
    scored = [
        (score, part.index, passage_id)
        for part in parts
        for passage_id, score in part.index.nearest(center, k, part.only)
    ]
    scored.sort(key=lambda one: -one[0])
    lead_index, lead = parts[0].index, min(parts[0].index.passage_ids(parts[0].only))
    first = (float(lead_index.vector(lead) @ center), lead_index, lead)
    others = [one for one in scored if one[1:] != first[1:]]
    return [
        Evidence(*passage, score)
        for score, index, passage_id in [first, *others][:k]
        for passage in index.passages([passage_id])
    ]
