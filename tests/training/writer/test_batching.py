import random

import pytest
import torch
from torch.nn.functional import cross_entropy

from training.writer.batching import MAX_TOKENS, BatchEncoder, draw_batches
from training.writer.examples import WriterExample
from training.writer.loop import compute_loss
from training.writer.weights import BaseModel

pytestmark = pytest.mark.training

EXAMPLES = [
    WriterExample("Say when.\n\n[1] It rained in May.", "It rained in May. [1]"),
    WriterExample("Say when.\n\n[1] Nobody came.", "No."),
    WriterExample("Say when.\n\n[2]", "In June, and in July. [1] [2]"),
]


@pytest.fixture
def encoder(tiny_base: BaseModel) -> BatchEncoder:
    return BatchEncoder(tiny_base)


def test_what_is_to_be_written_is_the_target_and_the_end(encoder: BatchEncoder) -> None:
    batch = encoder.encode(EXAMPLES)
    for example, ids, written in zip(EXAMPLES, batch.ids, batch.written, strict=True):
        *text, end = ids[written].tolist()
        assert encoder.decode(text) == example.target
        assert end == encoder.end


def test_shared_and_following_tokens_are_the_whole_prompt(encoder: BatchEncoder) -> None:
    batch = encoder.encode(EXAMPLES)
    assert "Say when." in encoder.decode(batch.shared[0].tolist())
    for example, ids, mask, written in zip(
        EXAMPLES, batch.ids, batch.mask, batch.written, strict=True
    ):
        prompt = [*batch.shared[0].tolist(), *ids[mask.bool() & ~written].tolist()]
        assert prompt == encoder.encode_prompt(example.prompt)


def test_the_loss_is_that_of_whole_prompts_one_by_one(
    tiny_base: BaseModel, encoder: BatchEncoder
) -> None:
    """An oracle: nothing is shared or padded, and all logits are computed."""
    network = tiny_base.load_network()
    losses = []
    for example in EXAMPLES:
        prompt = encoder.encode_prompt(example.prompt)
        batch = encoder.encode([example])
        ids = [*batch.shared[0].tolist(), *batch.ids[0].tolist()]
        logits = network(torch.tensor([ids])).logits[0, len(prompt) - 1 : -1]
        losses.append(cross_entropy(logits, torch.tensor(ids[len(prompt) :]), reduction="none"))
    expected = torch.cat(losses).mean().item()
    assert compute_loss(network, encoder.encode(EXAMPLES)).item() == pytest.approx(expected)


def test_batches_have_every_example_once_and_none_that_is_too_long(encoder: BatchEncoder) -> None:
    examples = [WriterExample("a" * length, "b") for length in range(40)]
    too_long = WriterExample("a" * MAX_TOKENS, "b")
    batches = draw_batches([*examples, too_long], encoder, 8, random.Random(0))
    assert [len(batch) for batch in batches] == [8] * 5
    assert sorted(len(e.prompt) for batch in batches for e in batch) == list(range(40))
    again = draw_batches([*examples, too_long], encoder, 8, random.Random(0))
    assert batches == again
