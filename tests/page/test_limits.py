"""Amounts that each caller may use up, and who counts as one caller."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from page.limits import MAX_CALLERS, Allowance, name_caller, name_network

AMOUNT, SECONDS = 10.0, 100.0


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


steps = st.lists(st.tuples(st.floats(0, 50), st.floats(0.1, 12)), max_size=40)


@given(steps)
def test_nobody_gets_more_than_the_amount_and_what_comes_back(
    asked: list[tuple[float, float]],
) -> None:
    clock = Clock()
    allowance = Allowance(AMOUNT, SECONDS, clock)
    got = 0.0
    for pause, amount in asked:
        clock.now += pause
        if allowance.take("ann", amount):
            got += amount
        else:
            clock.now += allowance.wait_seconds("ann", amount) + 1e-6
            taken = allowance.take("ann", amount)
            assert taken == (amount <= AMOUNT)
            got += amount * taken
        assert got <= AMOUNT + (clock.now - 1_000) * AMOUNT / SECONDS + 1e-3


def test_one_caller_takes_nothing_from_another_and_gives_back_what_is_unused() -> None:
    allowance = Allowance(AMOUNT, SECONDS, Clock())
    assert allowance.take("ann", 10)
    assert not allowance.take("ann", 1)
    assert allowance.take("bob", 10)
    allowance.give_back("ann", 1)
    assert allowance.take("ann", 1)
    assert not allowance.take("ann", 1)


def test_who_used_nothing_lately_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("page.limits.MAX_CALLERS", 5)
    assert MAX_CALLERS > 5
    clock = Clock()
    allowance = Allowance(AMOUNT, SECONDS, clock)
    for number in range(50):
        clock.now += SECONDS / 4
        allowance.take(f"caller {number}", AMOUNT)
    assert len(allowance._used) <= 6


def test_without_a_limit_nothing_runs_out() -> None:
    allowance = Allowance(float("inf"), SECONDS)
    assert all(allowance.take("ann", 1e12) for _ in range(3))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.7", "192.0.2.8", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("", "192.0.2.7", False),
    ],
)
def test_an_ipv6_client_is_its_network(one: str, other: str, same: bool) -> None:
    assert (name_network(one) == name_network(other)) == same


def test_what_a_client_chooses_itself_makes_no_other_caller() -> None:
    def request(session: str) -> Any:
        client = SimpleNamespace(host="192.0.2.7")
        return SimpleNamespace(username=None, session_hash=session, client=client)

    assert name_caller(cast(Any, request("a"))) == name_caller(cast(Any, request("b")))
