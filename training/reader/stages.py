"""Stages of training, and the two recipes made of them: one for a GPU, one for an afternoon."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice

from training.data.passages import Question


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of training.

    Attributes:
        name: what the log calls it.
        parts: sets of questions, each with how many of it are in a batch.
        epochs: how many times each question of the first set is seen; the last time, a part of
            them if it is no whole number. The other sets go round as often as it takes.
        windows: most windows a question.
        rate: the highest learning rate; it falls to ``floor`` times that, on a straight line.
        floor: what is left of the rate in the end.
        begins: names of stages; it begins from the mean of the networks at their ends, with a
            fresh optimiser. Without any it goes on from the stage before it.
        teachers: names of stages; beside the right answers, what the networks at their ends make
            of the questions is learned, on average (Hinton et al. 2015,
            https://arxiv.org/abs/1503.02531).
    """

    name: str
    parts: Sequence[tuple[Sequence[Question], int]]
    epochs: float
    windows: int
    rate: float
    floor: float = 0.0
    begins: Sequence[str] = ()
    teachers: Sequence[str] = ()

    @property
    def settled(self) -> bool:
        """Whether the learning rate falls to nothing, so that its end is a finished network."""
        return self.floor == 0

    @property
    def steps(self) -> int:
        """Number of batches in all epochs."""
        questions, batch = self.parts[0]
        return int(self.epochs * (len(questions) // batch))

    def batches(self, seed: int) -> Iterator[list[Question]]:
        """The batches in the order of this seed."""
        endless = [self._endless(seed, number) for number in range(len(self.parts))]
        together = (list(chain(*batches)) for batches in zip(*endless, strict=True))
        return islice(together, self.steps)

    def _endless(self, seed: int, number: int) -> Iterator[list[Question]]:
        questions, batch = self.parts[number]
        for epoch in count():
            order = list(range(len(questions)))
            random.Random(f"{seed} {self.name} {number} {epoch}").shuffle(order)
            for begin in range(0, len(order) - batch + 1, batch):
                yield [questions[i] for i in order[begin : begin + batch]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Stages in their order; the reader is the mean of the networks at the ends of ``shipped``."""

    stages: Sequence[Stage]
    shipped: Sequence[str]


def thorough(
    paragraphs: Sequence[Question], sentences: Sequence[Question], documents: Sequence[Question]
) -> Recipe:
    """Four readers of whole documents, and a fifth that learns from them: minutes on a GPU.

    Args:
        paragraphs: the passage sets.
        sentences: QAMR.
        documents: our own documents.
    """
    public = [(paragraphs, 96), (sentences, 32), (documents, 8)]
    own = [(documents, 48), (paragraphs, 14), (sentences, 2)]
    readers = [
        Stage(f"reader {number}", own, epochs, windows=6, rate=rate, begins=["public"])
        for number, (epochs, rate) in enumerate(
            [(1.7, 3e-4), (2.1, 2e-4), (2.4, 3e-4), (2.2, 2e-4)], start=1
        )
    ]
    names = [reader.name for reader in readers]
    taught = [(documents, 48), (paragraphs, 24), (sentences, 4)]
    student = Stage(
        "student", taught, epochs=4.0, windows=6, rate=2.5e-4, begins=names, teachers=names
    )
    first = Stage("public", public, epochs=2.4, windows=4, rate=4e-4)
    return Recipe([first, *readers, student], ["student"])


def brief(
    paragraphs: Sequence[Question],
    sentences: Sequence[Question],
    documents: Sequence[Question],
    hard: Sequence[Question],
) -> Recipe:
    """From easy and plentiful to what the reader is for, twice: an afternoon on two CPU cores.

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
