"""Headings with a date as the rows of a table."""

import pytest

from tests.qa.computing.test_wording import answer_of

RELEASES = """# What is new in Tidewatch

Tidewatch tells when the tide turns.

## 2.3.1 (2024-09-02)

### Fixed
- The clock of Saturdays.

## 2.3.0 (2024-07-15)

### Added
- Maps.

## 2.2.0 (2024-02-28)

### Added
- Tables.
"""

ISSUES = """# The Harbour Letter

## Spring issue – 4 March 2023

The crane is repaired.

## Autumn issue – 9 October 2023

The crane is broken.

## Masthead

Written by Ada Lund.
"""


@pytest.mark.parametrize(
    ("document", "question", "result"),
    [
        (RELEASES, "Which version is the latest?", "2.3.1"),
        (RELEASES, "What is the newest release?", "2.3.1"),
        (RELEASES, "Which version is the oldest?", "2.2.0"),
        (RELEASES, "Which versions were released after June 2024?", "2.3.1, 2.3.0"),
        (RELEASES, "How many versions are there?", "3"),
        (RELEASES, "Which version is the largest?", None),
        (RELEASES, "Which map is the latest?", None),
        (ISSUES, "Which issue is the latest?", "Autumn issue"),
        (ISSUES, "Which letter is the latest?", "Autumn issue"),
    ],
)
def test_results(document: str, question: str, result: str | None) -> None:
    answer = answer_of(question, document)
    assert (answer and answer.result) == result
