"""The reader's network at work: ONNX Runtime, all passages of a question in one batch."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from index.errors import FootnoteError
from qa.reader.inputs import InputEncoder, Inputs

Array = NDArray[np.float32]


class ReaderModelError(FootnoteError):
    """The reader's weights can't be loaded, or aren't those of this version."""


class ReaderModel:
    """Reads passages with a question in mind.

    Args:
        path: the network, as ``qa.reader.training.export`` writes it.
        sha256: of that file.

    Raises:
        ReaderModelError: the file isn't there, or is another.
    """

    def __init__(self, path: Path, sha256: str) -> None:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise ReaderModelError(
                f"The reader's weights {path} can't be read: {error.strerror}. "
                "Install Footnote again."
            ) from error
        found = hashlib.sha256(content).hexdigest()
        if found != sha256:
            raise ReaderModelError(
                f"The reader's weights {path} have SHA-256 {found}, not {sha256}. "
                "Install Footnote again."
            )
        self._encoder = InputEncoder()
        self._session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])

    def __call__(
        self, question: str, passages: Sequence[tuple[str, str]]
    ) -> tuple[Inputs, Array, Array]:
        """Read all passages.

        Args:
            question: what is asked, a follow-up behind what it follows.
            passages: heading and text of each.

        Returns:
            What was read; token logits, shape ``(n, t, 3)``: the answer begins here, ends here,
            has this token inside; kind logits, shape ``(n, 4)``.
        """
        inputs = self._encoder.encode([question] * len(passages), passages)
        tokens, kinds = self._session.run(
            ["tokens", "kinds"], {"ids": inputs.ids, "mask": inputs.mask, "types": inputs.types}
        )
        return inputs, tokens, kinds
