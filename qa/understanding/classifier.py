"""Intents, by a softmax regression on the question's embedding and the guess of the rules."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import Embedder
from qa.place_request import find_place_request
from qa.understanding import Intent, Understanding
from qa.understanding.parts import split_parts
from qa.understanding.remarks import find_remark, strip_opening
from qa.understanding.rules import asks_openly, find_open_topic, guess_intent, weighs
from qa.understanding.summary import find_summary_topic, read_summary_topic

WEIGHTS = Path(__file__).with_name("intents.json")

INTENTS = tuple(Intent)

THRESHOLDS = {
    Intent.REMARK: 0.7,
    Intent.ABOUT: 0.4,
    Intent.SUMMARY: 0.6,
    Intent.PLACE: 0.2,
    Intent.OPEN: 0.95,
}
"""Least probability by which an intent is followed that the patterns don't guess as well.

A plain question that is answered in another way is worse than one of these taken for plain: of
3,668 questions about documents none is called a remark from 0.6 on, four from 0.3 on.
"""

_FEWEST_WORDS = 4
"""Words from which on a part of a question may be understood alone."""

_EMBEDDING_SCALE, _GUESS_SCALE = 3.0, 2.0


def _leans(part: str) -> bool:
    """Say whether a part of a question says too little alone: "what against?"."""
    return len(part.split()) < _FEWEST_WORDS


class QuestionClassifier:
    """Finds out what was typed.

    Args:
        embedder: the one that the weights were fitted with.
        weights: file with a row a feature and a column an intent, and the intercepts.
    """

    def __init__(self, embedder: Embedder, weights: Path = WEIGHTS) -> None:
        self._embedder = embedder
        fitted = json.loads(weights.read_text(encoding="utf-8"))
        self._weights = np.array(fitted["weights"])
        self._intercepts = np.array(fitted["intercepts"])

    def understand(self, text: str) -> Understanding:
        """Find the intent of what was typed, and take greetings and thanks off a question."""
        if find_remark(text) is not None:
            return Understanding(text, Intent.REMARK)
        question = strip_opening(text)
        parts = tuple(part for part in split_parts(question) if find_remark(part) is None)
        if len(parts) > 1 and not (weighs(question) and any(map(_leans, parts))):
            return Understanding(question, Intent.PARTS, parts=parts)
        question = parts[0] if len(parts) == 1 else question
        if find_summary_topic(question) is not None:
            return Understanding(question, Intent.SUMMARY, find_summary_topic(question))
        intent = self._choose(question)
        topics = {Intent.SUMMARY: read_summary_topic, Intent.OPEN: find_open_topic}
        topic = topics[intent](question) if intent in topics else None
        return Understanding(question, intent, topic)

    def _choose(self, question: str) -> Intent:
        """Choose the likeliest intent that is likely enough and can be followed."""
        guess = guess_intent(question)
        names_place = find_place_request(question) is not None
        probabilities: list[float] = self.probabilities([question])[0].tolist()
        likely: dict[Intent, float] = dict(zip(INTENTS, probabilities, strict=True))
        if names_place and likely[Intent.PLACE] >= THRESHOLDS[Intent.PLACE]:
            return Intent.PLACE
        if weighs(question):
            return Intent.OPEN
        for intent in sorted(INTENTS, key=lambda intent: -likely[intent]):
            guessed = asks_openly(question) if intent is Intent.OPEN else intent is guess
            sure = likely[intent] >= THRESHOLDS.get(intent, 0.0) or guessed
            if sure and intent not in (Intent.PLACE, Intent.PARTS):
                return intent
        return Intent.FACT

    def probabilities(self, questions: Sequence[str]) -> NDArray[np.float64]:
        """Return the probability of each of ``INTENTS`` for each question, shape ``(n, 10)``."""
        logits = compute_features(self._embedder, questions) @ self._weights + self._intercepts
        odds: NDArray[np.float64] = np.exp(logits - logits.max(axis=1, keepdims=True))
        likely: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
        return likely


def compute_features(embedder: Embedder, questions: Sequence[str]) -> NDArray[np.float64]:
    """Return the scaled embedding of each question and a one for the guess of the rules.

    Args:
        embedder: a model with vectors of length ``d``.
        questions: without openings.

    Returns:
        Shape ``(n, d + len(INTENTS))``.
    """
    guesses = np.zeros((len(questions), len(INTENTS)))
    for row, question in enumerate(questions):
        guesses[row, INTENTS.index(guess_intent(question))] = _GUESS_SCALE
    return np.hstack([_EMBEDDING_SCALE * embedder.embed(list(questions)), guesses])
