"""Stages of training, and the recipes made of them."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice

from training.data.windows import Example


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the training with one mix of data and one learning-rate schedule.

    Attributes:
        name: what the log calls it.
        parts: sets of examples, each with how many of it are in a batch.
        epochs: passes over the first set, not always a whole number. The other sets are repeated
            as often as it takes.
        windows: most windows an example.
        rate: the highest learning rate; it falls to ``floor`` times that, on a straight line.
        floor: share of the rate that is left in the end.
        init_from: names of stages whose averaged weights it begins with, with a fresh optimiser.
            Without any it goes on from the stage before it.
        teachers: names of stages whose networks' mean logits it learns beside the gold labels of
            prose; of tables they know nothing.
        upper_only: whether the lower half of the network keeps its weights.
    """

    name: str
    parts: Sequence[tuple[Sequence[Example], int]]
    epochs: float
    windows: int
    rate: float
    floor: float = 0.0
    init_from: Sequence[str] = ()
    teachers: Sequence[str] = ()
    upper_only: bool = False

    @property
    def annealed(self) -> bool:
        """True if the learning rate falls to zero, so that the stage ends with usable weights."""
        return self.floor == 0

    @property
    def steps(self) -> int:
        """Number of batches in all epochs."""
        examples, size = self.parts[0]
        return int(self.epochs * (len(examples) // size))

    def batches(self, seed: int) -> Iterator[list[Example]]:
        """Yield the batches in the order of this seed."""
        parts = [self._repeat_part(seed, number) for number in range(len(self.parts))]
        batches = (list(chain(*chosen)) for chosen in zip(*parts, strict=True))
        return islice(batches, self.steps)

    def _repeat_part(self, seed: int, number: int) -> Iterator[list[Example]]:
        examples, size = self.parts[number]
        for epoch in count():
            order = list(range(len(examples)))
            random.Random(f"{seed} {self.name} {number} {epoch}").shuffle(order)
            for begin in range(0, len(order) - size + 1, size):
                yield [examples[i] for i in order[begin : begin + size]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Stages in their order; the reader gets the averaged weights of those in ``shipped``."""

    stages: Sequence[Stage]
    shipped: Sequence[str]


def make_thorough_recipe(
    paragraphs: Sequence[Example], sentences: Sequence[Example], documents: Sequence[Example]
) -> Recipe:
    """Make the recipe for a GPU: four readers, and a fifth that is distilled from them.

    Args:
        paragraphs: the passage sets.
        sentences: QAMR.
        documents: our own documents.
    """
    public = [(paragraphs, 96), (sentences, 32), (documents, 8)]
    own = [(documents, 48), (paragraphs, 14), (sentences, 2)]
    readers = [
        Stage(f"reader {number}", own, epochs, windows=6, rate=rate, init_from=["public"])
        for number, (epochs, rate) in enumerate(
            [(1.7, 3e-4), (2.1, 2e-4), (2.4, 3e-4), (2.2, 2e-4)], start=1
        )
    ]
    names = [reader.name for reader in readers]
    student_parts = [(documents, 48), (paragraphs, 24), (sentences, 4)]
    student = Stage(
        "student",
        student_parts,
        epochs=4.0,
        windows=6,
        rate=2.5e-4,
        init_from=names,
        teachers=names,
    )
    first = Stage("public", public, epochs=2.4, windows=4, rate=4e-4)
    return Recipe([first, *readers, student], ["student"])


def make_brief_recipe(
    paragraphs: Sequence[Example],
    sentences: Sequence[Example],
    documents: Sequence[Example],
    hard: Sequence[Example],
) -> Recipe:
    """Make the recipe for two CPU cores, an afternoon: from easy to hard examples, twice.

    Args:
        paragraphs: a part of the passage sets, of which each stage takes a half.
        sentences: a part of QAMR.
        documents: our own documents.
        hard: those of them that the network finds hardest.
    """
    half = len(paragraphs) // 2
    first, second = paragraphs[:half], paragraphs[half:]
    return Recipe(
        [
            Stage("sentences", [(sentences, 64)], 1, windows=1, rate=3e-4, floor=1.0),
            Stage("paragraphs", [(first, 32)], 1, windows=1, rate=3e-4, floor=0.5),
            Stage("documents", [(documents, 16)], 1.2, windows=2, rate=2e-4, floor=0.3),
            Stage("hard documents", [(hard, 16)], 1, windows=2, rate=6e-5),
            Stage("more paragraphs", [(second, 32)], 1, windows=1, rate=2e-4, floor=0.5),
            Stage("all documents", [(documents, 16)], 0.9, windows=2, rate=2e-4),
        ],
        ["hard documents", "all documents"],
    )


SHIPPED = "shipped"
"""Name that the weights are kept under which the recipes for a trained reader begin with."""


def make_tables_recipe(
    documents: Sequence[Example],
    paragraphs: Sequence[Example],
    tables: Sequence[tuple[Sequence[Example], int]],
) -> Recipe:
    """Make the recipe that teaches a trained reader tables, for two CPU cores and about an hour.

    Args:
        documents: a part of our own documents.
        paragraphs: a part of the passage sets.
        tables: sets of questions on tables, each with how many of it are in a batch.
    """
    parts = [(documents, 4), *tables, (paragraphs, 1)]
    return _make_further_recipe("tables", parts, epochs=0.22, rate=1.5e-4)


def make_structured_recipe(
    structured: Sequence[Example],
    documents: Sequence[Example],
    paragraphs: Sequence[Example],
    tables: Sequence[Example],
) -> Recipe:
    """Make the recipe that teaches a trained reader forms, lists, clauses and chats.

    Args:
        structured: questions on our own documents that aren't prose.
        documents: a part of our own documents.
        paragraphs: a part of the passage sets.
        tables: questions on tables.
    """
    parts = [(structured, 6), (documents, 2), (tables, 1), (paragraphs, 1)]
    return _make_further_recipe("structured", parts, epochs=2, rate=2e-4)


def _make_further_recipe(
    name: str, parts: Sequence[tuple[Sequence[Example], int]], epochs: float, rate: float
) -> Recipe:
    """Make a recipe of one stage that trains the shipped reader further.

    It is its own teacher of prose, and its weights are averaged with those that it began with, so
    that it forgets little. Its lower half stays as it is: that spares a third of the time, and
    passages are pruned as before.
    """
    stage = Stage(
        name,
        parts,
        epochs,
        windows=2,
        rate=rate,
        init_from=[SHIPPED],
        teachers=[SHIPPED],
        upper_only=True,
    )
    return Recipe([stage], [SHIPPED, stage.name])


def make_base_recipe(
    documents: Sequence[Example],
    paragraphs: Sequence[Example],
    sentences: Sequence[Example],
    tables: Sequence[Example],
    shorten: Callable[[Sequence[Example]], list[Example]],
) -> Recipe:
    """Make the recipe for the base-size reader on two CPU cores: from short windows to whole ones.

    No example of documents or paragraphs is in two stages. Each stage is annealed, so that
    training can end after any of them.

    Args:
        documents: our own documents, the hard kinds of questions more often.
        paragraphs: a part of the passage sets.
        sentences: a part of QAMR.
        tables: questions on tables.
        shorten: cuts windows short.
    """
    own, prose = iter(documents), iter(paragraphs)

    def take(examples: Iterator[Example], size: int) -> list[Example]:
        return list(islice(examples, size))

    def mix(name: str, steps: int, rate: float) -> Stage:
        parts = [(take(own, 6 * steps), 6), (take(prose, 3 * steps), 3), (tables, 1)]
        return Stage(name, parts, epochs=1, windows=2, rate=rate)

    begin = Stage(
        "short paragraphs",
        [(shorten(take(prose, 2_800)), 8), (sentences, 16)],
        epochs=1,
        windows=1,
        rate=6e-4,
    )
    short_parts = [(shorten(take(own, 3_200)), 8), (shorten(take(prose, 1_600)), 4), (tables, 1)]
    short = Stage("short documents", short_parts, epochs=1, windows=2, rate=5e-4)
    sizes = {"documents": 500, "more documents": 600, "all documents": 950}
    stages = [begin, short, *(mix(name, steps, 4e-4) for name, steps in sizes.items())]
    return Recipe(stages, [stages[-1].name])
