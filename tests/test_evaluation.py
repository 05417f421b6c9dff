"""Question sets, and a run on real parts."""

import json
from pathlib import Path
from typing import Any

import pytest

from data import QUESTIONS, SAMPLE
from index import load
from index.errors import QuestionSetError
from index.sentences import split
from qa import NO_ANSWER, Answer, Citation, DocumentQA
from qa.evaluation.questions import Question, read
from qa.evaluation.report import table
from qa.evaluation.run import Outcome, evaluate, score, summarise, to_dict, unsupported

TARN = "The museum in Tarn owns 812 clocks. Entrance is free on Mondays. Ada Holm founded it."


# Scores


def question(**fields: Any) -> Question:
    given = {"id": "q", "kind": "k", "question": "?", "answerable": True, "answers": ("812",)}
    return Question(**{**given, "support": (("clocks",),), **fields})


UNANSWERABLE = question(answerable=False, answers=(), support=())


def answer(text: str, *sentences: int, seconds: float = 0.01) -> Answer:
    cited = tuple(Citation(i, "d", s, 0, 1, "T") for i, s in enumerate(sentences, start=1))
    markers = "".join(f" [{citation.marker}]" for citation in cited)
    return Answer("?", text + markers, cited, (), bool(cited), 0.5, "b", "?", {"total": seconds})


def test_an_answer_is_scored_without_its_markers() -> None:
    outcome = score(question(), answer("The 812", 1, 5), [{1}])
    assert (outcome.exact_match, outcome.f1, outcome.found) == (1, 1, 1)
    assert (outcome.precision, outcome.recall) == (0.5, 1)
    assert not outcome.abstained


def test_the_parts_of_a_list_are_all_wanted() -> None:
    wanted = question(answers=("red", "blue"), support=(("red",), ("blue",)), all=True)
    outcome = score(wanted, answer("red", 1), [{1}, {2}])
    assert (outcome.exact_match, outcome.found, outcome.recall) == (0, 0.5, 0.5)
    assert outcome.f1 == pytest.approx(2 / 3)
    assert score(wanted, answer("red blue", 1, 2), [{1}, {2}]).exact_match == 1


def test_the_figures_of_a_few_outcomes() -> None:
    outcomes = [
        score(question(), answer("812", 1, seconds=0.010), [{1}]),  # right
        score(question(), answer("813", 2, seconds=0.020), [{1}]),  # wrong
        score(question(), answer(NO_ANSWER, seconds=0.030), [{1}]),  # wrongly silent
        score(UNANSWERABLE, answer(NO_ANSWER, seconds=0.040), []),  # rightly silent
        score(UNANSWERABLE, answer("812", 1, seconds=0.050), []),  # invented
        Outcome(UNANSWERABLE, None, "no words", 0, 0, 0, None, 0),  # refused: no abstention
    ]
    summary = summarise(outcomes)
    assert summary.questions == 6
    assert summary.exact_match == summary.f1 == summary.answer_found == pytest.approx(1 / 3)
    assert summary.citation_precision == 1 / 2  # of the two that were answered
    assert summary.citation_recall == pytest.approx(1 / 3)
    assert summary.abstention_precision == 1 / 2
    assert summary.abstention_recall == pytest.approx(1 / 3)
    assert summary.latency_p50 == pytest.approx(30)
    assert summary.latency_p95 == pytest.approx(50)


def test_what_was_not_there_is_not_measured() -> None:
    summary = summarise([score(UNANSWERABLE, answer(NO_ANSWER), [])])
    assert summary.f1 is summary.citation_precision is summary.citation_recall is None
    assert summary.abstention_recall == 1
    nothing = summarise([])
    assert (nothing.questions, nothing.latency_p50, nothing.abstention_precision) == (0, None, None)


# Question sets

GOOD = {
    "id": "a", "kind": "number", "question": "How many clocks?", "answerable": True,
    "answers": ["812"], "support": [["812", "clocks"]],
}  # fmt: skip


def written(folder: Path, *lines: Any) -> Path:
    path = folder / "set.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def test_a_set_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, "", {**GOOD, "id": "b", "question": "One\u2028two?"}, "")
    first, second = read(path)
    assert first == Question.model_validate_json(json.dumps(GOOD))
    assert second.question == "One\u2028two?"
    path.write_text(json.dumps({**GOOD, "question": "\u2028?"}, ensure_ascii=False), "utf-8-sig")
    assert read(path)[0].question == "\u2028?"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "holds no question"),
        (["", "  "], "holds no question"),
        ([GOOD, "nonsense"], "Line 2 of .*Invalid JSON"),
        (["[1]"], "Line 1"),
        ([{k: v for k, v in GOOD.items() if k != "question"}], "question Field required"),
        ([{**GOOD, "colour": "red"}], "colour Extra inputs are not permitted"),
        ([GOOD, GOOD], "Line 2 of .*'a' comes twice"),
        ([{**GOOD, "id": 7}], "id Input should be a valid string"),
        ([{**GOOD, "answerable": "yes"}], "answerable"),
        ([{**GOOD, "answers": []}], "needs answers and support"),
        ([{**GOOD, "support": []}], "needs answers and support"),
        ([{**GOOD, "answers": [""]}], "answers.0"),
        ([{**GOOD, "support": [[]]}], "support.0"),
        ([{**GOOD, "support": [["…"]]}], "support.0.0"),
        ([{**GOOD, "answerable": False}], "has neither"),
        ([{**GOOD, "yes_no": "maybe"}], "yes_no"),
    ],
)
def test_a_set_that_is_not_in_the_form(tmp_path: Path, lines: list[Any], message: str) -> None:
    with pytest.raises(QuestionSetError, match=message):
        read(written(tmp_path, *lines))


def test_a_set_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="No such file"):
        read(tmp_path / "missing.jsonl")
    with pytest.raises(QuestionSetError, match="directory"):
        read(tmp_path)
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "caf\xe9"}')
    with pytest.raises(QuestionSetError, match=r"isn't UTF-8.*byte 11"):
        read(tmp_path / "latin.jsonl")


def test_support_is_found_by_words_that_stand_together() -> None:
    sentences = split(TARN)
    wanted = question(support=(("MONDAYS", "free"), ("museum", "Mondays"), ("a",)))
    assert wanted.supporting(TARN, sentences) == [{2}, set(), {1, 2, 3}]


def test_letters_that_grow_in_lower_case_move_nothing() -> None:
    text = "İİİİ lies by İzmir. Tarn lies by a lake."
    assert question(support=(("tarn", "lake"),)).supporting(text, split(text)) == [{2}]


# A run on real parts


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    bot = DocumentQA.from_documents([load(SAMPLE)])
    questions = read(QUESTIONS)
    assert unsupported(bot, questions) == []
    return list(evaluate(bot, questions))


def test_every_question_of_the_sample_is_asked_and_scored(outcomes: list[Outcome]) -> None:
    assert [o.question for o in outcomes] == read(QUESTIONS)
    for outcome in outcomes:
        assert outcome.error == ""
        assert outcome.answer
        assert outcome.abstained != bool(outcome.answer.citations)
        assert (outcome.precision is not None) == (
            outcome.question.answerable and outcome.answer.answered
        )


def test_the_baseline_is_not_lost(outcomes: list[Outcome]) -> None:
    """Floors well under what the closest-sentence baseline reaches; a broken part falls through."""
    summary = summarise(outcomes)
    for figure, floor in (
        (summary.answer_found, 0.35),
        (summary.citation_precision, 0.5),
        (summary.citation_recall, 0.35),
    ):
        assert figure is not None
        assert figure > floor


def test_what_was_measured_goes_into_json(outcomes: list[Outcome]) -> None:
    content = json.loads(json.dumps(to_dict(outcomes)))
    assert set(content) == {"summary", "kinds", "outcomes"}
    assert content["summary"]["questions"] == 60
    assert sum(kind["questions"] for kind in content["kinds"].values()) == 60
    assert content["outcomes"][0]["question"]["id"] == "q01"
    assert content["outcomes"][0]["answer"]["question"] == outcomes[0].question.question


def test_the_table_has_a_row_a_kind_and_one_of_all(outcomes: list[Outcome]) -> None:
    kinds = dict.fromkeys(o.question.kind for o in outcomes)
    assert list(table(outcomes).columns[0].cells) == [*kinds, "all"]


def test_support_that_the_document_lacks_is_named() -> None:
    bot = DocumentQA.from_text(TARN)
    asked = [question(id="a"), question(id="b", support=(("tram",),)), UNANSWERABLE]
    assert unsupported(bot, asked) == ["b"]
    (refused,) = evaluate(bot, [question(id="c", question="🎉")])
    assert (refused.answer, refused.abstained) == (None, False)
    assert "no words" in refused.error
