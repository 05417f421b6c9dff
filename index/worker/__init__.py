"""What is done with documents of strangers, each task in a process of its own, within limits.

Readers parse whatever somebody uploads, some of them in C, and no test shows that no file makes
one hang, crash or take all memory. So they run where that ends with an error in words.
"""

from dataclasses import asdict
from pathlib import Path

from index.document import Document, DocumentUnreadableError
from index.readers.pdfium.picture import PagePicture
from index.reading import File
from index.sentences import Sentence
from index.worker.messages import (
    Message,
    decode_document,
    decode_error,
    decode_sentences,
    encode_structure,
)
from index.worker.pool import WorkerEndedError, WorkerPool

PICTURE_SECONDS = 20.0
"""Longest time that drawing a page may take."""

_pool = WorkerPool()
_drawing_pool = WorkerPool(PICTURE_SECONDS)  # a page that takes long keeps no upload waiting


def read_file(data: bytes, file: File) -> Document:
    """Do ``index.reading.read_file`` within limits.

    Raises:
        DocumentError: as there; also ``DocumentUnreadableError`` where a limit is passed.
    """
    reply = _ask("read_file", Message(asdict(file), data), file.source)
    return decode_document(reply)


def read_text(text: str, title: str = "", source: str = "") -> Document:
    """Do ``Document.from_text`` within limits.

    Raises:
        DocumentError: as there; also ``DocumentUnreadableError`` where a limit is passed.
    """
    message = Message({"title": title, "source": source}, text.encode(errors="surrogatepass"))
    return decode_document(_ask("read_text", message, source or title or "The text"))


def split_document(document: Document) -> list[Sentence]:
    """Do ``split_sentences`` with a document's text within limits.

    Raises:
        DocumentUnreadableError: a limit is passed.
    """
    reply = _ask("split", encode_structure(document), document.source or document.title)
    return decode_sentences(reply)


def draw_page(path: Path, page: int) -> PagePicture | None:
    """Return the picture of a PDF's page, counted from 1; None if it can't be drawn."""
    try:
        reply = _drawing_pool.ask("draw_page", Message({"path": str(path), "page": page}))
    except (WorkerEndedError, OSError):
        return None
    if decode_error(reply):
        return None
    return PagePicture(reply.data, reply.values["width"], reply.values["height"])


def close() -> None:
    """End all processes; a task that is under way fails, the next one starts a process."""
    _pool.close()
    _drawing_pool.close()


def _ask(task: str, message: Message, name: str) -> Message:
    try:
        reply = _pool.ask(task, message)
    except WorkerEndedError as error:
        raise DocumentUnreadableError(
            f"{name} can't be read: {error}. Open it in its own program, save it anew or print it "
            "to a PDF, and give that file; split it if it is very long."
        ) from error
    except OSError as error:
        raise DocumentUnreadableError(
            f"{name} can't be read now: no process can be started for it "
            f"({error.strerror or error}). Close other programs, or try again later."
        ) from error
    if refusal := decode_error(reply):
        raise refusal
    return reply
