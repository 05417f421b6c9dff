import pytest

from qa import Answer, Citation, Segment
from qa.conversation import contextual_queries, prepend_context


def before(question: str, quote: str) -> Answer:
    cited = (Citation(1, "d", 1, 0, len(quote), quote),)
    return Answer(question, (Segment(quote, (1,)),), cited, (), 0.9, "b", question, {})


BEFORE = before("Who runs the depot?", "Ines Falk has run the depot since May.")


@pytest.mark.parametrize(
    "question",
    ["When did she start?", "And its address?", "Why?", "What about the trams?", "how so"],
)
def test_a_follow_up_takes_along_what_it_refers_to(question: str) -> None:
    search_query = prepend_context(question, BEFORE)
    assert "Ines Falk" in search_query
    assert "depot" in search_query
    assert search_query.endswith(question)


@pytest.mark.parametrize(
    "question", ["Who is Ines Falk?", "How many trams are in Tarn?", "When did the strike end?"]
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert prepend_context(question, BEFORE) == question


def test_the_first_question_is_left_alone() -> None:
    assert prepend_context("Why is it so?", None) == "Why is it so?"


def test_what_is_taken_along_is_bounded() -> None:
    assert len(prepend_context("Why is it so?", before("q" * 900, "s" * 9_000))) < 700


def test_a_follow_up_is_measured_alone_and_behind_what_it_follows() -> None:
    assert contextual_queries("And when?", "Who came? Ana.") == [
        "And when?",
        "Who came? Ana. And when?",
    ]
    assert contextual_queries("Who came?", "") == []
