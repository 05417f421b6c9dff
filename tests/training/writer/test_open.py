"""Examples of open questions."""

import random
import re

import pytest

from index import Embedder
from training.writer.open import AnswerSentence, OpenQuestion, load_open_questions

SENTENCES = tuple(f"Sentence {number} is about it." for number in range(12))


def question(*places: tuple[int, ...]) -> OpenQuestion:
    answer = tuple(AnswerSentence(f"So {p}.", p) for p in places)
    return OpenQuestion("What is it about?", "It", SENTENCES, tuple(range(11, -1, -1)), answer)


@pytest.mark.parametrize("seed", range(20))
def test_the_sentences_that_an_answer_rests_on_are_there_and_cited(seed: int) -> None:
    example = question((1,), (3, 0)).draw(random.Random(seed))
    quoted = dict(re.findall(r"^\[(\d+)\] (.*)$", example.prompt, re.MULTILINE))
    assert list(quoted.values()) == sorted(quoted.values(), key=SENTENCES.index)
    assert 4 <= len(quoted) <= 7
    assert SENTENCES[11] in quoted.values()  # the likest to the question
    cited = [
        [SENTENCES.index(quoted[number]) for number in re.findall(r"\[(\d+)\]", part)]
        for part in re.findall(r"So \(.*?\)\.((?: \[\d+\])+)", example.target)
    ]
    assert cited == [[1], [3, 0]]


def test_all_are_there_where_an_answer_rests_on_many() -> None:
    example = question(*((place,) for place in range(10))).draw(random.Random(0))
    assert len(re.findall(r"^\[\d+\]", example.prompt, re.MULTILINE)) == 10


def test_our_own_are_answered_as_a_whole(embedder: Embedder) -> None:
    questions = load_open_questions("dev", embedder)
    assert len(questions) > 150
    for one in questions:
        assert sorted(one.nearest) == list(range(len(one.sentences)))
        assert all(sentence.places for sentence in one.answer)
        assert {p for s in one.answer for p in s.places} <= set(one.nearest)
