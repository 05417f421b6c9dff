"""Interface of all readers, and the errors that several formats share.

Whatever is visible in a file comes into exactly one block, once, and nothing is added but what a
program draws: a list item begins with its number or with "- ".
"""

import re
from abc import ABC, abstractmethod

from index.block import Draft
from index.document import DocumentProtectedError, DocumentUnreadableError
from index.whitespace import collapse_spaces

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
"""How Office files begin that are no ZIP archives: the old ones, and those with a password."""

_MADE_UP = re.compile(
    r"(?i)[\W\d_]*|untitled.*|microsoft .*|(word )?document ?\d*|(powerpoint )?presentation ?\d*|"
    r"(work)?book ?\d*|title|.*\.[a-z]{2,4}x?"
)


class FileReader(ABC):
    """Reads one format.

    Args:
        charset: the encoding that came with the bytes, by HTTP; used where they aren't UTF-8.
        from_web: the bytes are a page of the web, with a site's menus around its content, rather
            than a file that somebody chose.
    """

    def __init__(self, charset: str = "", *, from_web: bool = False) -> None:
        self.charset = charset
        self.from_web = from_web

    @abstractmethod
    def read(self, data: bytes, name: str) -> Draft:
        """Read a file into blocks.

        Args:
            data: its bytes.
            name: its path or address, for messages.

        Raises:
            DocumentError: the subclass that fits: unreadable, protected, empty or too large.
        """


def clean_title(title: str) -> str:
    """Return a title from a file's properties, unless a program put it there."""
    return "" if _MADE_UP.fullmatch(collapse_spaces(title)) else collapse_spaces(title)


def build_protected_error(name: str) -> DocumentProtectedError:
    """Return the error for a file with a password."""
    return DocumentProtectedError(
        f"{name} asks for a password. Open it, save a copy without one, and give that file."
    )


def build_damaged_error(name: str, kind: str, error: Exception) -> DocumentUnreadableError:
    """Return the error for a file that is no ``kind``; ``error`` is the library's."""
    return DocumentUnreadableError(
        f"{name} is not a {kind} file, or a damaged one ({error}). Open it in its own program, "
        "save it again, and give that file."
    )
