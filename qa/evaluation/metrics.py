"""Metrics, each from 0 to 1 unless it says otherwise."""

import math
import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import accumulate
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Item = TypeVar("Item")

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation + "“”‘’–—…")


def normalise_answer(answer: str) -> str:
    """Drop case, punctuation, articles and extra spaces (SQuAD; Rajpurkar et al. 2016).

    >>> normalise_answer("The Sajur River.")
    'sajur river'
    """
    return " ".join(_ARTICLES.sub(" ", answer.lower().translate(_PUNCTUATION)).split())


def exact_match(answer: str, accepted: Iterable[str]) -> float:
    """Return 1 if the answer is one of the accepted ones, both normalised (SQuAD)."""
    return float(normalise_answer(answer) in {normalise_answer(a) for a in accepted})


def f1(answer: str, accepted: Iterable[str]) -> float:
    """Measure the overlap in words with the accepted answer that fits best (SQuAD).

    The harmonic mean of precision and recall over the two bags of normalised words.

    >>> f1("the last month", ["last month", "August"])
    1.0
    """
    return max(
        _word_f1(normalise_answer(answer).split(), normalise_answer(a).split()) for a in accepted
    )


def _word_f1(answer: Sequence[str], accepted: Sequence[str]) -> float:
    common = sum((Counter(answer) & Counter(accepted)).values())
    return 2 * common / (len(answer) + len(accepted)) if common else 0.0


def answer_found(answer: str, accepted: Iterable[str]) -> float:
    """Return 1 if an accepted answer stands in the answer, both normalised and by whole words."""
    words = f" {normalise_answer(answer)} "
    return float(any(f" {normalise_answer(a)} " in words for a in accepted))


def citation_precision(cited: Set[Item], gold: Sequence[Set[Item]]) -> float:
    """Return the share of the cited sentences that support the answer.

    After ALCE (Gao et al. 2023, https://arxiv.org/abs/2305.14627), with gold sentences in the
    judge's place.
    """
    return len(cited & set().union(*gold)) / len(cited)


def citation_recall(cited: Set[Item], gold: Sequence[Set[Item]], every: bool) -> float:
    """Return the share of the support that is cited (after ALCE, as ``citation_precision``).

    Args:
        cited: the cited sentences.
        gold: for each piece of support the sentences that give it.
        every: whether each piece is needed, or any one of them is enough.
    """
    covered = [bool(cited & sentences) for sentences in gold]
    return sum(covered) / len(covered) if every else float(any(covered))


def harmonic_mean(precision: float, recall: float) -> float:
    """F1 of a precision and a recall (van Rijsbergen 1979); 0 where both are.

    >>> harmonic_mean(1.0, 0.5)
    0.6666666666666666
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def recall_at_each(
    passages: Sequence[Set[Item]], gold: Sequence[Set[Item]], every: bool
) -> tuple[float, ...]:
    """Return recall@1, recall@2, … of a ranking: the share of the support in the first passages.

    Args:
        passages: the sentences of each retrieved passage, best first.
        gold: as ``citation_recall`` takes it.
        every: the same.

    >>> recall_at_each([{1, 2}, {3}], [{3}], every=False)
    (0.0, 1.0)
    """
    seen = accumulate(passages, lambda before, passage: before | passage)
    return tuple(citation_recall(sentences, gold, every) for sentences in seen)


def reciprocal_rank(recalls: Sequence[float]) -> float:
    """Return 1 divided by the rank of the first passage with support, 0 without one.

    Its mean over questions is the MRR (Voorhees 1999).

    >>> reciprocal_rank((0.0, 1.0))
    0.5
    """
    return next((1 / rank for rank, recall in enumerate(recalls, start=1) if recall), 0.0)


def bootstrap_interval(values: Sequence[float], samples: int = 1_000) -> tuple[float, float, float]:
    """Return the mean and its 95 % interval by bootstrap (Efron 1979): percentiles of the means.

    The same values always give the same interval.

    >>> bootstrap_interval([0.5, 0.5])
    (0.5, 0.5, 0.5)
    """
    array = np.array(values, dtype=float)
    means = array[draw_resamples(len(array), samples)].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(array.mean()), float(low), float(high)


def draw_resamples(n: int, samples: int = 1_000) -> NDArray[np.int64]:
    """Draw indexes of ``n`` values with replacement, shape ``(samples, n)``, always the same.

    Two figures of the same questions are resampled together by it.
    """
    return np.random.default_rng(0).integers(n, size=(samples, n))


def paired_p(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the probability that chance alone makes two means differ so much, either way.

    Paired bootstrap (Koehn 2004, https://aclanthology.org/W04-3250; Efron and Tibshirani 1993):
    the share of resampled mean differences on the other side of zero, twice. One resample more
    is counted as such, so that it is never 0.

    >>> paired_p([0, 1, 0], [0, 1, 0])
    1.0
    """
    differences = np.array(after, dtype=float) - np.array(before, dtype=float)
    means = differences[draw_resamples(len(differences))].mean(axis=1)
    other_side = min((means <= 0).sum(), (means >= 0).sum())
    return float(min(1.0, 2 * (other_side + 1) / (len(means) + 1)))


def calibration_error(
    confidences: Sequence[float], right: Sequence[float], bands: int = 10
) -> float:
    """Compute the expected calibration error: how far confidence is from the share right, by bands.

    The mean over equally wide bands, each with the share of answers in it
    (Guo et al. 2017, https://arxiv.org/abs/1706.04599).

    >>> calibration_error([0.75, 0.75, 0.75, 0.75], [1, 1, 1, 0])
    0.0
    """
    confidence, correct = np.array(confidences, dtype=float), np.array(right, dtype=float)
    band = np.clip((confidence * bands).astype(int), 0, bands - 1)
    distances = (
        abs(confidence[band == b].mean() - correct[band == b].mean()) * (band == b).mean()
        for b in np.unique(band)
    )
    return float(sum(distances))


def risk_at_each_coverage(confidences: Sequence[float], right: Sequence[float]) -> list[float]:
    """Return for each coverage the share of wrong answers among the surest ones.

    The n-th is that of the n surest; their mean is the area under the risk-coverage curve
    (Geifman and El-Yaniv 2017, https://arxiv.org/abs/1705.08500).

    >>> risk_at_each_coverage([0.2, 0.9], [0, 1])
    [0.0, 0.5]
    """
    order = np.argsort(-np.array(confidences, dtype=float), kind="stable")
    wrong = np.cumsum(1 - np.array(right, dtype=float)[order])
    shares: list[float] = (wrong / np.arange(1, len(wrong) + 1)).tolist()
    return shares


def percentile(values: Iterable[float], share: float) -> float:
    """Return the smallest value that at least ``share`` (0 to 1) of the values don't exceed.

    Nearest rank: it is always one of the values, of which there must be some.

    >>> percentile([10, 20, 30, 40], 0.5)
    20
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]
