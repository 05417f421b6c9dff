import numpy as np
import pytest

import index.minilm.adapter
from index import Embedder
from index.embedding import EmbedderError
from index.minilm import PUBLISHED
from index.minilm.adapter import add_adapter
from index.sentences import split_sentences
from qa.loading import load_embedder
from training.data.documents import load_documents


def found_first(embedder: Embedder) -> float:
    """Share of the questions about 20 documents whose nearest sentence is evidence."""
    right = []
    for record in load_documents("dev")[:20]:
        document = record.document
        sentences = split_sentences(document.text)
        asked = [one for one in record.questions if one.evidence]
        vectors = embedder.embed([document.text[s.start : s.end] for s in sentences])
        nearest = (embedder.embed([one.question for one in asked]) @ vectors.T).argmax(axis=1)
        right += [
            sentences[i].number in one.find_gold_sentences(sentences)
            for i, one in zip(nearest, asked, strict=True)
        ]
    return float(np.mean(right))


@pytest.mark.heavy
def test_the_evidence_is_nearer_than_without_it(embedder: Embedder) -> None:
    assert found_first(embedder) > found_first(load_embedder(PUBLISHED)) + 0.02


def test_another_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.minilm.adapter, "SHA256", "0" * 64)
    with pytest.raises(EmbedderError, match="not 0000"):
        add_adapter({})
