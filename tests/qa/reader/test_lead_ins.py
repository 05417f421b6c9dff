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
