"""Answers about documents in other languages than the reader's: the sentence with the same words.

The reader knows English alone. In another language it finds words that look like an answer, and is
sure of them ("Vermietet."). So nothing is pointed at: the sentence is given that has the question's
content words, and none where it has too few of them. A rare word weighs more than a frequent one.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from index import Corpus
from index.language import UNSPACED, common_words
from qa.reader import (
    NOTHING,
    AnswerKind,
    AnswerSpan,
    CandidateSentence,
    Reading,
    ReadingPassage,
    list_sentences,
)
from qa.reader.lists import find_list, span_items
from qa.reader.question_words import AMOUNT_WORDS, NUMBER, PRICE, PRICE_WORDS, QUESTION_WORDS

NAME = "closest sentence"
"""Name of the backend, as answers give it."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_FEWEST_LETTERS, _SHARED = 4, 0.6
"""Letters that two forms of a word begin with alike, at least, and share of the one that is asked.
"""

_INFLECTED = 0.7
"""Weight of a word of which another form is in the sentence, beside 1 for the word itself."""

_NEARBY = 0.5
"""The same of a word in the heading, or in the sentence before."""

_FEWEST = 0.35
"""Least share of the question's content words, by weight, that the sentence must have."""

_NUMBER_BONUS = 0.2


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks for: content words with their weights, a price or another number."""

    weights: dict[str, float]
    price: bool
    amount: bool


def read_by_words(
    question: str, passages: Sequence[ReadingPassage], corpus: Corpus, language: str
) -> Reading:
    """Find the sentence that has most of the question's content words.

    Args:
        question: in any language.
        passages: best first.
        corpus: where they are from.
        language: of the document, by ISO 639-1.

    Returns:
        The sentence, or the items that it leads in; nothing where none has enough of the words.
    """
    asked = _understand(question, list_sentences(passages), language)
    scored = [pair for passage in passages for pair in _score_sentences(asked, passage)]
    if not scored:
        return replace(NOTHING, source=NAME)
    _, best = max(scored, key=lambda pair: pair[0])
    return Reading(AnswerKind.SENTENCES, _point_at(best, corpus), None, 1.0, NAME)


def _understand(question: str, sentences: Sequence[CandidateSentence], language: str) -> _Asked:
    """Weigh the content words of a question by how few of the sentences have them."""
    words = list(dict.fromkeys(_split(question)))
    asks_price = not PRICE_WORDS.isdisjoint(words)
    known = common_words(language) | QUESTION_WORDS | AMOUNT_WORDS | PRICE_WORDS
    content = [word for word in words if word not in known]
    having = [_match(content, sentence.text) for sentence in sentences]
    weights = {
        word: math.log(1 + len(sentences) / max(1, sum(match[word] > 0 for match in having)))
        for word in content
    }
    return _Asked(weights, asks_price, not AMOUNT_WORDS.isdisjoint(words))


def _score_sentences(
    asked: _Asked, passage: ReadingPassage
) -> Iterator[tuple[float, CandidateSentence]]:
    """Yield the sentences of a passage that have enough of the words, with their scores."""
    around, before = _match(asked.weights, passage.heading), dict.fromkeys(asked.weights, 0.0)
    total = sum(asked.weights.values())
    for sentence, similarity in zip(passage.sentences, passage.similarities, strict=True):
        inside = _match(asked.weights, sentence.text)
        share = sum(
            weight * max(inside[word], _NEARBY * around[word], _NEARBY * before[word])
            for word, weight in asked.weights.items()
        ) / max(total, 1e-9)
        before = inside
        lacks_price = asked.price and not PRICE.search(sentence.text)
        if share < _FEWEST or not any(inside.values()) or lacks_price:
            continue
        bonus = _NUMBER_BONUS * (asked.amount and NUMBER.search(sentence.text) is not None)
        yield share + bonus + 0.1 * similarity, sentence


def _point_at(sentence: CandidateSentence, corpus: Corpus) -> tuple[AnswerSpan, ...]:
    """Return a sentence as a span, or the items of the list that it leads in."""
    document = corpus.document(sentence.document_id)
    place = bisect_right(document.blocks, sentence.start, key=lambda block: block.start) - 1
    found = find_list(document, place) if sentence.text.endswith(":") else None
    return (
        span_items(found, corpus)
        if found
        else (AnswerSpan(sentence, sentence.start, sentence.end),)
    )


def _split(text: str) -> list[str]:
    """Return the words in lower case; of scripts without spaces, each two letters in a row."""
    if UNSPACED.search(text):
        letters = "".join(filter(str.isalnum, text))
        return [letters[i : i + 2] for i in range(len(letters) - 1)] or [letters]
    return [word.lower() for word in _WORD.findall(text)]


def _match(words: Collection[str], text: str) -> dict[str, float]:
    """Weigh each of the words by whether the text has it, or another form of it."""
    there = set(_split(text))
    return {word: 1.0 if word in there else _INFLECTED * _has_form(word, there) for word in words}


def _has_form(word: str, there: Collection[str]) -> bool:
    """Say whether a word of the text begins as this one does, most of it."""
    letters = max(_FEWEST_LETTERS, math.ceil(_SHARED * len(word)))
    beginning = word[:letters]
    return len(word) >= _FEWEST_LETTERS and any(other.startswith(beginning) for other in there)
