"""Variation of the training questions: which windows they are asked of, and how they are typed."""

import random

from training.data.passages import Question, Window


def chosen_windows(question: Question, most: int, rng: random.Random) -> list[Window]:
    """Up to ``most`` windows to train on: one or more that answer, and some that don't."""
    good = [window for window in question.windows if window.items]
    bad = [window for window in question.windows if not window.items]
    rng.shuffle(good)
    rng.shuffle(bad)
    kept = good[: max(1, most - 1)]
    return kept + bad[: most - len(kept)]


def noisy(question: str, rng: random.Random) -> str:
    """A question as people type: now and then without its mark, its small words, or a letter."""
    kind = rng.random()
    words = question.rstrip("?").split()
    if kind < 0.75 or len(words) < 3:
        return question
    if kind < 0.85:
        return " ".join(words)
    if kind < 0.92:
        return " ".join(w for w in words if w.lower() not in _SMALL_WORDS) or question
    place = max(range(len(words)), key=lambda i: (len(words[i]) > 3, rng.random()))
    words[place] = _mistyped(words[place], rng)
    return " ".join(words)


_SMALL_WORDS = frozenset("a an the is are was were did do does of to in on at for by it".split())


def _mistyped(word: str, rng: random.Random) -> str:
    if len(word) < 2:
        return word
    i = rng.randrange(len(word) - 1)
    swapped = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    return rng.choice([swapped, word[:i] + word[i + 1 :], word[: i + 1] + word[i:]])
