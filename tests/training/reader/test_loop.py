import json
from pathlib import Path

import pytest
import torch
from torch import Tensor

from tests.support.doubles import tiny_network
from tests.support.examples import load_few_examples
from training.data.windows import Example, Window
from training.reader import loop
from training.reader.loop import Trainer
from training.reader.measure import measure
from training.reader.network import ReaderNetwork
from training.reader.stages import Stage


def test_training_goes_on_where_it_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "_SAVE_SECONDS", -1)
    examples = load_few_examples()
    stages = [
        Stage("first", [(examples[:8], 4)], epochs=1, windows=1, rate=1e-3),
        Stage("second", [(examples, 4)], epochs=1, windows=2, rate=1e-3),
    ]
    whole = tiny_network()
    Trainer(whole, tmp_path / "whole", lambda _: {"f": 1.0}, 0).run(stages, 3)

    def interrupt(_: ReaderNetwork) -> dict[str, float]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Trainer(tiny_network(), tmp_path / "parts", interrupt, 0).run(stages, 4)
    resumed = tiny_network()
    Trainer(resumed, tmp_path / "parts", lambda _: {"f": 1.0}, 0).run(stages, 3)
    for name, value in whole.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[name]), name
    log = (tmp_path / "whole" / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["step"] for line in log if "f" in json.loads(line)][:2] == [3, 6]


def test_a_stage_begins_from_the_mean_of_others_and_learns_from_them(tmp_path: Path) -> None:
    examples = [e for e in load_few_examples() if e.answerable]
    one, other = (
        Stage(name, [(examples, 4)], epochs=1, windows=2, rate=1e-2) for name in ("one", "other")
    )
    names = ["one", "other"]
    student = Stage(
        "student", [(examples, 4), (examples[:3], 1)], 1, windows=2, rate=0.0, init_from=names,
        teachers=names,
    )  # fmt: skip
    network = tiny_network()
    trainer = Trainer(network, tmp_path, lambda _: {"f": 1.0}, 0)
    trainer.run([one, other, student], 100)
    ends = [torch.load(tmp_path / f"{name}.pt") for name in names]
    for name, weight in network.state_dict().items():
        if weight.is_floating_point():
            torch.testing.assert_close(weight, (ends[0][name] + ends[1][name]) / 2)
    assert [len(batch) for batch in student.batches(0)] == [5] * student.steps


def test_the_mean_of_the_annealed_ends_is_what_comes_out(tmp_path: Path) -> None:
    examples = [e for e in load_few_examples() if e.answerable]
    stages = [
        Stage("one end", [(examples, 4)], epochs=1, windows=2, rate=1e-2),
        Stage("between", [(examples, 4)], epochs=1, windows=2, rate=1e-2, floor=0.5),
        Stage("other end", [(examples, 4)], epochs=1, windows=2, rate=1e-2),
    ]
    network = tiny_network()
    trainer = Trainer(network, tmp_path, lambda _: {"f": 1.0}, 0)
    trainer.run(stages, 100)
    trainer.load_average(["one end", "other end"])
    one, other = (torch.load(tmp_path / f"{name}-end.pt") for name in ("one", "other"))
    assert sorted(path.name for path in tmp_path.glob("*.pt")) == [
        "checkpoint.pt", "one-end.pt", "other-end.pt"
    ]  # fmt: skip
    for name, weight in network.state_dict().items():
        if weight.is_floating_point():
            torch.testing.assert_close(weight, (one[name] + other[name]) / 2)
    begun = torch.load(tmp_path / "checkpoint.pt")["network"]
    assert not torch.equal(begun["tokens.weight"], network.state_dict()["tokens.weight"])
    # Given again, the command trains no further and comes to the same.
    again = tiny_network()
    trainer = Trainer(again, tmp_path, lambda _: {"f": 1.0}, 0)
    trainer.run(stages, 100)
    trainer.load_average(["one end", "other end"])
    assert torch.equal(again.state_dict()["tokens.weight"], network.state_dict()["tokens.weight"])


def test_what_is_trained_on_is_learned(tmp_path: Path) -> None:
    every = load_few_examples()
    examples = [e for e in every if e.answerable][:6] + [e for e in every if not e.answerable][:2]
    network = tiny_network()
    before = measure(network, examples)
    stage = Stage("all", [(examples, 8)], epochs=60, windows=2, rate=5e-3)
    Trainer(network, tmp_path, lambda trained: measure(trained, examples), 0).run([stage], 1000)
    after = measure(network, examples)
    assert after["overlap"] > before["overlap"] + 0.3
    assert set(after) == {"overlap", "refused", "abstained", "separation"}


def test_teachers_help_with_prose_and_leave_tables_to_the_gold_labels(tmp_path: Path) -> None:
    prose = [e for e in load_few_examples() if e.answerable][:4]
    table = Example("Fee?", "cell", "", (Window("", "Adult | 6 €\nChild | 3 €", {0: (8, 11)}),))

    def train(folder: str, examples: list[Example], teachers: list[str]) -> dict[str, Tensor]:
        network = tiny_network()
        trainer = Trainer(network, tmp_path / folder, lambda _: {"f": 1.0}, 0)
        trainer.begin_with("before", lambda _: None)
        stage = Stage("after", [(examples, 4)], 1, windows=2, rate=1e-2, teachers=teachers)
        trainer.run([stage], 100)
        return network.state_dict()

    for name, examples, helped in (("prose", prose, True), ("table", [table] * 4, False)):
        alone = train(f"{name} alone", examples, [])
        taught = train(f"{name} taught", examples, ["before"])
        assert helped != torch.equal(alone["tokens.weight"], taught["tokens.weight"])


def test_weights_from_elsewhere_are_loaded_once(tmp_path: Path) -> None:
    network = tiny_network()
    trainer = Trainer(network, tmp_path, lambda _: {"f": 1.0}, 0)
    for value in (1.0, 0.0):

        def load(trained: ReaderNetwork, value: float = value) -> None:
            trained.tokens.weight.data.fill_(value)

        trainer.begin_with("before", load)
    assert network.tokens.weight.min() == 1
    assert torch.load(tmp_path / "before.pt")["tokens.weight"].min() == 1


def test_a_stage_can_leave_the_lower_half_as_it_is(tmp_path: Path) -> None:
    network = tiny_network()
    before = {name: weight.clone() for name, weight in network.named_parameters()}
    examples = [e for e in load_few_examples() if e.answerable][:4]
    stage = Stage("upper", [(examples, 4)], 1, windows=2, rate=1e-2, upper_only=True)
    Trainer(network, tmp_path, lambda _: {"f": 1.0}, 0).run([stage], 100)
    for name, weight in network.named_parameters():
        if "pooler" not in name:
            lower = "embeddings" in name or "layer.0." in name
            assert torch.equal(weight, before[name]) == lower, name
