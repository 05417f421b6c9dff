"""The built-in reader: a small trained network that points at the words that answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.reader import NOTHING, AnswerKind, Asked, Found, Reading, ReadingPassage
from qa.reader.inputs import followup
from qa.reader.model import ReaderModel
from qa.reader.spans import Span, best_spans, tagged_spans

FOLDER = Path(__file__).parent
"""Where the network lies, and what belongs to it."""

CLOSENESS = 56.0
"""How much the cosine of question and sentence weighs beside the network's logits.

The two know different things: which sentence is spoken of, and which words could be an answer.
Chosen on ``documents.dev`` by ``qa.reader.training.calibration``.
"""

SHARPNESS = 0.22
"""What the sum of both is multiplied with to be a logit, chosen together with ``CLOSENESS``."""

FEATURES = ("score", "begin", "end", "closeness", "share")
"""What the probabilities are made of.

The network's highest score of any span; the logarithms of the probability that the answer
doesn't begin, and doesn't end, anywhere; the closeness of the chosen sentence; and the logarithm
of its share among all sentences.
"""

_KINDS = (AnswerKind.SPAN, AnswerKind.LIST, AnswerKind.YES, AnswerKind.NO)
"""The order of the network's outputs."""


@dataclass(frozen=True, slots=True)
class Output:
    """What was made of some passages.

    Attributes:
        found: the best span of each sentence, the likeliest first.
        tagged: what of the likeliest sentence is tagged as inside an answer, in order.
        kind: what the answer is made of.
        features: shape ``(len(FEATURES),)``.
    """

    found: tuple[Found, ...]
    tagged: tuple[Found, ...]
    kind: AnswerKind
    features: NDArray[np.float64]


class SpanReader:
    """Reads all passages of a question at once; see ``README.md`` for how it was trained.

    Args:
        folder: holds ``reader.onnx`` and ``reader.json``, with its SHA-256 and the calibration.

    Raises:
        ReaderModelError: the network is missing, or is another than belongs here.
    """

    name = "built-in reader"

    def __init__(self, folder: Path = FOLDER) -> None:
        card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        self._model = ReaderModel(folder / "reader.onnx", card["sha256"])
        self._right = np.array(card["right"])
        self._answerable = np.array(card["answerable"])

    def read(self, asked: Asked, passages: Sequence[ReadingPassage]) -> Reading:
        """The likeliest words, or several for a list, and how likely they are right."""
        output = self.output(asked, passages) if passages else None
        if output is None:
            return NOTHING
        found = output.tagged if output.kind is AnswerKind.LIST else ()
        return Reading(
            output.kind,
            found or output.found[:1],
            _probability(self._right, output.features),
            _probability(self._answerable, output.features),
        )

    def output(self, asked: Asked, passages: Sequence[ReadingPassage]) -> Output | None:
        """What the network makes of the passages, or None if there are no words in them."""
        question = followup(asked.before, asked.question) if asked.before else asked.question
        inputs, tokens, kinds = self._model(question, [(p.heading, p.text) for p in passages])
        offsets = [
            [(max(s.start - p.start, 0), min(s.end - p.start, len(p.text))) for s in p.sentences]
            for p in passages
        ]
        spans = best_spans(inputs, tokens, offsets)
        if not spans:
            return None
        values = {span: _value(passages, span) for span in spans}
        order = sorted(spans, key=lambda span: -values[span])
        best = order[0]
        tagged = [
            _place(passages, span)
            for span in tagged_spans(inputs, tokens, offsets)
            if (span.passage, span.sentence) == (best.passage, best.sentence)
        ]
        edges = tokens[inputs.readable][:, :2].astype(np.float64)
        nowhere = -np.logaddexp(0, np.logaddexp.reduce(edges, axis=0))
        features = [spans[0].score, *nowhere, passages[best.passage].closeness[best.sentence]]
        return Output(
            tuple(_place(passages, span) for span in order),
            tuple(tagged),
            _KINDS[int(kinds[best.passage].argmax())],
            np.array([*features, _log_share(passages, values)]),
        )


def _value(passages: Sequence[ReadingPassage], span: Span) -> float:
    """How strongly a span is the answer, by the network and by its sentence's closeness."""
    return span.score + CLOSENESS * passages[span.passage].closeness[span.sentence]


def _place(passages: Sequence[ReadingPassage], span: Span) -> Found:
    """Where a span stands in its document."""
    passage = passages[span.passage]
    return Found(
        passage.sentences[span.sentence], passage.start + span.start, passage.start + span.end
    )


def _log_share(passages: Sequence[ReadingPassage], values: dict[Span, float]) -> float:
    """The logarithm of the best sentence's share among all, each counted once."""
    best: dict[tuple[str, int], float] = {}
    for span, value in values.items():
        sentence = passages[span.passage].sentences[span.sentence]
        key = (sentence.document_id, sentence.sentence)
        best[key] = max(best.get(key, -np.inf), SHARPNESS * value)
    logits = np.array(list(best.values()))
    return float(logits.max() - np.logaddexp.reduce(logits))


def _probability(weights: NDArray[np.float64], features: NDArray[np.float64]) -> float:
    return float(1 / (1 + np.exp(-(weights[0] + features @ weights[1:]))))
