"""Documents that a visitor brings along: files, a web page, pasted text."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from gradio.utils import get_upload_folder

from index import Document, FootnoteError, load, worker
from index.document import DocumentEmptyError, DocumentTooLargeError, normalise
from index.formats import FORMATS

ENDINGS = sorted(FORMATS)
"""Endings of the files that can be read, in lower case."""

MAX_FILES = 20
"""Files at a time."""

_UNTITLED = "Untitled"  # what a document without a heading is called
_TITLE_CHARACTERS = 50


def check_number(files: Sequence[str]) -> None:
    """Check that no more files are brought than are read at a time.

    Raises:
        DocumentTooLargeError: there are more than ``MAX_FILES``.
    """
    if len(files) > MAX_FILES:
        raise DocumentTooLargeError(
            f"These are {len(files)} files; up to {MAX_FILES} are read at a time. Pick fewer."
        )


def name_file(file: str) -> str:
    """Return the name that the visitor's own file has, of the path of an upload."""
    return normalise(Path(file).name)


def read_file(file: str) -> Document:
    """Read a file that was uploaded.

    Args:
        file: path of a temporary file, which has the name that the visitor's file has.

    Raises:
        DocumentError: it can't be read.
    """
    name = name_file(file)
    try:
        return replace(load(file), source=name)
    except FootnoteError as error:  # where the upload lies is none of the visitor's business
        raise type(error)(str(error).replace(file, name)) from error


def delete_uploads(files: Sequence[str]) -> None:
    """Delete uploaded files; what was read of them is kept elsewhere."""
    folder = Path(get_upload_folder()).resolve()
    for file in files:
        path = Path(file).resolve()
        if folder in path.parents:  # a client may name any file
            path.unlink(missing_ok=True)
            with suppress(OSError):  # another upload of the same content may lie there
                path.parent.rmdir()


def fetch_page(address: str, *, private_urls: bool) -> Document:
    """Fetch a web page.

    Args:
        address: as it was typed, with or without its scheme; never a path on this machine.
        private_urls: whether it may be at a private address.

    Raises:
        DocumentError: it can't be read, or is at a private address.
    """
    address = address.strip()
    if not address:
        raise DocumentEmptyError("There is no address yet. Type one, as in https://example.org.")
    has_scheme = re.match(r"[a-z][a-z0-9+.-]*://", address, re.IGNORECASE)
    return load(address if has_scheme else f"https://{address}", private_urls=private_urls)


def read_text(text: str) -> Document:
    """Make a document of text that was pasted.

    Raises:
        DocumentError: it holds no words, or too many.
    """
    if not text.strip():
        raise DocumentEmptyError("There is no text yet. Paste some.")
    document = worker.read_text(text, source="The pasted text")
    if document.title == _UNTITLED:
        document = replace(document, title=_find_first_words(document.text))
    return replace(document, source=f"pasted: {document.title}")


def _find_first_words(text: str) -> str:
    """Return the words that a text begins with, to call it by."""
    line = " ".join(text.split())
    return (
        line
        if len(line) <= _TITLE_CHARACTERS
        else line[:_TITLE_CHARACTERS].rsplit(" ", 1)[0] + " …"
    )
