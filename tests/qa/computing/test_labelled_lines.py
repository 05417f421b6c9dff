"""Lines with a label and as many parts each, as the rows of a table."""

import pytest

from tests.qa.computing.test_wording import answer_of
from tests.support.outcomes import written

COURSES = """# Letter of the village hall

## Courses

Pottery: Mondays, Ms Quist, cellar, £45 a term
Singing: Tuesdays, Mr Obi, stage, free
Yoga: Thursdays, Ms Quist, hall, £30 a term
Repair café: Fridays, Mr Daly, cellar, free
"""


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("Which courses cost nothing?", "Singing, Repair café"),
        ("Which courses are free of charge?", "Singing, Repair café"),
        ("Which course is the most expensive?", "Pottery"),
        ("Which courses does Ms Quist give?", "Pottery, Yoga"),
        ("Which courses are in the cellar?", "Pottery, Repair café"),
        ("Which courses are in the attic?", None),
        ("Which rooms cost nothing?", None),
    ],
)
def test_results(question: str, result: str | None) -> None:
    answer = answer_of(question, COURSES.replace("\n", "\n\n"))
    assert (answer and answer.result) == result


def test_lines_of_different_forms_are_no_table() -> None:
    assert answer_of("Which courses cost nothing?", COURSES.replace(", stage", "")) is None


def test_each_line_is_cited() -> None:
    answer = answer_of("Which courses cost nothing?", COURSES.replace("\n", "\n\n"))
    assert answer
    assert written(answer.segments) == "Singing [1], Repair café. [2]"
    assert [c.quote.partition(":")[0] for c in answer.citations] == ["Singing", "Repair café"]
