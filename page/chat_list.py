"""Events of the list of conversations: begin, open, delete, bring back, save."""

from collections.abc import Callable
from html import escape
from typing import Any

import gradio as gr

from index import FootnoteError
from page.conversation import as_gradio_error, busy_textbox, idle_textbox
from page.drawing import Message, chat_messages
from page.export import as_markdown, as_web_page, name_file
from page.rendering import render_chats
from page.visitor import OpenChat
from page.visitors import Visitors

Opened = tuple[str, Any, list[Message], str]
"""Updates: the id of the conversation that is open, the question box, the chat, and the list."""

_UNDO = ' <a class="undo" href="#do-undelete">Undo</a>'  # a message lets no data- through
_TITLE_CHARACTERS = 60
_WRITERS: dict[str, tuple[Callable[[OpenChat], str], str]] = {
    "web page": (as_web_page, "html"),
    "Markdown": (as_markdown, "md"),
}


class ChatList:
    """Handles the events of the list of conversations.

    Args:
        visitors: all of them.
    """

    def __init__(self, visitors: Visitors) -> None:
        self._visitors = visitors

    def show(self, token: str, chat_id: str) -> str:
        """Draw the list, with the open conversation marked."""
        return render_chats(self._visitors.get(token).chats.list_infos(), chat_id)

    def begin(self, token: str) -> Opened:
        """Begin a new conversation."""
        visitor = self._visitors.get(token)
        return _open(OpenChat(visitor, visitor.chats.begin()))

    def open(self, token: str, event: gr.EventData) -> Opened:
        """Open one of the conversations."""
        return _open(self._visitors.get(token).open(str(event.chat)))

    def delete(self, token: str, chat_id: str, event: gr.EventData) -> Opened:
        """Delete a conversation; where it is the open one, a new one is begun."""
        visitor, deleted = self._visitors.get(token), str(event.chat)
        try:
            title = visitor.chats.delete(deleted)
        except KeyError as error:
            raise gr.Error("It is no longer there.", print_exception=False) from error
        except FootnoteError as error:
            raise as_gradio_error(error) from error
        shown = title if len(title) <= _TITLE_CHARACTERS else f"{title[:_TITLE_CHARACTERS]}…"
        gr.Info(f"Deleted: {escape(shown)}{_UNDO}", duration=10)
        return self.begin(token) if deleted == chat_id else _open(visitor.open(chat_id))

    def restore(self, token: str, chat_id: str, event: gr.EventData) -> Opened:
        """Bring a conversation back; it is opened where nothing is asked in the open one yet."""
        visitor, restored = self._visitors.get(token), str(event.chat)
        visitor.chats.restore(restored)
        talk = visitor.open(chat_id)
        return _open(talk if talk.chat.turns else visitor.open(restored))

    def purge(self, token: str, event: gr.EventData) -> None:
        """Make the deletion of a conversation final."""
        self._visitors.get(token).chats.purge(str(event.chat))

    def save(self, token: str, chat_id: str, event: gr.EventData) -> dict[str, str]:
        """Return a conversation, else the open one, as a file's text and name."""
        talk = self._visitors.get(token).open(str(getattr(event, "chat", "") or chat_id))
        write, ending = _WRITERS[str(event.kind)]
        return {"text": write(talk), "name": name_file(talk.chat, ending)}


def _open(talk: OpenChat) -> Opened:
    tell(talk)
    box = busy_textbox() if talk.chat.questions_in_progress else idle_textbox()
    listed = render_chats(talk.visitor.chats.list_infos(), talk.chat.id)
    return talk.chat.id, box, chat_messages(talk), listed


def tell(talk: OpenChat) -> None:
    """Say what became of what was kept of a visitor and can't be read."""
    for notice in talk.visitor.take_notices():
        gr.Warning(escape(notice), duration=None)
