"""Where an answer is kept back."""

import pytest

from qa.backends.abstention import CONFIDENCE_FLOOR, should_abstain
from qa.reader import NOTHING, AnswerKind, AnswerSpan, CandidateSentence, Reading

SENTENCE = CandidateSentence("d", 1, 0, 9, "It rained.")


def reading(confidence: float | None, answerable: float) -> Reading:
    return Reading(AnswerKind.SPAN, (AnswerSpan(SENTENCE, 0, 2),), confidence, answerable)


@pytest.mark.parametrize(
    ("confidence", "answerable", "below", "abstains"),
    [
        (0.9, 0.9, 0.7, False),
        (0.9, 0.6, 0.7, True),
        (CONFIDENCE_FLOOR - 0.01, 0.99, 0.7, True),
        (CONFIDENCE_FLOOR + 0.01, 0.99, 0.7, False),
        (None, 0.9, 0.7, False),  # nothing was measured
        (0.01, 0.01, 0.0, False),  # whoever wants an answer in any case
    ],
)
def test_what_is_likely_wrong_or_not_there_is_no_answer(
    confidence: float | None, answerable: float, below: float, abstains: bool
) -> None:
    assert should_abstain(reading(confidence, answerable), below) == abstains


def test_nothing_found_is_no_answer() -> None:
    assert should_abstain(NOTHING, 0.0)
