"""Passage pruning: which passages are read by both halves, and that no other is answered from."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qa.reader import CandidateSentence, ReaderQuery, ReadingPassage
from qa.reader.pruning import (
    MAX_SCORE_GAP,
    pruning_features,
    select_passages,
    select_similar_passages,
)
from qa.reader.spanreader import SpanReader

RAIN = "It rained in the valley for most of the week, and the ferry stayed in its harbour."
BRIDGE = "The bridge over the Fennick was opened by Mayor Ada Holm in 1932."


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    return SpanReader()


def passage(text: str, document: str) -> ReadingPassage:
    return ReadingPassage(
        "", text, 0, (CandidateSentence(document, 1, 0, len(text), text),), (0.5,)
    )


def test_only_passages_with_a_close_sentence_are_read() -> None:
    near, fair, far, empty = (
        ReadingPassage("", "", 0, (), similarities)
        for similarities in ((0.1, 0.8), (0.56,), (0.54, 0.2), ())
    )
    assert select_similar_passages([far, near, empty, fair]) == [near, fair]
    assert select_similar_passages([]) == select_similar_passages([empty]) == []


NUMBERS = st.floats(-20, 20, width=32)


@given(arrays(float, st.tuples(st.integers(1, 9), st.just(3)), elements=NUMBERS))
def test_what_is_read_to_the_end_scores_nearly_as_much_as_the_best(rows: np.ndarray) -> None:
    weights = np.array([1.0, -0.5, 2.0])
    kept = select_passages(rows, weights)
    scores = [float(row @ weights) for row in rows]
    assert int(np.argmax(scores)) in kept
    for row, value in enumerate(scores):
        if abs(max(scores) - value - MAX_SCORE_GAP) > 1e-6:
            assert (row in kept) == (max(scores) - value < MAX_SCORE_GAP)
    assert select_passages(rows, np.zeros(3)) == list(range(len(rows)))


def test_the_passage_that_answers_is_read_and_those_that_dont_are_not(reader: SpanReader) -> None:
    passages = [passage(RAIN, f"rain {i}") for i in range(7)]
    passages.insert(4, passage(BRIDGE, "bridge"))
    output = reader.compute(ReaderQuery("Who opened the bridge?"), passages)
    assert output
    assert {found.sentence.document_id for found in output.spans} == {"bridge"}


def test_a_closer_passage_scores_more(reader: SpanReader) -> None:
    here, there = passage(BRIDGE, "here"), passage(BRIDGE, "there")
    near = replace(here, similarities=(0.9,))
    output = reader.compute(ReaderQuery("Who opened the bridge?"), [there, near])
    assert output
    assert {found.sentence.document_id for found in output.spans} == {"here"}
    output = reader.compute(ReaderQuery("Who opened the bridge?"), [there, here])
    assert output
    assert {found.sentence.document_id for found in output.spans} == {"here", "there"}


def test_what_is_read_to_the_end_is_read_as_if_it_were_alone(reader: SpanReader) -> None:
    asked, long = ReaderQuery("Who opened the bridge?"), passage(f"{RAIN} " * 9, "rain")
    alone = reader.compute(asked, [passage(BRIDGE, "bridge")])
    among = reader.compute(asked, [long, passage(BRIDGE, "bridge")])
    assert alone
    assert among
    assert alone.spans == among.spans
    assert np.array_equal(alone.scores, among.scores)


def test_questions_asked_at_once_are_read_as_if_each_were_alone(reader: SpanReader) -> None:
    passages = [passage(BRIDGE, "bridge"), passage(f"{RAIN} " * 5, "rain")]
    asked = [ReaderQuery(f"Who opened the bridge in {year}?") for year in range(1930, 1942)]
    alone = [reader.read(one, passages) for one in asked]
    with ThreadPoolExecutor(len(asked)) as threads:
        assert list(threads.map(lambda one: reader.read(one, passages), asked)) == alone


def test_features_are_the_first_tokens_state_and_the_closest_sentence(reader: SpanReader) -> None:
    passages = [passage(RAIN, "a"), replace(passage(BRIDGE, "b"), similarities=())]
    lower = reader.read_lower(ReaderQuery("Who opened the bridge?"), passages)
    rows = pruning_features(lower, passages)
    for row, hidden, closest in zip(rows, lower.hidden, (0.5, 0.0), strict=True):
        assert np.array_equal(row[:-1], hidden[0, 0].astype(float))
        assert row[-1] == closest
