import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from qa.reader.inputs import InputEncoder
from qa.reader.training import loop, questions
from qa.reader.training.documents import FOLDER
from qa.reader.training.loop import Trainer, target
from qa.reader.training.measure import measure
from qa.reader.training.network import ReaderNetwork, Target, loss, unlike
from qa.reader.training.questions import Question, Window, chosen_windows, noisy
from qa.reader.training.stages import Stage, brief, thorough
from tests.doubles import tiny_network

DEV = FOLDER / "documents.dev.jsonl.gz"


def words(texts: object) -> list[int]:
    return [len(text.split()) for text in texts]  # type: ignore[attr-defined]


def write_lines(path: Path, records: list[dict[str, object]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)


# --- What is learned from -------------------------------------------------------------------------


@pytest.mark.parametrize("split", ["train", "more", "dev"])
def test_answers_of_our_documents_stand_where_they_are_said_to(split: str) -> None:
    path = FOLDER / f"documents.{split}.jsonl.gz"
    records = questions.read_lines(path)
    for record, asked in zip(records, questions.of_documents(path, words), strict=True):
        given_answers = {q["question"]: q["answers"] for q in record["questions"]}
        given_answers |= {
            q["standalone"]: q["answers"] for q in record["questions"] if "standalone" in q
        }
        for question in asked:
            answers = given_answers[question.text]
            assert question.answerable == bool(answers)
            found = {i for window in question.windows for i in window.items}
            assert found == set(range(len(answers)))
            for window in question.windows:
                for i, (start, end) in window.items.items():
                    assert window.text[start:end] == answers[i]


def test_no_document_is_both_learned_from_and_chosen_by() -> None:
    titles, sentences = (
        {
            split: {
                part
                for record in questions.read_lines(FOLDER / f"documents.{split}.jsonl.gz")
                for part in parts(record)
            }
            for split in ("train", "more", "dev")
        }
        for parts in (lambda r: [r["title"]], lambda r: r["sentences"])
    )
    for found in (titles, sentences):
        assert not found["dev"] & (found["train"] | found["more"])


def test_followups_are_learned_alone_and_behind_what_they_follow() -> None:
    asked = questions.flattened(questions.of_documents(DEV, words))
    followups = [q for q in asked if q.kind == "followup"]
    behind = [q for q in followups if q.before]
    assert 0 < len(behind) == len(followups) / 2
    assert not any(q.before for q in asked if q.kind != "followup")


def paragraph(title: str, number: int) -> dict[str, object]:
    context = " ".join(f"Sentence {i} of {title} says {i * number}." for i in range(20))
    answer = context.index("says ") + 5
    return {
        "source": "squad-1.1",
        "title": title,
        "context": context,
        "question": f"What does {title} say?",
        "answers": [[answer, answer + 1]],
    }


def test_no_article_is_both_learned_from_and_measured_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "HELD_OUT", 12)
    for name in questions.PASSAGE_SETS:
        write_lines(
            tmp_path / f"{name}.jsonl.gz",
            [paragraph(f"Article {a}", n) for a in range(8) for n in range(1, 4)],
        )
    train, held_out = questions.of_paragraphs(tmp_path, 1.0, random.Random(0))
    assert len(held_out) == 12
    assert train
    assert not {q.text for q in train} & {q.text for q in held_out}
    assert all(q.answerable and len(q.windows[0].text) > 600 for q in held_out)
    for question in train:
        (window,) = question.windows
        assert len(window.text) < 600
        for start, end in window.items.values():
            assert window.text[start:end].isdigit()
    assert 0 < sum(not q.answerable for q in train) < len(train) / 2


def test_a_sentence_with_a_neighbour_keeps_its_answer(tmp_path: Path) -> None:
    path = tmp_path / "qamr.jsonl.gz"
    write_lines(path, [paragraph("One", n) for n in range(1, 40)])
    asked = list(questions.of_sentences(path, 1.0, random.Random(0)))
    alone = len(str(paragraph("One", 1)["context"]))
    assert any(len(q.windows[0].text) > 1.8 * alone for q in asked)
    for question in asked:
        (window,) = question.windows
        start, end = window.items[0]
        assert window.text[start:end].isdigit()


@given(st.lists(st.sampled_from(["the", "is", "Ana", "river", "café?"]), min_size=1), st.integers())
def test_noise_leaves_something_to_ask(parts: list[str], seed: int) -> None:
    question = " ".join(parts) + "?"
    assert noisy(question, random.Random(seed)).strip()


def test_noise_comes_in_every_kind_and_mostly_not_at_all() -> None:
    question = "What was the name of the river?"
    made = [noisy(question, random.Random(seed)) for seed in range(1000)]
    assert 700 < made.count(question) < 800
    assert "What was the name of the river" in made
    assert "What name river" in made
    assert len(set(made)) > 10


@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 4), st.integers())
def test_windows_are_few_and_one_of_them_answers(good: int, bad: int, most: int, seed: int) -> None:
    windows = [Window("", f"good {i}", {0: (0, 4)}) for i in range(good)]
    windows += [Window("", f"bad {i}", {}) for i in range(bad)]
    question = Question("?", "fact", "", tuple(windows))
    chosen = chosen_windows(question, most, random.Random(seed))
    assert len(chosen) == len({w.text for w in chosen}) <= most
    assert any(w.items for w in chosen) == (good > 0)
    if most > 1 and bad:
        assert any(not w.items for w in chosen)


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
    return questions.flattened(questions.of_documents(DEV, words)[:2])


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
