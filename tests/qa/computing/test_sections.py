"""Sections that say the same of different things."""

import pytest

from tests.qa.computing.test_wording import answer_of

KETTLES = """# Kettle catalogue

## Arno

### Price

The Arno costs £45.

### Warranty

Two years, and one on the lid.

## Belo

### Price

The Belo costs £30.

### Warranty

Eighteen months.

## Cosmo

### Price

The Cosmo costs £79.

### Warranty

Three years.
"""

PHONES = """# Phones

## Alto
- Price: €199
- Weight: 178 g

## Brio
- Price: €349
- Weight: 201 g
"""


@pytest.mark.parametrize(
    ("question", "text", "result"),
    [
        ("Which kettle is the cheapest?", KETTLES, "Belo"),
        ("What is the most expensive kettle?", KETTLES, "Cosmo"),
        ("Which kettle has the longest warranty?", KETTLES, "Cosmo"),
        ("How many kettles cost less than 50 pounds?", KETTLES, "2"),
        ("Which phone is the lightest?", PHONES, "Alto"),
        ("How many phones are there?", PHONES, "2"),
        ("Which kettle is the lightest?", KETTLES, None),
        ("How many kettles are red?", KETTLES, None),
    ],
)
def test_sections_are_rows(question: str, text: str, result: str | None) -> None:
    answer = answer_of(question, text)
    assert (answer.result if answer else None) == result


def test_the_sentence_with_the_value_is_cited() -> None:
    answer = answer_of("Which kettle is the cheapest?", KETTLES)
    assert answer
    assert answer.citations[0].quote == "The Belo costs £30."
    assert len(answer.citations) == 3


def test_a_section_without_the_value_leaves_the_column_out() -> None:
    silent = KETTLES.replace("Three years.", "Ask us.")
    assert answer_of("Which kettle has the longest warranty?", silent) is None
    assert answer_of("Which kettle is the cheapest?", silent)
