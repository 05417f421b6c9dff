import pytest

from qa.reader.topics import MOST_WORDS, find_topic
from tests.support.inquiries import find

HOUSE = """# House rules

## Bicycles

Bicycles stand in the yard. They may not be left in the stairway. Old ones are removed in March.

## Noise

Quiet hours begin at ten. On Sundays the drill stays silent.

## Which courses are there?

There is yoga on Mondays. A choir meets on Fridays.

## Waste

Glass goes into the green bin. Paper goes into the blue bin. The glass bin is emptied on Tuesdays.
"""


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("What are the rules about bicycles?", 3),
        ("What are the rules on noise?", 2),
        ("Which courses do you offer?", 2),
        ("What does it say about glass?", 2),
        ("What are the rules about dogs?", 0),
        ("Who removes old bicycles?", 0),
    ],
)
def test_all_that_is_said_of_a_topic_is_found(question: str, sentences: int) -> None:
    assert len(find(find_topic, HOUSE, question) or []) == sentences


def test_a_long_section_is_left_to_the_reader() -> None:
    long = " ".join(f"Rule {number} is about bicycles." for number in range(MOST_WORDS // 4))
    text = f"# House rules\n\n## Bicycles\n\n{long}\n"
    assert find(find_topic, text, "What are the rules about bicycles?") is None


INTERVIEW = """REPORTER: How old are you?

MOSS: I turned 54 in May.

REPORTER: What is your biggest worry? The council?

MOSS: People think that. No, it is the ice.

REPORTER: When will you stop?

MOSS: Never.
"""


def test_an_interviewers_question_is_answered_by_the_turn_below_it() -> None:
    answer = ["MOSS: People think that.", "No, it is the ice."]
    assert find(find_topic, INTERVIEW, "What worries her?") == answer
    assert find(find_topic, INTERVIEW, "What worries her?", "it is the ice") is None  # found
    assert find(find_topic, INTERVIEW, "What delights her?") is None
