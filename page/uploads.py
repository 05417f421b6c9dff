"""What a visitor brings along: files, a web page, pasted text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from index import Document, load
from index.documents import normalise
from index.errors import DocumentEmptyError, DocumentTooLargeError
from qa import FootnoteError, Settings

FORMATS = [".docx", ".htm", ".html", ".markdown", ".md", ".pdf", ".txt"]
"""Endings of the files that can be read."""

MOST_FILES = 20
"""Files at a time."""


def uploaded(files: Sequence[str]) -> list[Document]:
    """Files that were uploaded.

    Args:
        files: where they lie; their names are those that they have with the visitor.

    Raises:
        DocumentError: one of them can't be read, or there are more than ``MOST_FILES``.
    """
    if len(files) > MOST_FILES:
        raise DocumentTooLargeError(
            f"These are {len(files)} files; up to {MOST_FILES} are read at a time. Pick fewer."
        )
    documents = []
    for file in files:
        name = normalise(Path(file).name)
        try:
            documents.append(replace(load(file), source=name))
        except FootnoteError as error:  # where the upload lies is none of the visitor's business
            raise type(error)(str(error).replace(file, name)) from error
    return documents


def fetched(address: str) -> Document:
    """A web page; ``DocumentError`` where it can't be read, or isn't a public address."""
    address = address.strip()
    if not address:
        raise DocumentEmptyError("There is no address yet. Type one, as in https://example.org.")
    # Whatever is typed here is an address, never a path on this machine.
    has_scheme = re.match(r"[a-z][a-z0-9+.-]*://", address, re.IGNORECASE)
    return load(
        address if has_scheme else f"https://{address}", private_urls=Settings().private_urls
    )


def pasted(text: str) -> Document:
    """Text that was pasted; ``DocumentError`` where it holds no words, or too many."""
    if not text.strip():
        raise DocumentEmptyError("There is no text yet. Paste some.")
    document = Document.from_text(text, source="The pasted text")
    return replace(document, source=f"pasted: {document.title}")
