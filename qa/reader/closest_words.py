"""Answers about documents in other languages than the reader's: the sentence with the same words.

The reader knows English alone. In another language it finds words that look like an answer, and is
sure of them ("Vermietet."). So nothing is pointed at: the sentence is given that has the question's
content words, and none where it has too few of them.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from index.language import UNSPACED, common_words
from qa.reader import NOTHING, AnswerKind, AnswerSpan, Reading, ReadingPassage
from qa.reader.question_words import AMOUNT_WORDS, QUESTION_WORDS

NAME = "closest sentence"
"""Name of the backend, as answers give it."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_STEM_LETTERS = 5
_INFLECTED = 0.7
"""Weight of a word of which another form is in the sentence, beside 1 for the word itself."""

_IN_HEADING = 0.5
_FEWEST = 0.35
"""Least share of the question's content words that the sentence and its heading must have."""

_DIGIT_BONUS = 0.2


def read_by_words(question: str, passages: Sequence[ReadingPassage], language: str) -> Reading:
    """Find the sentence that has most of the question's content words.

    Args:
        question: in any language.
        passages: best first.
        language: of the document, by ISO 639-1.

    Returns:
        The sentence, or nothing where none has enough of the words.
    """
    words = _content_words(question, language)
    asks_amount = bool(AMOUNT_WORDS & set(_split(question)))
    best, best_score = None, 0.0
    for passage in passages:
        heading = _match(words, passage.heading)
        for sentence, similarity in zip(passage.sentences, passage.similarities, strict=True):
            inside = _match(words, sentence.text)
            share = sum(max(inside[word], _IN_HEADING * heading[word]) for word in words) / max(
                1, len(words)
            )
            if share < _FEWEST or not any(inside.values()):
                continue
            has_digit = asks_amount and any(map(str.isdigit, sentence.text))
            score = share + _DIGIT_BONUS * has_digit + 0.1 * similarity
            if score > best_score:
                best, best_score = sentence, score
    if best is None:
        return replace(NOTHING, source=NAME)
    span = AnswerSpan(best, best.start, best.end)
    return Reading(AnswerKind.SENTENCES, (span,), None, 1.0, NAME)


def _content_words(question: str, language: str) -> list[str]:
    """Return the words of a question that its answer should have, each once."""
    known = common_words(language) | QUESTION_WORDS
    return [word for word in dict.fromkeys(_split(question)) if word not in known]


def _split(text: str) -> list[str]:
    """Return the words in lower case; of scripts without spaces, each two letters in a row."""
    if UNSPACED.search(text):
        letters = "".join(filter(str.isalnum, text))
        return [letters[i : i + 2] for i in range(len(letters) - 1)] or [letters]
    return [word.lower() for word in _WORD.findall(text)]


def _match(words: Sequence[str], text: str) -> dict[str, float]:
    """Weigh each of the words by whether the text has it, or another form of it."""
    there = set(_split(text))
    stems = {word[:_STEM_LETTERS] for word in there}
    return {word: 1.0 if word in there else _INFLECTED * _has_form(word, stems) for word in words}


def _has_form(word: str, stems: Collection[str]) -> bool:
    beginning = word[:_STEM_LETTERS]
    return len(word) >= _STEM_LETTERS - 1 and any(s.startswith(beginning) for s in stems)
