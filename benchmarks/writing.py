"""What an answer costs that an LLM writes: ``python -m benchmarks.writing``.

First what Footnote adds to the model: retrieving, checking and reading, for the questions of the
sample, with drafts of three statements of which one cites the wrong sentence. Then the built-in
reader beside a transformers model of the architecture of Qwen2.5-0.5B that writes 64 tokens over
the same passages. Its weights are random, which are as fast as trained ones; its tokenizer is
learned from our own documents, and cuts English into about as many tokens.
"""

import re
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import torch
from llama_index.core.base.llms.types import CompletionResponse, CompletionResponseGen, LLMMetadata
from llama_index.core.llms import CustomLLM
from llama_index.core.llms.callbacks import llm_completion_callback
from rich.console import Console
from rich.table import Table
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

from data import QUESTIONS, SAMPLE
from qa import DocumentQA, Drafted, Settings
from qa.evaluation.formats import read
from qa.llms.local import TransformersLLM
from training.data.documents import documents

ASKED, ASKED_OF_MODEL, WRITTEN = 60, 3, 64
_WORDS, _END = 30_000, "<|endoftext|>"
_TEMPLATE = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant:"


class Quoting(CustomLLM):
    """Writes three of the sentences that it is given, the second with the wrong number."""

    @property
    def metadata(self) -> LLMMetadata:
        """As of a small model."""
        return LLMMetadata(context_window=8_192, is_chat_model=True, model_name="quoting")

    @llm_completion_callback()
    def complete(self, prompt: str, **_: Any) -> CompletionResponse:
        """All at once."""
        found = re.findall(r"^\[S(\d+)\] (.+)$", prompt, re.MULTILINE)[:3]
        numbers = [number for number, _ in found]
        numbers[1:2] = numbers[:1]
        text = " ".join(f"{text} [S{n}]" for (_, text), n in zip(found, numbers, strict=True))
        return CompletionResponse(text=text)

    @llm_completion_callback()
    def stream_complete(self, prompt: str, **_: Any) -> CompletionResponseGen:
        """Word by word."""
        for word in self.complete(prompt).text.split(" "):
            yield CompletionResponse(text=word, delta=f"{word} ")


def beside_the_model(console: Console) -> None:
    """Print what retrieving, checking and reading take, and what delays the first token."""
    bot = DocumentQA.from_files(SAMPLE, llm=Quoting())
    stages: dict[str, list[float]] = {}
    for question in [q.question for q in read(QUESTIONS).questions][:ASKED]:
        begin = time.perf_counter()
        first = None
        for event in bot.stream(question):
            if first is None and isinstance(event, Drafted):
                first = time.perf_counter() - begin
        timings = bot.ask(question).timings
        timings["all but writing"] = timings.pop("total") - timings.pop("write")
        for stage, seconds in {**timings, "until the first token": first or 0.0}.items():
            stages.setdefault(stage, []).append(seconds)
    table = Table(title=f"beside the model, {ASKED} questions of the sample, ms")
    for heading in ("", "median", "p95"):
        table.add_column(heading, justify="right" if heading else "left")
    for stage, values in stages.items():
        high = sorted(values)[int(0.95 * len(values))]
        table.add_row(stage, f"{1000 * median(values):.0f}", f"{1000 * high:.0f}")
    console.print(table)


def random_qwen(folder: Path) -> Path:
    """Save a model of Qwen2.5-0.5B's architecture, with random weights."""
    learned = Tokenizer(models.BPE())
    learned.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    learned.decoder = decoders.ByteLevel()
    texts = [document.text for document, _ in documents("train")]
    learned.train_from_iterator(
        texts, trainers.BpeTrainer(vocab_size=_WORDS, special_tokens=[_END], show_progress=False)
    )
    tokenizer: Any = PreTrainedTokenizerFast(tokenizer_object=learned, eos_token=_END)  # type: ignore[no-untyped-call]
    tokenizer.chat_template = _TEMPLATE
    tokenizer.save_pretrained(folder)
    config = Qwen2Config(
        vocab_size=151_936, hidden_size=896, intermediate_size=4_864, num_hidden_layers=24,
        num_attention_heads=14, num_key_value_heads=2, max_position_embeddings=32_768,
        tie_word_embeddings=True,
        bos_token_id=None, eos_token_id=151_935,
    )  # fmt: skip
    torch.manual_seed(0)
    Qwen2ForCausalLM(config).save_pretrained(folder)
    return folder


def beside_the_reader(console: Console) -> None:
    """Print how long a small LLM writes for each answer that the built-in reader gives."""
    questions = [q.question for q in read(QUESTIONS).questions][:ASKED_OF_MODEL]
    reader = DocumentQA.from_files(SAMPLE, settings=Settings(llm=""))
    with tempfile.TemporaryDirectory() as folder:
        llm = TransformersLLM(str(random_qwen(Path(folder))), most_written=WRITTEN)
    writer = DocumentQA(reader.index, llm=llm)
    table = Table(title=f"the built-in reader beside Qwen2.5-0.5B's size, {WRITTEN} tokens, s")
    for heading in ("question", "reader", "LLM", "times"):
        table.add_column(heading, justify="right" if heading != "question" else "left")
    reader.ask(questions[0])
    for question in questions:
        seconds = []
        for bot in (reader, writer):
            begin = time.perf_counter()
            bot.ask(question)
            seconds.append(time.perf_counter() - begin)
        reading, writing = seconds
        table.add_row(question, f"{reading:.3f}", f"{writing:.1f}", f"{writing / reading:.0f}")
    console.print(table)


def main() -> None:
    """Print both tables."""
    console = Console(width=110)
    beside_the_model(console)
    beside_the_reader(console)


if __name__ == "__main__":
    main()
