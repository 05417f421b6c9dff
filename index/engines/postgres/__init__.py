"""The engine that several machines share: PostgreSQL with pgvector, of the extra ``postgres``."""

from index.embedding import Embedder
from index.storage import Storage, StorageError


def open_storage(address: str, embedder: Embedder, max_original_bytes: int) -> Storage:
    """Open an ``index.engines.postgres.storage.PostgresStorage``.

    Raises:
        StorageError: as that, or the extra isn't installed.
    """
    try:
        from index.engines.postgres.storage import PostgresStorage
    except ImportError as error:
        raise StorageError(
            "An index in PostgreSQL needs psycopg, which isn't installed. Install it: "
            'pip install "footnote-qa[postgres]"'
        ) from error
    return PostgresStorage(address, embedder, max_original_bytes)
