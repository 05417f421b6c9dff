"""BM25 in PostgreSQL is FTS5's: the same passages in the same order, with the same scores."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index
from index.engines.local.storage import LocalStorage
from index.engines.postgres.words import count_terms
from tests.support.doubles import HashingEmbedder
from training.data.documents import load_documents

DOCUMENTS = 40
DEPTH = 50


def test_ranking_and_scores_are_those_of_fts5(index: Index) -> None:
    """By real questions, each about one of the documents, over all and over some of them."""
    local = Index(LocalStorage.in_memory(HashingEmbedder()), HashingEmbedder())
    records = load_documents("dev")[:DOCUMENTS]
    for each in (local, index):
        each.add(record.document for record in records)
    some = [record.document.id for record in records[::3]]
    found = 0
    for record, only in itertools.product(records, (None, some)):
        for question in record.questions:
            theirs = local.view(only).search_words(question.question)
            ours = index.view(only).search_words(question.question)
            assert [i for i, _ in ours] == [i for i, _ in theirs]
            assert [score for _, score in ours] == pytest.approx([score for _, score in theirs])
            found += len(ours)
    assert len(local) == len(index) > DEPTH
    assert found > DEPTH


@given(st.lists(st.text(), max_size=5))
def test_terms_are_counted_text_by_text(texts: list[str]) -> None:
    together = count_terms(texts)
    assert together == [count_terms([text])[0] for text in texts]


def test_terms_are_those_of_fts5() -> None:
    assert count_terms(["max_size, naïve"]) == [{"max": 1, "size": 1, "naiv": 1}]
