import random

from hypothesis import given
from hypothesis import strategies as st

from training.data.windows import Example, Window
from training.reader.augmentation import augment_question, choose_windows


@given(st.lists(st.sampled_from(["the", "is", "Ana", "river", "café?"]), min_size=1), st.integers())
def test_noise_leaves_something_to_ask(parts: list[str], seed: int) -> None:
    question = " ".join(parts) + "?"
    assert augment_question(question, random.Random(seed)).strip()


def test_noise_comes_in_every_kind_and_mostly_not_at_all() -> None:
    question = "What was the name of the river?"
    made = [augment_question(question, random.Random(seed)) for seed in range(1000)]
    assert 700 < made.count(question) < 800
    assert "What was the name of the river" in made
    assert "What name river" in made
    assert len(set(made)) > 10


@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 4), st.integers())
def test_windows_are_few_and_one_of_them_answers(good: int, bad: int, most: int, seed: int) -> None:
    windows = [Window("", f"good {i}", {0: (0, 4)}) for i in range(good)]
    windows += [Window("", f"bad {i}", {}) for i in range(bad)]
    question = Example("?", "fact", "", tuple(windows))
    chosen = choose_windows(question, most, random.Random(seed))
    assert len(chosen) == len({w.text for w in chosen}) <= most
    assert any(w.items for w in chosen) == (good > 0)
    if most > 1 and bad:
        assert any(not w.items for w in chosen)
