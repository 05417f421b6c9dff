import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.answer import Segment, Verdict
from qa.reader import AnswerKind, AnswerSpan, CandidateSentence, Reading
from qa.reader.wording import word_answer
from tests.support.outcomes import written

TEXT = "in the rain, iPhone sales fell by 12 % [3] while al-Assad, Ana and Bo left \n quickly"
SENTENCE = CandidateSentence("d", 7, 100, 100 + len(TEXT), TEXT)
OTHER = CandidateSentence("d", 9, 300, 314, "Cy came, late.")


def found(words: str, sentence: CandidateSentence = SENTENCE) -> AnswerSpan:
    start = sentence.start + sentence.text.index(words)
    return AnswerSpan(sentence, start, start + len(words))


def text_of(kind: AnswerKind, *items: AnswerSpan) -> str:
    return written(word_answer(Reading(kind, items, 0.9, 0.9)).segments)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("in the rain,", "In the rain. [1]"),
        ("iPhone sales fell", "iPhone sales fell. [1]"),
        ("al-Assad", "al-Assad. [1]"),
        ("12 % [3] while", "12 % [3] while. [1]"),
        ("12 % [3", "12 %. [1]"),
        ("3] while", "While. [1]"),
        ("left \n quickly", "Left quickly. [1]"),
    ],
)
def test_a_span_is_worded_as_an_answer(words: str, text: str) -> None:
    assert text_of(AnswerKind.SPAN, found(words)) == text


def test_what_ends_like_a_sentence_is_left_as_it_ends() -> None:
    assert text_of(AnswerKind.SPAN, found("Cy came, late.", OTHER)) == "Cy came, late. [1]"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("“It is over", "It is over."),
        ("over”", "Over."),
        ("“over”", "“over”."),
        ('"It is', "It is."),
        ("clock” to come", "Clock to come."),
        ("45 percent)", "45 percent."),
        ("(some 45 percent)", "(some 45 percent)."),
    ],
)
def test_quotation_marks_and_brackets_come_in_pairs(words: str, text: str) -> None:
    sentence = CandidateSentence("d", 1, 0, len(words), words)
    assert text_of(AnswerKind.SPAN, found(words, sentence)) == f"{text} [1]"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("-18 °C", "-18 °C."),
        ("– late", "Late."),
        ("/etc/fan.cfg", "/etc/fan.cfg."),
        ("n/2.8", "n/2.8."),
        ("v3.0.12", "v3.0.12."),
        ("hold-fan.rs", "hold-fan.rs."),
        ("post@mole.example", "post@mole.example."),
        ("well-known pilots", "Well-known pilots."),
        ("340 ³ a month", "340 a month."),
        ("340 families⁴", "340 families."),
        ("40 m²", "40 m²."),
        ("2 × 10⁶", "2 × 10⁶."),
    ],
)
def test_what_is_spelt_otherwise_is_left_so_and_note_marks_are_left_out(
    words: str, text: str
) -> None:
    sentence = CandidateSentence("d", 1, 0, len(words), words)
    assert text_of(AnswerKind.SPAN, found(words, sentence)) == f"{text} [1]"


def test_items_of_a_list_share_the_footnote_of_their_sentence() -> None:
    items = found("Ana"), found("Bo"), found("Cy", OTHER)
    wording = word_answer(Reading(AnswerKind.LIST, items, 0.9, 0.9))
    assert wording.segments == (Segment("Ana, Bo", (1,)), Segment(", Cy.", (2,)))
    assert [(c.marker, c.sentence, c.quote) for c in wording.citations] == [
        (1, 7, TEXT),
        (2, 9, OTHER.text),
    ]
    assert [TEXT[a - 100 : b - 100] for a, b in wording.citations[0].spans] == ["Ana", "Bo"]


def test_what_joins_the_items_is_left_out() -> None:
    items = found("Ana and"), found("and Bo")
    assert text_of(AnswerKind.LIST, *items) == "Ana, Bo. [1]"


def test_items_with_commas_are_parted_by_semicolons() -> None:
    items = found("al-Assad, Ana"), found("Cy came, late", OTHER)
    assert text_of(AnswerKind.LIST, *items) == "al-Assad, Ana [1]; Cy came, late. [2]"


def test_yes_and_no_come_with_what_decides() -> None:
    for kind, verdict in ((AnswerKind.YES, Verdict.YES), (AnswerKind.NO, Verdict.NO)):
        wording = word_answer(Reading(kind, (found("Ana and Bo left"),), 0.9, 0.9))
        assert wording.verdict is verdict
        assert written(wording.segments) == f"{verdict.capitalize()}: Ana and Bo left. [1]"
        assert wording.segments[1] == Segment("Ana and Bo left.", (1,))


def test_sentences_stand_one_after_the_other() -> None:
    items = found(TEXT), found(OTHER.text, OTHER)
    text = text_of(AnswerKind.SENTENCES, *items)
    assert text.endswith("left quickly. [1] Cy came, late. [2]")


def test_what_is_left_to_the_one_who_asks_stands_in_its_sentence() -> None:
    wording = word_answer(Reading(AnswerKind.UNDECIDED, (found("late", OTHER),), 0.9, 0.9))
    assert written(wording.segments) == "Cy came, late. [1]"
    assert wording.verdict is None
    assert wording.citations[0].spans == ((309, 313),)


SENTENCES = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool),
    min_size=1,
    max_size=4,
)


@given(SENTENCES, st.sampled_from(AnswerKind), st.randoms(use_true_random=False))
def test_every_footnote_is_true_whatever_is_found(texts, kind, rng) -> None:  # type: ignore[no-untyped-def]
    sentences = [
        CandidateSentence("d", i, 50 * i, 50 * i + len(text), text)
        for i, text in enumerate(texts, 1)
    ]
    items = []
    for sentence in sentences:
        start = rng.randrange(len(sentence.text))
        end = rng.randrange(start + 1, len(sentence.text) + 1)
        if not sentence.text[start:end].strip():  # a reader's words are never mere space
            start, end = 0, len(sentence.text)
        items.append(AnswerSpan(sentence, sentence.start + start, sentence.start + end))
    wording = word_answer(Reading(kind, tuple(items), 0.5, 0.5))
    citations = wording.citations
    assert [c.marker for c in citations] == list(range(1, len(citations) + 1))
    assert {m for s in wording.segments for m in s.markers} == {c.marker for c in citations}
    for citation in citations:
        assert citation.quote == sentences[citation.sentence - 1].text
        for a, b in citation.spans:
            assert citation.start <= a < b <= citation.end
    assert not re.search(r"\s\s", written(wording.segments))
