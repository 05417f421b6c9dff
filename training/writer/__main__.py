"""Trains the writer, in one command that can be interrupted at any time and given again."""

import json
import random
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from transformers import LlamaForCausalLM

from qa.llms.llama_cpp import LlamaCppLLM
from qa.weights.published import hash_file
from training.data.documents import load_documents
from training.writer.batching import BatchEncoder
from training.writer.examples import AnsweredQuestion, WriterExample, list_questions
from training.writer.export import export_adapter
from training.writer.loop import WriterTrainer
from training.writer.measure import measure, write_with_llm, write_with_network
from training.writer.readings import load_findings
from training.writer.tables import load_table_questions
from training.writer.weights import BaseModel

MEASURED = 40
"""Development questions that the log's figures are of."""

MEASURE_EVERY = 80

STEPS = 320
"""Batches: four fifths of an epoch."""

_MOST_WRITTEN = 60


def main(
    public: Annotated[Path, typer.Argument(help="Folder of the public reading sets.")],
    model: Annotated[Path, typer.Argument(help="GGUF file that is adapted.")],
    work: Annotated[Path, typer.Option(help="Where checkpoint, log and adapter are kept.")],
    steps: Annotated[int, typer.Option(help="Batches that it learns from.")] = STEPS,
    seed: Annotated[int, typer.Option(help="Of order, examples and initial weights.")] = 0,
) -> None:
    """Train the adapter, or go on where an earlier run stopped; export and measure it."""
    work.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    train, dev = (_load_questions(split, work) for split in ("train", "dev"))
    taught = [question for question in train if question.is_faithful]
    tables = list(load_table_questions(public / "tables.jsonl.gz"))
    sample = rng.sample([question for question in dev if question.ask()], MEASURED)
    base = BaseModel(model)
    encoder = BatchEncoder(base)

    def draw(rng: random.Random) -> list[WriterExample]:
        return [
            *(question.draw(rng) for question in taught),
            *(question.draw() for question in tables),
        ]

    def measure_network(network: LlamaForCausalLM) -> dict[str, float]:
        return measure(partial(write_with_network, network, encoder), sample)

    trainer = WriterTrainer(base.load_network(), encoder, work, measure_network, seed)
    trainer.run(draw, steps, MEASURE_EVERY)
    adapter = work / "adapter.gguf"
    export_adapter(trainer.network, base, adapter)
    llm = LlamaCppLLM(model, _MOST_WRITTEN, adapter)
    figures = measure(partial(write_with_llm, llm), dev)
    typer.echo(json.dumps({"sha256": hash_file(adapter), **figures}, indent=2))


def _load_questions(split: str, work: Path) -> list[AnsweredQuestion]:
    documents = load_documents(split)
    findings = load_findings(documents, work / f"findings.{split}.jsonl")
    return list(list_questions(documents, findings))


if __name__ == "__main__":
    typer.run(main)
