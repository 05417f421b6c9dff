"""Which event of the page leads to which handler."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from index.database import IndexDamagedError
from page import SAVE_SCRIPT, STOP_SCRIPT, TURN_SCRIPT
from page.backend import BackendChoice, describe_backend
from page.conversation import STOPPED, Conversation, chat_messages, idle_textbox
from page.export import as_markdown, as_web_page, name_file
from page.layout import Layout
from page.library import Library, list_all
from page.rendering import render_document, render_notice, render_status
from page.visitor import Visitor
from page.visitors import Visitors
from page.welcome import Welcome

_PRIVATE: dict[str, Any] = {"api_visibility": "private"}
_HIDDEN: dict[str, Any] = {"show_progress": "hidden", **_PRIVATE}
# The box takes the focus once it can be typed in; under a finger it would bring up the keyboard.
_FOCUS_SCRIPT = (
    "() => { if (!matchMedia('(pointer: coarse)').matches)"
    " document.querySelector('.composer textarea').focus(); }"
)
_WRITERS: dict[str, tuple[Callable[[Visitor], str], str]] = {
    "web page": (as_web_page, "html"),
    "Markdown": (as_markdown, "md"),
}


@dataclass(frozen=True, slots=True)
class Wiring:
    """Connects the parts of the page to what handles their events.

    Args:
        layout: the parts.
        visitors: who comes.
        conversation: handles the events of the chat.
        library: handles those of the documents.
        welcome: draws what an empty conversation shows.
    """

    layout: Layout
    visitors: Visitors
    conversation: Conversation
    library: Library
    welcome: Welcome

    def connect(self, blocks: gr.Blocks) -> None:
        """Connect everything, within the context of ``blocks``."""
        self._connect_chat()
        self._connect_documents()
        page = self.layout
        known = blocks.load(self._greet, page.token, [page.token, page.box], **_HIDDEN)
        outputs = [page.sources, page.sources_tab, page.asking, page.document, page.chatbot]
        known.then(None, None, None, js=_FOCUS_SCRIPT, **_HIDDEN)
        arrived = known.then(
            self._arrive, page.token, [*outputs, page.state, page.progress], **_HIDDEN
        )
        self._then_welcome(arrived)
        arrived.then(self.conversation.follow_up, page.token, page.offers, **_HIDDEN)

    def _connect_chat(self) -> None:
        page, talk = self.layout, self.conversation
        outputs = [page.box, page.turn]
        asking: dict[str, Any] = {
            "outputs": outputs,
            "concurrency_limit": None,  # the queue decides whose turn it is
            **_HIDDEN,
        }
        asked = [
            page.box.submit(talk.ask, [page.box, page.token], **asking),
            page.events.ask(talk.ask_offered, page.token, **asking),
            page.events.again(talk.again, page.token, **asking),
        ]
        for answered in asked:
            answered.then(talk.follow_up, page.token, page.offers, **_HIDDEN)
        page.turn.drawn(None, [page.chatbot, page.turn], page.chatbot, js=TURN_SCRIPT, **_HIDDEN)
        stopped = STOP_SCRIPT.replace("STOPPED", repr(render_notice(STOPPED)))
        page.box.stop(None, page.chatbot, page.chatbot, js=stopped, **_HIDDEN)
        stopping = page.box.stop(idle_textbox, None, page.box, cancels=asked, **_HIDDEN)
        stopping.then(talk.stopped, page.token, outputs, **_HIDDEN)
        begun = page.events.begin(talk.begin, page.token, [page.box, page.chatbot], **_HIDDEN)
        self._then_welcome(begun)
        begun.then(talk.follow_up, page.token, page.offers, **_HIDDEN)
        page.events.judge(talk.judge, page.token, page.turn, **_HIDDEN)
        saved = page.events.save(self._save, page.token, page.saved, **_HIDDEN)
        saved.then(None, page.saved, None, js=SAVE_SCRIPT, **_HIDDEN)

    def _connect_documents(self) -> None:
        page, library = self.layout, self.library
        listed = [page.sources, page.sources_tab, page.asking]
        outputs = [*listed, page.document, page.chatbot]
        changes = [
            page.events.tick(library.tick, page.token, listed, **_HIDDEN),
            page.events.remove(library.remove, page.token, outputs, **_HIDDEN),
            page.events.restore(library.restore, page.token, outputs, **_HIDDEN),
        ]
        page.events.purge(self._purge, page.token, None, **_HIDDEN)
        page.events.open(library.open, page.token, page.document, **_HIDDEN)
        page.events.turn(library.turn, page.token, page.document, **_HIDDEN)
        loading: dict[str, Any] = {"show_progress_on": page.progress, **_PRIVATE}
        adding = [page.files.upload(library.upload, [page.files, page.token], outputs, **loading)]
        for box, read in ((page.address, library.fetch), (page.text, library.paste)):
            adding.append(box.submit(read, [box, page.token], outputs, **loading))
            changes.append(adding[-1].success(lambda: "", None, box, **_HIDDEN))
        changes.append(adding[0])
        for added in adding:
            added.then(lambda: gr.Button(visible=False), None, page.stop_reading, **_HIDDEN)
        began = [page.files.upload, page.address.submit, page.text.submit]
        gr.on(began, lambda: gr.Button(visible=True), None, page.stop_reading, **_HIDDEN)
        page.stop_reading.click(library.stop, page.token, None, **_HIDDEN)
        for change in changes:
            self._then_welcome(change)
        page.events.search(library.search, page.token, page.events, **_HIDDEN)
        page.events.picture(library.picture, page.token, page.events, **_HIDDEN)
        if page.model.visible:
            choose = BackendChoice(self.visitors)
            page.model.input(choose.use, [page.model, page.token], page.state, **_HIDDEN)

    def _then_welcome(self, event: Any) -> None:
        """Draw anew what an empty conversation shows, after an event."""
        page = self.layout
        event.then(self._render_welcome, page.token, page.welcome, **_HIDDEN)

    def _render_welcome(self, token: str) -> str:
        return self.welcome.render(self.visitors.get(token))

    def _greet(self, token: str) -> tuple[str, Any]:
        """Give whoever comes a token, and let them ask: the documents may still be loading."""
        return self.visitors.token(token), idle_textbox()

    def _arrive(self, token: str) -> tuple[Any, ...]:
        """Return what a visitor finds who comes, or comes back."""
        visitor = self.visitors.get(token)
        try:
            visitor.purge()
            document = render_document(visitor.corpus())
        except IndexDamagedError:
            visitor.recover()
            document = render_document(visitor.corpus())
        share = visitor.share_added
        return (
            *list_all(visitor),
            document,
            chat_messages(visitor),
            describe_backend(visitor),
            "" if share is None else render_status(f"Reading your documents, {share:.0%} done"),
        )

    def _purge(self, token: str) -> None:
        self.visitors.get(token).purge()

    def _save(self, token: str, event: gr.EventData) -> dict[str, str]:
        visitor = self.visitors.get(token)
        write, ending = _WRITERS[str(event.kind)]
        return {"text": write(visitor), "name": name_file(visitor, ending)}
