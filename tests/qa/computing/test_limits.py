"""Values beside the range that they should be in."""

import pytest

from tests.qa.computing.test_wording import answer_of

POND = """# Water of the mill pond

| Measured | Result | Unit | Reference |
| --- | --- | --- | --- |
| Acidity | 8.9 | pH | 6.5 - 8.5 |
| Nitrate | 12 | mg/l | < 25 |
| Oxygen | 5.1 | mg/l | > 6.0 |
| Base excess | -1.5 | mmol | -2.0 to -1.0 |
| Phosphate | 0.9 | mg/l | up to 0.5 |
"""


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("Which values are too high?", "Acidity, Phosphate"),
        ("Which values are too low?", "Oxygen"),
        ("Which results are outside the reference range?", "Acidity, Oxygen, Phosphate"),
        ("Which values are normal?", "Nitrate, Base excess"),
        ("How many values are too high?", "2"),
        ("Which values of the lake are too high?", None),
    ],
)
def test_values_are_compared_with_their_ranges(question: str, result: str | None) -> None:
    answer = answer_of(question, POND)
    assert (answer and answer.result) == result


def test_without_ranges_nothing_is_too_high() -> None:
    assert answer_of("Which values are too high?", POND.replace("< 25", "low")) is None
    assert answer_of("Which values are too high?", POND.replace("| Unit |", "| |")) is not None
