"""FAISS: passage ids and their vectors, in memory and in one file that can vouch for itself."""

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.files import replace_file
from index.storage import IndexDamagedError, IndexVersionError

FORMAT = 1
"""Version of the vectors file."""

_MAGIC = b"FOOTNOTE"
_TRAILER = struct.Struct("<8sI16sQ32s")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Index that the vectors belong to, and its generation when they were saved.

    Attributes:
        index_id: 16 bytes.
        generation: number of changes that the index had seen.
    """

    index_id: bytes
    generation: int


class Vectors:
    """Unit vectors by passage id; the score of a search is their cosine with the query.

    The file is FAISS's own format, which ``faiss.read_index`` reads, and then a trailer: a magic
    word, the version of the format, the stamp, and the SHA-256 of everything before it.
    """

    def __init__(self, index: Any) -> None:  # an IndexIDMap2, which FAISS's reader calls Index
        self._index = index

    @classmethod
    def empty(cls, dimension: int) -> "Vectors":
        """Return no vectors, with room for some of this length."""
        # Exact search: 100,000 vectors take some 10 ms. Where that grows too slow, at about a
        # million, this line is the place for faiss.IndexHNSWFlat or an IVF index.
        return cls(faiss.IndexIDMap2(faiss.IndexFlatIP(dimension)))

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    @property
    def ids(self) -> NDArray[np.int64]:
        """Passage ids in the order of their addition, shape ``(n,)``."""
        return np.asarray(faiss.vector_to_array(self._index.id_map), dtype=np.int64)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def vector(self, passage_id: int) -> NDArray[np.float32]:
        """Return the vector of a passage, shape ``(dimension,)``; ``RuntimeError`` if unknown."""
        return np.asarray(self._index.reconstruct(passage_id), dtype=np.float32)

    def center(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Return the mean of these passages' vectors, shape ``(dimension,)``; zeros if none."""
        if not ids:
            return np.zeros(self.dimension, dtype=np.float32)
        every = self._index.index.reconstruct_n(0, len(self))
        return np.asarray(every[np.isin(self.ids, ids)].mean(axis=0), dtype=np.float32)

    def add(self, ids: Iterable[int], vectors: NDArray[np.float32]) -> None:
        """Add vectors of shape ``(n, dimension)`` under ``n`` ids that are not there yet."""
        if len(vectors):
            self._index.add_with_ids(
                np.ascontiguousarray(vectors, dtype=np.float32), np.fromiter(ids, dtype=np.int64)
            )

    def remove(self, ids: Iterable[int]) -> None:
        """Remove these ids; those that aren't there are passed over."""
        self._index.remove_ids(faiss.IDSelectorBatch(np.fromiter(ids, dtype=np.int64)))

    def search(
        self, query: NDArray[np.float32], k: int, among: Iterable[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return the ``k`` nearest passages to a unit vector of shape ``(dimension,)``.

        Args:
            query: the vector.
            k: how many.
            among: passages that are searched, if not all.

        Returns:
            Pairs of passage id and cosine, best first; fewer than ``k`` where there are fewer.
        """
        k = min(k, len(self))
        if k == 0:
            return []
        options = {}
        if among is not None:
            selector = faiss.IDSelectorBatch(np.fromiter(among, dtype=np.int64))
            options["params"] = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        scores, ids = self._index.search(query.reshape(1, -1), k, **options)
        nearest = zip(ids[0], scores[0], strict=True)
        return [(int(i), float(score)) for i, score in nearest if i >= 0]

    def save(self, path: Path, stamp: Stamp) -> None:
        """Write the file anew and put it in the old one's place in one step."""
        payload = faiss.serialize_index(self._index).tobytes()
        head = _TRAILER.pack(_MAGIC, FORMAT, stamp.index_id, stamp.generation, b"")[:-32]
        digest = hashlib.sha256(payload)
        digest.update(head)
        replace_file(path, payload, head + digest.digest())

    @classmethod
    def load(cls, path: Path) -> tuple["Vectors", Stamp]:
        """Read a file that ``save`` wrote.

        Raises:
            FileNotFoundError: there is no such file.
            IndexDamagedError: it is truncated or altered.
            IndexVersionError: its format is of another version.
        """
        content = path.read_bytes()
        payload, trailer = content[: -_TRAILER.size], content[-_TRAILER.size :]
        if len(trailer) < _TRAILER.size or not trailer.startswith(_MAGIC):
            raise IndexDamagedError(f"{path} is cut short or no vectors file. {REPAIR}")
        _, version, index_id, generation, digest = _TRAILER.unpack(trailer)
        if version != FORMAT:
            raise IndexVersionError(
                f"{path} has format {version}, this version of Footnote reads {FORMAT}. {REPAIR}"
            )
        if hashlib.sha256(memoryview(content)[:-32]).digest() != digest:
            raise IndexDamagedError(f"{path} was altered: its checksum doesn't fit. {REPAIR}")
        index = faiss.deserialize_index(np.frombuffer(payload, dtype=np.uint8))
        return cls(index), Stamp(index_id, generation)


REPAIR = (
    "`footnote index --repair --folder FOLDER` makes it again from the SQLite file beside it, "
    "without embedding anything."
)
"""What to do about a vectors file that can't be used."""
