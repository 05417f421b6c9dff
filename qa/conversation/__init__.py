"""Conversations: a follow-up to a question that can be searched for by itself."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from qa.answer import Answer
from qa.events import Answered, Event, Failed

REMEMBERED = 3
"""Answers and abstentions of a conversation that a question may refer back to."""


def contextual_queries(question: str, previous: str) -> list[str]:
    """Return the texts that a sentence has to be close to on average, to answer a follow-up.

    These are the question alone and the question behind what it follows: alone it lacks the
    referent; behind it, it is close to what has been answered already.

    Args:
        question: as it was asked.
        previous: the question and answer that it follows, or "".

    >>> contextual_queries("And who led it?", "When did it begin? August 24.")
    ['And who led it?', 'When did it begin? August 24. And who led it?']
    """
    return [question, f"{previous} {question}"] if previous else []


class Chat:
    """A conversation about the documents; the last answers are remembered, replies are not.

    An abstention is remembered for what its question names.

    Args:
        stream: answers a question, given the answers before it, oldest first.
        history: the answers of a conversation that goes on, oldest first.
    """

    def __init__(
        self,
        stream: Callable[[str, Sequence[Answer]], Iterator[Event]],
        history: Iterable[Answer] = (),
    ) -> None:
        self._stream = stream
        answers = (answer for answer in history if not answer.reply)
        self._history: deque[Answer] = deque(answers, maxlen=REMEMBERED)

    def ask(self, question: str) -> Answer:
        """Answer a question that may refer back; raises as ``DocumentQA.ask`` does."""
        return last_answer(self.stream(question))

    def stream(self, question: str) -> Iterator[Event]:
        """Answer step by step, as ``DocumentQA.stream`` does."""
        for event in self._stream(question, tuple(self._history)):
            if isinstance(event, Answered) and not event.answer.reply:
                self._history.append(event.answer)
            yield event


def last_answer(events: Iterable[Event]) -> Answer:
    """Return the answer that a stream ends with.

    Raises:
        LLMError: the stream failed.
    """
    for event in events:
        if isinstance(event, Failed):
            raise event.error
        if isinstance(event, Answered):
            return event.answer
    raise ValueError("the stream ended without an answer")
