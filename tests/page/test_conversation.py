"""Questions under way: counted however they end, refused before they are kept."""

from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from page.chat import MAX_TURNS, KeptChat
from page.conversation import Conversation
from page.queue import FairQueue
from page.shared import Shared
from page.turn import Turn
from page.visitors import Visitors
from qa import DocumentQA, Settings
from qa.loading import load_reader
from qa.question import MAX_CHARACTERS

QUESTION = "When did the bridge open?"
CHAT = "c" * 16
REQUEST: Any = SimpleNamespace(username=None, client=SimpleNamespace(host="192.0.2.7"))


@pytest.fixture(scope="module")
def shared() -> "Future[Shared]":
    bot = DocumentQA.from_text("The bridge opened in 1932.", "The bridge")
    future: Future[Shared] = Future()
    future.set_result(Shared(bot, load_reader()))
    return future


@pytest.fixture
def everybody(tmp_path: Path, shared: "Future[Shared]") -> Visitors:
    return Visitors(tmp_path / "visitors", shared, Settings())


@pytest.fixture
def talk(everybody: Visitors, tmp_path: Path) -> Conversation:
    return Conversation(everybody, FairQueue(), tmp_path / "feedback.jsonl")


@pytest.fixture
def chat(everybody: Visitors) -> KeptChat:
    return everybody.get("a" * 22).chats.get(CHAT)


def ask(talk: Conversation, question: str = QUESTION) -> list[Any]:
    return list(talk.ask(question, "a" * 22, CHAT, REQUEST))


def test_a_question_is_answered_and_no_longer_under_way(talk: Conversation, chat: KeptChat) -> None:
    *_, (_, turn) = ask(talk)
    assert "1932" in turn["messages"][1]
    assert chat.questions_in_progress == 0


def test_where_the_disk_takes_nothing_the_answer_is_shown_and_that_is_said(
    talk: Conversation, chat: KeptChat
) -> None:
    chat._kept.path.mkdir(parents=True)  # as good as a full disk
    with pytest.warns(UserWarning, match="keep this: Is a directory"):
        *_, (_, turn) = ask(talk)
    assert "1932" in turn["messages"][1]
    assert chat.questions_in_progress == 0


def test_wherever_it_is_stopped_it_is_no_longer_under_way(
    talk: Conversation, chat: KeptChat
) -> None:
    steps = len(ask(talk))
    for number in range(1, steps):
        asking = talk.ask(QUESTION, "a" * 22, CHAT, REQUEST)
        for _ in range(number):
            next(asking)
        asking.close()  # type: ignore[attr-defined]
        assert chat.questions_in_progress == 0
    assert "1932" in ask(talk)[-1][1]["messages"][1]


@pytest.mark.parametrize("unit", ["w", " w", "w \n", "\u200bw"])
@pytest.mark.parametrize("length", [MAX_CHARACTERS + 1, 3_000_000])
def test_a_question_that_is_too_long_is_refused_before_anything_is_kept(
    talk: Conversation, chat: KeptChat, unit: str, length: int
) -> None:
    with pytest.raises(gr.Error, match="at most 1,000"):
        ask(talk, unit * length)
    assert chat.turns == []
    assert not chat.is_kept


def test_a_full_conversation_takes_no_more_and_says_what_to_do(
    talk: Conversation, chat: KeptChat
) -> None:
    chat.turns = [Turn("Where?", notice="Here.")] * MAX_TURNS
    with pytest.raises(gr.Error, match=r"has 200 questions.*Begin a new one"):
        ask(talk)
    event: Any = SimpleNamespace(place=MAX_TURNS - 1, question=QUESTION)
    *_, (_, turn) = talk.again("a" * 22, CHAT, event, REQUEST)
    assert "1932" in turn["messages"][1]
    assert len(chat.turns) == MAX_TURNS


def test_an_answer_goes_to_the_conversation_that_it_was_asked_in(
    talk: Conversation, everybody: Visitors, chat: KeptChat
) -> None:
    asking = talk.ask(QUESTION, "a" * 22, CHAT, REQUEST)
    next(asking)
    other = everybody.get("a" * 22).chats.begin()
    *_, (_, turn) = asking
    assert turn["chat"] == CHAT
    assert len(chat.turns) == 1
    assert other.turns == []


def test_nothing_is_offered_of_a_source_that_is_gone(
    talk: Conversation, everybody: Visitors
) -> None:
    ask(talk)
    visitor = everybody.get("a" * 22)
    (document,) = visitor.documents()
    visitor.remove(document.id)
    assert "<button" not in talk.follow_up("a" * 22, CHAT)
