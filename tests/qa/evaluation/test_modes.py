"""Written answers beside the words found, through the whole product."""

import pytest

from data import SAMPLE
from qa import DocumentQA
from qa.evaluation.modes import compare_modes, is_sentence, score_quoted
from qa.evaluation.outcome import Grade
from qa.evaluation.questions import Question
from qa.evaluation.run import ask_questions
from tests.support.scripted import ScriptedLLM

BEGAN = Question(
    id="q1",
    question="When did Operation Euphrates Shield begin?",
    kind="when",
    answers=("August 24",),
    support=(),
    answerable=True,
)
NOBODY = Question(
    id="q2", question="Who won the chess final?", kind="who", answers=(), support=(),
    answerable=False,
)  # fmt: skip


def test_both_ways_are_scored() -> None:
    llm = ScriptedLLM("Operation Euphrates Shield began on August 24. It cost 9 crowns [1].")
    bot = DocumentQA.from_files(SAMPLE, llm=llm)
    written, refused = ask_questions(bot, [BEGAN, NOBODY])
    quoted = score_quoted(written)
    assert written.answer
    assert quoted.answer
    assert written.answer.plain_text == "Operation Euphrates Shield began on August 24."
    assert quoted.answer.plain_text == "August 24."
    assert (written.exact_match, quoted.exact_match) == (0, 1)
    assert written.grade == quoted.grade == Grade.RIGHT
    assert score_quoted(refused) is refused
    modes = compare_modes([written, refused])
    assert modes
    assert (modes.quoted.sentences, modes.written.sentences) == (0, 1)
    assert (modes.quoted.struck_out, modes.written.struck_out) == (0, 0.5)
    assert (modes.change, modes.low, modes.high) == (0, 0, 0)
    assert modes.written.first_p50 < modes.written.last_p95


def test_there_is_nothing_to_compare_where_nothing_was_written() -> None:
    bot = DocumentQA.from_files(SAMPLE)
    assert compare_modes(list(ask_questions(bot, [BEGAN]))) is None


@pytest.mark.parametrize("text", ["In May.", "began on the day of the vote.", "It began in May"])
def test_what_is_no_sentence(text: str) -> None:
    assert not is_sentence(text)
