"""Windows of text that questions are asked of, and how they are cut."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Kind, Sentence
from index.block import CELL_SEPARATOR
from index.sentences import split_sentences
from qa.reader import Insertion

Offsets = tuple[int, int]
"""Half-open character offsets into a window's text."""

WINDOW_CHARACTERS = 500
"""Length of a window cut out of a public paragraph: enough to learn from, and fast."""


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of text with the parts of the answer that stand in it, by their numbers.

    ``insertions`` are the heads of a table's columns, as in ``ReadingPassage``.
    """

    heading: str
    text: str
    items: dict[int, Offsets]
    insertions: tuple[Insertion, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the windows that it is asked of, and the kind of its answer.

    Attributes:
        question: its text.
        kind: what is asked for, as the data says; ``"passage"`` in the public sets.
        yes_no: ``"yes"`` or ``"no"`` where that is the answer, else empty.
        windows: all windows of the document, or one of a public paragraph.
        before: for a follow-up, the question and answer that it follows, else empty.
        structured: whether the document is a form, a list or the like rather than prose.
    """

    question: str
    kind: str
    yes_no: str
    windows: tuple[Window, ...]
    before: str = ""
    structured: bool = False

    @property
    def answerable(self) -> bool:
        """True if any window answers."""
        return any(window.items for window in self.windows)

    @property
    def is_prose(self) -> bool:
        """True if no window is of a form, a list or a table."""
        return not self.structured and not any(
            CELL_SEPARATOR in window.text for window in self.windows
        )


def shorten(example: Example, characters: int, rng: random.Random) -> Example:
    """Cut the windows of prose to a few sentences, those with the answer among them.

    Args:
        example: what is shortened; windows of tables stay as they are.
        characters: length that they have at least, if they had it.
        rng: of the places.
    """
    windows = (
        w if CELL_SEPARATOR in w.text else _shorten_window(w, characters, rng)
        for w in example.windows
    )
    return replace(example, windows=tuple(windows))


def _shorten_window(window: Window, characters: int, rng: random.Random) -> Window:
    sentences = [s for s in split_sentences(window.text) if s.kind is Kind.SENTENCE]
    if not sentences:
        return window
    edges = [edge for span in window.items.values() for edge in span]
    answer = (min(edges), max(edges)) if edges else None
    start, end = choose_extent(sentences, answer, rng, characters)
    items = {item: (a - start, b - start) for item, (a, b) in window.items.items()}
    return Window(window.heading, window.text[start:end], items)


def choose_extent(
    sentences: Sequence[Sentence],
    answer: Offsets | None,
    rng: random.Random,
    characters: int = WINDOW_CHARACTERS,
) -> Offsets:
    """Choose a run of sentences with the answer at any place in it.

    Args:
        sentences: those of the text, at least one.
        answer: where it stands; without any, the place is chosen at random.
        rng: of the choice.
        characters: length that the run has at least, if there are enough sentences.
    """
    chosen = [
        i for i, s in enumerate(sentences) if answer and s.start < answer[1] and s.end > answer[0]
    ] or [rng.randrange(len(sentences))]
    first, last = chosen[0], chosen[-1]
    while sentences[last].end - sentences[first].start < characters:
        sides = [-1] * (first > 0) + [1] * (last + 1 < len(sentences))
        if not sides:
            break
        if rng.choice(sides) == -1:
            first -= 1
        else:
            last += 1
    start, end = sentences[first].start, sentences[last].end
    return (min(start, answer[0]), max(end, answer[1])) if answer else (start, end)
