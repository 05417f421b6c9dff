import random

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

import index.minilm.adapter
from index import Embedder
from index.errors import EmbedderError
from index.minilm import PUBLISHED, training
from index.minilm.adapter import LAYERS, add_adapter
from index.sentences import split
from qa.loading import load_embedder
from qa.reader.training.documents import documents


def tiny_encoder() -> BertModel:
    torch.manual_seed(0)
    config = BertConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    model = BertModel(config)
    model.train(False)
    return model


def found_first(embedder: Embedder) -> float:
    """Share of the questions about 20 documents whose nearest sentence is evidence."""
    right = []
    for document, questions in documents("dev")[:20]:
        sentences = split(document.text)
        asked = [one for one in questions if one.evidence]
        vectors = embedder.embed([document.text[s.start : s.end] for s in sentences])
        nearest = (embedder.embed([one.question for one in asked]) @ vectors.T).argmax(axis=1)
        right += [
            sentences[i].number in one.gold(sentences)
            for i, one in zip(nearest, asked, strict=True)
        ]
    return float(np.mean(right))


def test_the_evidence_is_nearer_than_without_it(embedder: Embedder) -> None:
    assert found_first(embedder) > found_first(load_embedder(PUBLISHED)) + 0.02


def test_another_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.minilm.adapter, "SHA256", "0" * 64)
    with pytest.raises(EmbedderError, match="not 0000"):
        add_adapter({})


def test_only_the_additions_learn_and_nothing_changes_before_they_do() -> None:
    plain, adapted = tiny_encoder(), tiny_encoder()
    layers = training.adapt(adapted)
    assert len(layers) == 2 * len(LAYERS)
    learning = [name for name, p in adapted.named_parameters() if p.requires_grad]
    assert len(learning) == 2 * len(layers)
    assert all(name.endswith((".up", ".down")) for name in learning)
    ids = torch.tensor([[101, 2000, 102]])
    assert torch.equal(plain(ids).last_hidden_state, adapted(ids).last_hidden_state)


def test_the_loss_is_low_where_the_evidence_is_nearest() -> None:
    sentences = torch.eye(3)
    questions = torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    assert training.loss(questions, sentences, [[0], [1]]) < 0.001
    assert training.loss(questions, sentences, [[1], [2]]) > 10
    either = training.loss(questions[:1], sentences, [[0, 2]])
    assert either <= training.loss(questions[:1], sentences, [[0]])


def test_a_step_asks_questions_whose_evidence_is_among_its_sentences() -> None:
    records = [
        {
            "domain": "world",
            "sentences": [f"Sentence {i} of {name}." for i in range(8)],
            "questions": [
                {"question": f"What is sentence {i} of {name}?", "evidence": [i]} for i in (2, 5)
            ]
            + [{"question": "What else?", "evidence": []}],
        }
        for name in map(str, range(training.DOCUMENTS))
    ]
    steps = list(training.batches(records, random.Random(0)))
    assert len(steps) == training.EPOCHS
    for step in steps:
        assert len(step.questions) == 2 * training.DOCUMENTS
        assert len(step.sentences) == (2 + training.DISTRACTORS) * training.DOCUMENTS
        for question, (place,) in zip(step.questions, step.evidence, strict=True):
            said = step.sentences[place].removesuffix(".").lower()
            assert question.removesuffix("?").removeprefix("What is ") == said
