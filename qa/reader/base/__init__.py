"""The base-size reader's network: MPNet reads what the small reader's lower half has chosen."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from index.onnx import InferenceSession, OrtValue, SessionOptions
from qa.reader import ReadingPassage
from qa.reader.base.weights import ADAPTER, MPNET_FILE, prepare_weights
from qa.reader.card import read_card
from qa.reader.inputs import MPNET, InputEncoder, Inputs
from qa.reader.model import Array, LowerHalf, LowerStates, join_logits, read_checked
from qa.reader.spanreader import FOLDER as SMALL

GRAPH = "graph.onnx"
"""The network without its weights, as ``training.reader.graph`` writes it."""


class BaseReaderModel:
    """Reads passages with a question: all by the small reader's lower half, some by MPNet.

    Args:
        lower: the small reader's lower half.
        graph: the network.
        weights: file of its weights, as ``qa.reader.base.weights`` prepares it.
    """

    def __init__(self, lower: LowerHalf, graph: bytes, weights: Path) -> None:
        self._lower = lower
        self._encoder = InputEncoder(MPNET)
        self._session = _start_session(graph, weights)

    def read_lower(self, question: str, passages: Sequence[ReadingPassage]) -> LowerStates:
        """Read all passages with the small reader's lower half, by which some are chosen."""
        return self._lower.read_lower(question, passages)

    def read_upper(self, lower: LowerStates, rows: Sequence[int]) -> tuple[Inputs, Array, Array]:
        """Read some of the passages; arguments and outputs are those of ``ReaderModel``."""
        inputs = self._encoder.encode_passages(lower.question, [lower.passages[r] for r in rows])

        def logits(row: int) -> tuple[Array, Array]:
            ids = inputs.ids[[row], : int(inputs.mask[row].sum())]
            tokens, kinds = self._session.run(["tokens", "kinds"], {"ids": ids})
            return np.asarray(tokens), np.asarray(kinds)

        return inputs, *join_logits(inputs, self._lower.cores.map(logits, range(len(rows))))


def load_base_model(
    cache_folder: Path, progress: Callable[[float], None], folder: Path, sha256: Mapping[str, str]
) -> BaseReaderModel:
    """Load MPNet with the adapter in a folder; its weights are prepared the first time.

    Args:
        cache_folder: of the settings.
        progress: told the share of the preparation that is done.
        folder: holds the graph and the adapter.
        sha256: of each of the two, by its name.

    Raises:
        ReaderModelError: a file in the folder isn't there, or is another.
        WeightsUnavailableError: all-mpnet-base-v2 isn't installed, or is damaged.
    """
    graph, adapter = (read_checked(folder / name, sha256[name]) for name in (GRAPH, ADAPTER))
    weights = prepare_weights(MPNET_FILE, adapter, cache_folder, progress)
    lower = LowerHalf(SMALL, read_card(SMALL)["sha256"])
    return BaseReaderModel(lower, graph, weights)


def _start_session(graph: bytes, weights: Path) -> InferenceSession:
    """Return the network with its weights, ready to run a passage on a core."""
    options = SessionOptions()
    options.intra_op_num_threads = 1
    tensors = load_file(weights)
    values = [OrtValue.ortvalue_from_numpy(tensor) for tensor in tensors.values()]
    options.add_external_initializers(list(tensors), values)
    return InferenceSession(graph, options, providers=["CPUExecutionProvider"])
