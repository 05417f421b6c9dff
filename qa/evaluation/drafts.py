"""Drafts of questions from the thumbs that a chat has collected."""

from collections.abc import Iterator, Sequence
from typing import Any

from qa.answer import Answer
from qa.feedback import Feedback


def draft_questions(feedback: Sequence[Feedback]) -> Iterator[dict[str, Any]]:
    """Questions in the form of a question set, one a thumb.

    A thumb up takes the answer as right: its words, and the words that it cites; of an
    abstention, that there is no answer. A thumb down leaves ``answers`` empty, or says
    ``answerable`` after an abstention: a set refuses it until someone has written what is right.
    A follow-up comes behind the question it follows, which is taken as right too.
    """
    for number, thumb in enumerate(feedback, start=1):
        name = f"feedback-{number}"
        if thumb.before:
            yield _draft(f"{name}-before", thumb.before, liked=True)
        draft = _draft(name, thumb.answer, bool(thumb.liked))
        yield {**draft, "follows": f"{name}-before"} if thumb.before else draft


def is_incomplete(draft: dict[str, Any]) -> bool:
    """Check whether someone has to write the right answer into a draft."""
    return draft["answerable"] and not draft["answers"]


def _draft(name: str, answer: Answer, liked: bool) -> dict[str, Any]:
    right = liked and answer.answered
    quotes = [[citation.quote] for citation in answer.citations]
    return {
        "id": name,
        "kind": "feedback",
        "question": answer.question,
        "answerable": answer.answered or not liked,
        "answers": [answer.plain_text.rstrip(".")] if right else [],
        "support": quotes if right else [],
    }
