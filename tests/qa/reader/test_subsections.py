"""Parts under the same subheadings."""

import pytest

from qa.reader.subsections import find_part
from tests.support.inquiries import find

KETTLES = """# Three kettles

## Brenn 400

### Pros
- It boils in two minutes.
- The handle stays cool.

### Cons
- The lid sticks.

## Brenn 600

### Pros
- It is quiet.

### Cons

The spout drips. Its cord is short.

## Tova

### Pros
- It is cheap.
"""
RELEASES = """# Releases of Larder

## v2.1.0 (2024-05-01)

### Added
- Lists can be shared.
- A dark theme.

### Removed
- The clock.

## v2.0.3 (2024-03-02)

### Bug fixes
- Dates were wrong.
"""


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (KETTLES, "What didn't they like about the Brenn 400?", ["The lid sticks."]),
        (KETTLES, "what is bad about the brenn 600", ["The spout drips.", "Its cord is short."]),
        (KETTLES, "What are the drawbacks of the Brenn 400?", ["The lid sticks."]),
        (KETTLES, "What's good about the Tova?", ["It is cheap."]),
        (
            KETTLES,
            "What are the advantages of the Brenn 400?",
            ["It boils in two minutes.", "The handle stays cool."],
        ),
        (RELEASES, "What's new in version 2.1.0?", ["Lists can be shared.", "A dark theme."]),
        (RELEASES, "What was removed in v2.1.0?", ["The clock."]),
        (RELEASES, "Which bugs were fixed in 2.0.3?", ["Dates were wrong."]),
    ],
)
def test_all_that_stands_under_the_subheading_answers(
    text: str, question: str, answer: list[str]
) -> None:
    assert find(find_part, text, question) == answer


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (KETTLES, "What don't they like about the Tova?"),
        (RELEASES, "What was removed in 2.0.3?"),
    ],
)
def test_nothing_answers_where_the_section_has_no_such_part(text: str, question: str) -> None:
    assert find(find_part, text, question, found=text.splitlines()[-1][2:]) == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (KETTLES, "What is bad about the Brenn?"),  # which of the two?
        (KETTLES, "What is bad about the Aurelia?"),
        (KETTLES, "What is the colour of the bad lid of the Brenn 400?"),
        (KETTLES, "How long does the Brenn 400 take?"),
        (RELEASES, "When was the clock removed?"),
        ("# Kettles\n\n## Tova\n\n### Cons\n- It drips.", "What is bad about the Tova?"),
    ],
)
def test_other_questions_are_left_to_the_reader(text: str, question: str) -> None:
    assert find(find_part, text, question) is None
