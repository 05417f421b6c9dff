from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from llama_index.core.base.embeddings.base import BaseEmbedding

import index.embedding
from index import Embedder
from index.embedding import ADAPTED, SentenceTransformerEmbedding
from index.errors import EmbedderError


def test_vectors_have_unit_length_and_meaning(embedder: Embedder) -> None:
    vectors = embedder.embed(["A cat sleeps.", "A kitten naps.", "The budget was cut."])
    assert vectors.shape == (3, embedder.dimension) == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_no_texts_are_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, 384)
    assert embedder.count_tokens([]) == []


def test_tokens_are_counted_past_what_the_model_reads(embedder: Embedder) -> None:
    assert embedder.count_tokens(["Hello, world!", "", "word " * 1000]) == [4, 0, 1000]


def test_it_is_a_llamaindex_embedding(embedder: Embedder) -> None:
    assert isinstance(embedder, BaseEmbedding)
    as_list = embedder.get_text_embedding("A cat sleeps.")
    assert np.allclose(as_list, embedder.embed(["A cat sleeps."])[0], atol=1e-6)
    assert np.allclose(embedder.get_query_embedding("A cat sleeps."), as_list, atol=1e-6)
    assert embedder.name == ADAPTED


def test_weights_that_are_not_the_published_ones_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index.embedding, "BUNDLED_SHA256", "0" * 64)
    with pytest.raises(EmbedderError, match="not 0000"):
        SentenceTransformerEmbedding()


def test_an_unknown_folder_is_named(tmp_path: object) -> None:
    with pytest.raises(EmbedderError, match="FOOTNOTE_EMBEDDER"):
        SentenceTransformerEmbedding(str(tmp_path))


def test_questions_asked_at_once_leave_the_number_of_threads_alone(embedder: Embedder) -> None:
    before = torch.get_num_threads()

    def ask(number: int) -> int:
        embedder.embed([f"Question {number}?"] * (1 if number % 3 else 8))
        return torch.get_num_threads()

    with ThreadPoolExecutor(4) as visitors:
        assert set(visitors.map(ask, range(40))) == {before}
    assert torch.get_num_threads() == before
