"""Cost of an answer written by an LLM: ``python -m benchmarks.writing``.

First what Footnote adds to the model: retrieving, checking and reading, for the questions of the
sample, with drafts of three statements of which one cites the wrong sentence. Then the built-in
reader and a transformers model of the architecture of Qwen2.5-0.5B that writes 64 tokens over
the same passages. Its weights are random, which are as fast as trained ones; its tokenizer is
learned from our own documents, and cuts English into about as many tokens.
"""

import re
import tempfile
import time
from pathlib import Path
from typing import Any

import torch
from llama_index.core.base.llms.types import CompletionResponse, CompletionResponseGen, LLMMetadata
from llama_index.core.llms import CustomLLM
from llama_index.core.llms.callbacks import llm_completion_callback
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

from benchmarks.results import ResultTable, save
from benchmarks.timing import format_milliseconds, time_call
from data import QUESTIONS, SAMPLE
from qa import DocumentQA, Drafted, Settings
from qa.evaluation.formats import read_question_set
from qa.llms.local import TransformersLLM
from training.data.documents import load_documents

ASKED, ASKED_OF_MODEL, WRITTEN = 60, 3, 64
ADDED, FIRST_TOKEN = "all but writing", "until the first token"
_WORDS, _END = 30_000, "<|endoftext|>"
_TEMPLATE = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}assistant:"


class Quoting(CustomLLM):
    """Writes three of the sentences that it is given, the second with the wrong number."""

    @property
    def metadata(self) -> LLMMetadata:
        """Metadata of a small model."""
        return LLMMetadata(context_window=8_192, is_chat_model=True, model_name="quoting")

    @llm_completion_callback()
    def complete(self, prompt: str, **_: Any) -> CompletionResponse:
        """Write all at once."""
        sentences = re.findall(r"^\[S(\d+)\] (.+)$", prompt, re.MULTILINE)[:3]
        numbers = [number for number, _ in sentences]
        numbers[1:2] = numbers[:1]
        cited = zip(sentences, numbers, strict=True)
        text = " ".join(f"{text} [S{number}]" for (_, text), number in cited)
        return CompletionResponse(text=text)

    @llm_completion_callback()
    def stream_complete(self, prompt: str, **_: Any) -> CompletionResponseGen:
        """Write word by word."""
        for word in self.complete(prompt).text.split(" "):
            yield CompletionResponse(text=word, delta=f"{word} ")


def time_stages() -> dict[str, list[float]]:
    """Time what Footnote adds to a model that writes at once, and what delays the first token."""
    bot = DocumentQA.from_files(SAMPLE, llm=Quoting())
    stages: dict[str, list[float]] = {}
    for question in [q.question for q in read_question_set(QUESTIONS).questions][:ASKED]:
        begin = time.perf_counter()
        first = 0.0
        for event in bot.stream(question):
            if not first and isinstance(event, Drafted):
                first = time.perf_counter() - begin
        timings = bot.ask(question).timings
        timings[ADDED] = timings.pop("total") - timings.pop("write")
        for stage, seconds in {**timings, FIRST_TOKEN: first}.items():
            stages.setdefault(stage, []).append(seconds)
    return stages


def save_random_qwen(folder: Path) -> Path:
    """Save a model of Qwen2.5-0.5B's architecture, with random weights."""
    learned = Tokenizer(models.BPE())
    learned.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    learned.decoder = decoders.ByteLevel()
    texts = [record.document.text for record in load_documents("train")]
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


def time_llm() -> list[tuple[float, float]]:
    """Return the seconds of the built-in reader and of a small LLM for some questions."""
    questions = [q.question for q in read_question_set(QUESTIONS).questions][:ASKED_OF_MODEL]
    reader = DocumentQA.from_files(SAMPLE, settings=Settings(llm=""))
    with tempfile.TemporaryDirectory() as folder:
        llm = TransformersLLM(str(save_random_qwen(Path(folder))), most_written=WRITTEN)
    writer = DocumentQA(reader.index, llm=llm)
    reader.ask(questions[0])
    return [
        (
            time_call(lambda q=q: reader.ask(q)),  # type: ignore[misc]
            time_call(lambda q=q: writer.ask(q)),  # type: ignore[misc]
        )
        for q in questions
    ]


def main() -> None:
    """Measure and save."""
    stages, pairs = time_stages(), time_llm()
    ratios = sorted(writing / reading for reading, writing in pairs)
    longest = max(writing for _, writing in pairs)
    save(
        "writing",
        {
            "added to the model, an answer on the sample: median, 95th percentile": (
                format_milliseconds(stages[ADDED])
            ),
            "of that, before the first token: median, 95th percentile": (
                format_milliseconds(stages[FIRST_TOKEN])
            ),
            f"an LLM of Qwen2.5-0.5B's size that writes {WRITTEN} tokens, against the built-in "
            "reader": f"{ratios[0]:.0f}–{ratios[-1]:.0f} times as long ({longest:.0f} s)",
        },
        [
            ResultTable(
                f"Stages of an answer, {ASKED} questions of the sample",
                ("", "median, 95th percentile"),
                [(stage, format_milliseconds(seconds)) for stage, seconds in stages.items()],
            )
        ],
    )


if __name__ == "__main__":
    main()
