from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import OVERLAP_SENTENCES, WINDOW_TOKENS, Passage, split_passages
from index.sentences import Kind, split_sentences


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def cut(text: str) -> list[Passage]:
    return split_passages("d", text, split_sentences(text), count_words)


def sentence(words: int, name: str) -> str:
    return " ".join(["The", *[name] * (words - 1)]) + "."


def test_a_short_text_is_one_passage_with_no_heading() -> None:
    text = "One sentence here. Another one there."
    assert cut(text) == [Passage("d", 0, len(text), 1, 2, "")]


def test_windows_fill_up_and_overlap_by_up_to_two_sentences() -> None:
    text = " ".join(sentence(20, f"w{i}") for i in range(30))
    passages = cut(text)
    assert [(p.first_sentence, p.last_sentence) for p in passages] == [
        (1, 10),
        (9, 18),
        (17, 26),
        (25, 30),
    ]
    assert all(text[p.start : p.end].startswith("The w") for p in passages)


def test_a_sentence_too_long_to_repeat_is_not_shared() -> None:
    text = " ".join(sentence(90, f"w{i}") for i in range(4))
    assert [(p.first_sentence, p.last_sentence) for p in cut(text)] == [(1, 2), (3, 4)]


def test_no_passage_crosses_a_heading_and_headings_go_with_what_is_below_them() -> None:
    text = "# Title\n\nFirst thing. Second thing.\n\n## Part two\n\nThird thing."
    assert [(text[p.start : p.end], p.heading) for p in cut(text)] == [
        ("First thing. Second thing.", "Title"),
        ("Third thing.", "Part two"),
    ]


def test_boilerplate_is_in_no_passage() -> None:
    text = "A sentence stands here.\n\n03:04 - Source: CNN\n\nAnother one stands here."
    assert [text[p.start : p.end] for p in cut(text)] == [
        "A sentence stands here.",
        "Another one stands here.",
    ]


@pytest.mark.parametrize("separator", [" ", ""], ids=["with spaces", "without any"])
def test_an_overlong_sentence_survives_in_parts(separator: str) -> None:
    text = separator.join(f"word{i}" for i in range(1_500)) + "."

    def count(texts: Sequence[str]) -> list[int]:
        return [1 + text.count("word") for text in texts]

    passages = split_passages("d", text, split_sentences(text), count)
    assert len(passages) > 5
    assert {(p.first_sentence, p.last_sentence) for p in passages} == {(1, 1)}
    assert "".join(text[p.start : p.end] for p in passages) == text
    assert max(count([text[p.start : p.end] for p in passages])) <= WINDOW_TOKENS


@given(
    st.lists(
        st.one_of(
            st.integers(1, 400).map(lambda n: sentence(n, "word")),
            st.sampled_from(["\n\n# Heading\n\n", "\n\nSource: Reuters\n\n", "\n\n"]),
        ),
        max_size=30,
    )
)
def test_passages_of_any_text(parts: list[str]) -> None:
    text = " ".join(parts).strip()
    sentences = split_sentences(text)
    passages = split_passages("d", text, sentences, count_words)
    kinds = {s.number: s.kind for s in sentences}
    covered: set[int] = set()
    for p in passages:
        numbers = range(p.first_sentence, p.last_sentence + 1)
        covered.update(numbers)
        assert {kinds[n] for n in numbers} == {Kind.SENTENCE}
        assert len(text[p.start : p.end].split()) <= WINDOW_TOKENS
        by_number = {s.number: s for s in sentences}
        if p.first_sentence != p.last_sentence:
            assert p.end <= by_number[p.last_sentence].end
            assert p.start >= by_number[p.first_sentence].start
    assert covered == {n for n, kind in kinds.items() if kind is Kind.SENTENCE}
    for before, after in pairwise(passages):
        assert after.start > before.start
        assert before.last_sentence - after.first_sentence < OVERLAP_SENTENCES
