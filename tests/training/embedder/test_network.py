import torch
from transformers import BertConfig, BertModel

from index.minilm.adapter import LAYERS
from training.embedder.network import add_low_rank_layers, contrastive_loss


def tiny_encoder() -> BertModel:
    torch.manual_seed(0)
    config = BertConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    model = BertModel(config)
    model.train(False)
    return model


def test_only_the_additions_learn_and_nothing_changes_before_they_do() -> None:
    plain, adapted = tiny_encoder(), tiny_encoder()
    layers = add_low_rank_layers(adapted)
    assert len(layers) == 2 * len(LAYERS)
    learning = [name for name, p in adapted.named_parameters() if p.requires_grad]
    assert len(learning) == 2 * len(layers)
    assert all(name.endswith((".up", ".down")) for name in learning)
    ids = torch.tensor([[101, 2000, 102]])
    assert torch.equal(plain(ids).last_hidden_state, adapted(ids).last_hidden_state)


def test_the_loss_is_low_where_the_evidence_is_nearest() -> None:
    sentences = torch.eye(3)
    questions = torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    assert contrastive_loss(questions, sentences, [[0], [1]]) < 0.001
    assert contrastive_loss(questions, sentences, [[1], [2]]) > 10
    either = contrastive_loss(questions[:1], sentences, [[0, 2]])
    assert either <= contrastive_loss(questions[:1], sentences, [[0]])
