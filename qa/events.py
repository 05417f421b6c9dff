"""What a stream consists of: the steps on the way to an answer, and the answer itself."""

from dataclasses import dataclass

from index import Evidence
from qa.answer import Answer
from qa.errors import LLMError


@dataclass(frozen=True, slots=True)
class Working:
    """A model is at work and has nothing to show for it yet."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The passages that are being read, and what they were looked up by."""

    search_query: str
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
"""``Retrieved``, then ``Drafted`` text if an LLM writes, then either ``Answered`` or ``Failed``;
``Working`` wherever a model takes its time."""
