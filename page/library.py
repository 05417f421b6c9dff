"""Events of the documents: add, choose, remove, turn to a sentence."""

import logging
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from index import Document, FootnoteError
from index.index import Progress
from page.conversation import Message, as_gradio_error, chat_messages
from page.kept import describe_failure
from page.limits import Allowance, name_caller
from page.queue import FairQueue, Ticket
from page.rendering import render_document
from page.uploads import delete_uploads, fetch_page, read_files, read_text
from page.visitor import Visitor
from page.visitors import Visitors

logger = logging.getLogger(__name__)

ALL = "all"
"""Value of the choice that stands for all documents."""

_PROGRESS = gr.Progress()  # as a default it tells Gradio to hand in one of the event

MAX_READ_AT_ONCE = 4
"""Visitors whose files are read or web pages fetched at a time."""

MAX_PER_USER = 2
"""Visitors from one address whose documents are read at a time, or wait for that."""

MAX_READERS = 20
"""Visitors whose documents are read, or wait for that."""

Update = tuple[Any, str, list[Message], Any]
"""Updates: choice of documents, document, chat, and the part where documents are added."""


class IndexingTooLongError(FootnoteError):
    """A visitor's documents keep the server busy for longer than is fair to the others."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a visitor's documents are read from.

    Attributes:
        kind: what it is, for the log.
        read: reads them.
    """

    kind: str
    read: Callable[[], list[Document]]


class Library:
    """Handles the events of the documents.

    Long work has turns of its own, so that questions go on: one after the other is indexed.

    Args:
        visitors: all of them.
        seconds: how long each caller may keep the server indexing.
        private_urls: whether web pages may be fetched from private addresses too.
    """

    def __init__(self, visitors: Visitors, seconds: Allowance, *, private_urls: bool) -> None:
        self._visitors = visitors
        self._seconds = seconds
        self._private_urls = private_urls
        self._reading = FairQueue(MAX_READ_AT_ONCE, MAX_PER_USER, MAX_READERS, "documents")
        self._indexing = FairQueue(1, MAX_PER_USER, MAX_READERS, "documents")

    def upload(
        self,
        files: list[str] | None,
        token: str,
        request: gr.Request,
        progress: gr.Progress = _PROGRESS,
    ) -> Update:
        """Read files of the visitor's."""
        try:
            source = Source("files", lambda: read_files(files or []))
            return self._add(token, request, source, progress)
        finally:
            delete_uploads(files or [])

    def fetch(
        self, address: str, token: str, request: gr.Request, progress: gr.Progress = _PROGRESS
    ) -> Update:
        """Read a web page."""

        def read() -> list[Document]:
            return [fetch_page(address, private_urls=self._private_urls)]

        return self._add(token, request, Source("a web page", read), progress)

    def paste(
        self, text: str, token: str, request: gr.Request, progress: gr.Progress = _PROGRESS
    ) -> Update:
        """Read pasted text."""
        source = Source("pasted text", lambda: [read_text(text)])
        return self._add(token, request, source, progress)

    def stop(self, token: str) -> None:
        """Stop the reading of the visitor's documents; what was there stays."""
        self._visitors.get(token).stop_adding()

    def choose(self, document_id: str, token: str) -> str:
        """Ask one document from now on, or all of them, and show it."""
        visitor = self._visitors.get(token)
        visitor.choose("" if document_id == ALL else document_id)
        return render_document(visitor.corpus())

    def remove(self, document_id: str, token: str) -> Update:
        """Remove the document that is shown; footnotes to it say so from then on."""
        visitor = self._visitors.get(token)
        titles = {info.id: info.title for info in visitor.documents()}
        if document_id not in titles:
            raise gr.Error("Choose the document to remove first.", print_exception=False)
        visitor.remove(document_id)
        gr.Info(escape(f"Removed: {titles[document_id]}"))
        return _update(visitor)

    def turn(self, token: str, event: gr.EventData) -> str:
        """Show the part of a document that holds the sentence a footnote points to."""
        visitor = self._visitors.get(token)
        anchor = re.fullmatch(r"s-([0-9a-f]{12})-([0-9]{1,9})", str(event.anchor))
        everything = visitor.everything()
        ids = [i for i in everything.titles() if anchor and i.startswith(anchor[1])]
        if not anchor or not ids:
            raise gr.Error("That document is no longer there.", print_exception=False)
        return render_document(everything, ids[0], int(anchor[2]))

    def _add(
        self,
        token: str,
        request: gr.Request,
        source: Source,
        progress: gr.Progress,
    ) -> Update:
        visitor, caller = self._visitors.get(token), name_caller(request)
        try:
            self._visitors.admit(visitor, caller)
            with visitor.adding():
                with self._reading.enter(caller) as ticket:
                    _await_turn(ticket, visitor, progress)
                    progress(0, desc="Reading")
                    documents = source.read()
                with self._indexing.enter(caller) as ticket:
                    _await_turn(ticket, visitor, progress)
                    unkept = visitor.add(documents, self._watch(caller, progress))
        except FootnoteError as error:  # raised as gr.Error it leaves everything as it is
            # The message may hold a name or an address that is nobody else's business.
            logger.warning("Refused %s: %s", source.kind, type(error).__name__)
            raise as_gradio_error(error) from error
        except OSError as error:
            logger.warning("Can't add %s: %s", source.kind, error.strerror)
            raise as_gradio_error(describe_failure(error)) from error
        gr.Info(escape(f"Read: {_join_titles(documents)}"))
        if unkept:
            gr.Warning(
                escape(f"Kept as text alone, for want of room for the file: {_join_titles(unkept)}")
            )
        return _update(visitor)

    def _watch(self, caller: str, progress: gr.Progress) -> Progress:
        """Return what is told of the indexing: it shows that, and ends it where it takes long."""
        begin = time.monotonic()

        def report(share: float) -> None:
            nonlocal begin
            seconds, begin = time.monotonic() - begin, time.monotonic()
            if not self._seconds.take(caller, seconds):
                raise IndexingTooLongError(
                    f"Your documents kept this server busy for {self._seconds.amount / 60:.0f} "
                    "minutes within an hour. Read them again later: it goes on where it stopped."
                )
            progress(share, desc="Indexing")

        return report


def _await_turn(ticket: Ticket, visitor: Visitor, progress: gr.Progress) -> None:
    while not ticket.wait(1.0):
        visitor.check_stopped()
        progress(0, desc=f"Waiting; {ticket.ahead} before you")


def _join_titles(documents: Sequence[Document]) -> str:
    return ", ".join(document.title for document in documents)


def _update(visitor: Visitor) -> Update:
    closed = gr.Accordion(open=False)
    return (
        document_dropdown(visitor),
        render_document(visitor.corpus()),
        chat_messages(visitor),
        closed,
    )


def document_dropdown(visitor: Visitor) -> Any:
    """Return the dropdown of the documents to choose from."""
    documents = visitor.documents()
    every = [(f"All {len(documents)} documents", ALL)] if len(documents) != 1 else []
    choices = [*every, *((info.title, info.id) for info in documents)]
    ids = [i for _, i in choices]
    only = visitor.choices.only
    return gr.Dropdown(choices=choices, value=only if only in ids else ids[0])
