"""Events of adding documents: they are read and indexed one by one, with the state of each told."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import Any

import gradio as gr

from index import Document, FootnoteError
from index.index import Progress
from page.conversation import as_gradio_error
from page.kept import describe_failure
from page.library import Update, list_all, show_document
from page.limits import Allowance, name_caller
from page.queue import FairQueue, Ticket, TooManyQuestionsError
from page.reading import IncomingSource, ReadingState, render_reading, render_reading_chip
from page.uploads import (
    check_number,
    delete_uploads,
    fetch_page,
    name_file,
    read_file,
    read_text,
)
from page.visitor import StoppedError, Visitor
from page.visitors import Visitors

logger = logging.getLogger(__name__)

MAX_READ_AT_ONCE = 4
"""Visitors whose files are read or web pages fetched at a time."""

MAX_PER_USER = 2
"""Visitors from one address whose documents are read at a time, or wait for that."""

MAX_READERS = 20
"""Visitors whose documents are read, or wait for that."""

Watched = tuple[Any, ...]
"""Updates: the sources that are being read, a chip that says how far it is, the button that stops
it, the timer that asks for these, and those of ``library.Listed``."""


class IndexingTooLongError(FootnoteError):
    """A visitor's documents keep the server busy for longer than is fair to the others."""


_HOPELESS = (StoppedError, IndexingTooLongError, TooManyQuestionsError)
"""Errors by which no further source can be read either."""


@dataclass(slots=True)
class _Added:
    """What came of the sources: documents, those without their files, and refusals."""

    documents: list[Document] = field(default_factory=list)
    unkept: list[Document] = field(default_factory=list)
    refusals: list[FootnoteError] = field(default_factory=list)


class Adding:
    """Handles the events of adding documents.

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

    def upload(self, files: list[str] | None, token: str, request: gr.Request) -> Update:
        """Read files of the visitor's; those that can't be read don't keep out the others."""
        try:
            sources = [
                IncomingSource(name_file(file), partial(read_file, file)) for file in files or []
            ]
            return self._add(token, request, sources, "files", partial(check_number, files or []))
        finally:
            delete_uploads(files or [])

    def fetch(self, address: str, token: str, request: gr.Request) -> Update:
        """Read a web page."""
        read = partial(fetch_page, address, private_urls=self._private_urls)
        return self._add(
            token, request, [IncomingSource(address.strip() or "Web page", read)], "a web page"
        )

    def paste(self, text: str, token: str, request: gr.Request) -> Update:
        """Read pasted text."""
        source = IncomingSource("Pasted text", partial(read_text, text))
        return self._add(token, request, [source], "pasted text")

    def stop(self, token: str) -> None:
        """Stop the reading of the visitor's documents; what was there stays."""
        self._visitors.get(token).stop_adding()

    def begin(self, token: str) -> Any:
        """Forget what was read before, and return the timer that asks how far it is."""
        visitor = self._visitors.get(token)
        if not visitor.is_adding:
            visitor.incoming = ()
        return gr.Timer(active=True)

    def watch(self, token: str) -> Watched:
        """Show how far the reading is; where it is over, what is there."""
        visitor = self._visitors.get(token)
        return _show_reading(visitor, expected=not visitor.incoming)

    def finish(self, token: str) -> Watched:
        """Show how far the reading is that was begun, and what became of it."""
        return _show_reading(self._visitors.get(token), expected=False)

    def _add(
        self,
        token: str,
        request: gr.Request,
        sources: Sequence[IncomingSource],
        kind: str,
        check: Callable[[], None] = lambda: None,
    ) -> Update:
        visitor, caller = self._visitors.get(token), name_caller(request)
        added = _Added()
        try:
            check()
            self._visitors.admit(visitor, caller)
            with visitor.adding(sources):
                for source in sources:
                    self._add_one(visitor, caller, source, added)
            if not added.documents:
                raise added.refusals[0]
        except FootnoteError as error:  # raised as gr.Error it leaves everything as it is
            # The message may hold a name or an address that is nobody else's business.
            logger.warning("Refused %s: %s", kind, type(error).__name__)
            raise as_gradio_error(error) from error
        except OSError as error:
            logger.warning("Can't add %s: %s", kind, error.strerror)
            raise as_gradio_error(describe_failure(error)) from error
        _tell(added)
        return show_document(visitor, added.documents[0].id)

    def _add_one(
        self, visitor: Visitor, caller: str, source: IncomingSource, added: _Added
    ) -> None:
        """Read and index a source, or note why it can't be."""
        try:
            if added.refusals and isinstance(added.refusals[-1], _HOPELESS):
                raise added.refusals[-1]
            with self._reading.enter(caller) as ticket:
                _await_turn(ticket, visitor, source)
                source.move_to(ReadingState.READING)
                document = source.read()
            with self._indexing.enter(caller) as ticket:
                _await_turn(ticket, visitor, source)
                source.move_to(ReadingState.INDEXING)
                added.unkept += visitor.add([document], self._watch(caller, source, document))
        except FootnoteError as error:
            source.move_to(ReadingState.FAILED, str(error))
            added.refusals.append(error)
        else:
            source.move_to(ReadingState.DONE)
            added.documents.append(document)

    def _watch(self, caller: str, source: IncomingSource, document: Document) -> Progress:
        """Return what is told of the indexing: it notes that, and ends it where it takes long."""
        begin, words = time.monotonic(), len(document.text.split())

        def report(share: float) -> None:
            nonlocal begin
            seconds, begin = time.monotonic() - begin, time.monotonic()
            if not self._seconds.take(caller, seconds):
                raise IndexingTooLongError(
                    f"Your documents kept this server busy for {self._seconds.amount / 60:.0f} "
                    "minutes within an hour. Read them again later: it goes on where it stopped."
                )
            source.count(share, words)

        return report


def _await_turn(ticket: Ticket, visitor: Visitor, source: IncomingSource) -> None:
    visitor.check_stopped()
    while not ticket.wait(1.0):
        visitor.check_stopped()
        source.move_to(ReadingState.WAITING, f"{ticket.ahead} before you")


def _tell(added: _Added) -> None:
    """Say what was read and what wasn't."""
    for refusal in dict.fromkeys(map(str, added.refusals)):
        gr.Warning(escape(refusal), duration=None)
    for error in added.refusals:
        logger.warning("Refused one of several files: %s", type(error).__name__)
    gr.Info(escape(f"Read: {_join_titles(added.documents)}"))
    if added.unkept:
        titles = _join_titles(added.unkept)
        gr.Warning(escape(f"Kept as text alone, for want of room for the file: {titles}"))


def _join_titles(documents: Sequence[Document]) -> str:
    return ", ".join(document.title for document in documents)


def _show_reading(visitor: Visitor, *, expected: bool) -> Watched:
    """Return what is shown of the reading.

    Args:
        visitor: whose documents are read.
        expected: whether it is about to begin where it hasn't yet.
    """
    is_adding = visitor.is_adding
    shown = visitor.incoming if is_adding else [s for s in visitor.incoming if s.note]
    return (
        render_reading(shown),
        render_reading_chip(visitor.incoming) if is_adding else "",
        gr.Button(visible=is_adding),
        gr.Timer(active=is_adding or expected),
        *((gr.skip(), gr.skip(), gr.skip()) if is_adding else list_all(visitor)),
    )
