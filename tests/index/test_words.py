import numpy as np
import pytest

import index.words
from index import Document
from index.engines.local.store import SqliteStore
from index.passages import Passage
from index.sentences import split_sentences


def store_of(texts: list[str]) -> SqliteStore:
    store = SqliteStore(None, "none")
    for text in texts:
        document = Document.from_text(text)
        passage = Passage(document.id, 0, len(text), 1, 1)
        store.insert(document, split_sentences(text), {passage: np.zeros((1, 4), np.float32)})
    return store


def found(store: SqliteStore, query: str) -> set[str]:
    ids = [i for i, _ in store.search_words(query, 50)]
    return {text for _, text in store.passages(ids).values()}


def test_common_words_are_left_out_where_they_match_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    common = [f"The river at mile {i} is wide." for i in range(9)]
    store = store_of(["A heron stood still.", *common])
    assert found(store, "heron river") == {"A heron stood still.", *common}
    monkeypatch.setattr(index.words, "MAX_MATCHES", 5)
    assert found(store, "heron river") == {"A heron stood still."}
    assert found(store, "river mile") == set(common), "the rarest word is always looked for"


def test_a_word_that_is_nowhere_takes_no_other_ones_place(monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(["A heron stood still.", "The river is wide."])
    monkeypatch.setattr(index.words, "MAX_MATCHES", 1)
    assert found(store, "zebra heron") == {"A heron stood still."}
