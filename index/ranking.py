"""Dense search and BM25 over one view of an index or several, ranked as one."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from index.embedding import Embedder, Matrix, Vector, embed_finite
from index.fusion import fuse
from index.passages import Evidence, Passage


class View(Protocol):
    """Passages that are searched: those of an index, or of some of its documents."""

    @property
    def embedder(self) -> Embedder:
        """The embedding model."""

    def passage_ids(self) -> list[int]:
        """Return the ids of all passages, ascending."""

    def passages(self, ids: Sequence[int]) -> list[tuple[Passage, str]]:
        """Return passages with their texts; those that are gone are left out."""

    def search_words(self, question: str) -> list[tuple[int, float]]:
        """Return ids and scores of the best passages by BM25, best first."""

    def candidates(
        self, query: Vector, words: Sequence[tuple[int, float]]
    ) -> list["RankedCandidate"]:
        """Return the passages that the dense search or BM25 ranks among the best.

        Args:
            query: the question's vector, of unit length.
            words: what ``search_words`` returned for the question.
        """

    def nearest(self, query: Vector, k: int) -> list[tuple[int, float]]:
        """Return ids and cosines of the ``k`` nearest passages by their mean vectors."""

    def center(self) -> tuple[int, Vector]:
        """Return the number of passages, and the mean of their mean vectors."""

    def vector(self, passage_id: int) -> Vector:
        """Return the mean vector of a passage, of unit length."""


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """A passage that one of the two searches ranks among its best.

    Attributes:
        view: where it is.
        passage_id: its id there.
        vectors: of its sentences, shape ``(n, d)``.
        dense: cosine of the question and its mean vector, if it is among the best by that.
        words: its score by BM25, if it is among the best by that.
    """

    view: View
    passage_id: int
    vectors: Matrix
    dense: float | None
    words: float | None


def search(
    views: Sequence[View], question: str, k: int, similarity_queries: Sequence[str] = ()
) -> list[Evidence]:
    """Rank passages by how well they fit a question.

    Dense search and BM25 each give their best of each view. Reciprocal rank fusion orders them
    by three rankings: the cosine of the question with the passage's nearest sentence, which
    counts twice, that with its mean vector, and BM25.

    Args:
        views: what is searched, all of the same embedding model.
        question: what is searched for.
        k: how many passages are returned.
        similarity_queries: texts to average sentence similarity over; default: the question.

    Returns:
        Up to ``k`` passages, best first.
    """
    if not views:
        return []
    # SQLite and the model let go of Python's lock: the two work side by side.
    with ThreadPoolExecutor(1) as executor:
        searching = executor.submit(lambda: [view.search_words(question) for view in views])
        query, *others = embed_finite(views[0].embedder, [question, *similarity_queries])
        words = searching.result()
    candidates = [
        candidate
        for view, matches in zip(views, words, strict=True)
        for candidate in view.candidates(query, matches)
    ]
    mean_query = np.mean(others or [query], axis=0)
    return [
        Evidence(*passage, score, tuple((candidates[place].vectors @ mean_query).tolist()))
        for place, score in fuse(_rankings(candidates, query))[:k]
        for passage in candidates[place].view.passages([candidates[place].passage_id])
    ]


def _rankings(candidates: Sequence[RankedCandidate], query: Vector) -> list[list[int]]:
    """Return the places of the candidates in each ranking, best first."""
    similarity = [float((c.vectors @ query).max()) for c in candidates]
    by_sentence = sorted(range(len(candidates)), key=lambda i: -similarity[i])
    dense = {i: c.dense for i, c in enumerate(candidates) if c.dense is not None}
    words = {i: c.words for i, c in enumerate(candidates) if c.words is not None}
    by_score = [sorted(scores, key=lambda i: -scores[i]) for scores in (dense, words)]
    return [by_sentence, by_sentence, *by_score]


def select_overview(views: Sequence[View], k: int) -> list[Evidence]:
    """Choose passages to sum all documents up by: the very first one, then the most central.

    Their score is the dot product with the mean of all passages' vectors.
    """
    means = [view.center() for view in views]
    total = sum(count for count, _ in means)
    if not total:
        return []
    center = np.sum([count * mean for count, mean in means], axis=0) / total
    scored = [
        (score, view, passage_id) for view in views for passage_id, score in view.nearest(center, k)
    ]
    scored.sort(key=lambda passage: -passage[0])
    lead_view, lead = views[0], min(views[0].passage_ids())
    first = (float(lead_view.vector(lead) @ center), lead_view, lead)
    others = [passage for passage in scored if passage[1:] != first[1:]]
    return [
        Evidence(*passage, score)
        for score, view, passage_id in [first, *others][:k]
        for passage in view.passages([passage_id])
    ]
