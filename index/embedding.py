"""Embedding models: what the index needs of one, and those of the sentence-transformers library."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import FootnoteError

Vector = NDArray[np.float32]
"""One vector, shape ``(d,)``."""

Matrix = NDArray[np.float32]
"""One vector a row, shape ``(n, d)``."""

_SHARED_FROM = 4
"""Below this many texts one thread is faster: waiting for a busy core takes 30 times as long."""


class EmbedderError(FootnoteError):
    """Embedding model that can't be loaded, isn't the published one, or makes no numbers."""


class Embedder(Protocol):
    """An embedding model, as far as the index needs it."""

    @property
    def name(self) -> str:
        """Name of the model: an index is opened again only with the model that built it."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Return a vector of unit length for each text, shape ``(len(texts), dimension)``."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, without the special ones that frame it."""


def embed_finite(embedder: Embedder, texts: Sequence[str]) -> Matrix:
    """Embed texts, and hold that the vectors are numbers: with others every ranking is chance.

    Raises:
        EmbedderError: they aren't.
    """
    vectors = embedder.embed(texts)
    if not np.isfinite(vectors).all():
        raise EmbedderError(
            f"The embedding model {embedder.name!r} makes vectors that are no numbers. Install "
            "Footnote again, or choose another model (FOOTNOTE_EMBEDDER)."
        )
    return vectors


def average(vectors: Matrix) -> Vector:
    """Return the mean of the rows, of unit length."""
    mean = vectors.mean(axis=0)
    return np.asarray(mean / max(np.linalg.norm(mean), 1e-12), dtype=np.float32)


class SentenceTransformerEmbedding:
    """A model of the sentence-transformers library.

    Args:
        name: of a model that the library knows, or a folder with one.

    Attributes:
        name: the same.

    Raises:
        EmbedderError: the model can't be loaded.
    """

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer  # seconds to import
        from threadpoolctl import ThreadpoolController

        self.name = name
        self._threads = ThreadpoolController()
        try:
            with _no_progress_bar():
                self._model = SentenceTransformer(name)
        except (OSError, ValueError) as error:
            raise EmbedderError(
                f"The embedding model {name!r} can't be loaded: {error} Give the name or folder "
                "of a sentence-transformers model in FOOTNOTE_EMBEDDER, or leave it out for the "
                "one that comes with Footnote."
            ) from error

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Embed texts, with the prompt that the model is made for, if any."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        few = len(texts) < _SHARED_FROM
        # The limit is OpenMP's for the thread that sets it: no other thread is slowed down.
        with self._threads.limit(limits=1, user_api="openmp") if few else nullcontext():
            vectors = self._model.encode(
                list(texts),
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return np.asarray(vectors, dtype=np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, without the special ones that frame it."""
        if not texts:
            return []
        encoded = self._model.tokenizer(
            list(texts), add_special_tokens=False, truncation=False, verbose=False
        )
        return [len(ids) for ids in encoded["input_ids"]]


@contextmanager
def _no_progress_bar() -> Iterator[None]:
    """Hide the progress bar that transformers shows for a tenth of a second's work."""
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]
