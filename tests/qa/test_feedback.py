"""Thumbs on disk, and the questions that are drafted from them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import NO_ANSWER
from qa.evaluation.drafts import draft_questions, is_incomplete
from qa.evaluation.questions import Question
from qa.feedback import Feedback, FeedbackError, keep_feedback, read_feedback
from qa.json_lines import BadRecordError
from tests.support.command import assert_one_sentence, footnote
from tests.support.outcomes import answer

ANSWER = answer("It owns 812 clocks.", 3, question="How many?")


def test_the_last_thumb_of_an_answer_counts(tmp_path: Path) -> None:
    path = tmp_path / "new" / "feedback.jsonl"
    other = answer("Ada Holm.", 1, question="Who?")
    for feedback in (Feedback(ANSWER, True), Feedback(other, True), Feedback(ANSWER, False)):
        keep_feedback(path, feedback)
    assert read_feedback(path) == [Feedback(ANSWER, False), Feedback(other, True)]
    keep_feedback(path, Feedback(other, None))
    assert read_feedback(path) == [Feedback(ANSWER, False)]


@given(st.text(st.characters(codec="utf-8")), st.booleans())
def test_whatever_was_said_comes_back(tmp_path: Path, text: str, liked: bool) -> None:
    path = tmp_path / "feedback.jsonl"
    path.unlink(missing_ok=True)
    feedback = Feedback(answer(text, 1, question=f"{text}?"), liked, before=ANSWER)
    keep_feedback(path, feedback)
    assert read_feedback(path) == [feedback]


def test_a_file_that_is_not_there_or_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    with pytest.raises(FeedbackError, match="no feedback yet"):
        read_feedback(path)
    with pytest.raises(FeedbackError, match="directory"):
        read_feedback(tmp_path)
    with pytest.raises(FeedbackError, match="directory"):
        keep_feedback(tmp_path, Feedback(ANSWER, True))
    keep_feedback(path, Feedback(ANSWER, True))
    path.write_bytes(path.read_bytes() + b"{}\n")
    with pytest.raises(BadRecordError, match="Line 2 of"):
        read_feedback(path)


def test_a_thumb_that_was_cut_off_spoils_none(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    keep_feedback(path, Feedback(ANSWER, True))
    path.write_bytes(path.read_bytes() + b'{"answer": {"question": "Wh')
    assert read_feedback(path) == [Feedback(ANSWER, True)]
    keep_feedback(path, Feedback(ANSWER, False))
    assert read_feedback(path) == [Feedback(ANSWER, False)]


def test_what_was_liked_is_right() -> None:
    (draft,) = draft_questions([Feedback(ANSWER, True)])
    assert Question.model_validate_json(json.dumps(draft)) == Question(
        id="feedback-1", kind="feedback", question="How many?", answerable=True,
        answers=("It owns 812 clocks",), support=(("T",),),
    )  # fmt: skip
    (silent,) = draft_questions([Feedback(answer(NO_ANSWER, question="Who?"), True)])
    assert not Question.model_validate_json(json.dumps(silent)).answerable


@pytest.mark.parametrize("text", ["It owns 813 clocks.", NO_ANSWER])
def test_what_was_not_liked_waits_for_the_right_answer(text: str) -> None:
    cited = () if text == NO_ANSWER else (3,)
    (draft,) = draft_questions([Feedback(answer(text, *cited, question="How many?"), False)])
    assert is_incomplete(draft)
    with pytest.raises(ValueError, match="needs answers"):
        Question.model_validate_json(json.dumps(draft))
    Question.model_validate_json(json.dumps({**draft, "answers": ["812"]}))
    Question.model_validate_json(json.dumps({**draft, "answerable": False}))


def test_a_follow_up_comes_with_what_it_follows() -> None:
    after = answer("Ada Holm.", 1, question="And who founded it?")
    first, second = draft_questions([Feedback(after, True, before=ANSWER)])
    assert (first["id"], first["question"]) == ("feedback-1-before", "How many?")
    assert second["follows"] == "feedback-1-before"


def test_drafts_are_printed_as_a_set_that_can_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "feedback.jsonl"
    monkeypatch.setenv("FOOTNOTE_FEEDBACK_FILE", str(path))
    assert_one_sentence(footnote("feedback"), "no feedback yet")
    keep_feedback(path, Feedback(ANSWER, True))
    keep_feedback(path, Feedback(answer("Ada.", 1, question="Who?"), False))
    code, out, err = footnote("feedback")
    assert code == 0
    assert "1 of 2 were judged wrong" in err
    drafted = tmp_path / "drafts.jsonl"
    drafted.write_text(out.replace('"answers": []', '"answers": ["Ada Holm"]'))
    (tmp_path / "tarn.md").write_text("It owns 812 clocks. Ada Holm founded it.")
    code, out, _ = footnote("eval", drafted, "--document", tmp_path / "tarn.md")
    assert code == 0
    assert "feedback" in out
