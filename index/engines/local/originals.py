"""Originals: the files that an index's documents were read from, kept in a folder beside it."""

import hashlib
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from index.document import Document
from index.engines.local.database import Database, IndexFolderError
from index.files import make_private_folder, replace_file
from index.original import Original
from index.storage import OriginalDamagedError

ORIGINALS_FOLDER = "originals"

_OWN_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9](?:[a-z0-9]*|\w*\.tmp)")
"""Names of files that are ours to delete; the second part is one that was being written."""


class FolderOriginals:
    """Files named by the SHA-256 of their bytes, and the table that says which document has which.

    The table is the truth. A file is in place before the table names it, and is deleted after the
    table no longer does, each within one transaction, for which processes wait for one another. So
    a process that is killed leaves at most a file that nothing names; ``clean`` deletes it.

    Args:
        folder: where the files are; made when there is one to keep.
        database: that of the index.
        max_bytes: most bytes of all files together; 0 to keep none.
    """

    def __init__(self, folder: Path, database: Database, max_bytes: int) -> None:
        self._folder = folder
        self._database = database
        self._max_bytes = max_bytes
        self.clean()

    def keep(self, documents: Iterable[Document]) -> list[Document]:
        """Keep the originals of documents of the index, in place of earlier ones.

        The files of earlier ones stay until ``clean``: the transaction may yet fail.

        Returns:
            The documents whose originals would be over the limit, and so aren't kept.

        Raises:
            OriginalChangedError: a file was changed since its document was read.
            IndexFolderError: the folder can't be written to.
        """
        with_original = [(document, document.original) for document in documents]
        over = [d for d, original in with_original if original and not self._keep(d, original)]
        return over if self._max_bytes else []

    def _keep(self, document: Document, original: Original) -> bool:
        with self._database.writing() as db:
            row = db.execute(
                "SELECT key, sha256 FROM documents LEFT JOIN originals ON document = key "
                "WHERE id = ? AND source = ?",
                (document.id, document.source),
            ).fetchone()
            # Where the same text came from another file first, the original is that one.
            if row is None:
                return True
            key, sha256 = row
            if sha256 == original.sha256 and self.path(document.id):
                return True
            if _used_bytes(db, key) + original.size > self._max_bytes:
                db.execute("DELETE FROM originals WHERE document = ?", (key,))
                return False
            self._write(original)
            db.execute(
                "INSERT OR REPLACE INTO originals VALUES (?, ?, ?, ?)",
                (key, original.sha256, original.suffix, original.size),
            )
        return True

    def _write(self, original: Original) -> None:
        path = self._folder / original.name
        try:
            make_private_folder(self._folder)
            replace_file(path, original.read())
        except OSError as error:
            raise IndexFolderError(
                f"{path} can't be written: {error.strerror}. Make room, or keep no originals "
                "(FOOTNOTE_ORIGINALS_MB=0)."
            ) from error

    def path(self, document_id: str) -> Path | None:
        """Return where the original of a document is; None where none is kept, or not whole.

        Raises:
            KeyError: there is no such document.
        """
        with self._database.reading() as db:
            row = db.execute(
                "SELECT sha256 || suffix, size FROM documents LEFT JOIN originals "
                "ON document = key WHERE id = ?",
                (document_id,),
            ).fetchone()
        if row is None:
            raise KeyError(document_id)
        name, size = row
        if name is None:
            return None
        path = self._folder / name
        return path if path.is_file() and path.stat().st_size == size else None

    def clean(self) -> None:
        """Delete the files that no document has any longer, or that weren't written to the end."""
        if not self._folder.is_dir():
            return
        with self._database.writing() as db:
            names = {name for (name,) in db.execute("SELECT sha256 || suffix FROM originals")}
            for path in self._folder.iterdir():
                if path.name not in names and _OWN_NAME.fullmatch(path.name):
                    path.unlink()

    def check_integrity(self) -> None:
        """Read every original that is kept.

        Raises:
            OriginalDamagedError: the first one that is missing or was altered.
        """
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT title, sha256, suffix FROM originals JOIN documents ON key = document"
            ).fetchall()
        for title, sha256, suffix in rows:
            path = self._folder / f"{sha256}{suffix}"
            if not path.is_file():
                fault = "is missing. Index the file again to keep it anew"
            elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
                fault = "was altered. Delete it and index the file again to keep it anew"
            else:
                continue
            raise OriginalDamagedError(
                f"The original of {title!r}, {path}, {fault}; the index works without it."
            )


def _used_bytes(db: sqlite3.Connection, but: int) -> int:
    """Return the bytes of all originals together, but for those of one document."""
    (used,) = db.execute(
        "SELECT coalesce(sum(size), 0) FROM originals WHERE document != ?", (but,)
    ).fetchone()
    return int(used)
