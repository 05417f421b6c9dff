"""How far an answer's words go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.reader import AnswerSpan, CandidateSentence
from qa.reader.extent import finish_answer, keep_whole_lines, widen_to_names, widen_to_tokens
from tests.support.growth import assert_linear

TEXT = (
    "Reach post@mole-ferry.example (or +46 31 55 02 18). See "
    "https://www.mole-ferry.example/en/map. In the hold it is -18.5 °C, outside (−7 °C); "
    "valve n/2.8 runs v3.0.12 of hold-fan.rs from "
    "/etc/hold/fan.cfg. A 16-year-old of 1951–1956 paid £ 2,310, or 14 %, at 6 p.m. in "
    "mid-1954.[4] Its IBAN is SE45 5000 0000 0583 9825, its mark QX-330/9-C. Of 2 140 000 tons, "
    "90 km/h was all. The north-east harbour (built 1931) belongs to the U.S. fleet."
)


@pytest.mark.parametrize(
    ("found", "whole"),
    [
        ("mole", "post@mole-ferry.example"),
        ("31 55", "+46 31 55 02 18"),
        ("www", "https://www.mole-ferry.example/en/map"),
        ("18.5", "-18.5 °C"),
        ("5 °", "-18.5 °C"),
        ("7", "−7 °C"),
        ("2.8", "n/2.8"),
        ("3.0", "v3.0.12"),
        ("fan", "hold-fan.rs"),
        ("hold/fan", "/etc/hold/fan.cfg"),
        ("16", "16"),
        ("1951", "1951"),
        ("1956", "1956"),
        ("2,310", "£ 2,310"),
        ("14", "14 %"),
        ("at 6 p", "at 6 p.m."),
        ("1954", "1954"),
        ("5000", "SE45 5000 0000 0583 9825"),
        ("QX", "QX-330/9-C"),
        ("140", "2 140 000"),
        ("90 km", "90 km/h"),
        ("north", "north"),
        ("1931", "1931"),
        ("harb", "harbour"),
    ],
)
def test_a_token_is_whole(found: str, whole: str) -> None:
    start = TEXT.index(found)
    first, last = widen_to_tokens(TEXT, start, start + len(found))
    assert TEXT[first:last] == whole


@given(st.text(st.sampled_from("a1.-/@ (°%\n¹–+0,B]"), min_size=1, max_size=40), st.data())
def test_a_span_only_grows(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = widen_to_tokens(text, start, end)
    assert 0 <= first <= start < end <= last <= len(text)
    cut = keep_whole_lines(text, first, last)
    assert first <= cut[0] < cut[1] <= last


@pytest.mark.parametrize(
    ("text", "found", "kept"),
    [
        ("Una Bree\nHarbour pilot\nPhone 0555 118", "Harbour pilot\nPhone", "Harbour pilot"),
        ("Una Bree\nHarbour pilot\nPhone 0555 118", "Bree\nHarbour pilot", "Harbour pilot"),
        ("Address: 8 Mole Road\nKelp Bay", "8 Mole Road\nKelp Bay", "8 Mole Road\nKelp Bay"),
        (
            "The pilots who bring the largest ships in are\npaid by the ton of each.",
            "ships in are\npaid by the ton",
            "ships in are\npaid by the ton",
        ),
        ("The toll is\nforty marks a ship.", "toll is\nforty", "toll is\nforty"),
    ],
)
def test_a_line_is_whole_where_breaks_are_meant(text: str, found: str, kept: str) -> None:
    start = text.index(found)
    first, last = keep_whole_lines(text, start, start + len(found))
    assert text[first:last] == kept


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How do I open the lock?", "Turn the wheel and pull the pin."),
        ("how to open the lock", "Turn the wheel and pull the pin."),
        ("How did he open the lock?", "Turn the wheel"),
        ("What opens the lock?", "Turn the wheel"),
    ],
)
def test_an_instruction_goes_on_to_the_end_of_its_sentence(question: str, words: str) -> None:
    text = "Turn the wheel and pull the pin."
    sentence = CandidateSentence("d", 1, 50, 50 + len(text), text)
    assert finish_answer(question, AnswerSpan(sentence, 50, 64)).text == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much is the deposit?", "three months' rent"),
        ("How long is it kept?", "three months"),
    ],
)
def test_a_measure_of_something_is_whole(question: str, words: str) -> None:
    text = "It is three months' rent."
    sentence = CandidateSentence("d", 1, 50, 50 + len(text), text)
    assert finish_answer(question, AnswerSpan(sentence, 56, 68)).text == words


def test_a_run_of_punctuation_takes_as_long_as_it_is() -> None:
    assert_linear(
        lambda size: "a " + "'*" * size + "x",
        lambda text: widen_to_tokens(text, len(text) // 2, len(text) // 2 + 1),
    )


PEOPLE = "Helena Strand and Biologist Piotr Wolski met Mads Friis in May on Tarn Island."


@pytest.mark.parametrize(
    ("question", "found", "whole"),
    [
        ("Who met him?", "Strand", "Helena Strand"),
        ("Who met him?", "Helena", "Helena Strand"),
        ("Who met him?", "Piotr Wolski", "Piotr Wolski"),
        ("Who is Piotr Wolski?", "Biologist", "Biologist Piotr Wolski"),
        ("Who was met?", "Mads", "Mads Friis"),
        ("Who is Wolski?", "Biologist Piotr", "Biologist Piotr Wolski"),
        ("Who met Wolski?", "Biologist Piotr", "Biologist Piotr"),
        ("Where did they meet?", "Island", "Tarn Island"),
        ("When did they meet?", "May", "May"),
        ("What is Helena's other name?", "Strand", "Strand"),
        ("What is the surname of the first author?", "Strand", "Strand"),
    ],
)
def test_a_name_is_whole(question: str, found: str, whole: str) -> None:
    start = PEOPLE.index(found)
    sentence = CandidateSentence("", 1, 0, len(PEOPLE), PEOPLE)
    assert widen_to_names(question, AnswerSpan(sentence, start, start + len(found))).text == whole


@pytest.mark.parametrize(
    ("question", "text", "found", "words"),
    [
        ("When are tours?", "They start on Sunday at 2 p.m. sharp.", "Sunday", "Sunday at 2 p.m."),
        ("On which day are tours?", "Tours start on Saturdays at 2 p.m.", "Saturdays", "Saturdays"),
        ("When is it?", "It is on 3 May at the pier.", "3 May", "3 May"),
    ],
)  # fmt: skip
def test_a_when_asks_for_the_time_behind_a_day(
    question: str, text: str, found: str, words: str
) -> None:
    start = text.index(found)
    sentence = CandidateSentence("d", 1, 0, len(text), text)
    assert finish_answer(question, AnswerSpan(sentence, start, start + len(found))).text == words


def test_a_size_is_whole_however_its_sides_are_joined() -> None:
    text = "A shed of no more than 2.4 m by 1.8 m may be put up."
    start = text.index("2.4")
    assert text[slice(*widen_to_tokens(text, start, start + 5))] == "2.4 m by 1.8 m"
