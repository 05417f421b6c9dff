from collections.abc import Iterator, Sequence

from qa import Answer, Citation, Segment
from qa.conversation import Chat, contextual_queries
from qa.events import Answered, Event


def before(question: str, quote: str) -> Answer:
    cited = (Citation(1, "d", 1, 0, len(quote), quote),)
    return Answer(question, (Segment(quote, (1,)),), cited, (), 0.9, "b", question, {})


def abstention(question: str) -> Answer:
    return Answer(question, (), (), (), 0.1, "b", question, {})


def test_a_chat_remembers_what_it_could_not_answer_but_no_reply_to_a_remark() -> None:
    reply = Answer("Hi!", (), (), (), None, "reply", "Hi!", {}, reply="Hello!")
    heard: list[list[str]] = []

    def stream(question: str, history: Sequence[Answer]) -> Iterator[Event]:
        heard.append([answer.question for answer in history])
        yield Answered(reply if question == "Hi!" else abstention(question))

    chat = Chat(stream, [before("Who runs the depot?", "Ines Falk runs it.")])
    for question in ("Hi!", "What does the museum cost?", "Who runs it?"):
        chat.ask(question)
    assert heard[0] == heard[1] == ["Who runs the depot?"]
    assert heard[2] == ["Who runs the depot?", "What does the museum cost?"]


def test_a_follow_up_is_measured_alone_and_behind_what_it_follows() -> None:
    assert contextual_queries("And when?", "Who came? Ana.") == [
        "And when?",
        "Who came? Ana. And when?",
    ]
    assert contextual_queries("Who came?", "") == []
