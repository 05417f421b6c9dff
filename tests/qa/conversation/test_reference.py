import pytest

from qa.conversation.reference import refers_back


@pytest.mark.parametrize(
    "question",
    [
        "When did he die?",
        "And the depot?",
        "What about the trams?",
        "Why?",
        "Since when?",
        "By how many votes?",
        "Which colour?",
        "Who was its captain?",
        "What pet died there?",
        "Which vehicles may ignore that rule?",
        "What does the vicar get out of it?",
        "Who took the credit for them?",
        "What else did the council decide?",
        "How much did this cost?",
        "Which countries were those?",
        "Who was his wife?",
        "Is it expensive?",
        "Were you told what happened then?",
        "Who built the other one?",
    ],
)
def test_a_question_refers_back_where_nothing_in_it_is_referred_to(question: str) -> None:
    assert refers_back(question)


@pytest.mark.parametrize(
    "question",
    [
        "Is there a lift?",
        "How many steps are there?",
        "What animals are there?",
        "Are there any parking spaces?",
        "What interest is there on late rent?",
        "Is it allowed to smoke in the hall?",
        "How long does it take to renew a card?",
        "What time is it?",
        "Who is the song that won by?",
        "When the mayor resigned, did he say why?",
        "Did Ana Brito sell her house?",
        "Who broke his leg?",
        "What else is sold besides bread?",
        "What did the jury say that surprised people?",
        "What happened this week?",
        "Who are those who may vote?",
        "How many of the one hundred seats are free?",
        "Why has the ferry lost its licence?",
        "So far, how many have paid?",
    ],
)
def test_a_question_stands_alone_where_it_names_what_it_refers_to(question: str) -> None:
    assert not refers_back(question)
