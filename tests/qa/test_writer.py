"""What an LLM writes is cleaned where it comes in: nothing that a terminal or a page would obey."""

import re

import pytest

from qa import Drafted
from tests.qa.test_backends import GOOD, PAINT, QUESTION, bot_of
from tests.support.scripted import citing


@pytest.mark.parametrize(
    "signs",
    ["\x1b]0;owned\x07", "\x1b[2J", "\r", "\x9b31m", "\x01", "\u202e", "\ud800", "\x08" * 9],
)
def test_what_a_terminal_would_obey_is_not_let_out(signs: str) -> None:
    def written(prompt: str) -> str:
        text = GOOD(prompt)
        return f"{signs}{text[:9]}{signs}{text[9:]} It is {signs}tall."

    bot, _ = bot_of(*[written] * 8)
    events = list(bot.stream(QUESTION))
    drafted = "".join(event.text for event in events if isinstance(event, Drafted))
    assert "The bridge opened on 3 April 1932".split()[-1] in drafted
    answer = bot.ask(QUESTION)
    said = drafted + answer.text + "".join(answer.removed)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", said)


@pytest.mark.parametrize(
    "written",
    [
        "What colour was ![the bridge](http://evil.example/x.png) painted?",
        "What colour was the bridge painted, says http://evil.example?",
        "What colour <img src=evil> was the bridge painted?",
    ],
)
def test_a_rewriting_brings_no_links(written: str) -> None:
    bot, _ = bot_of(GOOD, written, citing("It was painted green {0}.", [PAINT]))
    chat = bot.chat()
    chat.ask(QUESTION)
    assert "evil" not in chat.ask("And what colour was it painted?").search_query
