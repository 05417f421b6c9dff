"""Built-in reader: a small trained network that finds the words that answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.block import CELL_SEPARATOR
from qa.reader import (
    NOTHING,
    AnswerKind,
    AnswerSpan,
    CandidateSentence,
    ReaderQuery,
    Reading,
    ReadingPassage,
)
from qa.reader.card import read_card
from qa.reader.extent import finish_answer, keep_whole_lines, widen_to_names, widen_to_tokens
from qa.reader.inputs import join_followup
from qa.reader.lists import asks_for_several
from qa.reader.model import KINDS, LoadModel, LowerStates, ReaderModel
from qa.reader.penalties import hide_impossible, penalise_names, penalise_words
from qa.reader.pruning import pruning_features, select_passages, select_similar_passages
from qa.reader.spans import NAME, TokenSpan, find_best_spans, find_name_spans, find_tagged_spans

FOLDER = Path(__file__).parent
"""Where the network lies, and what belongs to it."""

FEATURES = ("score", "begin", "end", "similarity", "share")
"""Features of the two probabilities.

They are the network's highest score of any span; the logarithms of the probability that the answer
doesn't begin, and doesn't end, anywhere; the similarity of the chosen sentence; and the logarithm
of its share among all sentences.
"""

PRUNING_KEY = "pruning"
"""Key in ``reader.json`` of the weights of the pruning score."""

_, _LIST, _YES, _NO = range(len(KINDS))

LIST_THRESHOLD = 0.3
"""Probability from which on several words are taken for the items of a list, chosen on dev."""

MAX_NAME_GAP, MIN_NAME_SCORE = 4.0, 5.0
"""How much less likely than the likeliest the names of a list are at most, and least score."""

MAX_GAP_WORDS = 2
"""Most words that are left out within one item of a list."""

_PARTS = re.compile(r"[,;:/|\n•–—]|\b(?:and|or|nor|plus|then)\b", re.IGNORECASE)

YES_THRESHOLD, NO_THRESHOLD = 0.8, 0.6
"""Probabilities from which on a yes or no is said; below, the sentence speaks for itself.

A no is believed sooner, since the words of its sentence have to bear it out too.
"""


@dataclass(frozen=True, slots=True)
class CalibrationBand:
    """Measured accuracy of answers within a range of confidence.

    Attributes:
        low: the least confidence in the band; it goes up to the next one's.
        right: the share of them that stood in a sentence that answers, from 0 to 1.
        n: how many they were.
    """

    low: float
    right: float
    n: int


@dataclass(frozen=True, slots=True)
class ReaderOutput:
    """Outputs of the network for the passages that it has read to the end, ``n`` spans in all.

    Attributes:
        spans: the best span of each sentence of each passage.
        scores: of each of them the network's score, and the similarity of its sentence to the
            question, shape ``(n, 2)``. The two know different things: which words could be an
            answer, and which sentence is spoken of.
        other_names: of each of them what is taken off that score because somebody else is spoken
            of, shape ``(n,)``.
        kinds: of each of them the logits by its passage that the answer is a span, a list, yes,
            no, shape ``(n, 4)``.
        tagged: all words that are rather inside an answer than not, in the passages' order.
        names: the names in the passages, with the network's score.
        nowhere: the logarithms of the probability that the answer doesn't begin, and doesn't end,
            anywhere, shape ``(2,)``.
    """

    spans: tuple[AnswerSpan, ...]
    scores: NDArray[np.float64]
    other_names: NDArray[np.float64]
    kinds: NDArray[np.float64]
    tagged: tuple[AnswerSpan, ...]
    names: tuple[tuple[AnswerSpan, float], ...]
    nowhere: NDArray[np.float64]

    def choosing_logits(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the logits by which a span is chosen, less where others are spoken of."""
        logits: NDArray[np.float64] = self.scores @ weights - weights[0] * self.other_names
        return logits


class SpanReader:
    """Prunes the passages of a question and reads those that may answer; see ``README.md``.

    Args:
        folder: holds the network's files, and ``reader.json`` with their SHA-256 and the fitted
            weights.
        load_model: loads the network.

    Raises:
        ReaderModelError: a file is missing, or the network is another than belongs here.
    """

    name = "built-in reader"

    def __init__(self, folder: Path = FOLDER, load_model: LoadModel = ReaderModel) -> None:
        card = read_card(folder)
        self._model = load_model(folder, card["sha256"])
        self._pruning, self._sentence, self._right, self._answerable, self._yes = (
            np.array(card[name]) for name in (PRUNING_KEY, "sentence", "right", "answerable", "yes")
        )
        self._bands = [CalibrationBand(*band) for band in card["bands"]]

    def calibration_note(self, confidence: float) -> str:
        """Say in a sentence what was measured, on documents of dev, of answers as sure as this."""
        band = next(band for band in self._bands if confidence >= band.low)
        return (
            f"Of {band.n} answers about other documents that were as sure as this, "
            f"{band.right:.0%} stood in a sentence that answers the question."
        )

    def read(self, query: ReaderQuery, passages: Sequence[ReadingPassage]) -> Reading:
        """Find the likeliest words, or several for a list, and how likely they are right."""
        output = self.compute(query, select_similar_passages(passages))
        if output is None:
            return NOTHING
        best, features = choose_span(output, self._sentence)
        likely = _probability(self._answerable, features)
        # What speaks of others makes an answer likely, and leaves no doubt which one.
        features[-1] = _log_share(output.choosing_logits(self._sentence), output.spans, best)
        span = output.spans[best]
        items = _list_items(output.tagged, span)
        kind = self._kind(output.kinds[best])
        is_list = kind is AnswerKind.LIST and asks_for_several(query.question)
        if is_list and NAME.fullmatch(span.text):
            items = _list_names(output.names, items)
        if kind is AnswerKind.LIST and len(items) < 2:
            kind = AnswerKind.SPAN
        found = items if kind is AnswerKind.LIST else (finish_answer(query.question, span),)
        return Reading(
            kind,
            tuple(widen_to_names(query.question, words) for words in found),
            _probability(self._right, features),
            likely,
        )

    def _kind(self, logits: NDArray[np.float64]) -> AnswerKind:
        """Decide what the answer is made of, by the logits of its passage."""
        likely = np.exp(logits - np.logaddexp.reduce(logits))
        if likely[_YES] + likely[_NO] > 0.5:
            yes = _probability(self._yes, logits[[_YES]] - logits[[_NO]])
            if yes >= YES_THRESHOLD:
                return AnswerKind.YES
            return AnswerKind.NO if 1 - yes >= NO_THRESHOLD else AnswerKind.UNDECIDED
        return AnswerKind.LIST if likely[_LIST] > LIST_THRESHOLD else AnswerKind.SPAN

    def read_lower(self, query: ReaderQuery, passages: Sequence[ReadingPassage]) -> LowerStates:
        """Read one passage or more with the lower half of the network."""
        question = (
            join_followup(query.previous, query.question) if query.previous else query.question
        )
        return self._model.read_lower(question, passages)

    def compute(
        self, query: ReaderQuery, passages: Sequence[ReadingPassage]
    ) -> ReaderOutput | None:
        """Run the network over those passages that may answer; None if there are no words."""
        if not passages:
            return None
        lower = self.read_lower(query, passages)
        rows = select_passages(pruning_features(lower, passages), self._pruning)
        inputs, tokens, kinds = self._model.read_upper(lower, rows)
        passages = [passages[row] for row in rows]
        offsets = [
            [(max(s.start - p.start, 0), min(s.end - p.start, len(p.text))) for s in p.sentences]
            for p in passages
        ]
        hide_impossible(query.question, inputs, passages)
        spans = find_best_spans(inputs, tokens, offsets)
        if not spans:
            return None
        edges = tokens[inputs.readable][:, :2].astype(np.float64)
        located = tuple(_locate(passages, span) for span in spans)
        similarities = [passages[s.passage].similarities[s.sentence] for s in spans]
        scores = np.array([span.score for span in spans]) - penalise_words(
            query.question, passages, located
        )
        return ReaderOutput(
            located,
            np.column_stack([scores, similarities]),
            penalise_names(query.standalone or query.question, passages, located),
            kinds[[span.passage for span in spans]].astype(np.float64),
            tuple(_locate(passages, span) for span in find_tagged_spans(inputs, tokens, offsets)),
            tuple(
                (_locate(passages, span), span.score)
                for span in find_name_spans(inputs, tokens, offsets, [p.text for p in passages])
            ),
            -np.logaddexp(0, np.logaddexp.reduce(edges, axis=0)),
        )


def choose_span(
    output: ReaderOutput, weights: NDArray[np.float64]
) -> tuple[int, NDArray[np.float64]]:
    """Choose a span by the weighted sum of its scores.

    Sentences about others aren't chosen, and still count as what the answer competes with.

    Args:
        output: the spans to choose from.
        weights: of the network's score and of the similarity, shape ``(2,)``.

    Returns:
        The place of the likeliest span in ``output.spans``, and its ``FEATURES``.
    """
    best = int(output.choosing_logits(weights).argmax())
    share = _log_share(output.scores @ weights, output.spans, best)
    score, similarity = output.scores[:, 0].max(), output.scores[best, 1]
    return best, np.array([score, *output.nowhere, similarity, share])


def _log_share(logits: NDArray[np.float64], spans: Sequence[AnswerSpan], chosen: int) -> float:
    """Return the logarithm of the share of a span among the best ones of all sentences."""
    by_sentence: dict[CandidateSentence, float] = {}
    for span, logit in zip(spans, logits, strict=True):
        by_sentence[span.sentence] = max(by_sentence.get(span.sentence, -np.inf), logit)
    return float(logits[chosen] - np.logaddexp.reduce(list(by_sentence.values())))


def _list_items(tagged: Sequence[AnswerSpan], best: AnswerSpan) -> tuple[AnswerSpan, ...]:
    """Return the tagged words in the sentence of the best span, what nothing parts merged.

    The outer items go as far as the best span does.
    """
    items: list[AnswerSpan] = []
    for item in sorted(tagged, key=lambda item: item.start):
        if item.sentence != best.sentence:
            continue
        if items and not _is_parted(items[-1], item):
            items[-1] = replace(items[-1], end=max(item.end, items[-1].end))
        else:
            items.append(item)
    if items and best.start < items[0].start < best.end:
        items[0] = replace(items[0], start=best.start)
    if items and best.start < items[-1].end < best.end:
        items[-1] = replace(items[-1], end=best.end)
    return tuple(items)


def _list_names(
    names: Sequence[tuple[AnswerSpan, float]], items: tuple[AnswerSpan, ...]
) -> tuple[AnswerSpan, ...]:
    """Return all names that are about as likely as the likeliest, each once, in their order.

    They may stand in several sentences. The items found stay where they are as many.
    """
    likeliest = max((score for _, score in names), default=0.0)
    floor = max(likeliest - MAX_NAME_GAP, MIN_NAME_SCORE)
    likely: dict[str, AnswerSpan] = {}
    for name, score in sorted(
        names, key=lambda pair: (pair[0].sentence.document_id, pair[0].start)
    ):
        if score >= floor and CELL_SEPARATOR not in name.sentence.text:
            likely.setdefault(name.text, name)
    return tuple(likely.values()) if len(likely) > len(items) else items


def _is_parted(item: AnswerSpan, following: AnswerSpan) -> bool:
    """Say whether a comma, an "and" or several words stand between two items of a sentence."""
    begin = item.sentence.start
    gap = item.sentence.text[item.end - begin : max(following.start, item.end) - begin]
    return bool(_PARTS.search(gap)) or len(gap.split()) > MAX_GAP_WORDS


def _locate(passages: Sequence[ReadingPassage], span: TokenSpan) -> AnswerSpan:
    """Find where a span stands in its document, with the whole of the words that it cuts."""
    passage = passages[span.passage]
    start, end = widen_to_tokens(passage.text, span.start, span.end)
    start, end = keep_whole_lines(passage.text, start, end)
    sentence = passage.sentences[span.sentence]
    first, last = passage.start + start, passage.start + end
    return AnswerSpan(sentence, max(first, sentence.start), min(last, sentence.end))


def _probability(weights: NDArray[np.float64], features: NDArray[np.float64]) -> float:
    return float(1 / (1 + np.exp(-(weights[0] + features @ weights[1:]))))
