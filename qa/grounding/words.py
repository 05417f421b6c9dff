"""Words, and what two forms of a word have in common."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.english import STOP_WORDS

_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£¥°]|[-–—,;:.!?()\"“”«»]", re.UNICODE
)

_IRREGULAR = {
    form: forms.split()[0]
    for forms in (
        "be is are was were been being am", "have has had having", "begin began begun",
        "break broke broken", "bring brought", "build built", "buy bought", "catch caught",
        "choose chose chosen", "come came", "cut cutting", "deal dealt", "do did done does",
        "draw drew drawn", "drink drank drunk", "drive drove driven", "eat ate eaten",
        "fall fell fallen", "feed fed", "feel felt", "fight fought", "find found", "flee fled",
        "fly flew flown", "forget forgot forgotten", "freeze froze frozen", "get got gotten",
        "give gave given", "go went gone", "grow grew grown", "hear heard", "hide hid hidden",
        "hold held", "keep kept", "know knew known", "lead led", "leave left", "lend lent",
        "lose lost", "make made", "mean meant", "meet met", "pay paid", "put putting",
        "rise rose risen", "run ran", "say said", "see saw seen", "seek sought", "sell sold",
        "send sent", "shoot shot", "show shown", "shut shutting", "sing sang sung",
        "sink sank sunk", "sit sat", "speak spoke spoken", "spend spent", "stand stood",
        "steal stole stolen", "strike struck", "swim swam swum", "take took taken",
        "teach taught", "tell told", "think thought", "throw threw thrown", "understand understood",
        "wear wore worn", "win won", "write wrote written", "withdraw withdrew withdrawn",
        "man men", "woman women", "child children", "person people persons", "foot feet",
        "good better best", "bad worse worst", "little less least", "many more most",
    )
    for form in forms.split()
}  # fmt: skip
_SUFFIX = re.compile(r"(?:ies|ied|es|ed|ing|s|ly|er|d|e|y)$")
NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
"""The small numbers that are one word."""

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
        return re.sub(r"['’]s?$", "", self.text).lower() or self.text


def tokenize(text: str) -> list[Token]:
    """Cut a text into words, numbers and signs."""
    return [Token(match[0], match.start()) for match in _TOKEN.finditer(text)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what the forms of a word have in common, roughly.

    >>> stem("reported"), stem("reports"), stem("said"), stem("saying")
    ('repor', 'repor', 'say', 'say')
    """
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > STEM_LETTERS:
        shorter = _SUFFIX.sub("", word)
        return _IRREGULAR.get(shorter, shorter)[:STEM_LETTERS]
    if len(word) > 3:
        return _SUFFIX.sub("", word) or word
    return word


def content_stems(text: str) -> Iterator[str]:
    """Yield the stems of content words: names, numbers in digits, and all but common words.

    Small numbers are digits, however they are written.

    >>> list(content("It was five on 24 August, she said."))
    ['5', '24', 'augus', 'say']
    """
    for token in tokenize(text):
        word = token.lower
        if word in NUMBERS:
            yield str(NUMBERS[word])
        elif word[0].isalnum() and word not in STOP_WORDS and not is_negated(word):
            yield stem(word)


def is_negated(word: str) -> bool:
    """Check whether a word is an auxiliary verb with a "not" in it."""
    return word.endswith(("n't", "n’t"))
