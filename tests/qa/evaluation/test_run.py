"""A run on real parts: asked, scored, interrupted, taken up again."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from data import QUESTIONS, SAMPLE
from index import load
from qa import DocumentQA
from qa.evaluation.figures import summarise
from qa.evaluation.formats import read_question_set
from qa.evaluation.gold import GoldFinder
from qa.evaluation.outcome import Grade, Outcome
from qa.evaluation.run import RunRecord, ask_questions
from qa.evaluation.terminal_tables import tabulate_by_kind
from qa.reader import ReaderQuery, Reading, ReadingPassage
from qa.words import tokenize
from tests.support.command import program
from tests.support.outcomes import ALL, RIGHT, UNANSWERABLE, WRONG, question

TARN = "The museum in Tarn owns 812 clocks. Entrance is free on Mondays. Ada Holm founded it."


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    bot = DocumentQA.from_documents([load(SAMPLE)])
    questions = read_question_set(QUESTIONS).questions
    assert GoldFinder(bot.index).lacking(questions) == []
    return list(ask_questions(bot, questions))


def test_every_question_of_the_sample_is_asked_and_scored(outcomes: list[Outcome]) -> None:
    assert [o.question for o in outcomes] == list(read_question_set(QUESTIONS).questions)
    for outcome in outcomes:
        assert outcome.error == ""
        assert outcome.answer
        assert outcome.abstained != bool(outcome.answer.citations)
        assert (outcome.precision is not None) == (outcome.question.answerable and outcome.answered)
        assert (outcome.recall is not None) == outcome.question.answerable
        assert bool(outcome.retrieved) == outcome.question.answerable


def test_the_reader_is_not_lost(outcomes: list[Outcome]) -> None:
    """Floors well under what the reader reaches; a broken part falls through."""
    figures = summarise(outcomes)
    for figure, floor in (
        (figures.answer_found, 0.4),
        (figures.citation_precision, 0.6),
        (figures.citation_recall, 0.5),
        (figures.recall_at_k, 0.9),
        (figures.abstention_recall, 0.6),
    ):
        assert figure is not None
        assert figure > floor


def words(text: str) -> set[str]:
    return {token.lower for token in tokenize(text) if token.text[0].isalnum()}


def test_a_follow_up_is_asked_with_words_of_what_it_follows(outcomes: list[Outcome]) -> None:
    followups = [o for o in outcomes if o.question.follows]
    assert len(followups) == 8
    by_id = {o.question.id: o for o in outcomes}
    for outcome in followups:
        assert outcome.answer
        before = by_id[outcome.question.follows or ""]
        assert before.answer
        said = [before.question.question, before.answer.text, before.answer.search_query]
        quotes = [citation.quote for citation in before.answer.citations]
        added = words(outcome.answer.search_query) - words(outcome.question.question)
        assert added <= words(" ".join([*said, *quotes])), outcome.question.id
    assert any(o.answer and o.answer.search_query != o.question.question for o in followups)


def test_the_table_has_a_row_a_kind_and_one_of_all(outcomes: list[Outcome]) -> None:
    kinds = dict.fromkeys(o.question.kind for o in outcomes)
    assert list(tabulate_by_kind("sample", outcomes).columns[0].cells) == [*kinds, "all"]


class FailingReader:
    """A reader whose model dies on one question."""

    name = "failing"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def calibration_note(self, _: float) -> str:
        return ""

    def read(self, asked: ReaderQuery, passages: Sequence[ReadingPassage]) -> Reading:
        self.asked.append(asked.question)
        raise TimeoutError(f"no reply to {asked.question} about {len(passages)} passages")


def test_a_question_that_raises_is_wrong_and_the_run_goes_on() -> None:
    bot = DocumentQA(DocumentQA.from_text(TARN).index, reader=FailingReader())
    asked = [
        question(id="a", question="How many clocks?"),
        question(id="b", question="🎉"),
        UNANSWERABLE.model_copy(update={"question": "What does a ticket cost?"}),
    ]
    outcomes = list(ask_questions(bot, asked))
    assert [o.error.split(":")[0] for o in outcomes][::2] == ["TimeoutError", "TimeoutError"]
    assert "no words" in outcomes[1].error
    assert {o.grade for o in outcomes} == {Grade.ERROR}
    assert summarise(outcomes).f1 == 0
    assert summarise(outcomes).abstention_recall == 0


# Interrupted runs


def test_what_was_asked_before_is_not_asked_again() -> None:
    reader = FailingReader()
    bot = DocumentQA(DocumentQA.from_text(TARN).index, reader=reader)
    asked = [RIGHT.question, question(id="new", question="How many clocks?")]
    kept, new = ask_questions(bot, asked, {"right": RIGHT})
    assert kept == RIGHT
    assert new.error
    assert reader.asked == ["How many clocks?"]


def test_a_record_holds_what_was_added_until_the_run_is_over(tmp_path: Path) -> None:
    record = RunRecord(tmp_path, ["a"])
    assert record.done == {}
    for outcome in ALL:
        record.add(outcome)
    assert list(RunRecord(tmp_path, ["a"]).done.values()) == ALL
    assert RunRecord(tmp_path, ["b"]).done == {}
    record.finish()
    record.finish()
    assert RunRecord(tmp_path, ["a"]).done == {}


def test_a_record_cut_off_anywhere_goes_on_from_the_last_whole_outcome(tmp_path: Path) -> None:
    record = RunRecord(tmp_path, ["a"])
    record.add(RIGHT)
    first = record.path.stat().st_size
    record.add(WRONG)
    whole = record.path.read_bytes()
    for end in [0, 1, first - 1, first, first + 1, len(whole) - 1, len(whole)]:
        record.path.write_bytes(whole[:end])
        again = RunRecord(tmp_path, ["a"])
        expected = [RIGHT, WRONG][: whole[:end].count(b"\n")]
        assert list(again.done.values()) == expected
        again.add(WRONG)
        assert list(RunRecord(tmp_path, ["a"]).done.values())[: len(expected)] == expected
        assert "wrong" in RunRecord(tmp_path, ["a"]).done


def test_a_record_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    RunRecord(tmp_path, ["a"]).path.write_text('{"other": 1}\n')
    assert RunRecord(tmp_path, ["a"]).done == {}


@pytest.mark.heavy
def test_a_killed_run_is_taken_up_again(tmp_path: Path) -> None:
    first = QUESTIONS.read_text(encoding="utf-8").splitlines()[:40]
    (tmp_path / "set.jsonl").write_text("\n".join(first), encoding="utf-8")
    command = program("eval", tmp_path / "set.jsonl")
    environment = {**os.environ, "FOOTNOTE_CACHE_FOLDER": str(tmp_path)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as running:
        deadline = time.monotonic() + 120
        records: list[Path] = []
        while time.monotonic() < deadline:
            records = list(tmp_path.glob("evaluations/*.jsonl"))
            if records and records[0].read_bytes().count(b"\n") > 5:
                break
            time.sleep(0.05)
        running.send_signal(signal.SIGKILL)
    kept = records[0].read_bytes().count(b"\n")
    assert kept > 5
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        0, f"Going on after {kept} answers of an interrupted run.\n"
    )  # fmt: skip
    assert re.search(r"^ *all +40 ", done.stdout, re.MULTILINE)
    assert list(tmp_path.glob("evaluations/*")) == []
