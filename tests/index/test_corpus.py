"""Documents of several indexes, all or some, asked as one: held against one index of them all."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Document, Evidence, Index, Selection
from tests.index.conftest import NewIndex
from tests.support.doubles import HashingEmbedder

WORDS = "bridge harbour mayor ferry tunnel budget storm museum river strike".split()

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(
    lambda words: f"Zero {' '.join(words)}."
)
texts = st.lists(
    st.lists(sentences, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=10, unique=True
)
Indexed = Callable[[list[Document]], Index]
questions = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True).map(" ".join)


@pytest.fixture
def indexed(new_index: NewIndex) -> Indexed:
    def begin(documents: list[Document]) -> Index:
        index = new_index(HashingEmbedder())
        index.add(documents)
        return index

    return begin


def places(evidence: list[Evidence]) -> list[tuple[str, int]]:
    return [(e.passage.document_id, e.passage.start) for e in evidence]


@given(texts, questions, st.data())
@settings(max_examples=60)
def test_some_documents_are_searched_as_an_index_of_these_alone(
    indexed: Indexed, bodies: list[str], question: str, data: st.DataObject
) -> None:
    documents = [Document.from_text(body) for body in bodies]
    meant = data.draw(st.lists(st.sampled_from(documents), min_size=1, unique=True))
    meant = [document for document in documents if document in meant]
    selection = Selection([indexed(documents)], [document.id for document in meant])
    alone = indexed(meant)
    assert selection.documents() == alone.documents()
    assert len(selection) == len(alone)
    found, wanted = selection.search(question, 5), alone.search(question, 5)
    # BM25 weighs words by how rare they are in the whole index, so the order may differ there.
    assert {e.passage.document_id for e in found} <= {document.id for document in meant}
    assert len(found) == len(wanted)
    assert places(selection.overview(4)) == places(alone.overview(4))


@given(texts, questions, st.integers(1, 9))
@settings(max_examples=60)
def test_the_closest_of_two_indexes_are_those_of_one(
    indexed: Indexed, bodies: list[str], question: str, cut: int
) -> None:
    documents = [Document.from_text(body) for body in bodies]
    cut = min(cut, len(documents) - 1)
    selection = Selection([indexed(documents[:cut]), indexed(documents[cut:])])
    together = indexed(documents)
    assert selection.documents() == together.documents()
    query = HashingEmbedder().embed([question])[0]

    def similarities(evidence: list[Evidence]) -> list[float]:
        return sorted((max(e.similarities) for e in evidence), reverse=True)

    everything = len(together)
    ours, theirs = selection.search(question, everything), together.search(question, everything)
    assert sorted(places(ours)) == sorted(places(theirs))
    assert np.allclose(similarities(ours), similarities(theirs))
    assert ours[0].score == pytest.approx(max(e.score for e in ours))
    for evidence in ours:
        text = selection.document(evidence.passage.document_id).text
        assert text[evidence.passage.start : evidence.passage.end] == evidence.text
        assert max(evidence.similarities) <= float(np.linalg.norm(query)) + 1e-3


def test_a_document_of_two_indexes_is_there_once(indexed: Indexed) -> None:
    bridge, ferry = Document.from_text("A bridge."), Document.from_text("A ferry.")
    selection = Selection([indexed([bridge]), indexed([bridge, ferry])])
    assert list(selection.titles()) == [bridge.id, ferry.id]
    assert len(places(selection.search("bridge", 5))) == 2


def test_what_is_added_and_removed_later_is_seen(indexed: Indexed) -> None:
    index = indexed([Document.from_text("A bridge.")])
    selection = Selection([index, indexed([])])
    ferry = Document.from_text("A ferry.")
    index.add([ferry])
    assert places(selection.search("ferry", 1)) == [(ferry.id, 0)]
    index.remove(ferry.id)
    assert len(selection.documents()) == 1
    with pytest.raises(KeyError):
        selection.document(ferry.id)


def test_a_selection_is_selected_from_like_an_index(indexed: Indexed) -> None:
    bridge, ferry, mill = map(Document.from_text, ("A bridge.", "A ferry.", "A mill."))
    inner = Selection([indexed([bridge, ferry]), indexed([mill])], [ferry.id, mill.id])
    outer = Selection([inner, indexed([bridge])], [bridge.id, mill.id])
    assert list(outer.titles()) == [mill.id, bridge.id]
    assert {e.passage.document_id for e in outer.search("ferry", 5)} == {mill.id, bridge.id}
    assert len(outer) == 2


def test_nothing_is_found_where_nothing_is_meant(indexed: Indexed) -> None:
    selection = Selection([indexed([Document.from_text("A bridge.")])], [])
    assert selection.search("bridge", 5) == []
    assert selection.overview(5) == []
    assert len(selection) == 0


def test_indexes_of_different_models_are_refused(indexed: Indexed) -> None:
    class Other(HashingEmbedder):
        name = "another"

    with pytest.raises(ValueError, match="another"):
        Selection([indexed([]), Index.in_memory(Other())])
