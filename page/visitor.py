"""Visitors of the page: their own documents, choices and conversation, kept on disk."""

import hashlib
import logging
import re
import secrets
import shutil
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from index import Document, DocumentInfo, FootnoteError, Index, Selection
from index.document import DocumentTooLargeError
from index.files import replace_file
from index.index import Progress
from page.shared import Shared
from qa import Answer, DocumentQA, Settings
from qa.json_lines import BadRecordError, JsonLines
from qa.loading import find_outdated, update_index

logger = logging.getLogger(__name__)

MAX_TURNS = 200
"""Questions of a conversation that are kept: the last ones."""

MAX_DOCUMENTS = 50
"""Documents of a visitor's own."""

KEPT_DAYS = 90
"""Days without a visit after which what is kept of a visitor is deleted."""

UNREADABLE = (
    "The earlier conversation was kept by another version of Footnote, which this one can't read. "
    "It was put aside, not deleted."
)

MAX_OPEN_VISITORS = 100
_TOKEN = re.compile(r"[\w-]{22}", re.ASCII)


class TooManyDocumentsError(DocumentTooLargeError):
    """A visitor brings more documents than are kept of one."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of the conversation, with its answer.

    Attributes:
        question: as it was asked.
        answer: the answer; None where there is none.
        notice: the notice that is shown instead of an answer.
        sources: source of each document that the answer cites, by the document's id.
    """

    question: str
    answer: Answer | None = None
    notice: str = ""
    sources: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """The documents that a visitor chose.

    Attributes:
        only: id of the document that is asked; "" for all.
        hidden: ids of documents that everybody finds here and this visitor has removed.
    """

    only: str = ""
    hidden: tuple[str, ...] = ()


_TURN: TypeAdapter[Turn] = TypeAdapter(Turn)
_CHOICES: TypeAdapter[Choices] = TypeAdapter(Choices)


class Visitor:
    """A visitor's documents and conversation, in a folder that only their token leads to.

    Args:
        folder: where what is kept lies; nothing is written before there is something to keep.
        shared: documents and models that all visitors share.
        settings: options; their LLM answers until the visitor chooses another.
    """

    def __init__(self, folder: Path, shared: Future[Shared], settings: Settings) -> None:
        self._folder = folder
        self._shared = shared
        self._settings = settings
        self._lock = threading.RLock()
        self._own: Index | None = None
        self.llm = self.default_llm = settings.llm
        self.questions_in_progress = 0  # questions that are being answered
        self._kept_turns = JsonLines(folder / "turns.jsonl", _TURN)
        self.turns = self._read_turns()[-MAX_TURNS:]
        self._choices_file = folder / "choices.json"
        self.choices = self._read_choices()
        if folder.exists():
            folder.touch()

    def documents(self) -> list[DocumentInfo]:
        """List all documents of this visitor, the shared ones first."""
        return self._selection().documents()

    def corpus(self) -> Selection:
        """Select what is asked now: the chosen document, or all of them."""
        everything = self.everything()
        only = self.choices.only
        return self._selection([only]) if only in everything.titles() else everything

    def everything(self) -> Selection:
        """Select all documents, also while only one of them is asked."""
        return self._selection(list(self._selection().titles()))

    def bot(self) -> DocumentQA:
        """Make the bot over what is asked now; raises ``LLMError`` where its LLM can't be had."""
        settings = self._settings.model_copy(update={"llm": self.llm})
        return DocumentQA(self.corpus(), settings, self._shared.result().reader)

    def history(self) -> list[Answer]:
        """Return the answers so far, oldest first."""
        return [turn.answer for turn in self.turns if turn.answer]

    def keep(self, turn: Turn) -> None:
        """Add a turn to the conversation."""
        with self._lock:
            self.turns = [*self.turns, turn][-MAX_TURNS:]
            self._kept_turns.append(turn)

    def forget(self, place: int) -> None:
        """Drop the turn at a place, counted from 0, and all after it."""
        with self._lock:
            self.turns = self.turns[:place]
            self._kept_turns.rewrite(self.turns)

    def add(self, documents: Sequence[Document], progress: Progress) -> list[Document]:
        """Add documents of the visitor's own, and ask them from now on: the one, or all.

        A document replaces an earlier one from the same source.

        Returns:
            The documents whose originals aren't kept, as ``Index.keep_originals``.

        Raises:
            TooManyDocumentsError: more than ``MAX_DOCUMENTS`` would be kept.
            FootnoteError: as ``Index.open`` and ``Index.add``.
        """
        with self._lock:
            own = self._own_index()
            ids = own.titles().keys() - set(find_outdated(own, documents))
            ids |= {document.id for document in documents}
            if len(ids) > MAX_DOCUMENTS:
                raise TooManyDocumentsError(
                    f"That would be {len(ids)} documents; up to {MAX_DOCUMENTS} are "
                    "kept of each visitor. Remove some first, or put several into one file."
                )
            unkept = update_index(own, documents, progress)
            new = tuple(document.id for document in documents)
            hidden = tuple(i for i in self.choices.hidden if i not in new)
            self._choose(Choices(new[0] if len(new) == 1 else "", hidden))
            return unkept

    def remove(self, document_id: str) -> None:
        """Remove a document; one that everybody finds here is gone for this visitor alone.

        Raises:
            KeyError: there is none of that id.
        """
        with self._lock:
            if document_id not in self.everything().titles():
                raise KeyError(document_id)
            if self._has_own() and document_id in self._own_index().titles():
                self._own_index().remove(document_id)
            self._choose(Choices("", (*self.choices.hidden, document_id)))

    def choose(self, document_id: str) -> None:
        """Ask that document alone from now on; "" for all of them."""
        with self._lock:
            self._choose(Choices(document_id, self.choices.hidden))

    def _choose(self, choices: Choices) -> None:
        self.choices = choices
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(self._choices_file, _CHOICES.dump_json(choices))

    def _read_choices(self) -> Choices:
        if not self._choices_file.exists():
            return Choices()
        return _CHOICES.validate_json(self._choices_file.read_bytes())

    def _read_turns(self) -> list[Turn]:
        """Return the turns on disk; what another version wrote is put aside, and said to be."""
        try:
            return self._kept_turns.read()
        except BadRecordError as error:
            logger.warning("Put a conversation aside: %s", type(error).__name__)
            self._kept_turns.path.replace(self._kept_turns.path.with_suffix(".old"))
            return [Turn("(earlier conversation)", notice=UNREADABLE)]

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
                self._own = Index.open(
                    self._folder / "index", embedder, self._settings.max_original_bytes
                )
            return self._own


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
        self._open: OrderedDict[str, Visitor] = OrderedDict()

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
            if name not in self._open:
                self._open[name] = Visitor(self._folder / name, self._shared, self._settings)
            self._open.move_to_end(name)
            while len(self._open) > MAX_OPEN_VISITORS:
                self._open.popitem(last=False)
            return self._open[name]

    def clean(self) -> None:
        """Delete what is kept of those who haven't come for ``KEPT_DAYS`` days."""
        if self._folder.exists():
            for folder in self._folder.iterdir():
                if time.time() - folder.stat().st_mtime > KEPT_DAYS * 24 * 60 * 60:
                    shutil.rmtree(folder)
