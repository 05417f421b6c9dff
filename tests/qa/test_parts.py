from qa import Answer, Citation, Segment
from qa.parts import combine


def answer(question: str, *sentences: int, confidence: float | None = 0.9) -> Answer:
    """Make an answer that cites these sentences, an abstention if there are none."""
    citations = tuple(
        Citation(marker, "d", number, 10 * number, 10 * number + 3, "abc")
        for marker, number in enumerate(sentences, start=1)
    )
    segments = tuple(Segment(f"From {c.sentence}.", (c.marker,)) for c in citations)
    return Answer(question, segments, citations, (), confidence, "reader", question, {"total": 1.0})


def test_parts_are_put_together_with_one_footnote_a_sentence() -> None:
    both = combine(
        "Who and what?",
        "Who and what?",
        [answer("Who?", 4, 7), answer("What?", 7, confidence=0.6)],
        {},
    )
    assert both.text == "From 4. [1]From 7. [2] From 7. [2]"
    assert [c.sentence for c in both.citations] == [4, 7]
    assert both.confidence == 0.6
    assert both.question == both.search_query == "Who and what?"


def test_a_part_that_isnt_answered_is_named() -> None:
    both = combine("Who? Why?", "Who? Why?", [answer("Who?", 4), answer("Why?")], {})
    assert both.answered
    assert both.text == "From 4. [1] The document doesn't say: Why?"


def test_where_no_part_is_answered_neither_is_the_question() -> None:
    both = combine("Who? Why?", "Who? Why?", [answer("Who?"), answer("Why?")], {})
    assert not both.answered
    assert both.segments == ()
