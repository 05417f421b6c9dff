"""Events of the documents: add, tick, remove, bring back, open, turn to a sentence."""

import base64
import logging
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from index import Document, FootnoteError, worker
from index.index import Progress
from page.conversation import as_gradio_error
from page.document_view import find_places
from page.kept import describe_failure
from page.limits import Allowance, name_caller
from page.queue import FairQueue, Ticket
from page.rendering import render_document
from page.sources import render_asked, render_sources, sources_tab
from page.uploads import ReadFiles, delete_uploads, fetch_page, read_files, read_text
from page.visitor import Visitor
from page.visitors import Visitors

logger = logging.getLogger(__name__)

_PROGRESS = gr.Progress()  # as a default it tells Gradio to hand in one of the event
_UNDO = ' <a class="undo" href="#do-restore">Undo</a>'  # a message lets no data- through

MAX_READ_AT_ONCE = 4
"""Visitors whose files are read or web pages fetched at a time."""

MAX_PER_USER = 2
"""Visitors from one address whose documents are read at a time, or wait for that."""

MAX_READERS = 20
"""Visitors whose documents are read, or wait for that."""

MAX_SEARCHED = 200
"""Characters of a text that is looked for in a document."""

Listed = tuple[str, Any, str]
"""Updates: the list of sources, its tab, and what is asked."""

Update = tuple[str, Any, str, Any]
"""Updates: those of ``Listed``, and the document."""


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
    read: Callable[[], ReadFiles]


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
        """Read files of the visitor's; those that can't be read don't keep out the others."""
        try:
            source = Source("files", lambda: read_files(files or []))
            return self._add(token, request, source, progress)
        finally:
            delete_uploads(files or [])

    def fetch(
        self, address: str, token: str, request: gr.Request, progress: gr.Progress = _PROGRESS
    ) -> Update:
        """Read a web page."""

        def read() -> ReadFiles:
            return ReadFiles([fetch_page(address, private_urls=self._private_urls)])

        return self._add(token, request, Source("a web page", read), progress)

    def paste(
        self, text: str, token: str, request: gr.Request, progress: gr.Progress = _PROGRESS
    ) -> Update:
        """Read pasted text."""
        source = Source("pasted text", lambda: ReadFiles([read_text(text)]))
        return self._add(token, request, source, progress)

    def stop(self, token: str) -> None:
        """Stop the reading of the visitor's documents; what was there stays."""
        self._visitors.get(token).stop_adding()

    def tick(self, token: str, event: gr.EventData) -> Listed:
        """Ask a document from now on, or don't."""
        visitor = self._visitors.get(token)
        visitor.tick(str(event.document), on=bool(event.on))
        return list_all(visitor)

    def remove(self, token: str, event: gr.EventData) -> Update:
        """Remove a document; footnotes to it say so from then on."""
        visitor, document_id = self._visitors.get(token), str(event.document)
        titles = visitor.everything().titles()
        if document_id not in titles:
            raise gr.Error("That document is no longer there.", print_exception=False)
        visitor.remove(document_id)
        gr.Info(f"Removed: {escape(titles[document_id])}{_UNDO}", duration=10)
        return _update(visitor)

    def restore(self, token: str, event: gr.EventData) -> Update:
        """Bring back documents that were removed."""
        visitor = self._visitors.get(token)
        visitor.restore(str(event.documents).split())
        return _update(visitor)

    def open(self, token: str, event: gr.EventData) -> str:
        """Show a document from its beginning."""
        everything = self._visitors.get(token).everything()
        document_id = str(event.document)
        if document_id not in everything.titles():
            raise gr.Error("That document is no longer there.", print_exception=False)
        return render_document(everything, document_id)

    def turn(self, token: str, event: gr.EventData) -> str:
        """Show the part of a document that holds the sentence a footnote points to."""
        visitor = self._visitors.get(token)
        anchor = re.fullmatch(r"s-([0-9a-f]{12})-([0-9]{1,9})", str(event.anchor))
        everything = visitor.everything()
        ids = [i for i in everything.titles() if anchor and i.startswith(anchor[1])]
        if not anchor or not ids:
            raise gr.Error("That document is no longer there.", print_exception=False)
        return render_document(everything, ids[0], int(anchor[2]))

    def search(self, token: str, event: gr.EventData) -> dict[str, Any]:
        """Find a text in a document; places are what citations of them would lead to."""
        everything = self._visitors.get(token).everything()
        document_id, text = str(event.document), str(event.text)[:MAX_SEARCHED]
        if document_id not in everything.titles():
            return {"text": text, "places": []}
        return {"text": text, "places": find_places(everything, document_id, text)}

    def picture(self, token: str, event: gr.EventData) -> dict[str, Any]:
        """Draw a page of a PDF, for the page's script."""
        everything = self._visitors.get(token).everything()
        document_id, page = str(event.document), int(event.page)
        path = everything.original(document_id) if document_id in everything.titles() else None
        picture = worker.draw_page(path, page) if path and path.suffix == ".pdf" else None
        if picture is None:
            return {"document": document_id, "page": page}
        jpeg = base64.b64encode(picture.jpeg).decode()
        return {
            "document": document_id,
            "page": page,
            "source": f"data:image/jpeg;base64,{jpeg}",
            "width": picture.width,
            "height": picture.height,
        }

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
                    files = source.read()
                with self._indexing.enter(caller) as ticket:
                    _await_turn(ticket, visitor, progress)
                    unkept = visitor.add(
                        files.documents,
                        self._watch(caller, progress, _name_work(files.documents)),
                    )
        except FootnoteError as error:  # raised as gr.Error it leaves everything as it is
            # The message may hold a name or an address that is nobody else's business.
            logger.warning("Refused %s: %s", source.kind, type(error).__name__)
            raise as_gradio_error(error) from error
        except OSError as error:
            logger.warning("Can't add %s: %s", source.kind, error.strerror)
            raise as_gradio_error(describe_failure(error)) from error
        for refusal in files.refusals:
            logger.warning("Refused one of several files: %s", type(refusal).__name__)
            gr.Warning(escape(str(refusal)), duration=None)
        gr.Info(escape(f"Read: {_join_titles(files.documents)}"))
        if unkept:
            gr.Warning(
                escape(f"Kept as text alone, for want of room for the file: {_join_titles(unkept)}")
            )
        return _update(visitor, files.documents[0].id)

    def _watch(self, caller: str, progress: gr.Progress, work: str) -> Progress:
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
            progress(share, desc=work)

        return report


def _await_turn(ticket: Ticket, visitor: Visitor, progress: gr.Progress) -> None:
    while not ticket.wait(1.0):
        visitor.check_stopped()
        progress(0, desc=f"Waiting; {ticket.ahead} before you")


def _join_titles(documents: Sequence[Document]) -> str:
    return ", ".join(document.title for document in documents)


def _name_work(documents: Sequence[Document]) -> str:
    first = f"Indexing {documents[0].title}"
    return first if len(documents) == 1 else f"{first} and {len(documents) - 1} more"


def list_all(visitor: Visitor) -> Listed:
    """Return the list of sources, its tab, and what is asked."""
    return render_sources(visitor), sources_tab(visitor), render_asked(visitor)


def _update(visitor: Visitor, shown: str = "") -> Update:
    document = render_document(visitor.everything() if shown else visitor.corpus(), shown)
    return (*list_all(visitor), document)
