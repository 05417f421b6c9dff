"""Events of the documents: add, choose, remove, turn to a sentence."""

import logging
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import gradio as gr

from index import Document, FootnoteError
from page.conversation import Message, as_gradio_error, chat_messages
from page.rendering import render_document
from page.uploads import fetch_page, read_files, read_text
from page.visitor import Visitor, Visitors

logger = logging.getLogger(__name__)

ALL = "all"
"""Value of the choice that stands for all documents."""

_PROGRESS = gr.Progress()  # as a default it tells Gradio to hand in one of the event

Update = tuple[Any, str, list[Message], Any]
"""Updates: choice of documents, document, chat, and the part where documents are added."""


class Library:
    """Handles the events of the documents.

    Args:
        visitors: all of them.
        private_urls: whether web pages may be fetched from private addresses too.
    """

    def __init__(self, visitors: Visitors, *, private_urls: bool) -> None:
        self._visitors = visitors
        self._private_urls = private_urls

    def upload(
        self, files: list[str] | None, token: str, progress: gr.Progress = _PROGRESS
    ) -> Update:
        """Read files of the visitor's."""
        return self._add(token, "files", lambda: read_files(files or []), progress)

    def fetch(self, address: str, token: str, progress: gr.Progress = _PROGRESS) -> Update:
        """Read a web page."""
        return self._add(
            token,
            "a web page",
            lambda: [fetch_page(address, private_urls=self._private_urls)],
            progress,
        )

    def paste(self, text: str, token: str, progress: gr.Progress = _PROGRESS) -> Update:
        """Read pasted text."""
        return self._add(token, "pasted text", lambda: [read_text(text)], progress)

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
        self, token: str, kind: str, read: Callable[[], list[Document]], progress: gr.Progress
    ) -> Update:
        progress(0, desc="Reading")
        visitor = self._visitors.get(token)
        try:
            documents = read()
            unkept = visitor.add(documents, lambda share: progress(share, desc="Indexing"))
        except FootnoteError as error:  # raised as gr.Error it leaves everything as it is
            # The message may hold a name or an address that is nobody else's business.
            logger.warning("Refused %s: %s", kind, type(error).__name__)
            raise as_gradio_error(error) from error
        gr.Info(escape(f"Read: {_join_titles(documents)}"))
        if unkept:
            gr.Warning(
                escape(f"Kept as text alone, for want of room for the file: {_join_titles(unkept)}")
            )
        return _update(visitor)


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
