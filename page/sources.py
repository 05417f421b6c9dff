"""The list of sources as HTML: what each is, whether it is asked, and how long it is."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import gradio as gr

from index import Document
from page.rendering import shorten
from page.templating import render_web_page
from page.visitor import Visitor

_TITLE_CHARACTERS = 32


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as it is drawn: its id, title, kind, size in words, and whether it is asked."""

    id: str
    title: str
    kind: str
    size: str
    ticked: bool


def list_sources(visitor: Visitor) -> list[SourceView]:
    """Return the visitor's sources."""
    corpus = visitor.everything()
    unticked = visitor.choices.unticked
    return [
        SourceView(
            info.id,
            info.title,
            name_kind(info.source),
            describe_size(corpus.document(info.id)),
            info.id not in unticked,
        )
        for info in corpus.documents()
    ]


def name_kind(source: str) -> str:
    """Name what a source is: its file's ending, a web page, or a text.

    >>> name_kind("/home/ann/report.pdf"), name_kind("https://example.org/a"), name_kind("")
    ('PDF', 'WEB', 'TEXT')
    """
    if urlsplit(source).scheme in ("http", "https"):
        return "WEB"
    suffix = PurePosixPath(source).suffix[1:]
    return suffix.upper() if suffix.isalnum() and len(suffix) <= 5 else "TEXT"


def describe_size(document: Document) -> str:
    """Say how long a document is: "5 pages · 1,180 words"."""
    words = f"{len(document.text.split()):,} words"
    pages = document.metadata.get("pages", "")
    if not pages.isdecimal():
        return words
    return f"{pages} page{'' if pages == '1' else 's'} · {words}"


def render_sources(visitor: Visitor) -> str:
    """Render the list of the visitor's sources."""
    removed = " ".join(visitor.removed_shared())
    return render_web_page("sources.html.jinja", sources=list_sources(visitor), removed=removed)


def render_asked(visitor: Visitor) -> str:
    """Render what is asked now, in a few words."""
    everything = visitor.documents()
    asked = visitor.corpus().documents()
    if len(asked) == 1:
        text = shorten(asked[0].title, _TITLE_CHARACTERS)
    elif len(asked) == len(everything):
        text = f"all {len(asked)} sources" if asked else "no source"
    else:
        text = f"{len(asked) or 'none'} of {len(everything)} sources"
    return render_web_page("asking.html.jinja", asked=text)


def sources_tab(visitor: Visitor) -> Any:
    """Return the tab of the sources, with their number."""
    return gr.Tab(f"Sources ({len(visitor.documents())})")
