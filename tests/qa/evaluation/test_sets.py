"""The fixed question sets: each question can be answered from the sentences that it names."""

import json
from collections import Counter
from functools import cache
from itertools import chain, pairwise

import jsonschema
import pytest

from data import QUESTION_SETS, SCHEMA
from index import Index
from qa.evaluation.formats import read_question_set
from qa.evaluation.gold import GoldFinder, Support
from qa.evaluation.questions import Question, QuestionSet
from tests.support.doubles import HashingEmbedder

NAMES = ("conversations", "structure", "open")


@cache
def question_set(name: str) -> QuestionSet:
    (path,) = (path for path in QUESTION_SETS if path.stem == name)
    return read_question_set(path)


@cache
def finder(name: str, document: str) -> GoldFinder:
    index = Index.in_memory(HashingEmbedder())
    index.add([question_set(name).documents[document]])
    return GoldFinder(index)


def supported(name: str) -> list[tuple[Question, Support]]:
    """Answerable questions of a set, each with the sentences that it names."""
    return [
        (question, finder(name, question.document or "").support(question))
        for question in question_set(name).questions
        if question.answerable
    ]


def kinds(name: str) -> Counter[str]:
    return Counter(question.kind for question in question_set(name).questions)


def test_as_many_questions_as_are_promised() -> None:
    assert [path.stem for path in QUESTION_SETS] == ["questions", *NAMES]
    assert kinds("conversations") == {
        "first": 12, "followup": 29, "change": 5, "afterabstention": 5, "remark": 4,
        "unanswerable": 7,
    }  # fmt: skip
    assert kinds("structure") == {
        "cell": 11, "lookup": 6, "list": 12, "count": 5, "extreme": 5, "place": 6, "field": 5,
        "fact": 11, "yesno": 10, "unanswerable": 16,
    }  # fmt: skip
    assert kinds("open") == {"topic": 8, "event": 6, "explain": 6, "compare": 5, "parts": 5}


def test_no_question_has_the_id_of_another() -> None:
    sets = map(question_set, ("questions", *NAMES))
    ids = Counter(question.id for one in sets for question in one.questions)
    assert set(ids.values()) == {1}


@pytest.mark.parametrize("name", NAMES)
def test_every_line_is_in_the_form(name: str) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    (path,) = (path for path in QUESTION_SETS if path.stem == name)
    for line in path.read_text(encoding="utf-8").splitlines():
        validator.validate(json.loads(line))


@pytest.mark.parametrize("name", NAMES)
def test_each_piece_of_support_names_one_sentence_of_its_own(name: str) -> None:
    for question, support in supported(name):
        assert support, question.id
        assert [len(sentences) for sentences in support] == [1] * len(support), question.id
        assert len(set(support)) == len(support), question.id


@pytest.mark.parametrize("name", ["conversations", "structure"])
def test_the_supporting_sentences_hold_the_answers(name: str) -> None:
    for question, support in supported(name):
        if question.kind == "count":  # the rows are counted, none of them has the number
            continue
        texts = [gold.text.lower() for gold in chain.from_iterable(support)]
        held = {a for a in question.answers for text in texts if a.lower() in text}
        assert held == set(question.answers) if question.all else held, question.id


def test_a_count_is_the_number_of_its_rows() -> None:
    counts = [(q, s) for q, s in supported("structure") if q.kind == "count"]
    assert all(q.answers[0] == str(len(support)) for q, support in counts)


def test_open_questions_are_scored_by_all_their_sentences_alone() -> None:
    for question in question_set("open").questions:
        assert question.all, question.id
        assert not question.answers, question.id
        assert len(question.support) > 1, question.id


def test_conversations_go_on_from_one_question_to_the_next() -> None:
    questions = question_set("conversations").questions
    assert sum(question.follows is None for question in questions) == 13
    for before, question in pairwise(questions):
        assert question.follows in (None, before.id)
    kind_of = {question.id: question.kind for question in questions}
    for question in questions:
        assert question.remark == (question.kind == "remark"), question.id
        assert question.kind != "afterabstention" or kind_of[question.follows or ""] == (
            "unanswerable"
        )
