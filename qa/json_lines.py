"""Records kept as JSON lines, which survive a process that is killed while it writes."""

import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from index.errors import FootnoteError
from index.files import make_private_folder, replace_file

T = TypeVar("T")

_writing = threading.Lock()  # of the module: several stores may have the same file


class BadRecordError(FootnoteError):
    """A line of a file isn't a record of the expected type."""


class JsonLines(Generic[T]):
    """Records of one type in a file, one JSON line each, written by one process at a time.

    A line counts once its line end is written. A last line without one was cut off when its
    process ended: it is left out when the file is read, and overwritten by the next record.

    Args:
        path: the file; it and its folder are made when the first record is written.
        adapter: validates a record and writes it as JSON.
    """

    def __init__(self, path: Path, adapter: TypeAdapter[T]) -> None:
        self.path = path
        self._adapter = adapter

    def read(self) -> list[T]:
        """Return all records, oldest first; none where there is no file.

        Raises:
            BadRecordError: a line is no such record.
            OSError: the file can't be read.
        """
        if not self.path.exists():
            return []
        records = []
        for number, line in enumerate(self.path.read_bytes().split(b"\n")[:-1], start=1):
            try:
                records.append(self._adapter.validate_json(line))
            except ValidationError as error:
                raise BadRecordError(
                    f"Line {number} of {self.path} can't be read by this version of Footnote: "
                    f"{error.errors()[0]['msg']}. Take the line out, or move the file away."
                ) from error
        return records

    def append(self, record: T) -> None:
        """Add a record; once this returns, it is on disk.

        Raises:
            OSError: the file can't be written.
        """
        with _writing:
            self._make_folder()
            with self.path.open("a+b") as file:
                _drop_torn_line(file)
                file.write(self._line(record))
                file.flush()
                os.fsync(file.fileno())

    def rewrite(self, records: Iterable[T]) -> None:
        """Replace all records by these, in one step.

        Raises:
            OSError: the file can't be written.
        """
        with _writing:
            self._make_folder()
            replace_file(self.path, b"".join(map(self._line, records)))

    def delete(self) -> None:
        """Delete the file, if there is one."""
        self.path.unlink(missing_ok=True)

    def _make_folder(self) -> None:
        make_private_folder(self.path.parent)

    def _line(self, record: T) -> bytes:
        return self._adapter.dump_json(record) + b"\n"


def _drop_torn_line(file: BinaryIO) -> None:
    """Cut off a last line that has no end."""
    if file.seek(0, os.SEEK_END):
        file.seek(-1, os.SEEK_END)
        if file.read(1) != b"\n":
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
