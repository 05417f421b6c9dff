"""Summaries: the most central sentences of a text, in its order."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import Embedder
from index.block import CELL_SEPARATOR
from qa.reader import (
    NOTHING,
    AnswerKind,
    AnswerSpan,
    CandidateSentence,
    Reading,
    ReadingPassage,
    list_sentences,
)
from qa.words import content_stems

MAX_SENTENCES = 4

LEAST_OF_BEST = 0.5
"""Least score, as a share of the best, of a sentence that is given on a topic.

On 240 open questions of train, the cited sentences have a precision of 62 % and a recall of 53 %
with it and with the topic's own words counted; without both, 42 and 59 %.
"""

LEAST_LIKELY = 0.3
"""Least probability that a text says something of a topic.

By a logistic regression on 350 open questions of train, each asked of its own document and of
another one: it keeps 97 % of the former and 7 % of the latter.
"""

_NEAREST_WEIGHT, _KNOWN_WEIGHT, _INTERCEPT = 16.5, 5.5, -6.3
_LEAD, _REDUNDANT, _DANGLING, _NAMED = 0.25, 0.5, 0.15, 0.3

_SAME = 0.85
"""Cosine from which on two sentences say the same."""

_REFERS_BACK = re.compile(
    r"\W*(?:he|she|it|they|this|that|these|those|his|her|their|its|but|and|so|yet|however|instead"
    r"|also|another|both|such)\b",
    re.IGNORECASE,
)
_MIN_WORDS = 6

Scores = NDArray[np.floating[Any]]


def _share_named(about: str, candidates: Sequence[CandidateSentence]) -> Scores:
    """Return the share of a topic's content words that each sentence has, shape ``(n,)``."""
    words = set(content_stems(about))
    shares = [len(words & set(content_stems(s.text))) / max(1, len(words)) for s in candidates]
    return np.array(shares)


def _rate_topic(about: str, passages: Sequence[ReadingPassage], nearest: float) -> float:
    """Return the probability that passages say something of a topic.

    Args:
        about: the topic.
        passages: what may say it.
        nearest: cosine of the topic and the likest sentence.
    """
    words = set(content_stems(about))
    known = {stem for p in passages for stem in content_stems(f"{p.heading} {p.text}")}
    share = len(words & known) / max(1, len(words))
    logit = _NEAREST_WEIGHT * nearest + _KNOWN_WEIGHT * share + _INTERCEPT
    return 1 / (1 + math.exp(-logit))


def _is_prose(text: str) -> bool:
    """Check whether a text is a statement in words, no question, lead-in, or table's row."""
    return len(text.split()) >= _MIN_WORDS and text[-1:] not in "?:" and CELL_SEPARATOR not in text


class CentralSentences:
    """Chooses the sentences that are nearest to a topic, or to what all of them say on average.

    One after the other, each the less the nearer it is to those already chosen (maximal marginal
    relevance; Carbonell and Goldstein 1998), and the less if it refers to what stands before it.
    Where there is no topic, those that open the document are favoured.

    Args:
        embedder: embeds the sentences.
    """

    name = "central sentences"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def summarise(self, passages: Sequence[ReadingPassage], about: str) -> Reading:
        """Sum the passages up; every text can be, but not about every topic.

        Args:
            passages: what is summed up.
            about: the topic, or "".
        """
        every = list_sentences(passages)
        if not every:
            return replace(NOTHING, source=self.name)
        full = [s for s in every if _is_prose(s.text)]
        candidates = full or every
        order = [s.document_id for s in candidates]  # documents, the one spans first before all
        candidates.sort(key=lambda s: (order.index(s.document_id), s.sentence))
        vectors = self._embedder.embed([s.text for s in candidates])
        if about:
            nearness = vectors @ self._embedder.embed([about])[0]
            likely = _rate_topic(about, passages, float(nearness.max()))
            if likely < LEAST_LIKELY:
                return replace(NOTHING, confidence=None, answerable=likely, source=self.name)
            scores = nearness + _NAMED * _share_named(about, candidates)
            least = LEAST_OF_BEST * scores.max()
        else:
            middle = vectors.mean(axis=0)
            scores = vectors @ (middle / max(float(np.linalg.norm(middle)), 1e-12))
            scores = scores + _LEAD * np.exp(-np.arange(len(candidates)))
            least = -np.inf
        scores -= _DANGLING * np.array([bool(_REFERS_BACK.match(s.text)) for s in candidates])
        chosen = sorted(_choose(scores, vectors @ vectors.T, least))
        spans = tuple(AnswerSpan(s, s.start, s.end) for s in (candidates[i] for i in chosen))
        return Reading(AnswerKind.SENTENCES, spans, None, 1.0, self.name)


def _choose(scores: Scores, likeness: Scores, least: float) -> list[int]:
    """Choose sentences one after the other, each the less the liker it is to those before.

    Args:
        scores: of each sentence, shape ``(n,)``.
        likeness: cosine of each two, shape ``(n, n)``.
        least: score under which none but the first is chosen.
    """
    chosen = [int(np.argmax(scores))]
    while len(chosen) < MAX_SENTENCES:
        nearest = likeness[:, chosen].max(axis=1)
        fits = (nearest < _SAME) & (scores >= least)
        value = np.where(fits, scores - _REDUNDANT * nearest, -np.inf)
        if value.max() == -np.inf:
            break
        chosen.append(int(np.argmax(value)))
    return chosen
