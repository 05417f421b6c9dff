"""What is kept of a visitor on disk: read, or put aside where it can't be, and said to be."""

import logging
import shutil
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from index import Embedder, FootnoteError, Index
from index.files import make_private_folder, remove_leftovers, replace_file
from index.storage import (
    EmbedderMismatchError,
    IndexDamagedError,
    IndexVersionError,
    OriginalDamagedError,
)
from page.choices import Choices
from qa.json_lines import BadRecordError, JsonLines

logger = logging.getLogger(__name__)

T = TypeVar("T")

CONVERSATION_PUT_ASIDE = (
    "The earlier conversation was kept by another version of Footnote, which this one can't read. "
    "It was put aside, not deleted."
)

DOCUMENTS_PUT_ASIDE = (
    "Your own documents are damaged, or were kept by another version of Footnote. They were put "
    "aside, not deleted: bring them again."
)

CHOICES_PUT_ASIDE = (
    "Which documents you had chosen or removed can't be read any longer. All of them are asked now."
)


class KeepingError(FootnoteError):
    """Something of a visitor's can't be written to disk."""


_CHOICES: TypeAdapter[Choices] = TypeAdapter(Choices)


def read_choices(file: Path) -> tuple[Choices, str]:
    """Return the choices in a file, and what to tell the visitor where it had to be put aside."""
    if not file.exists():
        return Choices(), ""
    try:
        return _CHOICES.validate_json(file.read_bytes()), ""
    except ValidationError:
        put_aside(file)
        return Choices(), CHOICES_PUT_ASIDE


def read_records(lines: JsonLines[T]) -> tuple[list[T], str]:
    """Return the records in a file, and what to tell the visitor where it had to be put aside."""
    try:
        return lines.read(), ""
    except BadRecordError:
        put_aside(lines.path)
        return [], CONVERSATION_PUT_ASIDE


def write_choices(file: Path, choices: Choices) -> None:
    """Write choices to a file, its folder made where it is missing.

    Raises:
        KeepingError: it can't be written.
    """
    try:
        make_private_folder(file.parent)
        remove_leftovers(file)
        replace_file(file, _CHOICES.dump_json(choices))
    except OSError as error:
        raise describe_failure(error) from error


def open_documents(folder: Path, embedder: Embedder, max_original_bytes: int) -> tuple[Index, str]:
    """Open an index, and return what to tell the visitor where it had to be put aside.

    A FAISS file that is damaged is made again; where that doesn't help, an empty index is begun.
    """
    try:
        if not folder.is_file():
            return Index.open(folder, embedder, max_original_bytes), ""
    except IndexDamagedError:
        if is_repaired(folder, embedder):
            return Index.open(folder, embedder, max_original_bytes), ""
    except (IndexVersionError, EmbedderMismatchError):
        pass
    put_aside(folder)
    return Index.open(folder, embedder, max_original_bytes), DOCUMENTS_PUT_ASIDE


def is_repaired(folder: Path, embedder: Embedder) -> bool:
    """Try to repair an index; return whether it holds together then."""
    try:
        index = Index.repair(folder, embedder)
    except IndexDamagedError:
        return False
    is_whole = holds_together(index)
    index.close()
    return is_whole


def holds_together(index: Index) -> bool:
    """Check an index against itself; a missing original doesn't count."""
    try:
        index.check_integrity()
    except OriginalDamagedError:
        return True
    except IndexDamagedError:
        return False
    return True


def put_aside(path: Path) -> None:
    """Rename a file or folder that can't be used, in place of one that was put aside before."""
    logger.warning("Put aside: %s", path.name)
    aside = path.with_suffix(".old")
    if aside.is_dir():
        shutil.rmtree(aside)
    path.replace(aside)


def describe_failure(error: OSError) -> KeepingError:
    """Say that nothing can be written."""
    return KeepingError(
        f"The server can't keep this: {error.strerror}. Tell whoever runs it; what was kept before "
        "is still there."
    )
