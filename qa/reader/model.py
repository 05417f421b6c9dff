"""The reader's network in ONNX Runtime, each passage of a question on a core of its own."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import FootnoteError
from index.onnx import InferenceSession, SessionOptions
from qa.reader import ReadingPassage
from qa.reader.inputs import InputEncoder, Inputs

Array = NDArray[np.float32]

KINDS = ("span", "list", "yes", "no")
"""Outputs of the network for a passage, in order: what the answer in it is made of."""

LOWER, UPPER = "lower.onnx", "upper.onnx"
"""The two halves of the network: embeddings and the first layers, the other layers and heads."""


class ReaderModelError(FootnoteError):
    """The reader's weights can't be loaded, or aren't those of this version."""


@dataclass(frozen=True, slots=True)
class LowerStates:
    """Hidden states of ``n`` passages after the lower half of the network.

    Attributes:
        question: what is asked, a follow-up behind what it follows.
        passages: what is read.
        inputs: the tokens that went in, padded to the longest passage.
        hidden: of each passage the states of its tokens, shape ``(1, tokens, width)``.
    """

    question: str
    passages: Sequence[ReadingPassage]
    inputs: Inputs
    hidden: Sequence[Array]


class LowerHalf:
    """Reads passages with a question as far as is needed to choose among them.

    A passage by itself on one core is faster than all of them in a batch on all cores: nothing
    is padded, and no core waits for another after each operator.

    Args:
        folder: holds both halves, as ``training.reader.export`` writes them.
        sha256: of each of the two files, by its name.

    Attributes:
        cores: where passages are read, each on one.

    Raises:
        ReaderModelError: the file isn't there, or is another.
    """

    def __init__(self, folder: Path, sha256: Mapping[str, str]) -> None:
        self._encoder = InputEncoder()
        self._lower = _load_half(folder / LOWER, sha256)
        self.cores = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="reader")

    def read_lower(self, question: str, passages: Sequence[ReadingPassage]) -> LowerStates:
        """Read all passages with the lower half.

        Args:
            question: what is asked, a follow-up behind what it follows.
            passages: what is read.
        """
        inputs = self._encoder.encode_passages(question, passages)

        def hidden(row: int) -> Array:
            tokens = slice(int(inputs.mask[row].sum()))
            fed = {"ids": inputs.ids[[row], tokens], "types": inputs.types[[row], tokens]}
            (states,) = self._lower.run(["hidden"], fed)
            return np.asarray(states)

        states = list(self.cores.map(hidden, range(len(passages))))
        return LowerStates(question, passages, inputs, states)


class ReaderModel(LowerHalf):
    """Reads passages with a question: all by the lower half, some of them by the upper half too.

    Arguments and errors are those of ``LowerHalf``.
    """

    def __init__(self, folder: Path, sha256: Mapping[str, str]) -> None:
        super().__init__(folder, sha256)
        self._upper = _load_half(folder / UPPER, sha256)

    def read_upper(self, lower: LowerStates, rows: Sequence[int]) -> tuple[Inputs, Array, Array]:
        """Read some of the passages to the end.

        Args:
            lower: states of all of them.
            rows: the ``n`` that are read.

        Returns:
            Their inputs; token logits, shape ``(n, t, 3)``: the answer begins here, ends here,
            has this token inside; kind logits, shape ``(n, 4)``.
        """

        def logits(row: int) -> tuple[Array, Array]:
            tokens, kinds = self._upper.run(["tokens", "kinds"], {"hidden": lower.hidden[row]})
            return np.asarray(tokens), np.asarray(kinds)

        inputs = lower.inputs.rows(rows)
        return inputs, *join_logits(inputs, self.cores.map(logits, rows))


class Model(Protocol):
    """A network that reads passages; as ``ReaderModel`` does."""

    def read_lower(self, question: str, passages: Sequence[ReadingPassage]) -> LowerStates:
        """Read all passages as far as is needed to choose among them."""

    def read_upper(self, lower: LowerStates, rows: Sequence[int]) -> tuple[Inputs, Array, Array]:
        """Read some of the passages to the end."""


LoadModel = Callable[[Path, Mapping[str, str]], Model]
"""Loads the network in a folder, given the SHA-256 of its files by their names."""


def join_logits(inputs: Inputs, logits: Iterable[tuple[Array, Array]]) -> tuple[Array, Array]:
    """Join the logits of tokens and kinds of each passage, padded as the inputs are."""
    tokens = np.zeros((*inputs.ids.shape, 3), dtype=np.float32)
    all_kinds = []
    for place, (of_row, kinds) in enumerate(logits):
        tokens[place, : of_row.shape[1]] = of_row[0]
        all_kinds.append(kinds)
    return tokens, np.concatenate(all_kinds)


def _load_half(path: Path, sha256: Mapping[str, str]) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = 1
    return InferenceSession(
        read_checked(path, sha256[path.name]),
        options,
        providers=["CPUExecutionProvider"],
        # The fused operator of this name is slower than the three that it stands for.
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def read_checked(path: Path, sha256: str) -> bytes:
    """Read a file that belongs to this version.

    Raises:
        ReaderModelError: it isn't there, or is another.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReaderModelError(
            f"The reader's weights {path} can't be read: {error.strerror}. Install Footnote again."
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    if digest != sha256:
        raise ReaderModelError(
            f"The reader's weights {path} have SHA-256 {digest}, not {sha256}. "
            "Install Footnote again."
        )
    return content
