"""Which words BM25 looks for, in either engine."""

import pytest

import index.words
from index import Document, Index
from index.view import IndexView
from tests.index.conftest import NewIndex
from tests.support.doubles import HashingEmbedder


def index_of(new_index: NewIndex, texts: list[str]) -> Index:
    filled = new_index(HashingEmbedder())
    filled.add(map(Document.from_text, texts))
    return filled


def found(view: IndexView, query: str) -> set[str]:
    return {text for _, text in view.passages([i for i, _ in view.search_words(query)])}


def test_common_words_are_left_out_where_they_match_too_much(
    new_index: NewIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = [f"The river at mile {i} is wide." for i in range(9)]
    view = index_of(new_index, ["A heron stood still.", *common]).view()
    assert found(view, "heron river") == {"A heron stood still.", *common}
    monkeypatch.setattr(index.words, "MAX_MATCHES", 5)
    assert found(view, "heron river") == {"A heron stood still."}
    assert found(view, "river mile") == set(common), "the rarest word is always looked for"


def test_a_word_that_is_nowhere_takes_no_other_ones_place(
    new_index: NewIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = index_of(new_index, ["A heron stood still.", "The river is wide."]).view()
    monkeypatch.setattr(index.words, "MAX_MATCHES", 1)
    assert found(view, "zebra heron") == {"A heron stood still."}


def test_words_that_are_gone_or_nowhere_are_not_found(new_index: NewIndex) -> None:
    filled = index_of(new_index, ["A heron stood still.", "The river is wide."])
    heron, _ = filled.titles()
    filled.remove(heron)
    for query in ("heron", "zebra", "_ , ;", ""):
        assert found(filled.view(), query) == set()
    assert found(filled.view(), "rivers") == {"The river is wide."}
