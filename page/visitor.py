"""Visitors of the page: their own documents, choices and conversations, kept on disk."""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index import Document, DocumentInfo, FootnoteError, Index, Selection
from index.document import DocumentTooLargeError
from index.index import Progress
from page.chat import KeptChat
from page.chats import Chats
from page.choices import Choices
from page.kept import (
    DOCUMENTS_PUT_ASIDE,
    holds_together,
    open_documents,
    put_aside,
    read_choices,
    write_choices,
)
from page.reading import IncomingSource
from page.shared import Shared
from qa import DocumentQA, Settings
from qa.loading import update_index

MAX_DOCUMENTS = 50
"""Documents of a visitor's own."""

_NOTED_SECONDS = 3600.0
"""Seconds within which a further visit needn't be noted on disk."""


class TooManyDocumentsError(DocumentTooLargeError):
    """A visitor brings more documents than are kept of one."""


class StoppedError(FootnoteError):
    """A visitor stopped the reading of documents."""


class StillAddingError(FootnoteError):
    """A visitor brings documents while others are being read."""


class Visitor:
    """A visitor's documents and conversations, in a folder that only their token leads to.

    No lock is held while documents are indexed: those that are there can be asked meanwhile.

    Attributes:
        llm: spec of what answers.
        chats: the conversations.
        choices: the documents that are chosen.
        incoming: the sources that are being read, or were last.

    Args:
        folder: where what is kept lies; nothing is written before there is something to keep.
        shared: documents and models that all visitors share.
        settings: options; their LLM answers until the visitor chooses another.
    """

    def __init__(self, folder: Path, shared: Future[Shared], settings: Settings) -> None:
        self._folder = folder
        self._shared = shared
        self._settings = settings
        self._lock = threading.RLock()  # of what is kept; held for moments
        self._adding = threading.Lock()
        self._stopping = threading.Event()
        self._own: Index | None = None
        self._noted = 0.0
        self.llm = self.default_llm = settings.llm
        self.incoming: Sequence[IncomingSource] = ()
        self._notices: list[str] = []
        self.chats = Chats(folder / "chats", folder / "turns.jsonl", self._say)
        self._choices_file = folder / "choices.json"
        self.choices, notice = read_choices(self._choices_file)
        self._say(notice)

    @property
    def is_kept(self) -> bool:
        """True if anything of this visitor is on disk."""
        return self._folder.exists()

    def note_visit(self) -> None:
        """Note on disk that the visitor came, so that what is kept isn't deleted as forgotten."""
        if time.time() - self._noted > _NOTED_SECONDS and self.is_kept:
            self._noted = time.time()
            self._folder.touch()

    def open(self, chat_id: str) -> "OpenChat":
        """Open a conversation, as ``Chats.get``."""
        return OpenChat(self, self.chats.get(chat_id))

    def documents(self) -> list[DocumentInfo]:
        """List all documents of this visitor, the shared ones first."""
        return self._selection().documents()

    def corpus(self) -> Selection:
        """Select what is asked now: the documents that are ticked."""
        unticked = set(self.choices.unticked)
        return self._selection([i for i in self._selection().titles() if i not in unticked])

    def everything(self) -> Selection:
        """Select all documents, also while only some of them are asked."""
        return self._selection(list(self._selection().titles()))

    def bot(self, llm: str = "") -> DocumentQA:
        """Make the bot over what is asked now.

        Args:
            llm: spec of what answers, if not the one chosen.

        Raises:
            LLMError: the LLM can't be had.
        """
        settings = self._settings.model_copy(update={"llm": llm or self.llm})
        return DocumentQA(self.corpus(), settings, self._shared.result().reader)

    def add(self, documents: Sequence[Document], progress: Progress) -> list[Document]:
        """Add documents of the visitor's own, and ask them from now on.

        With the first of them, those that everybody finds here are unticked. A document replaces
        an earlier one from the same source.

        Returns:
            The documents whose originals aren't kept, as ``Index.keep_originals``.

        Raises:
            TooManyDocumentsError: more than ``MAX_DOCUMENTS`` would be kept.
            StoppedError: ``stop_adding`` was called meanwhile.
            FootnoteError: as ``Index.open`` and ``Index.update``.
        """

        def report(share: float) -> None:
            self.check_stopped()
            progress(share)

        own = self._own_index()
        self._check_number(own, documents)
        shared = () if own.titles() else tuple(self._shared.result().bot.index.titles())
        report(0.0)
        unkept = update_index(own, documents, report)
        with self._lock:
            new = {document.id for document in documents}
            self._choose(self.choices.add(new, untick=shared))
        return unkept

    @property
    def is_adding(self) -> bool:
        """True while documents are being added."""
        return self._adding.locked()

    @contextmanager
    def adding(self, sources: Sequence[IncomingSource] = ()) -> Iterator[None]:
        """Be the only one who adds documents, from these sources, until the block is left.

        Raises:
            StillAddingError: somebody does already.
        """
        if not self._adding.acquire(blocking=False):
            raise StillAddingError(
                "Other documents of yours are being read. Wait until they are there, or stop that."
            )
        try:
            self._stopping.clear()
            self.incoming = sources
            yield
        finally:
            self._adding.release()

    def stop_adding(self) -> None:
        """Stop the adding of documents, as soon as the batch under way is embedded."""
        self._stopping.set()

    def check_stopped(self) -> None:
        """Raise ``StoppedError`` where the adding of documents was stopped."""
        if self._stopping.is_set():
            raise StoppedError("Stopped. Read again, it goes on where it was stopped.")

    def recover(self) -> None:
        """Put the visitor's own documents aside if it is they that are damaged."""
        with self.adding(), self._lock:
            if self._own is not None and not holds_together(self._own):
                self._own.close()
                self._own = None
                put_aside(self._folder / "index")
                self._say(DOCUMENTS_PUT_ASIDE)

    def _check_number(self, own: Index, documents: Sequence[Document]) -> None:
        ids = own.titles().keys() - set(own.find_outdated(documents))
        ids |= {document.id for document in documents}
        if len(ids) > MAX_DOCUMENTS:
            raise TooManyDocumentsError(
                f"That would be {len(ids)} documents; up to {MAX_DOCUMENTS} are kept of each "
                "visitor. Remove some first, or put several into one file."
            )

    def remove(self, document_id: str) -> None:
        """Remove a document, for this visitor alone; until ``purge`` it can be restored.

        Raises:
            KeyError: there is none of that id.
        """
        with self._lock:
            there = self.everything().titles()
            if document_id not in there:
                raise KeyError(document_id)
            self._choose(self.choices.hide(document_id, there))

    def restore(self, document_ids: Sequence[str]) -> None:
        """Undo the removal of documents."""
        with self._lock:
            self._choose(self.choices.show(document_ids))

    def purge(self) -> None:
        """Delete the visitor's own documents that were removed; no undo brings them back."""
        with self._lock:
            if not self.choices.hidden or not self._has_own():
                return
            own = self._own_index()
            gone = own.titles().keys() & set(self.choices.hidden)
            for document_id in gone:
                own.remove(document_id)
            self._choose(self.choices.show(gone - self._shared.result().bot.index.titles().keys()))

    def removed_shared(self) -> list[str]:
        """List the documents that everybody finds here and this visitor has removed."""
        shared = self._shared.result().bot.index.titles()
        return [i for i in self.choices.hidden if i in shared]

    def tick(self, document_id: str, *, on: bool) -> None:
        """Ask a document from now on, or don't."""
        with self._lock:
            self._choose(self.choices.tick(document_id, on=on))

    def _choose(self, choices: Choices) -> None:
        self.choices = choices
        write_choices(self._choices_file, choices)

    def take_notices(self) -> list[str]:
        """Return what is to be told of what is kept, each once."""
        notices, self._notices = self._notices, []
        return notices

    def _say(self, notice: str) -> None:
        if notice:
            self._notices.append(notice)

    def _selection(self, ids: Sequence[str] | None = None) -> Selection:
        corpora = [self._shared.result().bot.index]
        if self._has_own():
            corpora.append(self._own_index())
        if ids is None:
            ids = [i for i in Selection(corpora).titles() if i not in self.choices.hidden]
        return Selection(corpora, ids)

    def _has_own(self) -> bool:
        return self._own is not None or (self._folder / "index").exists()

    def _own_index(self) -> Index:
        """Open the index of the visitor's own documents; make it where there is none."""
        with self._lock:
            if self._own is None:
                embedder = self._shared.result().bot.index.embedder
                self._own, notice = open_documents(
                    self._folder / "index", embedder, self._settings.max_original_bytes
                )
                self._say(notice)
            return self._own


@dataclass(frozen=True, slots=True)
class OpenChat:
    """A conversation that a visitor has open."""

    visitor: Visitor
    chat: KeptChat
