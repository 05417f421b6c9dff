import pytest

from qa.reader.labels import find_labels
from tests.support.inquiries import find

PANEL = """# What the lamps say

Amber: the boiler heats up.

White: hot water is ready.

Blinking violet: there is a fault. Call us.

## Addresses

Office: 3 Mill Row

Store: 8 Quay Street
"""


@pytest.mark.parametrize(
    ("question", "found", "labels"),
    [
        ("What colours can the lamp have?", "Amber", ["Amber", "White", "Blinking violet"]),
        ("Which colour blinks?", "Blinking violet", None),
        ("What do the lamps say?", "Amber", None),
        ("Which addresses are there?", "Office", None),  # two lines may be all, or none
    ],
)
def test_labels_of_lines_that_stand_together(
    question: str, found: str, labels: list[str] | None
) -> None:
    assert find(find_labels, PANEL, question, found) == labels


def test_nothing_is_found_where_the_reader_found_nothing() -> None:
    assert find(find_labels, PANEL, "What colours can the lamp have?") is None
