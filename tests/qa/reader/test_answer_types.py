"""Answers of the type that a question asks for."""

import pytest

from qa.reader.answer_types import (
    QUESTION_PENALTY,
    WRONG_TYPE_PENALTY,
    find_asked_names,
    find_clause_numbers,
    find_codes,
    penalise_questions,
    penalise_types,
)


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("How many boats were lost?", "forty-one", "the fishing boats"),
        ("How many boats were lost?", "None", "boats"),
        ("How old is the pier?", "140 years", "the pier"),
        ("When did the pier burn down?", "one night in spring", "the pier"),
        ("And when was it built again?", "May 1904", "by the town"),
        ("In which year did it close?", "1931", "the ferry"),
        ("What is Runa's phone number?", "+46 31 55 02 18", "runa@tarn-mills.example"),
        ("What is Runa's e-mail address?", "runa@tarn-mills.example", "+46 31 55 02 18"),
    ],
)
def test_words_of_another_type_lose_where_some_are_of_the_right_one(
    question: str, right: str, wrong: str
) -> None:
    assert penalise_types(question, [right, wrong]).tolist() == [0, WRONG_TYPE_PENALTY]
    assert penalise_types(question, [wrong, wrong]).tolist() == [0, 0]
    assert penalise_types("Who owned the pier?", [right, wrong]).tolist() == [0, 0]


def test_a_sentence_that_asks_answers_only_what_was_asked() -> None:
    sentences = ["Who will write to the council?", "Sara will.", '"Is it late?"']
    penalties = penalise_questions("Who writes to the council?", sentences).tolist()
    assert penalties == [QUESTION_PENALTY, 0, QUESTION_PENALTY]
    assert penalise_questions("What did Ida ask?", sentences).tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Where is the museum?", ["Lowmoor Tram Museum"]),
        ("And where does the Depot Lane end?", ["Depot Lane"]),
        ("Which museum is in Depot Lane?", []),
        ("Where are the trams?", []),
    ],
)
def test_the_name_of_a_place_is_not_where_it_is(question: str, names: list[str]) -> None:
    text = "Lowmoor Tram Museum, 3 Depot Lane, Tarn. It is a museum of the University of Tarn."
    assert [text[slice(*span)] for span in find_asked_names(question, text)] == names


def test_a_clauses_number_answers_only_a_question_for_it() -> None:
    text = "2.1 The rent is 900 crowns. (b) Heating is extra. 2.5 million were paid."
    starts = [0, text.index("(b)"), text.index("2.5")]
    hidden = [text[slice(*span)] for span in find_clause_numbers("How high is it?", text, starts)]
    assert hidden == ["2.1", "(b)"]
    assert find_clause_numbers("Which clause is about the rent?", text, starts) == []


def test_a_code_is_no_measure() -> None:
    text = "Plot 27B, room D3 and pipe R290 measure 125 m2, 12 V, 330W and 4 sq m."
    found = [text[slice(*span)] for span in find_codes("How big is the plot?", text)]
    assert found == ["27B", "D3", "R290"]
    assert find_codes("Which plot is it?", text) == []
