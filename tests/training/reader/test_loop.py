import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from qa.reader.inputs import InputEncoder
from tests.support.doubles import tiny_network
from training.data import passages
from training.data.passages import Question, Window
from training.data.records import FOLDER
from training.reader import loop
from training.reader.loop import Trainer, target
from training.reader.measure import measure
from training.reader.network import ReaderNetwork, Target, loss, unlike
from training.reader.stages import Stage, brief, thorough

DEV = FOLDER / "documents.dev.jsonl.gz"


def words(texts: object) -> list[int]:
    return [len(text.split()) for text in texts]  # type: ignore[attr-defined]


# --- The loss -------------------------------------------------------------------------------------


def test_spans_of_all_windows_and_no_answer_share_one_softmax() -> None:
    rng = np.random.default_rng(0)
    tokens = rng.normal(size=(3, 5, 3))
    readable = np.array([[0, 1, 1, 1, 0], [0, 1, 1, 0, 0], [0, 1, 1, 1, 1]], dtype=bool)
    targets = [
        Target([0, 1], [[(0, 1, 2), (1, 1, 1)], [(0, 3, 3)]], None),
        Target([2], [], None),
    ]
    expected = 0.0
    for kind in (0, 1):
        edge = np.exp(tokens[..., kind])
        of_first = 1 + edge[0][readable[0]].sum() + edge[1][readable[1]].sum()
        place = (2, 1) if kind else (1, 1)
        expected -= 0.5 * np.log((edge[0, place[0]] + edge[1, place[1]]) / of_first)
        expected -= 0.5 * np.log(edge[0, 3] / of_first)
        expected -= np.log(1 / (1 + edge[2][readable[2]].sum()))
    inside = np.zeros((3, 5))
    inside[0, 1:4] = inside[1, 1] = 1
    tags = np.logaddexp(0, tokens[..., 2]) - inside * tokens[..., 2]
    expected = expected / 2 + 3.0 * tags[readable].mean()
    found = loss(torch.from_numpy(tokens), torch.zeros(3, 4), torch.from_numpy(readable), targets)
    assert found.item() == pytest.approx(expected, rel=1e-4)


def test_the_kind_is_learned_only_where_it_is_known() -> None:
    tokens, readable = torch.zeros(1, 3, 3), torch.ones(1, 3, dtype=torch.bool)
    kinds = torch.tensor([[5.0, 0.0, 0.0, 0.0]])

    def of(kind: int | None) -> float:
        return loss(tokens, kinds, readable, [Target([0], [[(0, 1, 1)]], kind)]).item()

    assert of(None) < of(0) < of(1) < of(2)
    assert of(2) - of(None) == pytest.approx((of(1) - of(None)) * 2)  # Yes is the rarest


def test_targets_are_the_tokens_of_the_answer() -> None:
    text = "Ana left on May 5."
    question = Question("When?", "when", "", (Window("Day", text, {0: (12, 17)}),))
    inputs = InputEncoder().encode(["When?"], [("Day", text)])
    found = target(inputs, [0], question.windows, question)
    ((row, first, last),) = found.items[0]
    spans = inputs.spans[row]
    assert text[spans[first, 0] : spans[last, 1]] == "May 5"
    assert found.kind == 0


# --- The loop -------------------------------------------------------------------------------------


def some_questions() -> list[Question]:
    return passages.flattened(passages.of_documents(DEV, words)[:2])


def test_training_goes_on_where_it_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "_SAVE_SECONDS", -1)
    asked = some_questions()
    stages = [
        Stage("first", [(asked[:8], 4)], epochs=1, windows=1, rate=1e-3),
        Stage("second", [(asked, 4)], epochs=1, windows=2, rate=1e-3),
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


def test_a_student_that_agrees_with_its_teachers_has_least_to_learn() -> None:
    rng = torch.Generator().manual_seed(0)
    readable = torch.ones(3, 5, dtype=torch.bool)
    targets = [Target([0, 1], [[(0, 1, 2)]], 1), Target([2], [], None)]
    taught = torch.randn(3, 5, 3, generator=rng), torch.randn(3, 4, generator=rng)
    agreed = unlike(*taught, taught, readable, targets)
    for _ in range(20):
        other = (
            taught[0] + 0.3 * torch.randn(3, 5, 3, generator=rng),
            taught[1] + 0.3 * torch.randn(3, 4, generator=rng),
        )
        assert unlike(*other, taught, readable, targets) > agreed
    sure = torch.full((3, 5, 3), -30.0)
    sure[0, 1, 0] = sure[0, 2, 1] = 30.0
    sure[0, 1:3, 2] = 30.0
    kinds = torch.tensor([[-30.0, 30.0, -30.0, -30.0]] * 3)
    known = [replace(target, kind=None) for target in targets]
    truth = loss(taught[0], taught[1], readable, known)
    assert unlike(*taught, (sure, kinds), readable, known).item() == pytest.approx(truth.item())


def test_a_stage_begins_from_the_mean_of_others_and_learns_from_them(tmp_path: Path) -> None:
    asked = [q for q in some_questions() if q.answerable]
    one, other = (
        Stage(name, [(asked, 4)], epochs=1, windows=2, rate=1e-2) for name in ("one", "other")
    )
    names = ["one", "other"]
    student = Stage(
        "student", [(asked, 4), (asked[:3], 1)], 1, windows=2, rate=0.0, begins=names,
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


def test_the_recipes_ship_what_has_settled() -> None:
    asked = some_questions() * 10
    for recipe in (thorough(asked, asked, asked), brief(asked, asked, asked, asked)):
        ends: set[str] = set()
        for stage in recipe.stages:
            assert ends.issuperset(stage.begins)
            assert ends.issuperset(stage.teachers)
            if stage.settled:
                ends.add(stage.name)
        assert ends.issuperset(recipe.shipped)


def test_the_mean_of_the_settled_ends_is_what_comes_out(tmp_path: Path) -> None:
    asked = [q for q in some_questions() if q.answerable]
    stages = [
        Stage("one end", [(asked, 4)], epochs=1, windows=2, rate=1e-2),
        Stage("between", [(asked, 4)], epochs=1, windows=2, rate=1e-2, floor=0.5),
        Stage("other end", [(asked, 4)], epochs=1, windows=2, rate=1e-2),
    ]
    network = tiny_network()
    trainer = Trainer(network, tmp_path, lambda _: {"f": 1.0}, 0)
    trainer.run(stages, 100)
    trainer.become(["one end", "other end"])
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
    trainer.become(["one end", "other end"])
    assert torch.equal(again.state_dict()["tokens.weight"], network.state_dict()["tokens.weight"])


def test_what_is_trained_on_is_learned(tmp_path: Path) -> None:
    every = some_questions()
    asked = [q for q in every if q.answerable][:6] + [q for q in every if not q.answerable][:2]
    network = tiny_network()
    before = measure(network, asked)
    stage = Stage("all", [(asked, 8)], epochs=60, windows=2, rate=5e-3)
    Trainer(network, tmp_path, lambda trained: measure(trained, asked), 0).run([stage], 1000)
    after = measure(network, asked)
    assert after["overlap"] > before["overlap"] + 0.3
    assert set(after) == {"overlap", "refused", "abstained", "separation"}
