"""The built-in reader: a small trained network that points at the words that answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.reader import AnswerKind, Asked, Found, Reading, ReadingPassage
from qa.reader.inputs import Inputs, followup
from qa.reader.model import ReaderModel
from qa.reader.spans import Span, best_spans, tagged_spans

FOLDER = Path(__file__).parent
"""Where the network lies, and what belongs to it."""

_KINDS = (AnswerKind.SPAN, AnswerKind.LIST, AnswerKind.YES, AnswerKind.NO)
"""The order of the network's outputs."""

FEATURES = ("score", "lead", "likelihood")
"""What the confidence is made of.

The score of the best span; how far the next best sentence is behind; the logarithm of the
probability of the best span among all spans and *no answer*.
"""


@dataclass(frozen=True, slots=True)
class Output:
    """What the network says of some passages.

    Attributes:
        passages: what was read.
        spans: of each sentence of each passage the best span, best of all first.
        tagged: the spans inside of which an answer is tagged, by passage.
        kind: what the answer is made of, by the passage of the best span.
        features: what the confidence is made of, shape ``(len(FEATURES),)``.
    """

    passages: Sequence[ReadingPassage]
    spans: Sequence[Span]
    tagged: Sequence[Span]
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
        self._weights = np.array(card["calibration"])

    def read(self, asked: Asked, passages: Sequence[ReadingPassage]) -> Reading:
        """The likeliest words, or several for a list, and the probability that they are right."""
        output = self.output(asked, passages) if passages else None
        if output is None or not output.spans:
            return Reading(AnswerKind.SPAN, (), 0.0)
        found = listed(output) if output.kind is AnswerKind.LIST else ()
        confidence = _sigmoid(float(output.features @ self._weights[1:] + self._weights[0]))
        return Reading(output.kind, found or (place(output, output.spans[0]),), confidence)

    def output(self, asked: Asked, passages: Sequence[ReadingPassage]) -> Output:
        """What the network makes of the passages, of which there must be one."""
        question = followup(asked.before, asked.question) if asked.before else asked.question
        inputs, tokens, kinds = self._model(question, [(p.heading, p.text) for p in passages])
        offsets = [
            [(max(s.start - p.start, 0), min(s.end - p.start, len(p.text))) for s in p.sentences]
            for p in passages
        ]
        spans = best_spans(inputs, tokens, offsets)
        kind = _KINDS[int(kinds[spans[0].passage].argmax())] if spans else AnswerKind.SPAN
        tagged = tagged_spans(inputs, tokens, offsets)
        return Output(passages, spans, tagged, kind, _features(inputs, tokens, spans))


def place(output: Output, span: Span) -> Found:
    """Where a span stands in its document."""
    passage = output.passages[span.passage]
    sentence = passage.sentences[span.sentence]
    return Found(sentence, passage.start + span.start, passage.start + span.end)


def listed(output: Output) -> tuple[Found, ...]:
    """The items of a list: what is tagged, each once, in the order of the document."""
    found = {place(output, span) for span in output.tagged}
    return tuple(sorted(found, key=lambda f: (f.sentence.document_id, f.start)))


def _features(
    inputs: Inputs, tokens: NDArray[np.float32], spans: Sequence[Span]
) -> NDArray[np.float64]:
    """``FEATURES`` of the best span."""
    if not spans:
        return np.zeros(len(FEATURES))
    best = spans[0]
    next_best = next((s.score for s in spans if s.sentence != best.sentence), 0.0)
    edges = tokens[inputs.readable][:, :2].astype(np.float64)
    normaliser = np.logaddexp(0, np.logaddexp.reduce(edges, axis=0)).sum()
    return np.array([best.score, best.score - next_best, best.score - normaliser])


def _sigmoid(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))
