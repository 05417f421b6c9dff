"""Lines that begin with a date."""

import pytest

from tests.qa.computing.test_wording import answer_of

LOG = """# Log of the mill

- 2 April 2024: The old roof was taken off.
- 17 April 2024: The beams, all of oak, were replaced.
- 6 May 2024: Tiling began.

The log is kept by Ona Brill.
"""


@pytest.mark.parametrize(
    ("question", "events"),
    [
        ("What happened in April?", 2),
        ("What happened in May 2024?", 1),
        ("What happened in 2024?", 3),
        ("What happened after 10 April 2024?", 2),
        ("What happened in June?", 0),
    ],
)
def test_the_lines_of_a_time_are_found(question: str, events: int) -> None:
    answer = answer_of(question, LOG)
    assert (len(answer.citations) if answer else 0) == events


def test_two_lines_may_be_chance() -> None:
    short = LOG.replace("- 6 May 2024: Tiling began.\n", "")
    assert answer_of("What happened in April?", short) is None
