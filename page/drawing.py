"""Turns of a conversation as the chat shows them."""

import itertools
from typing import Any

from index.document import normalise
from page.chat import KeptChat
from page.rendering import AnswerSetting, CitationTargets, render_answer, render_notice
from page.templating import escape_markup
from page.turn import Turn
from page.visitor import OpenChat, Visitor

Message = dict[str, Any]
TurnUpdate = dict[str, Any]
"""What the page's script puts in a turn's place: "chat", the conversation's id, "place",
"messages", the question's and the answer's, "rest", whether the turns behind it stay, and "state":
"begun", "draft" or "done"."""


def chat_messages(talk: OpenChat) -> list[Message]:
    """Return the conversation as the chat shows it."""
    shown: list[Message] = []
    for turn in talk.chat.turns:
        user, bot = draw_messages(turn.question, draw_reply(talk, turn))
        shown += [{"role": "user", "content": user}, {"role": "assistant", "content": bot}]
    return shown


def draw_turn(talk: OpenChat, place: int, question: str, content: str) -> TurnUpdate:
    """Return the update that puts a question and what is said to it at a place."""
    return {
        "chat": talk.chat.id,
        "place": place,
        "messages": draw_messages(question, content),
        "rest": False,
        "state": "done",
    }


def draw_messages(question: str, content: str) -> list[str]:
    """Return a question, and what is said to it, as the chat shows them."""
    return [escape_markup(normalise(question)), content]


def draw_reply(talk: OpenChat, turn: Turn) -> str:
    """Render the answer of a turn, or the notice in its place."""
    if turn.answer is None:
        return render_notice(turn.notice)
    setting = AnswerSetting(_find_about(talk.chat, turn), turn.liked)
    return render_answer(turn.answer, targets_of(talk.visitor, turn), setting)


def _find_about(chat: KeptChat, turn: Turn) -> str:
    """Return the question by which a follow-up was understood, if it was."""
    if turn.answer is None or not turn.answer.follows_up:
        return ""
    before = itertools.takewhile(lambda one: one is not turn, chat.turns)
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
