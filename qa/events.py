"""Events of a stream: the steps on the way to an answer, and the answer itself."""

from dataclasses import dataclass

from index import Evidence
from qa.answer import Answer
from qa.errors import LLMError


@dataclass(frozen=True, slots=True)
class Working:
    """Sign of life while a model has nothing to show yet."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Passages that are being read, and the query that found them."""

    search_query: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words that the reader found, as an answer; an LLM is about to put them into sentences."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Drafted:
    """More of a written answer, without markers and not checked yet."""

    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """Last event of a stream."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Failed:
    """Last event of a stream in which the LLM stopped; what was drafted is no answer."""

    error: LLMError


@dataclass(frozen=True, slots=True)
class Discarded:
    """Sign that what was drafted so far didn't hold."""


Event = Working | Retrieved | Quoted | Drafted | Discarded | Answered | Failed
"""``Retrieved``; if an LLM writes, ``Quoted``, ``Drafted`` text; then ``Answered`` or ``Failed``.

``Working`` comes wherever a model takes its time. What is ``Discarded`` is drafted anew, or
the words found are the answer.
"""
