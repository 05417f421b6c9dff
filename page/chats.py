"""All conversations of a visitor: listed, opened, deleted, brought back."""

import logging
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakValueDictionary

from pydantic import TypeAdapter, ValidationError

from index import FootnoteError
from index.files import make_private_folder
from page.chat import MAX_TURNS, KeptChat

logger = logging.getLogger(__name__)

MAX_CHATS = 50
"""Conversations that are kept of a visitor."""

_ID = re.compile(r"[0-9a-f]{16}")
_KEPT, _DELETED = ".jsonl", ".deleted"
_UNREADABLE = "A conversation that can't be read"


class NoRoomError(FootnoteError):
    """A question finds no room among what is kept of a visitor."""


class ChatBusyError(FootnoteError):
    """A conversation is to be deleted while a question of it is being answered."""


@dataclass(frozen=True, slots=True)
class ChatInfo:
    """What a list shows of a conversation: its id, its first question, when it was changed."""

    id: str
    title: str
    changed: float


@dataclass(frozen=True, slots=True)
class _FirstTurn:
    question: str


_FIRST_TURN: TypeAdapter[_FirstTurn] = TypeAdapter(_FirstTurn)


class Chats:
    """The conversations of a visitor, each in a file that is named by its id.

    Args:
        folder: where they are kept; nothing is written before there is something to keep.
        earlier: the file in which earlier versions kept the only one; it becomes one of them.
        say: tells the visitor what became of what can't be read.
    """

    def __init__(self, folder: Path, earlier: Path, say: Callable[[str], None]) -> None:
        self._folder = folder
        self._say = say
        self._lock = threading.Lock()
        # Whoever has a question under way holds its conversation; the last one is held for more.
        self._held: WeakValueDictionary[str, KeptChat] = WeakValueDictionary()
        self._last: KeptChat | None = None
        if earlier.is_file():
            _take_over(earlier, folder / f"{secrets.token_hex(8)}{_KEPT}")

    def get(self, chat_id: str = "") -> KeptChat:
        """Return the conversation of that id, one without turns where there is none.

        Without an id, it is the one that was changed last, else a new one.
        """
        if not _ID.fullmatch(chat_id):
            infos = self.list_infos()
            chat_id = infos[0].id if infos else secrets.token_hex(8)
        with self._lock:
            chat = self._held.get(chat_id)
            if chat is None:
                chat = KeptChat(self._file(chat_id))
                self._say(chat.notice)
            self._held[chat_id] = self._last = chat
            return chat

    def begin(self) -> KeptChat:
        """Return a new conversation."""
        return self.get(secrets.token_hex(8))

    def list_infos(self) -> list[ChatInfo]:
        """List the conversations that are kept, the one that was changed last first."""
        files = [(file.stat().st_mtime, file) for file in self._files(_KEPT)]
        newest_first = sorted(files, reverse=True)
        return [ChatInfo(file.stem, _read_title(file), changed) for changed, file in newest_first]

    def check_room(self, chat: KeptChat, place: int) -> None:
        """Check that a question finds room at a place in a conversation, which may be a new one.

        Raises:
            NoRoomError: the conversation is full, or as many are kept as can be.
        """
        if place >= MAX_TURNS:
            raise NoRoomError(
                f"This conversation has {MAX_TURNS} questions, and takes no more. Begin a new one."
            )
        if not chat.is_kept and sum(1 for _ in self._files(_KEPT)) >= MAX_CHATS:
            raise NoRoomError(
                f"You have {MAX_CHATS} conversations, and no more are kept of each visitor. "
                "Delete one that you no longer need."
            )

    def delete(self, chat_id: str) -> str:
        """Delete a conversation and return its title; until ``purge`` it can be restored.

        Raises:
            KeyError: there is none of that id.
            ChatBusyError: a question of it is being answered.
        """
        titles = {info.id: info.title for info in self.list_infos()}
        title = titles[chat_id]
        with self._lock:
            chat = self._held.get(chat_id)
            if chat and chat.questions_in_progress:
                raise ChatBusyError("A question of it is being answered. Stop that first.")
            self._held.pop(chat_id, None)
            self._file(chat_id).replace(self._file(chat_id, _DELETED))
        return title

    def restore(self, chat_id: str) -> None:
        """Undo the deletion of a conversation."""
        with self._lock:
            for file in list(self._files(_DELETED)):
                if file.stem == chat_id:
                    self._held.pop(chat_id, None)
                    file.replace(self._file(chat_id))

    def purge(self, chat_id: str = "") -> None:
        """Make the deletion of a conversation final, else of all of them."""
        for file in list(self._files(_DELETED)):
            if chat_id in ("", file.stem):
                file.unlink(missing_ok=True)

    def _file(self, chat_id: str, ending: str = _KEPT) -> Path:
        return self._folder / f"{chat_id}{ending}"

    def _files(self, ending: str) -> Iterator[Path]:
        for file in self._folder.iterdir() if self._folder.exists() else ():
            if file.suffix == ending and _ID.fullmatch(file.stem):
                yield file


def _take_over(earlier: Path, file: Path) -> None:
    try:
        make_private_folder(file.parent)
        earlier.replace(file)
    except OSError as error:  # it is still there, for the next time
        logger.warning("Can't take over an earlier conversation: %s", error.strerror)


def _read_title(file: Path) -> str:
    with file.open("rb") as lines:
        first = lines.readline()
    try:
        return _FIRST_TURN.validate_json(first).question
    except ValidationError:
        return _UNREADABLE
