"""pgvector finds what comparing with every passage finds, and ids are never used twice."""

import itertools

import numpy as np
import pytest

from index import Document, Index
from index.engines.postgres import storage as nearest_neighbours
from tests.support.doubles import HashingEmbedder

WORDS = "bridge harbour mayor ferry tunnel budget storm museum river strike mill coast".split()


def reports(number: int) -> list[Document]:
    rng = np.random.default_rng(0)
    return [
        Document.from_text(f"Report {i}: {' '.join(rng.choice(WORDS, 6))}.") for i in range(number)
    ]


def test_hnsw_finds_what_comparing_finds(
    index: Index, hashing: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = reports(300)
    index.add(documents)
    most = [document.id for document in documents[:200]]
    queries = hashing.embed([f"{a} {b}" for a, b in itertools.pairwise(WORDS)])
    exact = [index.view(only).nearest(query, 20) for query in queries for only in (None, most)]
    monkeypatch.setattr(nearest_neighbours, "COMPARED_PASSAGES", 0)
    by_graph = [index.view(only).nearest(query, 20) for query in queries for only in (None, most)]
    for ours, theirs in zip(by_graph, exact, strict=True):
        # Equal cosines may come in any order.
        assert [c for _, c in ours] == pytest.approx([c for _, c in theirs], abs=1e-3)
    meant = set(index.view(most).passage_ids())
    assert {i for found in by_graph[1::2] for i, _ in found} <= meant


def test_passage_ids_are_never_used_twice(index: Index) -> None:
    first, *others = reports(3)
    index.add([first])
    used = set(index.view().passage_ids())
    index.remove(first.id)
    index.add([*others, first])
    assert used.isdisjoint(index.view().passage_ids())
    index.check_integrity()


def test_a_change_is_counted_and_nothing_else(index: Index) -> None:
    first, second, _ = reports(3)
    store = index._storage.store
    assert store.generation == 0
    index.add([first, second])
    index.add([first])
    assert store.generation == 2
    index.remove(first.id)
    index.search("bridge", 3)
    assert store.generation == 3
