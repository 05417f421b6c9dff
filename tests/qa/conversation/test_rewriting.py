import pytest

from index import Evidence
from index.passages import Passage
from qa import Answer, Citation, Segment
from qa.conversation.rewriting import rewrite_followup


def answer(question: str, short: str, text: str = "") -> Answer:
    evidence = Evidence(Passage("d", 0, len(text), 1, 1), text, 1.0) if text else None
    if not short:
        return Answer(question, (), (), (evidence,) if evidence else (), 0.1, "b", question, {})
    return Answer(
        question,
        (Segment(short, (1,)),),
        (Citation(1, "d", 1, 0, len(short), short),),
        (evidence,) if evidence else (),
        0.9,
        "b",
        question,
        {},
        short=short,
    )


DEPOT = answer("Who runs the tram depot?", "Ines Falk.", "Ines Falk runs the tram depot of Tarn.")
BEGAN = answer("When did Operation Larkspur begin?", "on August 24.")
OPENED = answer("When did the museum open?", "in 1954.", "The museum opened in 1954 in Tarn.")


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (DEPOT, "When did she start?", "When did Ines Falk start?"),
        (DEPOT, "How large is it?", "How large is the tram depot?"),
        (DEPOT, "What are its hours?", "What are the tram depot's hours?"),
        (BEGAN, "And who led it?", "Who led Operation Larkspur?"),
        (BEGAN, "Why?", "Why did Operation Larkspur begin?"),
        (OPENED, "And the library?", "When did the library open?"),
        (OPENED, "What about the Tarn Library?", "When did the Tarn Library open?"),
        (OPENED, "Who paid for it?", "Who paid for the museum?"),
        (answer("Who runs the chess club?", "Mr Falk.", "Chess: Mr Falk, Mondays"),
         "And the drama club?", "Who runs the drama club?"),
        (answer("How many people came in 2020?", "412."), "And in 2021?",
         "How many people came in 2021?"),
        (answer("Where was Ana Brito born?", "in Lisbon."), "What did she study there?",
         "What did Ana Brito study in Lisbon?"),
    ],
)  # fmt: skip
def test_a_follow_up_names_what_it_refers_to(before: Answer, question: str, expected: str) -> None:
    assert rewrite_followup(question, [before]) == expected


def test_what_could_not_be_answered_is_referred_to_by_its_question() -> None:
    unanswered = answer("What does the museum shop sell?", "", "The museum shop is small.")
    rewritten = rewrite_followup("When is it open?", [DEPOT, unanswered])
    assert rewritten == "When is the museum shop open?"


def test_what_nothing_is_found_for_stands_before_the_question_that_it_follows() -> None:
    rewritten = rewrite_followup("Was that expected?", [BEGAN])
    assert rewritten == "Was that expected (When did Operation Larkspur begin)?"
    again = Answer("…", (), (), (), 0.1, "b", rewritten, {})
    assert rewrite_followup("Is this normal?", [again]) == "Is this normal (Was that expected)?"


@pytest.mark.parametrize("question", ["Who is Ines Falk?", "When did the strike end?"])
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert rewrite_followup(question, [DEPOT]) == question
    assert rewrite_followup("Why is it so?", []) == "Why is it so?"
