"""Events of the documents that are there: tick, remove, bring back, open, find, draw."""

import base64
import re
from html import escape
from typing import Any

import gradio as gr

from index import worker
from page.document_view import find_places
from page.rendering import render_document
from page.sources import render_asked, render_sources, sources_tab
from page.visitor import Visitor
from page.visitors import Visitors

_UNDO = ' <a class="undo" href="#do-restore">Undo</a>'  # a message lets no data- through

MAX_SEARCHED = 200
"""Characters of a text that is looked for in a document."""

Listed = tuple[str, Any, str]
"""Updates: the list of sources, its tab, and what is asked."""

Update = tuple[str, Any, str, Any]
"""Updates: those of ``Listed``, and the document."""


class Library:
    """Handles the events of the documents.

    Args:
        visitors: all of them.
    """

    def __init__(self, visitors: Visitors) -> None:
        self._visitors = visitors

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
        return show_document(visitor)

    def restore(self, token: str, event: gr.EventData) -> Update:
        """Bring back documents that were removed."""
        visitor = self._visitors.get(token)
        visitor.restore(str(event.documents).split())
        return show_document(visitor)

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


def list_all(visitor: Visitor) -> Listed:
    """Return the list of sources, its tab, and what is asked."""
    return render_sources(visitor), sources_tab(visitor), render_asked(visitor)


def show_document(visitor: Visitor, shown: str = "") -> Update:
    """Return all that a change of the documents changes, one of them shown, else the first."""
    document = render_document(visitor.everything() if shown else visitor.corpus(), shown)
    return (*list_all(visitor), document)
