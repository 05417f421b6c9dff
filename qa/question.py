"""Checks of a question, before anything is searched for it."""

import re
from functools import cache
from typing import TYPE_CHECKING

from index.document import Document, normalise
from index.errors import FootnoteError
from qa.english import ENGLISH_QUESTION_WORDS, LANGUAGES

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MAX_CHARACTERS = 1_000

_MAX_RAW_CHARACTERS = 20 * MAX_CHARACTERS
"""Characters, white space and invisible ones included, beyond which a question isn't looked at."""

_MARGIN = 20.0
"""How much more likely (natural logarithm) another language must be than the document's.

On 13,656 English questions of the training documents this calls three another language, all of
them strings of foreign names.
"""


_SAMPLE_CHARACTERS = 2_000

_NAMES = re.compile(r"(?<=\s)[^\W\d_]*[A-ZÀ-Þ]\w*")
_WORDS = re.compile(r"\w+")


class QuestionError(FootnoteError):
    """A question that can't be asked: empty, too long, without words, or in another language."""


def check_question(question: str) -> str:
    """Normalise a question as documents are, without surrounding and repeated white space.

    Raises:
        QuestionError: it is empty, longer than ``MAX_CHARACTERS``, or has no words.
    """
    question = check_length(question)
    if not question:
        raise QuestionError("The question is empty. Type what you want to know.")
    if not any(character.isalnum() for character in question):
        raise QuestionError(f"The question {question[:40]!r} has no words. Ask in words.")
    return question


def check_length(question: str) -> str:
    """Normalise a question, which may still be empty or without words.

    Raises:
        QuestionError: it is longer than ``MAX_CHARACTERS``.
    """
    if len(question) <= _MAX_RAW_CHARACTERS:
        question = " ".join(normalise(question).split())
    if len(question) > MAX_CHARACTERS:
        raise QuestionError(
            f"The question has {len(question):,} characters; at most {MAX_CHARACTERS:,} are read. "
            "Ask for one thing at a time, and give long texts as documents."
        )
    return question


def check_language(question: str, document: Document) -> None:
    """Refuse a question that is in another language than the document.

    Args:
        question: what is asked.
        document: what it is asked of.

    Raises:
        QuestionError: another of the 27 languages known here is far likelier than the document's.
    """
    if not ENGLISH_QUESTION_WORDS.isdisjoint(word.lower() for word in _WORDS.findall(question)):
        return
    # Names say where somebody comes from, not what language the question is in.
    likelihood = dict(_identifier().rank(_NAMES.sub("", question)))
    expected = document.language
    if expected not in LANGUAGES:
        expected = _identifier().rank(document.text[:_SAMPLE_CHARACTERS])[0][0]
    likeliest = max(likelihood, key=lambda language: likelihood[language])
    if likelihood[likeliest] - likelihood[expected] > _MARGIN:
        raise QuestionError(
            f"The question seems to be in {LANGUAGES[likeliest]}, but the document is in "
            f"{LANGUAGES[expected]}. Ask in {LANGUAGES[expected]}."
        )


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # needed by few questions

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(sorted(LANGUAGES))
    return identifier
