"""All visitors: who is known by which token, who is remembered, who is let in."""

import hashlib
import logging
import re
import secrets
import shutil
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from weakref import WeakValueDictionary

from index import FootnoteError
from page.limits import Allowance
from page.shared import Shared
from page.visitor import Visitor
from qa import Settings

logger = logging.getLogger(__name__)

KEPT_DAYS = 90
"""Days without a visit after which what is kept of a visitor is deleted."""

MAX_OPEN_VISITORS = 100
"""Visitors that are held in memory though nothing of theirs is under way."""

MAX_VISITORS = 10_000
"""Visitors of whom something is kept."""

NEW_VISITORS, NEW_VISITORS_SECONDS = 100, 3600.0
"""New visitors of whom something is kept, from each address within so many seconds."""

_TOKEN = re.compile(r"[\w-]{22}", re.ASCII)
_NAME = re.compile(r"[0-9a-f]{32}")


class TooManyVisitorsError(FootnoteError):
    """Nothing can be kept of a new visitor."""


class Visitors:
    """All visitors, by the token that each one's browser keeps.

    Args:
        folder: where what is kept of them lies, each in a folder of its own.
        shared: documents and models that all visitors share.
        settings: options.
    """

    def __init__(self, folder: Path, shared: Future[Shared], settings: Settings) -> None:
        self._folder = folder
        self._shared = shared
        self._settings = settings
        self._lock = threading.Lock()
        self._newcomers = Allowance(NEW_VISITORS, NEW_VISITORS_SECONDS)
        # Whoever has something under way is held by it; the recent ones are held for their return.
        self._held: WeakValueDictionary[str, Visitor] = WeakValueDictionary()
        self._recent: OrderedDict[str, Visitor] = OrderedDict()
        if folder.exists():
            folder.chmod(0o700)  # earlier versions let other users look into it

    def token(self, token: object) -> str:
        """Return that token if it is one, else a new one of 128 random bits."""
        valid = isinstance(token, str) and _TOKEN.fullmatch(token)
        return str(token) if valid else secrets.token_urlsafe(16)

    def get(self, token: str) -> Visitor:
        """Return the visitor with this token; what lies on disk doesn't tell the token."""
        if not _TOKEN.fullmatch(token):
            raise FootnoteError("Your browser has lost its place. Load the page again.")
        name = hashlib.sha256(token.encode()).hexdigest()[:32]
        with self._lock:
            visitor = self._held.get(name)
            if visitor is None:
                visitor = Visitor(self._folder / name, self._shared, self._settings)
            self._held[name] = self._recent[name] = visitor
            self._recent.move_to_end(name)
            while len(self._recent) > MAX_OPEN_VISITORS:
                self._recent.popitem(last=False)
        visitor.note_visit()
        return visitor

    def admit(self, visitor: Visitor, caller: str) -> None:
        """Let something be kept of a visitor who may be new.

        Args:
            visitor: who it is.
            caller: where from.

        Raises:
            TooManyVisitorsError: too many new ones came from there, or too many are kept.
        """
        if visitor.is_kept:
            return
        if not self._newcomers.take(caller, 1):
            raise TooManyVisitorsError(
                f"More than {NEW_VISITORS} new visitors came from your address within an hour. "
                "Come again later."
            )
        if sum(1 for _ in self._kept_folders()) >= MAX_VISITORS:
            raise TooManyVisitorsError(
                f"This server keeps the documents and conversations of {MAX_VISITORS:,} visitors, "
                "and no more. Tell whoever runs it."
            )

    def clean(self) -> None:
        """Delete what is kept of those who haven't come for ``KEPT_DAYS`` days."""
        for folder in self._kept_folders():
            try:
                if time.time() - folder.stat().st_mtime > KEPT_DAYS * 24 * 60 * 60:
                    with self._lock:
                        self._recent.pop(folder.name, None)
                    shutil.rmtree(folder)
            except OSError as error:
                logger.warning("Can't delete a visitor's folder: %s", error.strerror)

    def _kept_folders(self) -> Iterator[Path]:
        """Yield the visitors' folders; whatever else lies there is left alone."""
        for folder in self._folder.iterdir() if self._folder.exists() else ():
            if _NAME.fullmatch(folder.name) and folder.is_dir():
                yield folder
