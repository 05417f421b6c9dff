"""Events of the chat: asking, asking again, editing, stopping, judging."""

import time
from collections.abc import Iterator
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
    CitationTargets,
    render_answer,
    render_draft,
    render_notice,
    render_status,
)
from page.templating import escape_markup
from page.visitor import Turn, Visitor
from page.visitors import Visitors
from qa import Answer, Answered, Discarded, Drafted, Failed, Quoted
from qa.feedback import Feedback, keep_feedback
from qa.question import check_length

DRAWN_EVERY = 0.1
"""Seconds between two drawings of a draft; the network would be busy with more."""

DRAW_SETTLE_SECONDS = 0.3
"""Seconds after which no drawing can still be under way."""

STOP_TIMEOUT_SECONDS = 10.0
"""Most seconds until a question that was stopped has ended: a model ends between two words."""

NEW = -1
"""Place of a question that isn't in the conversation yet."""

Message = dict[str, Any]
Shown = tuple[Any, list[Message], int]
"""The question box, the chat, and the place that the next question takes."""


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

    def ask(self, question: str, token: str, place: int, request: gr.Request) -> Iterator[Shown]:
        """Show the question, and that it is being worked on; then the answer.

        What an LLM drafts is shown as it comes. An error that is meant for the user stands in the
        answer's place.

        Args:
            question: what was typed.
            token: the visitor's.
            place: ``NEW``, or the place in the conversation that the question takes, with all
                that came after it gone.
            request: whose question it is.
        """
        visitor, caller = self._visitors.get(token), name_caller(request)
        try:
            check_length(question)
            self._visitors.admit(visitor, caller)
            if place != NEW:
                visitor.forget(place)
        except FootnoteError as error:  # before anything is kept; the question stays in its box
            raise as_gradio_error(error) from error
        before = chat_messages(visitor)
        user = {"role": "user", "content": escape_markup(normalise(question))}
        busy = gr.Textbox("", label="Question", submit_btn=False, stop_btn="Stop")
        yield busy, [*before, user, _reply(render_status("Reading …"))], NEW
        turn = Turn(question, notice="Stopped.")
        try:
            with visitor.asking():
                try:
                    for step in self._reply_in_turn(visitor, question, caller):
                        if isinstance(step, Turn):
                            turn = step
                        else:
                            yield gr.skip(), [*before, user, _reply(step)], NEW
                except FootnoteError as error:
                    turn = Turn(question, notice=str(error))
                finally:  # also where the question was stopped
                    visitor.keep(turn)
        except KeepingError as error:
            gr.Warning(escape(str(error)), duration=None)
        yield idle_textbox(), chat_messages(visitor), NEW

    def _reply_in_turn(self, visitor: Visitor, question: str, caller: str) -> Iterator[str | Turn]:
        """Yield as ``stream_reply`` once it is the caller's turn, and before how many wait."""
        with self._queue.enter(caller) as ticket:
            while not ticket.wait(1.0):
                yield render_status(f"Waiting; {ticket.ahead} before you …")
            yield from stream_reply(visitor, question)

    def again(self, token: str, event: gr.EventData, request: gr.Request) -> Iterator[Shown]:
        """Ask a question of the conversation once more; what came after it goes."""
        place = self._place(token, event)
        question = self._visitors.get(token).turns[place].question
        yield from self.ask(question, token, place, request)

    def edit(self, token: str, event: gr.EventData) -> tuple[Any, int]:
        """Put a question of the conversation into the box; asked, it takes its old place."""
        place = self._place(token, event)
        question = self._visitors.get(token).turns[place].question
        label = f"Question {place + 1}, edited: it is asked anew, and what follows it goes"
        return gr.Textbox(question, label=label), place

    def stopped(self, token: str) -> Shown:
        """Show that an answer was stopped; a draft that wasn't checked doesn't stay."""
        visitor, deadline = self._visitors.get(token), time.monotonic() + STOP_TIMEOUT_SECONDS
        while visitor.questions_in_progress and time.monotonic() < deadline:
            time.sleep(DRAW_SETTLE_SECONDS / 10)
        time.sleep(DRAW_SETTLE_SECONDS)
        return idle_textbox(), chat_messages(visitor), NEW

    def begin(self, token: str) -> Shown:
        """Begin a new conversation."""
        visitor = self._visitors.get(token)
        visitor.forget(0)
        return gr.Textbox("", label="Question"), chat_messages(visitor), NEW

    def judge(self, token: str, event: gr.LikeData) -> None:
        """Keep a thumb up or down, with the answer that it is for."""
        place = event.index if isinstance(event.index, int) else event.index[0]
        turns = self._visitors.get(token).turns
        answer = turns[place // 2].answer if place // 2 < len(turns) else None
        if answer is None:  # an error's text, which is no answer
            return
        earlier = [turn.answer for turn in turns[: place // 2] if turn.answer]
        before = [one for one in earlier if one.answered]
        follows = answer.is_rewritten and before
        liked = event.liked if isinstance(event.liked, bool) else None
        try:
            feedback = Feedback(answer, liked, before[-1] if follows else None)
            keep_feedback(self._feedback_file, feedback)
        except FootnoteError as error:
            raise as_gradio_error(error) from error

    def _place(self, token: str, event: gr.EventData) -> int:
        place = event.place
        if not isinstance(place, int) or not 0 <= place < len(self._visitors.get(token).turns):
            raise gr.Error("That question is no longer there.", print_exception=False)
        return place


def stream_reply(visitor: Visitor, question: str) -> Iterator[str | Turn]:
    """Yield what stands in the answer's place while it is made, and last the turn."""
    found, draft, drawn = "", "", 0.0
    for event in visitor.bot().chat(visitor.history()).stream(question):
        if isinstance(event, Answered):
            yield Turn(question, event.answer, sources=_sources(visitor, event.answer))
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
        content = render_answer(turn.answer, targets_of(visitor, turn)) if turn.answer else None
        shown.append({"role": "user", "content": escape_markup(normalise(turn.question))})
        shown.append(_reply(content or render_notice(turn.notice)))
    return shown


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
    return gr.Textbox(submit_btn="Ask", stop_btn=False)


def _reply(content: str) -> Message:
    return {"role": "assistant", "content": content}
