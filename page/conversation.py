"""Events of the chat: asking, asking again, stopping, judging."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from index import FootnoteError
from index.document import normalise
from page.kept import KeepingError
from page.limits import name_caller
from page.queue import FairQueue
from page.rendering import (
    AnswerSetting,
    CitationTargets,
    render_answer,
    render_draft,
    render_notice,
    render_offers,
    render_status,
)
from page.templating import escape_markup
from page.turn import Turn
from page.visitor import Visitor
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

Message = dict[str, Any]
TurnUpdate = dict[str, Any]
"""What the page's script puts in a turn's place: "place", "messages", the question's and the
answer's, "rest", whether the turns behind it stay, and "state": "begun", "draft" or "done"."""

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

    def ask(self, question: str, token: str, request: gr.Request) -> Iterator[Shown]:
        """Show the question, and that it is being worked on; then the answer.

        What an LLM drafts is shown as it comes. An error that is meant for the user stands in the
        answer's place. A question that can't be asked stays in its box.
        """
        if not question.strip():
            return
        visitor, caller = self._visitors.get(token), name_caller(request)
        self._admit(visitor, question, caller)
        place = len(visitor.turns) + visitor.questions_in_progress
        yield from self._answer(visitor, place, question, visitor.history(), caller)

    def ask_offered(self, token: str, event: gr.EventData, request: gr.Request) -> Iterator[Shown]:
        """Ask a question that the page offered."""
        yield from self.ask(str(event.question), token, request)

    def again(self, token: str, event: gr.EventData, request: gr.Request) -> Iterator[Shown]:
        """Ask a question of the conversation once more, perhaps edited; what followed it goes."""
        visitor, place = self._visitors.get(token), self._place(token, event)
        question = str(getattr(event, "question", "") or visitor.turns[place].question)
        caller = name_caller(request)
        self._admit(visitor, question, caller)
        try:
            visitor.forget(place)
        except FootnoteError as error:
            raise as_gradio_error(error) from error
        history = [] if getattr(event, "alone", "") else visitor.history()
        yield from self._answer(visitor, place, question, history, caller)

    def _answer(
        self,
        visitor: Visitor,
        place: int,
        question: str,
        history: list[Answer],
        caller: str,
    ) -> Iterator[Shown]:
        def update(content: str, state: str = "draft") -> TurnUpdate:
            return {**draw_turn(place, question, content), "state": state}

        busy = gr.Textbox("", submit_btn=False, stop_btn=True)
        yield busy, update(render_status("Reading"), "begun")
        turn = Turn(question, notice=STOPPED)
        try:
            with visitor.asking():
                try:
                    for step in self._reply_in_turn(visitor, question, history, caller):
                        if isinstance(step, Turn):
                            turn = step
                        else:
                            yield gr.skip(), update(step)
                except FootnoteError as error:
                    turn = Turn(question, notice=str(error))
                finally:  # also where the question was stopped
                    visitor.keep(turn)
        except KeepingError as error:
            gr.Warning(escape(str(error)), duration=None)
        yield idle_textbox(), update(draw_reply(visitor, turn), "done")

    def _admit(self, visitor: Visitor, question: str, caller: str) -> None:
        """Refuse what can't be asked, or by whom, before it is shown or kept."""
        try:
            check_length(question)
            check_question(question)
            self._visitors.admit(visitor, caller)
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

    def stopped(self, token: str) -> tuple[Any, Any]:
        """Return the idle question box and the last turn once what was stopped has ended."""
        visitor, deadline = self._visitors.get(token), time.monotonic() + STOP_TIMEOUT_SECONDS
        while visitor.questions_in_progress and time.monotonic() < deadline:
            time.sleep(0.03)
        if visitor.questions_in_progress or not visitor.turns:
            return idle_textbox(), gr.skip()
        turn = visitor.turns[-1]
        drawn = draw_turn(len(visitor.turns) - 1, turn.question, draw_reply(visitor, turn))
        return idle_textbox(), drawn

    def begin(self, token: str) -> tuple[Any, list[Message]]:
        """Begin a new conversation."""
        visitor = self._visitors.get(token)
        visitor.forget(0)
        return gr.Textbox(""), chat_messages(visitor)

    def judge(self, token: str, event: gr.EventData) -> TurnUpdate:
        """Keep a thumb up or down with the answer that it is for, and show it pressed."""
        visitor, place = self._visitors.get(token), self._place(token, event)
        turn, liked = visitor.turns[place], bool(event.liked)
        if turn.answer is None:
            raise gr.Error("There is no answer to judge.", print_exception=False)
        earlier = [turn.answer for turn in visitor.turns[:place] if turn.answer]
        before = [one for one in earlier if one.answered]
        follows = turn.answer.is_rewritten and before
        try:
            feedback = Feedback(turn.answer, liked, before[-1] if follows else None)
            keep_feedback(self._feedback_file, feedback)
        except FootnoteError as error:
            raise as_gradio_error(error) from error
        return self._redraw(visitor, turn, replace(turn, liked=liked))

    def follow_up(self, token: str) -> str:
        """Offer questions to go on with below the last answer, once it is there."""
        visitor = self._visitors.get(token)
        answer = visitor.turns[-1].answer if visitor.turns else None
        return render_offers(suggest_follow_ups(visitor, answer) if answer else ())

    def _redraw(self, visitor: Visitor, turn: Turn, new: Turn) -> TurnUpdate:
        """Put another turn in the place of one; those behind it stay."""
        place = next(i for i, one in enumerate(visitor.turns) if one is turn)
        visitor.replace_turn(turn, new)
        return {**draw_turn(place, new.question, draw_reply(visitor, new)), "rest": True}

    def _place(self, token: str, event: gr.EventData) -> int:
        place = getattr(event, "place", None)
        if not isinstance(place, int) or not 0 <= place < len(self._visitors.get(token).turns):
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


def chat_messages(visitor: Visitor) -> list[Message]:
    """Return the conversation as the chat shows it."""
    shown: list[Message] = []
    for turn in visitor.turns:
        user, bot = draw_turn(0, turn.question, draw_reply(visitor, turn))["messages"]
        shown += [{"role": "user", "content": user}, {"role": "assistant", "content": bot}]
    return shown


def draw_turn(place: int, question: str, content: str) -> TurnUpdate:
    """Return the update that puts a question and what is said to it at a place."""
    messages = [escape_markup(normalise(question)), content]
    return {"place": place, "messages": messages, "rest": False, "state": "done"}


def draw_reply(visitor: Visitor, turn: Turn) -> str:
    """Render the answer of a turn, or the notice in its place."""
    if turn.answer is None:
        return render_notice(turn.notice)
    setting = AnswerSetting(_find_about(visitor, turn), turn.liked)
    return render_answer(turn.answer, targets_of(visitor, turn), setting)


def _find_about(visitor: Visitor, turn: Turn) -> str:
    """Return the question by which a follow-up was understood, if it was."""
    if turn.answer is None or not turn.answer.is_rewritten:
        return ""
    before = itertools.takewhile(lambda one: one is not turn, visitor.turns)
    answered = [one.question for one in before if one.answer and one.answer.answered]
    return answered[-1] if answered else ""


def targets_of(visitor: Visitor, turn: Turn) -> CitationTargets:
    """Return where the citations of a turn can lead, and what became of documents that are gone."""
    documents = visitor.documents()
    titles = {info.id: info.title for info in documents}
    there = {info.source for info in documents}
    gone = {
        document_id: "has since changed" if source and source in there else "has since been removed"
        for document_id, source in turn.sources.items()
        if document_id not in titles
    }
    return CitationTargets(titles, gone)


def as_gradio_error(error: FootnoteError) -> gr.Error:
    """Convert an error that is meant for the user; raised, it leaves the page as it is."""
    return gr.Error(escape(str(error)), duration=None, print_exception=False)


def idle_textbox() -> Any:
    """Return the question box when nothing is under way."""
    return gr.Textbox(submit_btn=True, stop_btn=False, interactive=True)
