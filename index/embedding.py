"""Embedding models, as LlamaIndex embeddings that also speak numpy."""

import logging
from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray
from pydantic import PrivateAttr

from index.errors import EmbedderError

_SHARED_FROM = 4
"""Fewer texts are no work to share: a thread that waits for a busy core takes 30 times as long."""


class Embedding(BaseEmbedding):
    """An ``index.index.Embedder`` that any LlamaIndex application can use too."""

    @property
    def name(self) -> str:
        """The model's name, as the index remembers it."""
        return self.model_name

    @property
    @abstractmethod
    def dimension(self) -> int:
        """Length of a vector."""

    @abstractmethod
    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts.

        Returns:
            Array of shape ``(len(texts), dimension)``, float32, each row of unit length.
        """

    @abstractmethod
    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, the special tokens that frame every input left out."""

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.embed(texts).tolist()
        return vectors

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


class SentenceTransformerEmbedding(Embedding):
    """A model of the sentence-transformers library.

    Args:
        name: of a model that the library knows, or a folder with one.

    Raises:
        EmbedderError: the model can't be loaded.
    """

    _model: Any = PrivateAttr()
    _cores: int = PrivateAttr()

    def __init__(self, name: str) -> None:
        super().__init__(model_name=name)
        # Loading prints a progress bar for a tenth of a second's work.
        logging.getLogger("transformers").setLevel(logging.ERROR)
        import torch
        from sentence_transformers import SentenceTransformer  # seconds to import
        from transformers.utils.logging import disable_progress_bar

        self._cores = torch.get_num_threads()
        disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
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

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts, with the prompt that the model is made for, if any."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        import torch

        # Set back to what it was when the model was loaded, not to what it is now: that may be
        # the 1 of another thread that is embedding a question.
        torch.set_num_threads(1 if len(texts) < _SHARED_FROM else self._cores)
        try:
            vectors = self._model.encode(
                list(texts),
                normalize_embeddings=True,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        finally:
            torch.set_num_threads(self._cores)
        return np.asarray(vectors, dtype=np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, the special tokens that frame every input left out."""
        if not texts:
            return []
        encoded = self._model.tokenizer(
            list(texts), add_special_tokens=False, truncation=False, verbose=False
        )
        return [len(ids) for ids in encoded["input_ids"]]
