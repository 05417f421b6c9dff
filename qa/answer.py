"""``Answer``, ``Citation``, ``Evidence``: what every caller gets, whatever made the answer."""

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from index import Evidence
from index.errors import LLMError

__all__ = [
    "NO_ANSWER",
    "Answer",
    "Answered",
    "Citation",
    "Drafted",
    "Event",
    "Evidence",
    "Failed",
    "Retrieved",
    "Working",
    "removed",
    "without_markers",
]

NO_ANSWER = "The document doesn't say."
"""The text of every abstention."""

_MARKER = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True, slots=True)
class Citation:
    """A footnote: one sentence of a document, as a slice of its text.

    Always true: ``document.text[start:end] == quote``, half-open character offsets. In the text
    of the answer the citation stands as ``[marker]``. ``spans`` are the words in the quote that
    answer, half-open offsets into the document's text like the others.
    """

    marker: int
    document_id: str
    sentence: int
    start: int
    end: int
    quote: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with citations, or an abstention with none.

    Attributes:
        question: the question as it was asked.
        text: the answer with its markers, as in ``"It began on August 24. [1]"``; ``NO_ANSWER``
            when the document doesn't answer.
        citations: the sentences that the answer rests on, in order of their markers.
        evidence: the passages that were read, best first. After an abstention they are the
            closest passages, and no more than that.
        answered: False for an abstention; then ``citations`` is empty.
        confidence: probability, from 0 to 1, that the document answers with what was found.
        backend: what made the answer.
        searched_for: what was looked up, where a follow-up was made self-contained; else the
            question.
        timings: seconds by stage, and their ``total``.
        answerable: probability, from 0 to 1, that the document answers at all: what the decision
            to abstain is made by. 1 where that isn't judged.
        removed: the statements of a written answer that nothing in the document supports; they
            are no part of ``text``.
    """

    question: str
    text: str
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    answered: bool
    confidence: float
    backend: str
    searched_for: str
    timings: dict[str, float] = field(compare=False)
    answerable: float = 1.0
    removed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.answered != bool(self.citations):
            raise ValueError(
                f"answered={self.answered} with {len(self.citations)} citations: an answer has "
                "citations, an abstention has none"
            )

    @property
    def plain_text(self) -> str:
        """The text without its markers."""
        return without_markers(self.text)

    def to_dict(self) -> dict[str, Any]:
        """All fields by name, as JSON can hold them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Working:
    """A model is at work and has nothing to show for it yet."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What is being read."""

    searched_for: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """Some more of a written answer, without its markers; it hasn't been checked yet."""

    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The last event of a stream."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Failed:
    """The last event of a stream in which the LLM stopped; what was drafted is no answer."""

    error: LLMError


Event = Working | Retrieved | Drafted | Answered | Failed
"""What a stream consists of: ``Retrieved``, then ``Drafted`` text if an LLM writes, then either
``Answered`` or ``Failed``; ``Working`` wherever a model takes its time."""


def removed(count: int) -> str:
    """How one says that statements were struck out.

    >>> removed(1), removed(2)
    ('1 unsupported statement removed', '2 unsupported statements removed')
    """
    return f"{count} unsupported statement{'' if count == 1 else 's'} removed"


def without_markers(text: str) -> str:
    """A text without its footnote markers.

    >>> without_markers("It began on August 24. [1]")
    'It began on August 24.'
    """
    return _MARKER.sub("", text)
