import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from transformers import LlamaForCausalLM

from training.lora import adapter_state
from training.writer import loop
from training.writer.batching import BatchEncoder
from training.writer.examples import WriterExample
from training.writer.loop import WriterTrainer
from training.writer.weights import BaseModel

pytestmark = pytest.mark.training

COLOURS = ["red", "green", "blue", "grey"]


def draw(rng: random.Random) -> list[WriterExample]:
    chosen = [rng.choice(COLOURS) for _ in range(32)]
    return [WriterExample(f"Say {colour}.", colour) for colour in chosen]


def make_trainer(
    base: BaseModel, folder: Path, measure: Callable[[LlamaForCausalLM], dict[str, float]]
) -> WriterTrainer:
    return WriterTrainer(base.load_network(), BatchEncoder(base), folder, measure, seed=1)


def read_log(folder: Path) -> list[dict[str, float]]:
    lines = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_it_learns_and_leaves_the_model_as_it_is(tiny_base: BaseModel, tmp_path: Path) -> None:
    trainer = make_trainer(tiny_base, tmp_path, lambda _: {"written": 0.5})
    network = trainer.network
    before = network.model.embed_tokens.weight.clone()
    trainer.run(draw, 60, measure_every=30)
    log = read_log(tmp_path)
    losses = [line["loss"] for line in log if "loss" in line]
    assert losses[-1] < losses[0] - 1
    assert [line["step"] for line in log if "written" in line] == [30, 60]
    assert torch.equal(network.model.embed_tokens.weight, before)
    assert {name.rpartition(".")[2] for name in adapter_state(network)} == {"lora_a", "lora_b"}


def test_a_training_that_was_interrupted_goes_on_where_it_stopped(
    tiny_base: BaseModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "_SAVE_SECONDS", -1)
    whole = make_trainer(tiny_base, tmp_path / "whole", lambda _: {})
    whole.run(draw, 8, measure_every=100)

    def interrupt(_: LlamaForCausalLM) -> dict[str, float]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_trainer(tiny_base, tmp_path / "parts", interrupt).run(draw, 8, measure_every=4)
    resumed = make_trainer(tiny_base, tmp_path / "parts", lambda _: {})
    resumed.run(draw, 8, measure_every=100)
    for name, weight in adapter_state(whole.network).items():
        torch.testing.assert_close(weight, adapter_state(resumed.network)[name], msg=name)
