"""Events of the chat: asking, asking again, stopping, judging."""

import time
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from index import FootnoteError
from page.chat import KeptChat
from page.drawing import TurnUpdate, draw_reply, draw_turn
from page.kept import KeepingError
from page.limits import name_caller
from page.queue import FairQueue
from page.rendering import render_draft, render_offers, render_status
from page.turn import Turn
from page.visitor import OpenChat, Visitor
from page.visitors import Visitors
from page.welcome import suggest_follow_ups
from qa import Answer, Answered, Discarded, Drafted, Failed, Quoted, Retrieved
from qa.feedback import Feedback, keep_feedback
from qa.question import check_length, check_question

DRAWN_EVERY = 0.1
"""Seconds between two drawings of a draft; the network would be busy with more."""

STOP_TIMEOUT_SECONDS = 10.0
"""Most seconds until a question that was stopped has ended: a model ends between two words."""

STOPPED = "Stopped."
"""What stands in the place of an answer that was stopped."""

Shown = tuple[Any, TurnUpdate]
"""Updates: the question box, and a turn of the chat."""


class Conversation:
    """Handles the events of the chat.

    Args:
        visitors: all of them.
        queue: decides whose question is answered next.
        feedback_file: where thumbs up and down are kept.
    """

    def __init__(self, visitors: Visitors, queue: FairQueue, feedback_file: Path) -> None:
        self._visitors = visitors
        self._queue = queue
        self._feedback_file = feedback_file

    def ask(self, question: str, token: str, chat_id: str, request: gr.Request) -> Iterator[Shown]:
        """Show the question, and that it is being worked on; then the answer.

        What an LLM drafts is shown as it comes. An error that is meant for the user stands in the
        answer's place. A question that can't be asked stays in its box.
        """
        if not question.strip():
            return
        talk, caller = self._open(token, chat_id), name_caller(request)
        place = len(talk.chat.turns) + talk.chat.questions_in_progress
        self._admit(talk, place, question, caller)
        yield from self._answer(talk, place, question, talk.chat.history(), caller)

    def ask_offered(
        self, token: str, chat_id: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[Shown]:
        """Ask a question that the page offered."""
        yield from self.ask(str(event.question), token, chat_id, request)

    def again(
        self, token: str, chat_id: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[Shown]:
        """Ask a question of the conversation once more, perhaps edited; what followed it goes."""
        talk, caller = self._open(token, chat_id), name_caller(request)
        place = _find_place(talk.chat, event)
        question = str(getattr(event, "question", "") or talk.chat.turns[place].question)
        self._admit(talk, place, question, caller)
        try:
            talk.chat.forget(place)
        except FootnoteError as error:
            raise as_gradio_error(error) from error
        history = [] if getattr(event, "alone", "") else talk.chat.history()
        yield from self._answer(talk, place, question, history, caller)

    def _open(self, token: str, chat_id: str) -> OpenChat:
        return self._visitors.get(token).open(chat_id)

    def _answer(
        self,
        talk: OpenChat,
        place: int,
        question: str,
        history: list[Answer],
        caller: str,
    ) -> Iterator[Shown]:
        def update(content: str, state: str = "draft") -> TurnUpdate:
            return {**draw_turn(talk, place, question, content), "state": state}

        yield busy_textbox(""), update(render_status("Reading"), "begun")
        turn = Turn(question, notice=STOPPED)
        try:
            with talk.chat.asking():
                try:
                    for step in self._reply_in_turn(talk.visitor, question, history, caller):
                        if isinstance(step, Turn):
                            turn = step
                        else:
                            yield gr.skip(), update(step)
                except FootnoteError as error:
                    turn = Turn(question, notice=str(error))
                finally:  # also where the question was stopped
                    talk.chat.keep(turn)
        except KeepingError as error:
            gr.Warning(escape(str(error)), duration=None)
        yield idle_textbox(), update(draw_reply(talk, turn), "done")

    def _admit(self, talk: OpenChat, place: int, question: str, caller: str) -> None:
        """Refuse what can't be asked, or by whom, before it is shown or kept."""
        try:
            check_length(question)
            check_question(question)
            self._visitors.admit(talk.visitor, caller)
            talk.visitor.chats.check_room(talk.chat, place)
        except FootnoteError as error:
            raise as_gradio_error(error) from error

    def _reply_in_turn(
        self, visitor: Visitor, question: str, history: list[Answer], caller: str
    ) -> Iterator[str | Turn]:
        """Yield as ``stream_reply`` once it is the caller's turn, and before how many wait."""
        with self._queue.enter(caller) as ticket:
            while not ticket.wait(1.0):
                yield render_status(f"Waiting; {ticket.ahead} before you")
            yield from stream_reply(visitor, question, history)

    def stopped(self, token: str, chat_id: str) -> tuple[Any, Any]:
        """Return the idle question box and the last turn once what was stopped has ended."""
        talk, deadline = self._open(token, chat_id), time.monotonic() + STOP_TIMEOUT_SECONDS
        while talk.chat.questions_in_progress and time.monotonic() < deadline:
            time.sleep(0.03)
        if talk.chat.questions_in_progress or not talk.chat.turns:
            return idle_textbox(), gr.skip()
        turn = talk.chat.turns[-1]
        place = len(talk.chat.turns) - 1
        return idle_textbox(), draw_turn(talk, place, turn.question, draw_reply(talk, turn))

    def judge(self, token: str, chat_id: str, event: gr.EventData) -> TurnUpdate:
        """Keep a thumb up or down with the answer that it is for, and show it pressed."""
        talk = self._open(token, chat_id)
        place = _find_place(talk.chat, event)
        turn, liked = talk.chat.turns[place], bool(event.liked)
        if turn.answer is None:
            raise gr.Error("There is no answer to judge.", print_exception=False)
        earlier = [turn.answer for turn in talk.chat.turns[:place] if turn.answer]
        before = [one for one in earlier if one.answered]
        follows = turn.answer.follows_up and before
        try:
            feedback = Feedback(turn.answer, liked, before[-1] if follows else None)
            keep_feedback(self._feedback_file, feedback)
        except FootnoteError as error:
            raise as_gradio_error(error) from error
        return _redraw(talk, turn, replace(turn, liked=liked))

    def follow_up(self, token: str, chat_id: str) -> str:
        """Offer questions to go on with below the last answer, once it is there."""
        talk = self._open(token, chat_id)
        return render_offers(suggest_follow_ups(talk))


def _redraw(talk: OpenChat, turn: Turn, new: Turn) -> TurnUpdate:
    """Put another turn in the place of one; those behind it stay."""
    place = next(i for i, one in enumerate(talk.chat.turns) if one is turn)
    talk.chat.replace_turn(turn, new)
    return {**draw_turn(talk, place, new.question, draw_reply(talk, new)), "rest": True}


def _find_place(chat: KeptChat, event: gr.EventData) -> int:
    place = getattr(event, "place", None)
    if not isinstance(place, int) or not 0 <= place < len(chat.turns):
        raise gr.Error("That question is no longer there.", print_exception=False)
    return place


def stream_reply(visitor: Visitor, question: str, history: list[Answer]) -> Iterator[str | Turn]:
    """Yield what stands in the answer's place while it is made, and last the turn."""
    found, draft, drawn = "", "", 0.0
    for event in visitor.bot().chat(history).stream(question):
        if isinstance(event, Answered):
            yield Turn(question, event.answer, sources=_sources(visitor, event.answer))
        elif isinstance(event, Retrieved):
            count = len(event.evidence)
            yield render_status(f"Reading {count} passage{'' if count == 1 else 's'}")
        elif isinstance(event, Failed):
            yield Turn(question, notice=str(event.error))
        elif isinstance(event, Quoted):
            found = event.answer.plain_text
            yield render_draft(found, draft)
        elif isinstance(event, Discarded):
            draft = ""
        elif isinstance(event, Drafted):
            draft += event.text
            if time.monotonic() - drawn > DRAWN_EVERY:
                drawn = time.monotonic()
                yield render_draft(found, draft)


def _sources(visitor: Visitor, answer: Answer) -> dict[str, str]:
    cited = {citation.document_id for citation in answer.citations}
    return {info.id: info.source for info in visitor.documents() if info.id in cited}


def as_gradio_error(error: FootnoteError) -> gr.Error:
    """Convert an error that is meant for the user; raised, it leaves the page as it is."""
    return gr.Error(escape(str(error)), duration=None, print_exception=False)


def idle_textbox() -> Any:
    """Return the question box when nothing is under way."""
    return gr.Textbox(submit_btn=True, stop_btn=False, interactive=True)


def busy_textbox(*text: str) -> Any:
    """Return the question box while a question is being answered, perhaps with another text."""
    return gr.Textbox(*text, submit_btn=False, stop_btn=True, interactive=True)
