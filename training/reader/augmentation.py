"""Variation of the examples: which windows are read in a step, and how the question is typed."""

import random

from training.data.windows import Example, Window

_FUNCTION_WORDS = frozenset("a an the is are was were did do does of to in on at for by it".split())


def choose_windows(example: Example, most: int, rng: random.Random) -> list[Window]:
    """Choose up to ``most`` windows: one or more that answer, and some that don't."""
    positives = [window for window in example.windows if window.items]
    negatives = [window for window in example.windows if not window.items]
    rng.shuffle(positives)
    rng.shuffle(negatives)
    chosen = positives[: max(1, most - 1)]
    return chosen + negatives[: most - len(chosen)]


def augment_question(question: str, rng: random.Random) -> str:
    """Leave out a quarter of the questions' marks, and of some a function word or a letter."""
    draw = rng.random()
    words = question.rstrip("?").split()
    if draw < 0.75 or len(words) < 3:
        return question
    if draw < 0.85:
        return " ".join(words)
    if draw < 0.92:
        return " ".join(w for w in words if w.lower() not in _FUNCTION_WORDS) or question
    place = max(range(len(words)), key=lambda i: (len(words[i]) > 3, rng.random()))
    words[place] = _mistype(words[place], rng)
    return " ".join(words)


def _mistype(word: str, rng: random.Random) -> str:
    """Swap, drop or double a letter."""
    if len(word) < 2:
        return word
    i = rng.randrange(len(word) - 1)
    swapped = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    return rng.choice([swapped, word[:i] + word[i + 1 :], word[: i + 1] + word[i:]])
