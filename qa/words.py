"""Words, and what two forms of a word have in common."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.english import STOP_WORDS
from qa.english import IRREGULAR_FORMS, SMALL_NUMBERS

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£¥°]|[-–—,;:.!?()\"“”«»]", re.UNICODE
)

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\Z")

_SUFFIX = re.compile(r"(?:ies|ied|es|ed|ing|s|ly|er|d|e|y)$")

STEM_LETTERS = 5
"""Letters by which long words are compared: with more, forms of one word would differ."""


@dataclass(frozen=True, slots=True)
class Token:
    """Word, number or sign of a text, and the offset of its first character."""

    text: str
    start: int

    @property
    def lower(self) -> str:
        """The text in lower case, without the genitive's ending."""
        return _without_genitive(self.text)


@lru_cache(maxsize=50_000)
def _without_genitive(word: str) -> str:
    return re.sub(r"['’]s?$", "", word).lower() or word


def tokenize(text: str) -> list[Token]:
    """Cut a text into words, numbers and signs."""
    return [Token(match[0], match.start()) for match in _TOKEN.finditer(text)]


@lru_cache(maxsize=50_000)
def stem(word: str, letters: int = STEM_LETTERS) -> str:
    """Return what the forms of a word have in common, roughly: so many letters of long words.

    >>> stem("reported"), stem("reports"), stem("said"), stem("saying")
    ('repor', 'repor', 'say', 'say')
    """
    word = word.lower()
    if word in IRREGULAR_FORMS:
        return IRREGULAR_FORMS[word]
    if len(word) > STEM_LETTERS:
        shorter = _SUFFIX.sub("", word)
        return IRREGULAR_FORMS.get(shorter, shorter)[:letters]
    if len(word) > 3:
        return _SUFFIX.sub("", word) or word
    return word


def content_stems(text: str, letters: int = STEM_LETTERS) -> Iterator[str]:
    """Yield the stems of content words: names, numbers in digits, and all but common words.

    Small numbers are digits, however they are written.

    >>> list(content_stems("It was five on 24 August, she said."))
    ['5', '24', 'augus', 'say']
    """
    for token in tokenize(text):
        word = token.lower
        if word in SMALL_NUMBERS:
            yield str(SMALL_NUMBERS[word])
        elif word[0].isalnum() and word not in STOP_WORDS and not is_negated(word):
            yield stem(word, letters)


def ends_sentence(text: str) -> bool:
    """Check whether a text ends with a full stop or the like, and what closes behind it.

    >>> ends_sentence("“It began.”"), ends_sentence("in May")
    (True, False)
    """
    return bool(_SENTENCE_END.search(text))


def is_negated(word: str) -> bool:
    """Check whether a word is an auxiliary verb with a "not" in it."""
    return word.endswith(("n't", "n’t"))
