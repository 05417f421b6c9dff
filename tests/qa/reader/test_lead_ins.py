import pytest

from qa.reader.lead_ins import find_led_in
from tests.support.inquiries import find

CODE = """# Rules of the boat house

## Duties

Members must:

- rinse the boats;
- close the gate; and
- sign the book.

Members may not:

- take out boats after dark,
- lend their keys.

Guests must:

- wear a life jacket
- stay with a member

Parking: only for members

Who swims must ask the warden.
"""
DUTIES = ["rinse the boats", "close the gate", "sign the book."]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What do members have to do?", DUTIES),
        ("What are members obliged to do?", DUTIES),
        ("What are members not allowed to do?", ["take out boats after dark", "lend their keys."]),
        ("What must guests do?", ["wear a life jacket", "stay with a member"]),
        ("What are members allowed to do?", None),
        ("What must the warden do?", None),
        ("What is the first thing that members must do?", None),
        ("Must members sign the book?", None),
    ],
)
def test_the_items_are_found_by_what_leads_in(question: str, items: list[str] | None) -> None:
    assert find(find_led_in, CODE, question) == items


def test_another_sentence_of_a_duty_that_the_reader_is_sure_of_stands() -> None:
    assert find(find_led_in, CODE, "What must guests do?", "ask the warden") is None
    assert find(find_led_in, CODE, "What must guests do?", "only for members")
    assert find(find_led_in, CODE, "What must guests do?", "wear a life jacket")


GUIDE = """# Guide for crew of the Petra

The ship sails from Tarn. It is insured by Brask Mutual. The cook recommends soup.

## Perks

- a berth of your own
- two weeks of leave

## What is not insured

- lost phones
- wet boots

## Recommendations

- sleep early
- eat ginger
"""


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What perks do crew get?", ["a berth of your own", "two weeks of leave"]),
        ("What are the benefits for the crew?", ["a berth of your own", "two weeks of leave"]),
        ("What isn't covered?", ["lost phones", "wet boots"]),
        ("What does the guide recommend?", ["sleep early", "eat ginger"]),
        ("What is covered?", None),
        ("What perks do passengers get?", None),
        ("What does the captain recommend?", None),
    ],
)
def test_the_items_are_found_by_another_word_for_their_heading(
    question: str, items: list[str] | None
) -> None:
    assert find(find_led_in, GUIDE, question) == items


def test_a_heading_with_all_words_outweighs_a_sentence_without_them() -> None:
    question = "What does the guide recommend?"
    assert find(find_led_in, GUIDE, question, "sails from Tarn")
    assert find(find_led_in, GUIDE, question, "soup") is None
