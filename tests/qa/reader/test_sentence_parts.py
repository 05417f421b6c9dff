"""Parts of a sentence about one of several things."""

import pytest

from qa.reader.sentence_parts import find_other_parts

NOISE = "It makes 41 dB at low speed, 47 dB at high speed."
GATE = "Vans shall be in line and at the gate 25 minutes early; cyclists 10 minutes early."
SHIFTS = "Early shift from 6.30 a.m. to 3 p.m., late shift from 2.30 to 11 p.m."
FEES = "The summer fee is 90 crowns, for children 45 crowns."
MILL = "In 2019 the mill was sold for 5 million and pulled down in 2021."
NOTICE = "(2) Resigning is possible at the year's end and must reach the board by 30 September."
SHEDS = "He may build one shed of 2 m by 1.8 m and one greenhouse of 6 m."


@pytest.mark.parametrize(
    ("question", "text", "others"),
    [
        ("How loud is it at high speed?", NOISE, ["41 dB at low speed"]),
        ("How loud is it?", NOISE, []),
        ("Who measured the high speed?", NOISE, []),
        ("How early shall vans be there?", GATE, ["10 minutes early."]),
        ("And how early shall cyclists be there?", GATE, ["25 minutes early"]),
        ("When does the late shift end?", SHIFTS, ["6.30 a.m. to 3 p.m."]),
        ("What is the summer fee for children?", FEES, ["90 crowns"]),
        ("What is the summer fee for kids?", FEES, []),  # the fee is said of both
        ("When was the mill torn down?", MILL, []),  # the mill is meant by both
        ("By when do I have to resign?", NOTICE, []),
        ("How large may the greenhouse be?", SHEDS, ["2 m by 1.8 m"]),
        ("How large may the shed be?", SHEDS, []),
    ],
)
def test_parts_about_less_of_the_question(question: str, text: str, others: list[str]) -> None:
    found = find_other_parts(question, f"Before. {text}", [0, len("Before. ")])
    assert [f"Before. {text}"[slice(*span)] for span in found] == others
