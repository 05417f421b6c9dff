"""Which event of the page leads to which handler."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from index.storage import IndexDamagedError
from page import SAVE_SCRIPT, STOP_SCRIPT, TURN_SCRIPT
from page.adding import Adding
from page.backend import BackendChoice, describe_backend
from page.chat_list import ChatList, tell
from page.conversation import STOPPED, Conversation, idle_textbox
from page.drawing import Message, chat_messages
from page.layout import Layout
from page.library import Library, list_all
from page.rendering import render_document, render_notice
from page.visitors import Visitors
from page.welcome import Welcome

_PRIVATE: dict[str, Any] = {"api_visibility": "private"}
_HIDDEN: dict[str, Any] = {"show_progress": "hidden", **_PRIVATE}
# The box takes the focus once it can be typed in; under a finger it would bring up the keyboard.
_FOCUS_SCRIPT = (
    "() => { if (!matchMedia('(pointer: coarse)').matches)"
    " document.querySelector('.composer textarea').focus(); }"
)


@dataclass(frozen=True, slots=True)
class Wiring:
    """Connects the parts of the page to what handles their events.

    Args:
        layout: the parts.
        visitors: who comes.
        conversation: handles the events of the chat.
        chats: handles those of the list of conversations.
        library: handles those of the documents that are there.
        adding: handles those of documents that come.
        welcome: draws what an empty conversation shows.
        backends: handles the choice of what answers; None where that isn't the visitors'.
    """

    layout: Layout
    visitors: Visitors
    conversation: Conversation
    chats: ChatList
    library: Library
    adding: Adding
    welcome: Welcome
    backends: BackendChoice | None

    def connect(self, blocks: gr.Blocks) -> None:
        """Connect everything, within the context of ``blocks``."""
        self._connect_chat()
        self._connect_chats()
        self._connect_documents()
        self._connect_adding()
        page, who = self.layout, self._who
        known = blocks.load(self._greet, who, [*who, page.box], **_HIDDEN)
        outputs = [page.sources, page.sources_tab, page.asking, page.document, page.chatbot]
        known.then(None, None, None, js=_FOCUS_SCRIPT, **_HIDDEN)
        arrived = known.then(self._arrive, who, [*outputs, page.state, page.timer], **_HIDDEN)
        self._then_settle(arrived)
        self._then_welcome(arrived)

    @property
    def _who(self) -> list[Any]:
        """What tells whose event it is, and in which conversation."""
        return [self.layout.token, self.layout.chat]

    def _connect_chat(self) -> None:
        page, talk, who = self.layout, self.conversation, self._who
        outputs = [page.box, page.turn]
        asking: dict[str, Any] = {
            "outputs": outputs,
            "concurrency_limit": None,  # the queue decides whose turn it is
            **_HIDDEN,
        }
        asked = [
            page.box.submit(talk.ask, [page.box, *who], **asking),
            page.events.ask(talk.ask_offered, who, **asking),
            page.events.again(talk.again, who, **asking),
        ]
        for answered in asked:
            self._then_settle(answered)
        drawing = [page.chatbot, page.turn, page.chat]
        page.turn.drawn(None, drawing, page.chatbot, js=TURN_SCRIPT, **_HIDDEN)
        stopped = STOP_SCRIPT.replace("STOPPED", repr(render_notice(STOPPED)))
        page.box.stop(None, drawing, page.chatbot, js=stopped, **_HIDDEN)
        stopping = page.box.stop(idle_textbox, None, page.box, cancels=asked, **_HIDDEN)
        stopping.then(talk.stopped, who, outputs, **_HIDDEN)
        page.events.judge(talk.judge, who, page.turn, **_HIDDEN)

    def _connect_chats(self) -> None:
        page, chats, who = self.layout, self.chats, self._who
        outputs = [page.chat, page.box, page.chatbot, page.chats]
        for opened in (
            page.events.begin(chats.begin, page.token, outputs, **_HIDDEN),
            page.events.chat(chats.open, page.token, outputs, **_HIDDEN),
            page.events.delete(chats.delete, who, outputs, **_HIDDEN),
            page.events.undelete(chats.restore, who, outputs, **_HIDDEN),
        ):
            opened.then(self.conversation.follow_up, who, page.offers, **_HIDDEN)
            self._then_welcome(opened)
        page.events.forget(chats.purge, page.token, None, **_HIDDEN)
        saved = page.events.save(chats.save, who, page.saved, **_HIDDEN)
        saved.then(None, page.saved, None, js=SAVE_SCRIPT, **_HIDDEN)

    def _connect_documents(self) -> None:
        page, library = self.layout, self.library
        listed = [page.sources, page.sources_tab, page.asking]
        outputs = [*listed, page.document]
        ticked = page.events.tick(library.tick, page.token, listed, **_HIDDEN)
        self._then_welcome(ticked)
        self._then_redraw(page.events.remove(library.remove, page.token, outputs, **_HIDDEN))
        self._then_redraw(page.events.restore(library.restore, page.token, outputs, **_HIDDEN))
        page.events.purge(self._purge, page.token, None, **_HIDDEN)
        page.events.open(library.open, page.token, page.document, **_HIDDEN)
        page.events.turn(library.turn, page.token, page.document, **_HIDDEN)
        page.events.search(library.search, page.token, page.events, **_HIDDEN)
        page.events.picture(library.picture, page.token, page.events, **_HIDDEN)
        if self.backends:
            page.events.models(self.backends.menu, page.token, page.models, **_HIDDEN)
            page.events.use(self.backends.use, page.token, page.state, **_HIDDEN)

    def _connect_adding(self) -> None:
        page, adding = self.layout, self.adding
        listed = [page.sources, page.sources_tab, page.asking]
        outputs = [*listed, page.document]
        begun = [page.files.upload, page.address.submit, page.text.submit]
        gr.on(begun, adding.begin, page.token, page.timer, **_HIDDEN)
        added = [page.files.upload(adding.upload, [page.files, page.token], outputs, **_HIDDEN)]
        for box, read in ((page.address, adding.fetch), (page.text, adding.paste)):
            added.append(box.submit(read, [box, page.token], outputs, **_HIDDEN))
            added[-1].success(lambda: "", None, box, **_HIDDEN)
        watched = [page.incoming, page.reading, page.stop_reading, page.timer, *listed]
        for event in added:
            event.then(adding.finish, page.token, watched, **_HIDDEN)
            self._then_redraw(event)
        page.timer.tick(adding.watch, page.token, watched, **_HIDDEN)
        page.stop_reading.click(adding.stop, page.token, None, **_HIDDEN)

    def _then_settle(self, event: Any) -> None:
        """Draw what goes with an answer, after an event: offers, and its place in the list."""
        page = self.layout
        event.then(self.conversation.follow_up, self._who, page.offers, **_HIDDEN)
        event.then(self.chats.show, self._who, page.chats, **_HIDDEN)

    def _then_welcome(self, event: Any) -> None:
        """Draw anew what an empty conversation shows, after an event."""
        event.then(self._render_welcome, self._who, self.layout.welcome, **_HIDDEN)

    def _then_redraw(self, event: Any) -> None:
        """Draw the chat anew, whose footnotes say which sources are gone, after an event."""
        event.then(self._redraw, self._who, self.layout.chatbot, **_HIDDEN)
        self._then_welcome(event)

    def _render_welcome(self, token: str, chat_id: str) -> str:
        return self.welcome.render(self.visitors.get(token).open(chat_id))

    def _redraw(self, token: str, chat_id: str) -> list[Message]:
        return chat_messages(self.visitors.get(token).open(chat_id))

    def _greet(self, token: str, chat_id: str) -> tuple[str, str, Any]:
        """Give whoever comes a token, and let them ask: the documents may still be loading."""
        token = self.visitors.token(token)
        return token, self.visitors.get(token).open(chat_id).chat.id, idle_textbox()

    def _arrive(self, token: str, chat_id: str) -> tuple[Any, ...]:
        """Return what a visitor finds who comes, or comes back."""
        visitor = self.visitors.get(token)
        visitor.chats.purge()
        try:
            visitor.purge()
            document = render_document(visitor.corpus())
        except IndexDamagedError:
            visitor.recover()
            document = render_document(visitor.corpus())
        if not visitor.is_adding:
            visitor.incoming = ()
        talk = visitor.open(chat_id)
        found = (
            *list_all(visitor),
            document,
            chat_messages(talk),
            describe_backend(visitor),
            gr.Timer(active=visitor.is_adding),
        )
        tell(talk)
        return found

    def _purge(self, token: str) -> None:
        self.visitors.get(token).purge()
