from dataclasses import replace

import numpy as np
import pytest
import torch

from training.reader.network import Target, distillation_loss, reading_loss


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
    found = reading_loss(
        torch.from_numpy(tokens), torch.zeros(3, 4), torch.from_numpy(readable), targets
    )
    assert found.item() == pytest.approx(expected, rel=1e-4)


def test_the_kind_is_learned_only_where_it_is_known() -> None:
    tokens, readable = torch.zeros(1, 3, 3), torch.ones(1, 3, dtype=torch.bool)
    kinds = torch.tensor([[5.0, 0.0, 0.0, 0.0]])

    def of(kind: int | None) -> float:
        return reading_loss(tokens, kinds, readable, [Target([0], [[(0, 1, 1)]], kind)]).item()

    assert of(None) < of(0) < of(1) < of(2)
    assert of(2) - of(None) == pytest.approx((of(1) - of(None)) * 2)  # Yes is the rarest


def test_a_student_that_agrees_with_its_teachers_has_least_to_learn() -> None:
    rng = torch.Generator().manual_seed(0)
    readable = torch.ones(3, 5, dtype=torch.bool)
    targets = [Target([0, 1], [[(0, 1, 2)]], 1), Target([2], [], None)]
    teachers = torch.randn(3, 5, 3, generator=rng), torch.randn(3, 4, generator=rng)
    agreed = distillation_loss(*teachers, teachers, readable, targets)
    for _ in range(20):
        other = (
            teachers[0] + 0.3 * torch.randn(3, 5, 3, generator=rng),
            teachers[1] + 0.3 * torch.randn(3, 4, generator=rng),
        )
        assert distillation_loss(*other, teachers, readable, targets) > agreed
    sure = torch.full((3, 5, 3), -30.0)
    sure[0, 1, 0] = sure[0, 2, 1] = 30.0
    sure[0, 1:3, 2] = 30.0
    kinds = torch.tensor([[-30.0, 30.0, -30.0, -30.0]] * 3)
    known = [replace(target, kind=None) for target in targets]
    truth = reading_loss(teachers[0], teachers[1], readable, known)
    assert distillation_loss(*teachers, (sure, kinds), readable, known).item() == pytest.approx(
        truth.item()
    )
