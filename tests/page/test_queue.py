"""The queue: in order, a few at a time, a few of each user."""

import threading

import pytest

from page.queue import MAX_CONCURRENT, MAX_PER_USER, FairQueue, TooManyQuestionsError


def test_a_few_at_a_time_in_their_order() -> None:
    queue, lock, release = FairQueue(), threading.Lock(), threading.Semaphore(0)
    entered = [threading.Event() for _ in range(8)]
    finished: set[int] = set()
    unfinished_before: dict[int, int] = {}

    def ask(number: int) -> None:
        with queue.enter(f"user {number}") as ticket:
            entered[number].set()
            assert ticket.wait()
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
    assert max(unfinished_before.values()) < MAX_CONCURRENT


def test_how_many_come_before_is_known() -> None:
    queue = FairQueue()
    with queue.enter("a") as first, queue.enter("b") as second, queue.enter("c") as third:
        assert [first.ahead, second.ahead, third.ahead] == [0, 0, 1]
        assert first.wait(0)
        assert not third.wait(0.01)


def test_a_user_has_a_few_under_way_and_others_are_not_kept_out() -> None:
    queue = FairQueue()

    def many(left: int) -> None:
        if left:
            with queue.enter("greedy"):
                many(left - 1)
            return
        with (
            pytest.raises(TooManyQuestionsError, match=f"{MAX_PER_USER} questions"),
            queue.enter("greedy"),
        ):
            raise AssertionError("let in")
        with queue.enter("another") as other:
            assert other.ahead == MAX_PER_USER - MAX_CONCURRENT + 1

    many(MAX_PER_USER)
    with queue.enter("greedy") as again:
        assert again.wait(0)


def test_who_leaves_makes_room_also_when_something_breaks() -> None:
    queue = FairQueue()
    for _ in range(MAX_PER_USER + 1):
        with pytest.raises(ZeroDivisionError), queue.enter("a"):
            raise ZeroDivisionError
    with queue.enter("a") as ticket:
        assert ticket.wait(0)
