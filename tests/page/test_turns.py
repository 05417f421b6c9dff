"""The queue: in order, a few at a time, a few of each user."""

import threading

import pytest

from page.turns import AT_ONCE, OF_EACH, TooManyQuestionsError, Turns


def test_a_few_at_a_time_in_their_order() -> None:
    turns, lock, release = Turns(), threading.Lock(), threading.Semaphore(0)
    entered = [threading.Event() for _ in range(8)]
    finished: set[int] = set()
    unfinished_before: dict[int, int] = {}

    def ask(number: int) -> None:
        with turns.queue(f"user {number}") as queue:
            entered[number].set()
            assert queue.comes()
            with lock:
                unfinished_before[number] = len(set(range(number)) - finished)
            release.acquire()
            with lock:
                finished.add(number)

    threads = []
    for number in range(8):
        threads.append(threading.Thread(target=ask, args=(number,)))
        threads[-1].start()
        assert entered[number].wait(5)
    for _ in range(8):
        release.release()
    for thread in threads:
        thread.join(5)
    assert sorted(unfinished_before) == list(range(8))
    assert max(unfinished_before.values()) < AT_ONCE


def test_how_many_come_before_is_known() -> None:
    turns = Turns()
    with turns.queue("a") as first, turns.queue("b") as second, turns.queue("c") as third:
        assert [first.ahead, second.ahead, third.ahead] == [0, 0, 1]
        assert first.comes(0)
        assert not third.comes(0.01)


def test_a_user_has_a_few_under_way_and_others_are_not_kept_out() -> None:
    turns = Turns()

    def many(left: int) -> None:
        if left:
            with turns.queue("greedy"):
                many(left - 1)
            return
        with (
            pytest.raises(TooManyQuestionsError, match=f"{OF_EACH} questions"),
            turns.queue("greedy"),
        ):
            raise AssertionError("let in")
        with turns.queue("another") as other:
            assert other.ahead == OF_EACH - AT_ONCE + 1

    many(OF_EACH)
    with turns.queue("greedy") as again:
        assert again.comes(0)


def test_who_leaves_makes_room_also_when_something_breaks() -> None:
    turns = Turns()
    for _ in range(OF_EACH + 1):
        with pytest.raises(ZeroDivisionError), turns.queue("a"):
            raise ZeroDivisionError
    with turns.queue("a") as queue:
        assert queue.comes(0)
