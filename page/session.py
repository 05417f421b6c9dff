"""What one visitor asks, and what a visitor brings along."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index import Document, load
from index.documents import normalise
from index.errors import DocumentEmptyError, FootnoteError

if TYPE_CHECKING:  # the models take seconds to import; the page is up before that
    from qa import Answer, Chat, DocumentQA, Settings

FORMATS = [".docx", ".htm", ".html", ".markdown", ".md", ".pdf", ".txt"]
"""Endings of the files that can be read."""


@dataclass(frozen=True)
class Session:
    """What one visitor asks: documents, the conversation about them, and its answers.

    The answers are kept by the place that they have among the messages.
    """

    bot: "DocumentQA"
    chat: "Chat"
    settings: "Settings"
    answers: "dict[int, Answer]" = field(default_factory=dict)


def own_documents(files: Sequence[str], address: str, text: str) -> Iterator[Document]:
    """A visitor's uploads, web page and pasted text; ``FootnoteError`` where one can't be read."""
    from qa import Settings

    for file in files:
        name = normalise(Path(file).name)
        try:
            yield replace(load(file), source=name)
        except FootnoteError as error:  # where the upload lies is none of the visitor's business
            raise type(error)(str(error).replace(file, name)) from error
    if not (files or address or text.strip()):
        raise DocumentEmptyError(
            "There is nothing to read yet: pick files, or give an address or text."
        )
    if address:
        # Whatever is typed here is an address, never a path on this machine.
        has_scheme = re.match(r"[a-z][a-z0-9+.-]*://", address, re.IGNORECASE)
        url = address if has_scheme else f"https://{address}"
        yield load(url, private_urls=Settings().private_urls)
    if text.strip():
        yield Document.from_text(text, source="The pasted text")
