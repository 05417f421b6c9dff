"""A path or a web address into a ``Document``."""

import errno
import os
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from index.document import (
    MAX_FILE_BYTES,
    Document,
    DocumentNotFoundError,
    DocumentTooLargeError,
    DocumentUnreadableError,
)
from index.formats import CONTENT_TYPES, FORMATS, build_unsupported_error
from index.original import Original
from index.reading import File
from index.worker import read_file


def load(source: str | Path, *, private_urls: bool = False) -> Document:
    """Read a file or a web page, within limits on time and memory.

    Args:
        source: a path, or an http(s) address.
        private_urls: allow addresses of this machine and of private networks.

    Returns:
        The document. Its source is the absolute path, or the address as given.

    Raises:
        DocumentNotFoundError: there is no such file.
        DocumentUnreadableError: it is a folder, may not be read, is damaged, is not text, or takes
            more time or memory than the limits of ``index.worker.pool``.
        DocumentProtectedError: it asks for a password.
        DocumentEmptyError: it holds no text.
        DocumentTooLargeError: it is over ``MAX_FILE_BYTES`` or ``MAX_CHARACTERS``.
        UnsupportedFormatError: it is in none of ``index.formats.FORMATS``.
        UrlRefusedError: the address is not http(s), or not public.
        UrlUnreachableError: the server did not give the page.
    """
    try:
        if isinstance(source, str) and re.match(r"[a-z][a-z0-9+.-]*://", source, re.IGNORECASE):
            return _load_url(source, private_urls)
        return _load_file(Path(source).absolute())
    except MemoryError as error:
        raise DocumentUnreadableError(
            f"{source} can't be read now: there is too little memory for it. Close other "
            "programs, or split it into smaller documents."
        ) from error


def _load_file(path: Path) -> Document:
    data = _bytes_of(path)
    # A file without an ending may well be text; the reader finds out.
    kind = FORMATS.get(path.suffix.lower()) if path.suffix else "text"
    if kind is None:
        raise build_unsupported_error(str(path), path.suffix)
    # A name that isn't UTF-8 couldn't be written down.
    source = os.fsencode(path).decode(errors="replace")
    original = Original.of(data, path.suffix.lower() or ".txt", path)
    return replace(read_file(data, File(kind, path.stem, source)), original=original)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise DocumentUnreadableError(f"{path} is a folder. Give the path of one file in it.")
        if not path.exists():
            raise DocumentNotFoundError(
                f"There is no file {path}. Check the path; a web address begins with https://."
            )
        if not path.is_file():
            raise DocumentUnreadableError(f"{path} is a device or a pipe. Give the path of a file.")
        _check_size(str(path), path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        advice = (
            "Close other programs, or try again later"
            if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM)
            else "Check the path and its permissions"
        )
        raise DocumentUnreadableError(f"{path} can't be read: {error}. {advice}.") from error


def _check_size(name: str, size: int) -> None:
    if size > MAX_FILE_BYTES:
        raise DocumentTooLargeError(
            f"{name} has {size:,} bytes; the limit is {MAX_FILE_BYTES:,}. "
            "Split it into smaller documents and load those."
        )


def _load_url(url: str, private: bool) -> Document:
    from index.web import fetch  # httpx: only where the network is meant

    page = fetch(url, private=private)
    content_type, _, parameters = page.content_type.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    address = urlsplit(page.url)
    path = PurePosixPath(unquote(address.path))
    kind = CONTENT_TYPES.get(content_type.strip().lower())
    if kind in (None, "text"):  # servers send many a file as plain text, or as mere bytes
        kind = FORMATS.get(path.suffix.lower(), kind)
    if kind is None:
        raise build_unsupported_error(url, content_type=content_type)
    title = path.stem or address.netloc
    declared = charset[1] if charset else ""
    document = read_file(page.content, File(kind, title, url, declared, from_web=True))
    return replace(document, original=Original.of(page.content, _ending(path, kind)))


def _ending(path: PurePosixPath, kind: str) -> str:
    """Return the ending of an address if it tells the format, else the usual one of the format."""
    endings = [ending for ending, format_kind in FORMATS.items() if format_kind == kind]
    return path.suffix.lower() if path.suffix.lower() in endings else endings[0]
