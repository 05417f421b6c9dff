"""Who was there and who wasn't, in minutes of several forms."""

import pytest

from qa.reader.counts import find_count
from qa.reader.fields import find_labelled
from qa.reader.lead_ins import find_led_in
from qa.reader.lists import find_items
from tests.support.inquiries import find

LINES = """Minutes of the orchard society

Present: Mara Olsen, Piet Vos and Rita Gomez

Apologies: Jon Ek, Lena Fry

The society has 41 members.
"""

ITEMS = """# Minutes of the orchard society

Present:

- Mara Olsen
- Piet Vos

Absent:

- Jon Ek
- Lena Fry

The society has 41 members.
"""


@pytest.mark.parametrize("question", ["Who was present?", "Who attended the meeting?"])
def test_those_present(question: str) -> None:
    assert find(find_labelled, LINES, question) == ["Mara Olsen, Piet Vos and Rita Gomez"]
    assert find(find_led_in, ITEMS, question) == ["Mara Olsen", "Piet Vos"]


@pytest.mark.parametrize("question", ["Who sent apologies?", "Who was absent?", "Who was excused?"])
def test_those_absent(question: str) -> None:
    assert find(find_labelled, LINES, question) == ["Jon Ek, Lena Fry"]
    assert find(find_led_in, ITEMS, question) == ["Jon Ek", "Lena Fry"]


def test_one_name_that_the_reader_found_is_given_with_the_others() -> None:
    assert find(find_labelled, LINES, "Who was absent?", "Jon Ek") == ["Jon Ek, Lena Fry"]


def test_the_list_of_those_present_is_none_of_those_absent() -> None:
    assert find(find_items, ITEMS, "Who was absent?", "Piet Vos") is None
    assert find(find_items, ITEMS, "Who was absent?", "Lena Fry") == ["Jon Ek", "Lena Fry"]


@pytest.mark.parametrize("found", ["", "41"])
def test_they_are_counted(found: str) -> None:
    question = "How many members were present?"
    assert len(find(find_count, LINES, question, found) or []) == 3
    assert len(find(find_count, ITEMS, question, found) or []) == 2
    assert find(find_count, ITEMS, "How many members are there?", "41") is None
