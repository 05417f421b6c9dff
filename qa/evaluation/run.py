"""Ask a question set, and keep the outcomes until the run is over."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from index.errors import FootnoteError
from qa.answer import Answer
from qa.evaluation.gold import GoldFinder
from qa.evaluation.outcome import Outcome, score
from qa.evaluation.questions import Question, preceding_questions
from qa.events import Answered, Failed, Quoted
from qa.json_lines import BadRecordError, JsonLines
from qa.pipeline import DocumentQA

_OUTCOME: TypeAdapter[Outcome] = TypeAdapter(Outcome)


def ask_questions(
    bot: DocumentQA, questions: Sequence[Question], done: Mapping[str, Outcome] | None = None
) -> Iterator[Outcome]:
    """Ask one question after the other about the bot's documents.

    A question that raises counts as wrong, and the run goes on. A follow-up is asked in a
    conversation of its own, behind the questions it follows, so that its outcome doesn't depend
    on where the run began.

    Args:
        bot: answers them.
        questions: a set, in which questions follow only those before them.
        done: outcomes of an earlier run by question id, which are taken over.
    """
    finder, done = GoldFinder(bot.index), done or {}
    for question in questions:
        if question.id in done:
            yield done[question.id]
            continue
        support = finder.support(question)
        try:
            answer, quoted = _ask(bot, question, questions)
        except FootnoteError as error:
            yield Outcome(question, support, error=str(error))
        except Exception as error:  # noqa: BLE001 - whatever a backend raises is a result, shown
            yield Outcome(question, support, error=f"{type(error).__name__}: {error}")
        else:
            yield replace(score(question, answer, support), quoted=quoted)


def _ask(
    bot: DocumentQA, question: Question, questions: Sequence[Question]
) -> tuple[Answer, Answer | None]:
    """Return the answer, and the words found if an LLM made it of them."""
    chat, quoted = bot.chat(), None
    for before in preceding_questions(question, questions):
        chat.ask(before)
    for event in chat.stream(question.question):
        if isinstance(event, Quoted):
            quoted = event.answer
        elif isinstance(event, Failed):
            raise event.error
        elif isinstance(event, Answered):
            return event.answer, quoted
    raise ValueError("the stream ended without an answer")


class RunRecord:
    """Outcomes on disk while a run goes on, so that an interrupted one is taken up again.

    Args:
        folder: where such files are kept.
        depends_on: everything that the outcomes depend on; a run of anything else has another file.
    """

    def __init__(self, folder: Path, depends_on: Sequence[object]) -> None:
        name = hashlib.sha256(json.dumps(list(depends_on)).encode()).hexdigest()[:16]
        self._lines = JsonLines(folder / f"{name}.jsonl", _OUTCOME)
        try:
            outcomes = self._lines.read()
        except BadRecordError:  # written by a version with other fields: begin anew
            self._lines.delete()
            outcomes = []
        self.done = {outcome.question.id: outcome for outcome in outcomes}

    @property
    def path(self) -> Path:
        """The file; there is none before the first outcome."""
        return self._lines.path

    def add(self, outcome: Outcome) -> None:
        """Keep an outcome, on disk at once."""
        self._lines.append(outcome)

    def finish(self) -> None:
        """Forget everything: the run is over."""
        self._lines.delete()
