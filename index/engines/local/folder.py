"""Folder of an index on disk: opening its two files, and checking that they belong together."""

from pathlib import Path

from index.engines.local.database import (
    MAKE_ROOM,
    START_AGAIN,
    IndexFolderError,
    IndexReadOnlyError,
)
from index.engines.local.store import SqliteStore
from index.engines.local.vectors import REPAIR, Stamp, Vectors
from index.files import make_private_folder, remove_leftovers
from index.storage import EmbedderMismatchError, IndexDamagedError

SQLITE_FILE = "footnote.sqlite"
FAISS_FILE = "vectors.faiss"


def open_store(folder: Path, embedder_name: str) -> SqliteStore:
    """Open the SQLite file of an index folder; both are made where there are none.

    Raises:
        StorageError: by its subtypes: the folder is read-only, half deleted, damaged, or of
            another version or embedding model.
    """
    try:
        make_private_folder(folder)
        remove_leftovers(folder / FAISS_FILE)
        is_half = (folder / FAISS_FILE).exists() and not (folder / SQLITE_FILE).exists()
    except OSError as error:
        raise IndexReadOnlyError(
            f"The index folder {folder} can't be made or read: {error.strerror}. "
            "Choose another (--folder or FOOTNOTE_CACHE_FOLDER)."
        ) from error
    path = folder / SQLITE_FILE
    if is_half:
        raise IndexDamagedError(f"{path} is missing, but not {FAISS_FILE} beside it. {START_AGAIN}")
    store = SqliteStore(path, embedder_name)
    built_with = store.embedder
    if built_with != embedder_name:
        store.close()
        raise EmbedderMismatchError(
            f"The index in {folder} was built with the embedder {built_with!r}, not with "
            f"{embedder_name!r}. Set FOOTNOTE_EMBEDDER={built_with}, or choose another folder."
        )
    return store


def load_vectors(folder: Path, store: SqliteStore, dimension: int) -> Vectors:
    """Load the FAISS file of an index folder; an empty one is made for an index that is new.

    Raises:
        IndexDamagedError: it is missing, altered, or belongs to another index.
        EmbedderMismatchError: its vectors don't have the embedder's length.
    """
    path = folder / FAISS_FILE
    try:
        vectors, stamp = Vectors.load(path)
    except FileNotFoundError as error:
        if store.generation:
            raise IndexDamagedError(f"{path} is missing. {REPAIR}") from error
        vectors, stamp = Vectors.empty(dimension), Stamp(store.index_id, 0)
        save_vectors(folder, vectors, stamp)
    except OSError as error:
        raise IndexFolderError(f"{path} can't be read: {error.strerror}.") from error
    if stamp.index_id != store.index_id or stamp.generation > store.generation:
        raise IndexDamagedError(f"{path} belongs to another index than {SQLITE_FILE}. {REPAIR}")
    if vectors.dimension != dimension:
        raise EmbedderMismatchError(
            f"{path} holds vectors of length {vectors.dimension}, the embedder makes "
            f"them of length {dimension}. Choose another folder."
        )
    return vectors


def save_vectors(folder: Path, vectors: Vectors, stamp: Stamp) -> None:
    """Save the FAISS file of an index folder.

    Raises:
        IndexFolderError: it can't be written; SQLite's file is the truth, so nothing is lost.
    """
    path = folder / FAISS_FILE
    try:
        vectors.save(path, stamp)
    except OSError as error:
        raise IndexFolderError(f"{path} can't be written: {error.strerror}. {MAKE_ROOM}") from error
