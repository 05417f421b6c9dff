"""The index against brute force, and what adding and removing does to it."""

import itertools
import math
import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Document
from index.fusion import RRF_K, fuse
from tests.index.conftest import NewIndex, NewPlace
from tests.support.doubles import HashingEmbedder
from tests.support.engines import open_place

WORDS = [
    "bridge",
    "harbour",
    "mayor",
    "ferry",
    "tunnel",
    "budget",
    "storm",
    "museum",
    "river",
    "strike",
]


def document(number: int, words: list[str] | None = None) -> Document:
    body = " ".join(words or [WORDS[number % 10], WORDS[number // 10 % 10]])
    return Document.from_text(f"Report {number} speaks of {body}. It has a second sentence.")


sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(
    lambda words: f"Zero {' '.join(words)}."
)
texts = st.lists(
    st.lists(sentences, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=12, unique=True
)


# Search


@given(texts, st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True))
def test_search_is_brute_force_and_fusion_is_its_definition(
    new_index: NewIndex, bodies: list[str], asked: list[str]
) -> None:
    embedder = HashingEmbedder()
    index = new_index(embedder)
    documents = [Document.from_text(body) for body in bodies]
    index.add(documents)
    question = " ".join(asked)
    found = index.search(question, 50)

    query = embedder.embed([question])[0]
    rows = {d.text: embedder.embed(re.findall(r"Zero[^.]*\.", d.text)) for d in documents}
    means = {text: own.mean(axis=0) for text, own in rows.items()}
    rankings = [
        {text: float((own @ query).max()) for text, own in rows.items()},
        {text: float(mean @ query / np.linalg.norm(mean)) for text, mean in means.items()},
        {t: s for t, s in brute_force_bm25(documents, asked).items() if s != 0},
    ]
    for evidence in found:
        # Equal scores may come in any order: any rank within the run of equals is right.
        ranks = [reciprocal_ranks(evidence.text, scores) for scores in rankings]
        sums = (p[0] + sum(p) for p in itertools.product(*ranks))  # the nearest counts twice
        assert any(math.isclose(evidence.score, total) for total in sums)
    assert [e.score for e in found] == sorted((e.score for e in found), reverse=True)
    assert {e.text for e in found} == {d.text for d in documents}


def reciprocal_ranks(text: str, scores: dict[str, float]) -> set[float]:
    """What an item can get: one rank of those that (nearly) share its score; else nothing."""
    if text not in scores:
        return {0.0}
    # Vectors are stored in half precision: scores this near are equal.
    near = sum(math.isclose(score, scores[text], abs_tol=2e-3) for score in scores.values())
    above = sum(score > scores[text] + 2e-3 for score in scores.values())
    return {1 / (RRF_K + above + i) for i in range(1, near + 1)}


def brute_force_bm25(documents: list[Document], asked: list[str]) -> dict[str, float]:
    """BM25 from its definition, with k1 = 1.2 and b = 0.75, over the two columns together."""
    bags = {d.text: Counter(re.findall(r"\w+", f"{d.title}  {d.text}".lower())) for d in documents}
    mean = sum(bag.total() for bag in bags.values()) / len(bags)
    scores = dict.fromkeys(bags, 0.0)
    for word in asked:
        having = sum(word in bag for bag in bags.values())
        # FTS5 keeps the inverse document frequency from falling to zero or below.
        idf = max(1e-6, math.log((len(bags) - having + 0.5) / (having + 0.5)))
        for text, bag in bags.items():
            f = bag[word]
            norm = 1.2 * (1 - 0.75 + 0.75 * bag.total() / mean)
            scores[text] += idf * f * 2.2 / (f + norm)
    return scores


@given(texts, st.lists(sentences, max_size=2))
def test_similarity_is_the_mean_cosine_with_what_was_asked(
    new_index: NewIndex, bodies: list[str], asked: list[str]
) -> None:
    embedder = HashingEmbedder()
    index = new_index(embedder)
    index.add(Document.from_text(body) for body in bodies)
    spoken = embedder.embed(asked or ["bridge harbour"])
    for evidence in index.search("bridge harbour", 50, asked):
        own = embedder.embed(re.findall(r"Zero[^.]*\.", evidence.text))
        assert np.allclose(evidence.similarities, (own @ spoken.T).mean(axis=1), atol=2e-3)


def test_an_overview_begins_with_the_lead_and_goes_on_with_the_most_central(
    new_index: NewIndex, hashing: HashingEmbedder
) -> None:
    index = new_index(hashing)
    assert index.overview(3) == []
    index.add(document(number) for number in (70, 1, 2, 11, 21))
    found = index.overview(3)
    assert len(found) == 3
    assert found[0].text.startswith("Report 70")
    means = [
        hashing.embed(re.findall(r"\w[^.]*\.", e.text)).mean(axis=0) for e in index.overview(50)
    ]
    units = np.array([mean / np.linalg.norm(mean) for mean in means])
    scores = [e.score for e in index.overview(50)]
    assert scores[1:] == sorted(scores[1:], reverse=True)
    assert np.allclose(scores, units @ units.mean(axis=0), atol=2e-3)


def test_words_of_any_inflection_are_found(new_index: NewIndex, hashing: HashingEmbedder) -> None:
    index = new_index(hashing)
    index.add([Document.from_text("The towns were captured."), Document.from_text("Nothing here.")])
    assert index.search("capturing a town", 1)[0].text == "The towns were captured."


def test_a_question_full_of_query_syntax_is_only_words(
    new_index: NewIndex, hashing: HashingEmbedder
) -> None:
    index = new_index(hashing)
    index.add([document(1)])
    for question in ['"', "a OR NOT", "NEAR(", "heading:x*", "'; DROP TABLE words; --", "^ - +"]:
        assert len(index.search(question, 3)) == 1


def test_fusion_by_hand() -> None:
    assert fuse([[7, 8], [8, 9]]) == [(8, 1 / 4 + 1 / 5), (7, 1 / 4), (9, 1 / 5)]


def test_a_passage_has_its_heading_and_is_found_by_it(
    new_index: NewIndex, hashing: HashingEmbedder
) -> None:
    index = new_index(hashing)
    doc = Document.from_text("# The title\n\nFirst thing.\n\n## Part two\n\nSecond thing.")
    index.add([doc])
    found = {e.text: e.passage.heading for e in index.search("thing", 2)}
    assert found == {"First thing.": "The title", "Second thing.": "The title > Part two"}
    assert index.search("part", 1)[0].text == "Second thing."


def test_each_sentence_is_embedded_once(new_index: NewIndex, hashing: HashingEmbedder) -> None:
    index = new_index(hashing)
    doc = Document.from_text(" ".join(f"Sentence number {i} is here." for i in range(200)))
    index.add([doc])
    assert len(index) > 5  # windows that overlap
    assert sorted(hashing.embedded) == sorted(
        doc.text[s.start : s.end] for s in index.sentences(doc.id)
    )


# Adding and removing


@settings(max_examples=40)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=25))
def test_any_order_of_adding_and_removing(
    new_index: NewIndex, steps: list[tuple[bool, int]]
) -> None:
    index = new_index(HashingEmbedder())
    model: dict[str, Document] = {}
    for add, number in steps:
        doc = document(number)
        if add:
            assert index.add([doc]) == (0 if doc.id in model else 1)
            model.setdefault(doc.id, doc)
        elif doc.id in model:
            index.remove(doc.id)
            del model[doc.id]
        else:
            with pytest.raises(KeyError):
                index.remove(doc.id)
    index.check_integrity()
    assert list(index.titles()) == list(model)
    assert {e.passage.document_id for e in index.search("report", 50)} == set(model)


def test_what_is_there_already_is_not_embedded_again(
    new_index: NewIndex, hashing: HashingEmbedder
) -> None:
    index = new_index(hashing)
    index.add([document(i) for i in range(5)])
    hashing.embedded.clear()
    assert index.add([document(i) for i in range(6)]) == 1
    assert " ".join(sorted(hashing.embedded, reverse=True)) == document(5).text


def test_progress_goes_from_zero_to_one(new_index: NewIndex, hashing: HashingEmbedder) -> None:
    shares: list[float] = []
    big = Document.from_text(" ".join(f"Sentence number {i} is here." for i in range(30_000)))
    new_index(hashing).add([document(1), big, document(2)], shares.append)
    assert shares == sorted(shares)
    assert shares[0] < 0.1
    assert shares[-1] == 1.0
    assert len(shares) > 5


def test_an_interrupted_large_document_goes_on_where_it_stopped(
    new_place: NewPlace, hashing: HashingEmbedder
) -> None:
    big = Document.from_text(" ".join(f"Sentence number {i} is here." for i in range(20_000)))

    def stop(share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    place = new_place()
    index = open_place(place, hashing)
    with pytest.raises(KeyboardInterrupt):
        index.add([big], stop)
    index.close()
    before = len(hashing.embedded)
    index = open_place(place, hashing)
    assert index.documents() == []
    index.add([big])
    index.check_integrity()
    assert len(hashing.embedded) - before < 0.6 * 20_000
    index.close()
