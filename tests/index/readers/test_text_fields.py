"""Fields beside one another in plain text, and lines that look like headings and are none."""

import pytest

from index.block import Draft
from index.readers.text import TextReader
from index.readers.text_fields import split_fields
from tests.support.outline import outline


def read(text: str) -> Draft:
    return TextReader().read(text.encode(), "a.txt")


def test_fields_beside_one_another_are_each_their_own() -> None:
    text = (
        "Patient:       Bo Falk             Born: 02/11/1961\n"
        "Referred by:   Dr. Ida Roe, Tarn\n"
        "Sample taken:  04/06/2025 07:50    Sample received: 04/06/2025 11:15\n"
    )
    assert outline(read(text)) == [
        "f Patient: Bo Falk",
        "f Born: 02/11/1961",
        "f Referred by: Dr. Ida Roe, Tarn",
        "f Sample taken: 04/06/2025 07:50",
        "f Sample received: 04/06/2025 11:15",
    ]


def test_a_field_behind_a_gap_is_its_own_and_one_in_capitals_no_heading() -> None:
    text = (
        "The price of the boat is due.\n\nORDER 88-1               Date: 12.03.2025\n"
        "                         Customer no.: 40881\n\n"
        "Bank: Tarn Savings\nIBAN: GB29 SUTB 6016     BIC: SUTBGB2L\n\nThe boat is red.\n"
    )
    blocks = [block.strip() for block in outline(read(text))]
    for field in ("Date: 12.03.2025", "IBAN: GB29 SUTB 6016", "BIC: SUTBGB2L"):
        assert f"p {field}" in blocks


def test_a_heading_in_capitals_may_say_something_in_brackets() -> None:
    text = "PUMP\n\nUse it.\n\nCLEANING (every week)\n  1. Stop it.\n  2. Rinse it.\n"
    assert "h CLEANING (every week)" in [block.strip() for block in outline(read(text))]


@pytest.mark.parametrize("line", ["Total:     12     13", "[00:12]  Ana:  Hello", "3.  Price: 5"])
def test_other_gaps_part_nothing(line: str) -> None:
    assert split_fields(line) == [line]


def test_labelled_lines_below_one_another_are_blocks_of_their_own() -> None:
    text = "Minutes\n\nPresent: Ann Lee (chair), Ben Oak\nApologies: Di Roe\n\nThey met."
    assert outline(read(text))[1:] == [
        "  p Present: Ann Lee (chair), Ben Oak", "  p Apologies: Di Roe", "  p They met.",
    ]  # fmt: skip
