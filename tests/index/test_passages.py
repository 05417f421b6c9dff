from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.block import BlockKind, Draft
from index.document import Document
from index.passages import OVERLAP_SENTENCES, WINDOW_TOKENS, Passage, split_passages
from index.sentences import Kind, split_sentences
from tests.support.growth import assert_linear


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def cut_document(document: Document) -> list[Passage]:
    return split_passages(document, split_sentences(document.text, document.blocks), count_words)


def cut(text: str) -> list[Passage]:
    document = Document.from_text(text)
    assert document.text == text
    return cut_document(document)


def contexts(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(document.text[p.start : p.end], p.headings) for p in cut_document(document)]


def sentence(words: int, name: str) -> str:
    return " ".join(["The", *[name] * (words - 1)]) + "."


def test_a_short_text_is_one_passage_with_no_heading() -> None:
    text = "One sentence here. Another one there."
    assert cut(text) == [Passage(Document.from_text(text).id, 0, len(text), 1, 2, ())]


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
        ("Third thing.", "Title > Part two"),
    ]


def test_boilerplate_is_in_no_passage() -> None:
    text = "A sentence stands here.\n\n03:04 - Source: CNN\n\nAnother one stands here."
    assert [text[p.start : p.end] for p in cut(text)] == [
        "A sentence stands here.",
        "Another one stands here.",
    ]


def test_a_table_has_passages_of_its_own_under_the_heads_of_its_columns() -> None:
    document = Document.from_text(
        "# Prices\n\nThey rose.\n\nYear | Fee\n2021 | 3\n2022 | 4\n\nThen they fell."
    )
    assert contexts(document) == [
        ("They rose.", ("Prices",)),
        ("2021 | 3\n2022 | 4", ("Prices", "Year | Fee")),
        ("Then they fell.", ("Prices",)),
    ]


def test_fields_of_a_form_and_metadata_have_passages_of_their_own() -> None:
    draft = Draft()
    draft.add(BlockKind.METADATA, "Created: 2025-02-01")
    draft.add(BlockKind.FORM_FIELD, "Name: Runa Feld")
    draft.add(BlockKind.FORM_FIELD, "Rods: 2")
    draft.add(BlockKind.PARAGRAPH, "A licence costs 30 marks.")
    assert contexts(Document.from_draft(draft)) == [
        ("Created: 2025-02-01", ()),
        ("Name: Runa Feld\nRods: 2", ()),
        ("A licence costs 30 marks.", ()),
    ]


def test_two_tables_that_touch_are_parted() -> None:
    draft = Draft()
    for name, value in (("Year | Fee", "2021 | 3"), ("Town | Size", "Graz | 9")):
        head = draft.add(BlockKind.TABLE_HEAD, name)
        draft.add(BlockKind.TABLE_ROW, value, parent=head)
    assert contexts(Document.from_draft(draft)) == [
        ("2021 | 3", ("Year | Fee",)),
        ("Graz | 9", ("Town | Size",)),
    ]


def test_a_list_goes_with_its_lead_in_and_its_headings() -> None:
    items = "\n".join(f"- {sentence(60, f'w{i}')}" for i in range(6))
    document = Document.from_text(f"# Rules\n\n## Guests\n\nYou must not:\n{items}")
    first, *others = contexts(document)
    assert first[0].startswith("You must not:")
    assert first[1] == ("Rules", "Guests")  # the lead-in is in the passage itself
    assert others
    assert {headings for _, headings in others} == {("Rules", "Guests", "You must not:")}


def test_an_answer_goes_with_its_question() -> None:
    document = Document.from_text(
        "How do I pay?\n\nBy card.\n\nWhen do you open?\n\nAt nine.\n\nWhere?\n\nHere."
    )
    assert contexts(document) == [
        ("By card.", ("How do I pay?",)),
        ("At nine.", ("When do you open?",)),
        ("Here.", ("Where?",)),
    ]


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "word " * n + "end.",
        lambda n: "It is so. " * (n // 2),
        lambda n: "word " * n + "that:\n" + "- a\n" * n,
        lambda n: "Name " * n + "| Fee\n" + "a | 2\n" * n,
        lambda n: f"# {'Head ' * n}\n\n" + "It is so.\n\n" * n,
        lambda n: "What is it?\n\n" * 2 + "It is so.\n\n" * n,
    ],
    ids=["a sentence", "a paragraph", "a lead-in", "a head of columns", "a heading", "an answer"],
)
def test_anything_huge_takes_linear_time(make: Callable[[int], str]) -> None:
    assert_linear(make, lambda text: cut_document(Document.from_text(text)))


@pytest.mark.parametrize("separator", [" ", ""], ids=["with spaces", "without any"])
def test_an_overlong_sentence_survives_in_parts(separator: str) -> None:
    text = separator.join(f"word{i}" for i in range(1_500)) + "."

    def count(texts: Sequence[str]) -> list[int]:
        return [1 + text.count("word") for text in texts]

    document = Document.from_text(text)
    passages = split_passages(document, split_sentences(text, document.blocks), count)
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
    document = Document.from_text(" ".join(["Words.", *parts]))
    text, sentences = document.text, split_sentences(document.text, document.blocks)
    passages = split_passages(document, sentences, count_words)
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
