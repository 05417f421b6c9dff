"""The built-in reader: a small trained network that points at the words that answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.reader import NOTHING, AnswerKind, Candidate, Found, ReaderQuery, Reading, ReadingPassage
from qa.reader.inputs import followup
from qa.reader.model import ReaderModel, ReaderModelError, Skimmed
from qa.reader.skimming import signs, worth_reading, worth_skimming
from qa.reader.spans import Span, best_spans, tagged_spans

FOLDER = Path(__file__).parent
"""Where the network lies, and what belongs to it."""

FEATURES = ("score", "begin", "end", "similarity", "share")
"""What the probabilities are made of.

The network's highest score of any span; the logarithms of the probability that the answer
doesn't begin, and doesn't end, anywhere; the similarity of the chosen sentence; and the logarithm
of its share among all sentences.
"""

_LIST, _YES, _NO = 1, 2, 3
"""Places among the network's outputs; the first is a span."""

LIKELY_LIST = 0.3
"""Probability from which on several words are taken for the items of a list, chosen on dev."""

DECIDED = 0.8
"""Probability from which on a yes or no is said; below, the sentence speaks for itself."""


@dataclass(frozen=True, slots=True)
class Band:
    """What was measured of answers that were about as sure as each other.

    Attributes:
        low: the least confidence in the band; it goes up to the next one's.
        right: the share of them that stood in a sentence that answers, from 0 to 1.
        n: how many they were.
    """

    low: float
    right: float
    n: int


@dataclass(frozen=True, slots=True)
class Output:
    """What the network makes of the passages that it has read to the end.

    Attributes:
        found: the best span of each sentence of each passage.
        scores: of each of them the network's score, and the similarity of its sentence to the
            question, shape ``(n, 2)``. The two know different things: which words could be an
            answer, and which sentence is spoken of.
        kinds: of each of them the logits by its passage that the answer is a span, a list, yes,
            no, shape ``(n, 4)``.
        tagged: all words that are rather inside an answer than not, in the passages' order.
        nowhere: the logarithms of the probability that the answer doesn't begin, and doesn't end,
            anywhere, shape ``(2,)``.
    """

    found: tuple[Found, ...]
    scores: NDArray[np.float64]
    kinds: NDArray[np.float64]
    tagged: tuple[Found, ...]
    nowhere: NDArray[np.float64]


class SpanReader:
    """Skims the passages of a question and reads those that may answer; see ``README.md``.

    Args:
        folder: holds both halves of the network, and ``reader.json`` with their SHA-256 and the
            fitted weights.

    Raises:
        ReaderModelError: a file is missing, or the network is another than belongs here.
    """

    name = "built-in reader"

    def __init__(self, folder: Path = FOLDER) -> None:
        card = _read_card(folder / "reader.json")
        self._model = ReaderModel(folder, card["sha256"])
        self._promise, self._sentence, self._right, self._answerable, self._yes = (
            np.array(card[name]) for name in ("promise", "sentence", "right", "answerable", "yes")
        )
        self._bands = [Band(*band) for band in card["bands"]]

    def calibration_note(self, confidence: float) -> str:
        """Say in a sentence what was measured, on documents of dev, of answers as sure as this."""
        band = next(band for band in self._bands if confidence >= band.low)
        return (
            f"Of {band.n} answers about other documents that were as sure as this, "
            f"{band.right:.0%} stood in a sentence that answers the question."
        )

    def read(self, query: ReaderQuery, passages: Sequence[ReadingPassage]) -> Reading:
        """The likeliest words, or several for a list, and how likely they are right."""
        output = self.output(query, worth_skimming(passages))
        if output is None:
            return NOTHING
        best, features = weighed(output, self._sentence)
        found = output.found[best]
        items = _items(output.tagged, found)
        kind = self._kind(output.kinds[best])
        if kind is AnswerKind.LIST and len(items) < 2:
            kind = AnswerKind.SPAN
        return Reading(
            kind,
            items if kind is AnswerKind.LIST else (found,),
            _probability(self._right, features),
            _probability(self._answerable, features),
        )

    def _kind(self, logits: NDArray[np.float64]) -> AnswerKind:
        """What the answer is made of, by the logits of its passage."""
        likely = np.exp(logits - np.logaddexp.reduce(logits))
        if likely[_YES] + likely[_NO] > 0.5:
            yes = _probability(self._yes, logits[[_YES]] - logits[[_NO]])
            if max(yes, 1 - yes) < DECIDED:
                return AnswerKind.UNDECIDED
            return AnswerKind.YES if yes > 0.5 else AnswerKind.NO
        return AnswerKind.LIST if likely[_LIST] > LIKELY_LIST else AnswerKind.SPAN

    def skim(self, query: ReaderQuery, passages: Sequence[ReadingPassage]) -> Skimmed:
        """What the lower half of the network makes of one passage or more."""
        question = followup(query.previous, query.question) if query.previous else query.question
        return self._model.skim(question, [(p.heading, p.text) for p in passages])

    def output(self, query: ReaderQuery, passages: Sequence[ReadingPassage]) -> Output | None:
        """What the network makes of those passages that may answer, or None without any words."""
        if not passages:
            return None
        skimmed = self.skim(query, passages)
        rows = worth_reading(signs(skimmed, passages), self._promise)
        inputs, tokens, kinds = self._model.read(skimmed, rows)
        passages = [passages[row] for row in rows]
        offsets = [
            [(max(s.start - p.start, 0), min(s.end - p.start, len(p.text))) for s in p.sentences]
            for p in passages
        ]
        spans = best_spans(inputs, tokens, offsets)
        if not spans:
            return None
        edges = tokens[inputs.readable][:, :2].astype(np.float64)
        return Output(
            tuple(_place(passages, span) for span in spans),
            np.array([(s.score, passages[s.passage].similarities[s.sentence]) for s in spans]),
            kinds[[span.passage for span in spans]].astype(np.float64),
            tuple(_place(passages, span) for span in tagged_spans(inputs, tokens, offsets)),
            -np.logaddexp(0, np.logaddexp.reduce(edges, axis=0)),
        )


def _read_card(path: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReaderModelError(
            f"The reader's calibration {path} can't be read: {error.strerror}. "
            "Install Footnote again."
        ) from error
    return card


def weighed(output: Output, weights: NDArray[np.float64]) -> tuple[int, NDArray[np.float64]]:
    """Choose a span by the weighted sum of its scores.

    Args:
        output: what there is to choose from.
        weights: of the network's score and of similarity, shape ``(2,)``.

    Returns:
        The place of the likeliest span in ``output.found``, and its ``FEATURES``.
    """
    logits = output.scores @ weights
    best = int(logits.argmax())
    by_sentence: dict[Candidate, float] = {}
    for found, logit in zip(output.found, logits, strict=True):
        by_sentence[found.sentence] = max(by_sentence.get(found.sentence, -np.inf), logit)
    share = logits[best] - np.logaddexp.reduce(list(by_sentence.values()))
    score, similarity = output.scores[:, 0].max(), output.scores[best, 1]
    return best, np.array([score, *output.nowhere, similarity, share])


def _items(tagged: Sequence[Found], found: Found) -> tuple[Found, ...]:
    """What is tagged in the sentence of the best span, overlapping words merged.

    The outer items go as far as the best span does.
    """
    items: list[Found] = []
    for item in sorted(tagged, key=lambda item: item.start):
        if item.sentence != found.sentence:
            continue
        if items and item.start < items[-1].end:
            items[-1] = replace(items[-1], end=max(item.end, items[-1].end))
        else:
            items.append(item)
    if items and found.start < items[0].start < found.end:
        items[0] = replace(items[0], start=found.start)
    if items and found.start < items[-1].end < found.end:
        items[-1] = replace(items[-1], end=found.end)
    return tuple(items)


def _place(passages: Sequence[ReadingPassage], span: Span) -> Found:
    """Where a span stands in its document; of words that it cuts it takes the whole."""
    passage = passages[span.passage]
    start, end, text = span.start, span.end, passage.text
    while start > 0 and text[start - 1 : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1 : end + 1].isalnum():
        end += 1
    sentence = passage.sentences[span.sentence]
    first, last = passage.start + start, passage.start + end
    return Found(sentence, max(first, sentence.start), min(last, sentence.end))


def _probability(weights: NDArray[np.float64], features: NDArray[np.float64]) -> float:
    return float(1 / (1 + np.exp(-(weights[0] + features @ weights[1:]))))
