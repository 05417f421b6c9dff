"""Bytes of a file into a ``Document``."""

from dataclasses import dataclass

from index.block import BlockKind
from index.document import Document, DocumentEmptyError
from index.readers import make_reader


@dataclass(frozen=True, slots=True)
class File:
    """What is known of a file beside its bytes.

    Attributes:
        kind: its format, a key of ``index.readers.READERS``.
        stem: its name without the ending, for a document without a title.
        source: its path or address.
        charset: the encoding that came with the bytes, by HTTP; else empty.
        from_web: it is a page of the web, with a site's menus around its content.
    """

    kind: str
    stem: str
    source: str
    charset: str = ""
    from_web: bool = False


def read_file(data: bytes, file: File) -> Document:
    """Read a file, in this process; ``index.worker.read_file`` does it within limits.

    Raises:
        DocumentError: the subclass that fits: unreadable, protected, empty or too large.
    """
    if not data:
        raise DocumentEmptyError(f"{file.source} is empty. Give a document with text in it.")
    reader = make_reader(file.kind, file.charset, from_web=file.from_web)
    draft = reader.read(data, file.source)
    headings = (block.text for block in draft.blocks if block.kind is BlockKind.HEADING)
    return Document.from_draft(draft, draft.title or next(headings, "") or file.stem, file.source)
