import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.reader import NOTHING, AnswerSpan, CandidateSentence, ReaderQuery, Reading, ReadingPassage
from qa.reader.model import LOWER, UPPER, ReaderModelError
from qa.reader.spanreader import FOLDER, SpanReader, _list_items

TEXT = (
    "The bridge over the Fennick opened in 1932. Mayor Ada Holm cut the ribbon. "
    "It is painted green, because the paint was left over from the tram depot."
)
MUSEUM = "The clock museum in Tarn owns 812 clocks. Entrance is free on Mondays."


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    return SpanReader()


def passage(text: str, start: int = 0, first: int = 1, document: str = "d") -> ReadingPassage:
    sentences, begin = [], 0
    for number, sentence in enumerate(text.split(". "), start=first):
        end = min(len(text), begin + len(sentence) + 1)
        sentences.append(
            CandidateSentence(document, number, start + begin, start + end, text[begin:end])
        )
        begin = end + 1
    return ReadingPassage("", text, start, tuple(sentences), (0.0,) * len(sentences))


def words(reading: Reading) -> list[str]:
    return [found.text for found in reading.spans]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did the bridge open?", "1932"),
        ("Who cut the ribbon?", "Ada Holm"),
        ("how many clocks does the museum own", "812"),
        ("Why is the bridge green?", "tram depot"),
    ],
)
def test_it_points_at_the_words_that_answer(
    reader: SpanReader, question: str, expected: str
) -> None:
    passages = [passage(MUSEUM, document="m"), passage(TEXT, start=1000, first=5)]
    reading = reader.read(ReaderQuery(question), passages)
    (found,) = reading.spans
    assert expected in found.text
    assert len(found.text) < len(found.sentence.text)
    assert found.sentence.start <= found.start < found.end <= found.sentence.end


def test_what_the_passages_are_silent_on_has_little_confidence(reader: SpanReader) -> None:
    asked = reader.read(ReaderQuery("When did the bridge open?"), [passage(TEXT)])
    silent = reader.read(ReaderQuery("Which actor played Hamlet in 1999?"), [passage(TEXT)])
    assert silent.answerable < asked.answerable
    assert asked.confidence is not None
    assert silent.confidence is not None
    assert silent.confidence < asked.confidence


def test_of_like_words_those_in_the_closer_sentence_are_taken(reader: SpanReader) -> None:
    both = passage("The old bridge opened in 1932. The new bridge opened in 1975")
    for similarities, year in (((0.9, 0.3), "1932"), ((0.3, 0.9), "1975")):
        asked = ReaderQuery("When did the bridge open?")
        assert year in words(reader.read(asked, [replace(both, similarities=similarities)]))[0]


def test_a_passage_more_changes_nothing_where_it_says_nothing(reader: SpanReader) -> None:
    alone = reader.read(ReaderQuery("Who cut the ribbon?"), [passage(TEXT)])
    both = reader.read(
        ReaderQuery("Who cut the ribbon?"), [passage(MUSEUM, document="m"), passage(TEXT)]
    )
    assert words(alone) == words(both)


def test_a_sentence_that_goes_beyond_its_passage_is_found_in(reader: SpanReader) -> None:
    whole = f"Whereas {'and whereas ' * 40}the fee is due on June 5, {'and so on ' * 60}it ends."
    start = whole.index("and whereas the fee")
    piece = whole[start : start + 400]
    sentence = CandidateSentence("d", 3, 50, 50 + len(whole), whole)
    reading = reader.read(
        ReaderQuery("When is the fee due?"),
        [ReadingPassage("", piece, 50 + start, (sentence,), (0.0,))],
    )
    assert "June 5" in words(reading)[0]


def test_where_there_is_nothing_to_read_nothing_is_found(reader: SpanReader) -> None:
    assert reader.read(ReaderQuery("Who?"), []) is NOTHING
    assert reader.read(ReaderQuery("Who?"), [ReadingPassage("", "", 0, (), ())]) is NOTHING
    odd = ReadingPassage("", "\ufffd", 0, (CandidateSentence("d", 1, 0, 1, "\ufffd"),), (0.0,))
    assert reader.read(ReaderQuery("Who?"), [odd]) is NOTHING


def test_words_are_not_cut(reader: SpanReader) -> None:
    text = "A wall runs from Karkamis to Suruc."
    output = reader.compute(ReaderQuery("Which towns does the wall connect?"), [passage(text)])
    assert output
    for found in (*output.spans, *output.tagged):
        start, end = found.start, found.end
        assert not text[max(0, start - 1) : start + 1].isalnum() or start == 0
        assert not text[end - 1 : end + 1].isalnum() or end == len(text)


def test_the_outer_items_of_a_list_go_as_far_as_the_best_span() -> None:
    text = "Hezbollah and Iranian militia came with Ana."
    sentence = CandidateSentence("d", 1, 100, 100 + len(text), text)

    def found(words: str) -> AnswerSpan:
        start = 100 + text.index(words)
        return AnswerSpan(sentence, start, start + len(words))

    tagged = [found("Iranian"), found("Hezbollah"), found("Iranian")]
    best = found("Hezbollah and Iranian militia")
    assert [item.text for item in _list_items(tagged, best)] == ["Hezbollah", "Iranian militia"]
    twice = [found("Hezbollah"), found("Iranian"), found("Iranian militia"), found("militia")]
    assert [item.text for item in _list_items(twice, found("Hezbollah"))] == [
        "Hezbollah",
        "Iranian militia",
    ]
    other = replace(sentence, sentence=2)
    assert _list_items([replace(found("Ana"), sentence=other)], best) == ()
    assert _list_items([found("Ana")], best) == (found("Ana"),)


def test_words_that_nothing_parts_are_one_item() -> None:
    text = "Rub the seal with oil from the bottle, then air the room."
    sentence = CandidateSentence("d", 1, 0, len(text), text)

    def found(words: str) -> AnswerSpan:
        start = text.index(words)
        return AnswerSpan(sentence, start, start + len(words))

    tagged = [found("Rub"), found("seal with"), found("from"), found("bottle"), found("air the")]
    items = _list_items(tagged, found("Rub the seal"))
    assert [item.text for item in items] == ["Rub the seal with oil from the bottle", "air the"]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS, st.lists(TEXTS, min_size=1, max_size=3))
def test_whatever_is_read_what_is_found_lies_in_its_sentence(
    reader: SpanReader, question: str, before: str, texts: list[str]
) -> None:
    passages = [passage(text, start=100 * i, first=10 * i) for i, text in enumerate(texts)]
    reading = reader.read(ReaderQuery(question, before), passages)
    assert reading.confidence is not None
    assert 0 <= reading.confidence <= 1
    for found in reading.spans:
        assert found.sentence.start <= found.start < found.end <= found.sentence.end
        assert found.text


def test_a_network_without_its_calibration_or_another_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReaderModelError, match="calibration"):
        SpanReader(tmp_path)
    for name in ("reader.json", LOWER):
        shutil.copy(FOLDER / name, tmp_path)
    with pytest.raises(ReaderModelError, match=f"{UPPER} can't be read"):
        SpanReader(tmp_path)
    (tmp_path / UPPER).write_bytes(b"another")
    with pytest.raises(ReaderModelError, match="SHA-256"):
        SpanReader(tmp_path)


def test_names_of_a_list_stand_in_several_sentences(reader: SpanReader) -> None:
    text = (
        "The prize is given every two years. In 2014 it went to Ana Brito of Portugal. In 2016 "
        "Kofi Mensah of Ghana received it. The prize of 2018 was shared by Yuki Arai of Japan and "
        "Lars Vik of Norway."
    )
    several = reader.read(
        ReaderQuery("Which countries did the winners come from?"), [passage(text)]
    )
    assert words(several) == ["Portugal", "Ghana", "Japan", "Norway"]
    one = reader.read(ReaderQuery("Which country does Kofi Mensah come from?"), [passage(text)])
    assert words(one) == ["Ghana"]
