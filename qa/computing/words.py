"""Words of a question, each taken by what explains it; what is left over is not understood."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from qa.computing.english import HARMLESS_WORDS, OPENING
from qa.english import IRREGULAR_FORMS, SMALL_NUMBERS
from qa.words import stem

_WORD = re.compile(
    r"\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th)?|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\s\w]|_", re.UNICODE
)
_OPENING = re.compile(rf"\A\W*{OPENING}", re.IGNORECASE)
_POINTS = re.compile(r"\b([ap])\.m\.?", re.IGNORECASE)
_IS = re.compile(r"(?i)\b(what|which|who|where|when|how|that|there|it)'s\b")
_SHARED_LETTERS = 5
_WORDS_ALONE = re.compile(r"\w+")


@lru_cache(maxsize=50_000)
def find_lemma(word: str) -> str:
    """Return the singular of a noun, in lower case; small numbers as digits.

    >>> find_lemma("Dishes"), find_lemma("cities"), find_lemma("glass"), find_lemma("five")
    ('dish', 'city', 'glass', '5')
    """
    word = re.sub(r"['’]s?$", "", word.lower()) or word
    if not word.isascii():  # a question seldom has a name's accents
        word = "".join(
            c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)
        )
    if word in SMALL_NUMBERS:
        return str(SMALL_NUMBERS[word])
    if word in ("men", "women", "children", "people", "persons", "feet"):
        return IRREGULAR_FORMS[word]
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("shes", "ches", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1] if len(word) > 2 and word.endswith("s") and word[-2] not in "su" else word


def find_lemmas(text: str) -> tuple[str, ...]:
    """Return the lemmas of the words of a text in order, but those that say nothing.

    >>> find_lemmas("The United States (north)")
    ('united', 'state', 'north')
    """
    found = (word.lower() for word in _WORDS_ALONE.findall(text))
    return tuple(find_lemma(word) for word in found if word not in HARMLESS_WORDS)


def has_same_stem(word: str, other: str) -> bool:
    """Say whether two words in lower case are formed alike, as a verb and its noun are.

    >>> has_same_stem("supply", "supplier"), has_same_stem("state", "station")
    (True, False)
    """
    if stem(word) == stem(other):
        return True
    shared = max(_SHARED_LETTERS, min(len(word), len(other)) - 1)
    return min(len(word), len(other)) >= shared and word[:shared] == other[:shared]


@dataclass(slots=True)
class QuestionWords:
    """Words of a question in lower case, and which of them nothing has explained yet."""

    words: tuple[str, ...]
    free: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, question: str) -> "QuestionWords":
        """Cut a question into words, numbers and signs."""
        text = _IS.sub(r"\1 is", question.replace("’", "'"))
        text = _POINTS.sub(r"\1m", _OPENING.sub("", text))
        words = tuple(word.lower() for word in _WORD.findall(text))
        return cls(words, set(range(len(words))))

    def copy(self) -> "QuestionWords":
        """Return a copy, which can be explained in another way."""
        return QuestionWords(self.words, set(self.free))

    def take(self, places: Iterable[int]) -> None:
        """Explain words."""
        self.free -= set(places)  # made before: places may be chosen from the free ones

    def lemma(self, place: int) -> str:
        """Return the lemma of a word."""
        return find_lemma(self.words[place])

    def stands_at(self, place: int, phrase: Sequence[str]) -> bool:
        """Say whether a phrase, none of it explained yet, begins at a place."""
        end = place + len(phrase)
        return self.words[place:end] == tuple(phrase) and self.free.issuperset(range(place, end))

    def find(self, phrases: Iterable[Sequence[str]]) -> range | None:
        """Return where the longest of the phrases stands that stand there, the first of several."""
        for phrase in sorted(phrases, key=len, reverse=True):
            for place in range(len(self.words)):
                if self.stands_at(place, phrase):
                    return range(place, place + len(phrase))
        return None

    def contents(self) -> Iterator[int]:
        """Yield the places of the words that say something and that nothing has explained."""
        return (p for p in sorted(self.free) if self.words[p] not in HARMLESS_WORDS)
