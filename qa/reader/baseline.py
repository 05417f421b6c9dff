"""Closest-sentence baseline: the one sentence that a question is nearest to.

It reads nothing and so can't point at the words that answer; what it gives is the floor that the
trained reader is measured against.
"""

import math
from collections.abc import Sequence

import numpy as np

from index import Embedder
from index.words import extract_query_words
from qa.reader import (
    NOTHING,
    UNMEASURED_NOTE,
    AnswerKind,
    AnswerSpan,
    ReaderQuery,
    Reading,
    ReadingPassage,
    list_sentences,
)

_KEPT_VECTORS = 20_000

_INTERCEPT, _COSINE, _COVERAGE = -0.81, 3.94, 0.19
"""By ``python -m benchmarks.baseline``, from training documents."""


class ClosestSentence:
    """Scores each sentence by its cosine with the question and by the question's words in it.

    The confidence is a logistic regression on the two. What was asked before isn't looked at:
    with it, a follow-up would find the answer before it again.

    Args:
        embedder: embeds the question and the sentences; their vectors are kept for the next
            question.
    """

    name = "closest sentence"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, np.ndarray] = {}

    def calibration_note(self, _: float) -> str:
        """Say that this baseline's answers weren't measured."""
        return UNMEASURED_NOTE

    def read(self, query: ReaderQuery, passages: Sequence[ReadingPassage]) -> Reading:
        """Find the likeliest sentence, and the probability that it answers the question."""
        candidates = list_sentences(passages)
        if not candidates:
            return NOTHING
        features = self.features(query.question, [candidate.text for candidate in candidates])
        logits = features @ np.array([_COSINE, _COVERAGE]) + _INTERCEPT
        best = int(np.argmax(logits))
        sentence = candidates[best]
        span = AnswerSpan(sentence, sentence.start, sentence.end)
        confidence = 1 / (1 + math.exp(-logits[best]))
        return Reading(AnswerKind.SENTENCES, (span,), confidence, confidence)

    def features(self, question: str, texts: Sequence[str]) -> np.ndarray:
        """Compute cosine and share of the question's words; shape ``(len(texts), 2)``."""
        new = [text for text in dict.fromkeys([question, *texts]) if text not in self._vectors]
        if len(self._vectors) + len(new) > _KEPT_VECTORS:
            self._vectors.clear()
            new = list(dict.fromkeys([question, *texts]))
        self._vectors.update(zip(new, self._embedder.embed(new), strict=True))
        cosines = np.array([self._vectors[t] for t in texts]) @ self._vectors[question]
        question_stems = {_stem(word) for word in extract_query_words(question)}
        coverage = [
            len(question_stems & {_stem(w) for w in extract_query_words(t)}) / len(question_stems)
            for t in texts
        ]
        return np.column_stack([cosines, coverage])


def _stem(word: str) -> str:
    """Keep a word's first five letters, so that inflected forms of it meet."""
    return word[:5]
