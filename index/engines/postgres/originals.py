"""Originals in the database, copied into a folder of this process when their path is needed."""

import hashlib
import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterable
from pathlib import Path

from index.document import Document
from index.engines.postgres.database import PostgresDatabase
from index.files import replace_file
from index.original import Original
from index.storage import OriginalDamagedError, StorageError


class PostgresOriginals:
    """An ``index.storage.Originals`` whose files are rows of a table, which go with the document.

    Args:
        database: has the table.
        max_bytes: most bytes of all files together; 0 to keep none.
    """

    def __init__(self, database: PostgresDatabase, max_bytes: int) -> None:
        self._database = database
        self._max_bytes = max_bytes
        self._copies: Path | None = None
        self._lock = threading.Lock()

    def close(self) -> None:
        """Delete the copies."""
        with self._lock:
            if self._copies:
                shutil.rmtree(self._copies, ignore_errors=True)
                self._copies = None

    def keep(self, documents: Iterable[Document]) -> list[Document]:
        """Keep the originals of documents of the index, in place of earlier ones.

        Returns:
            The documents whose originals would be over the limit, and so aren't kept.

        Raises:
            OriginalChangedError: a file was changed since its document was read.
        """
        with_original = [(document, document.original) for document in documents]
        over = [d for d, original in with_original if original and not self._keep(d, original)]
        return over if self._max_bytes else []

    def _keep(self, document: Document, original: Original) -> bool:
        with self._database.writing() as db:
            row = db.execute(
                "SELECT key, sha256, coalesce((SELECT sum(size) FROM originals "
                "WHERE document != key), 0) FROM documents LEFT JOIN originals ON document = key "
                "WHERE id = %s AND source = %s",
                (document.id, document.source),
            ).fetchone()
            # Where the same text came from another file first, the original is that one.
            if row is None:
                return True
            key, sha256, used = row
            if sha256 == original.sha256:
                return True
            db.execute("DELETE FROM originals WHERE document = %s", [key])
            if used + original.size > self._max_bytes:
                return False
            db.execute(
                "INSERT INTO originals VALUES (%s, %s, %s, %s, %b)",
                (key, original.sha256, original.suffix, original.size, original.read()),
            )
        return True

    def path(self, document_id: str) -> Path | None:
        """Return where a copy of a document's original is; None where none is kept.

        Raises:
            KeyError: there is no such document.
            StorageError: it can't be copied.
        """
        with self._database.reading() as db:
            row = db.execute(
                "SELECT sha256 || suffix FROM documents LEFT JOIN originals ON document = key "
                "WHERE id = %s",
                [document_id],
            ).fetchone()
        if row is None:
            raise KeyError(document_id)
        if row[0] is None:
            return None
        try:
            path = self._folder() / row[0]
            if not path.exists():
                self._copy(document_id, path)
        except OSError as error:
            raise StorageError(
                f"The original of {document_id} can't be copied: {error.strerror}. Make room for "
                "temporary files (TMPDIR says where) and try again."
            ) from error
        return path if path.exists() else None

    def _copy(self, document_id: str, path: Path) -> None:
        with self._database.reading() as db:
            row = db.execute(
                "SELECT content FROM originals JOIN documents ON key = document WHERE id = %s",
                [document_id],
                binary=True,
            ).fetchone()
        if row is not None:  # else it was removed meanwhile
            replace_file(path, row[0])

    def _folder(self) -> Path:
        with self._lock:
            if self._copies is None:
                self._copies = Path(tempfile.mkdtemp(prefix="footnote-originals-"))
                # At the latest with the process: a bot is never closed.
                weakref.finalize(self, shutil.rmtree, self._copies, ignore_errors=True)
            return self._copies

    def clean(self) -> None:
        """Do nothing: the database deletes originals with their documents."""

    def check_integrity(self) -> None:
        """Read every original that is kept.

        Raises:
            OriginalDamagedError: the first one that was altered.
        """
        with self._database.reading() as db:
            keys = db.execute(
                "SELECT key, title, sha256 FROM originals JOIN documents ON key = document"
            ).fetchall()
            for key, title, sha256 in keys:
                rows = db.execute(
                    "SELECT content FROM originals WHERE document = %s", [key], binary=True
                ).fetchall()
                if any(hashlib.sha256(content).hexdigest() != sha256 for (content,) in rows):
                    raise OriginalDamagedError(
                        f"The original of {title!r} in {self._database.name} was altered. Remove "
                        "the document and index the file again; the index works without it."
                    )
