"""Summaries: the most central sentences of a text, in its order."""

import re
from collections.abc import Sequence
from dataclasses import replace

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

_LEAD, _REDUNDANT, _DANGLING, _NAMED = 0.25, 0.5, 0.15, 0.3

_SAME = 0.85
"""Cosine from which on two sentences say the same."""

_REFERS_BACK = re.compile(
    r"\W*(?:he|she|it|they|this|that|these|those|his|her|their|its|but|and|so|yet|however|instead"
    r"|also|another|both|such)\b",
    re.IGNORECASE,
)
_MIN_WORDS = 6


def _share_named(about: str, candidates: Sequence[CandidateSentence]) -> NDArray[np.float64]:
    """Return the share of a topic's content words that each sentence has, shape ``(n,)``."""
    words = set(content_stems(about))
    shares = [len(words & set(content_stems(s.text))) / max(1, len(words)) for s in candidates]
    return np.array(shares)


def _is_prose(text: str) -> bool:
    """Check whether a text is a statement in words, not a question or a table's row."""
    return len(text.split()) >= _MIN_WORDS and text[-1:] != "?" and CELL_SEPARATOR not in text


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
        """Sum the passages up; every text can be summed up.

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
        chosen = sorted(self._chosen(candidates, about))
        spans = tuple(AnswerSpan(s, s.start, s.end) for s in (candidates[i] for i in chosen))
        return Reading(AnswerKind.SENTENCES, spans, None, 1.0, self.name)

    def _chosen(self, candidates: Sequence[CandidateSentence], about: str) -> list[int]:
        vectors = self._embedder.embed([s.text for s in candidates])
        middle = vectors.mean(axis=0)
        scores = vectors @ (middle / max(float(np.linalg.norm(middle)), 1e-12))
        if about:
            scores = vectors @ self._embedder.embed([about])[0]
            scores = scores + _NAMED * _share_named(about, candidates)
        else:
            scores = scores + _LEAD * np.exp(-np.arange(len(candidates)))
        dangling = np.array([bool(_REFERS_BACK.match(s.text)) for s in candidates])
        scores = scores - _DANGLING * dangling
        least = LEAST_OF_BEST * scores.max() if about else -np.inf
        likeness = vectors @ vectors.T
        chosen = [int(np.argmax(scores))]
        while len(chosen) < MAX_SENTENCES:
            nearest = likeness[:, chosen].max(axis=1)
            fits = (nearest < _SAME) & (scores >= least)
            value = np.where(fits, scores - _REDUNDANT * nearest, -np.inf)
            if value.max() == -np.inf:
                break
            chosen.append(int(np.argmax(value)))
        return chosen
