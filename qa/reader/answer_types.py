"""Which words can't answer: those of another type than is asked for, questions, asked names."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.english import MONTHS, WEEKDAYS, build_alternation
from index.words import extract_query_words
from qa.english import DOZEN, ORDINALS, SCALES, SMALL_NUMBERS, TENS, TIME_WORDS

WRONG_TYPE_PENALTY = 8.0
"""Taken off the score of words without a number or a time, where one is asked for.

Only where other words have one: "after the war" answers "When?" as well as a year does.
"""

_NUMBER_WORDS = build_alternation([*SMALL_NUMBERS, *TENS, *ORDINALS, *SCALES, *DOZEN])
_NUMBER = re.compile(rf"(?i)\d|\b{_NUMBER_WORDS}\b|\b(?:no|none|several|both|half|once|twice)\b")
_CALENDAR = rf"\b(?:{build_alternation(MONTHS)}|{build_alternation(WEEKDAYS)})[a-z]*\b"
_TIME = re.compile(rf"\d|{_CALENDAR}|(?i:\b{build_alternation(TIME_WORDS)}s?\b)")
_ASKS_NUMBER = re.compile(r"(?i)\bhow (?:many|old|tall|high|deep|wide|heavy|far|loud)\b")
_ASKS_TIME = re.compile(
    r"(?i)\W*(?:(?:and|but|so|since|until|by)\W+)*when\b|\b(?:which|what) (?:year|date|day|time)\b"
)


QUESTION_PENALTY = 40.0
"""Taken off the score of words in a sentence that asks, unless somebody's question is asked for."""

_ASKS_QUESTION = re.compile(r"(?i)\b(?:ask(?:s|ed|ing)?|questions?|wondered|wants? to know)\b")
_ASKS_WHERE = re.compile(r"(?i)\W*(?:(?:and|but|so)\W+)?where\b")
_ASKS_WHO_ELSE = re.compile(
    r"\W*(?:(?:[Aa]nd|[Bb]ut|[Ss]o)\W+)?[Ww]hom?\b(?!\W+(?:is|was|are|were)\W+(?:the |an? )?[A-Z])"
)
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*)+")
_PERSON_PART = r"(?:[a-z]{1,3}-)?[^\W\d_a-z][\w’]*"
_PERSON = re.compile(rf"{_PERSON_PART}(?: {_PERSON_PART})*")
_ASKED_PERSON = re.compile(rf"(?<=[\w,] )(?<!\bof ){_PERSON.pattern}(?!['’]s|\w)")


def penalise_questions(question: str, sentences: Sequence[str]) -> NDArray[np.float64]:
    """Return the penalty of each of the sentences with words that may answer; shape ``(n,)``."""
    asking = [sentence.rstrip("\"'”’») ").endswith(("?", "？", "؟")) for sentence in sentences]
    penalty = 0.0 if _ASKS_QUESTION.search(question) else QUESTION_PENALTY
    return np.array(asking, dtype=np.float64) * penalty


def find_asked_names(question: str, text: str) -> list[tuple[int, int]]:
    """Return where names stand that can't be what is asked for.

    A place that is looked for is no part of where it is; who does something to somebody else isn't
    that one. Of 1,389 questions of who did something in our own documents, two have an answer
    with such a name.

    >>> text = "Lowmoor Tram Museum, 3 Depot Lane, Tarn."
    >>> [text[slice(*span)] for span in find_asked_names("Where is the museum?", text)]
    ['Lowmoor Tram Museum']
    >>> find_asked_names("Who followed Tuttle?", "Horace Tuttle was followed by Ann Lee.")
    [(0, 13)]
    """
    if _ASKS_WHO_ELSE.match(question):
        return _find_persons(_ASKED_PERSON.findall(question), text)
    if not _ASKS_WHERE.match(question):
        return []
    asked = set(extract_query_words(question))
    names = _NAME.finditer(text)
    return [name.span() for name in names if asked & {word.lower() for word in name[0].split()}]


def _find_persons(asked: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Return where somebody of one of the names is named, with the words before the name."""
    last = [words.split() for words in asked]
    found = []
    for name in _PERSON.finditer(text) if asked else ():
        words = [word.rpartition("-")[2] for word in name[0].split()]
        if any(words[-len(own) :] == own for own in last):
            found.append(name.span())
    return found


_CLAUSE_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?(?=\s+[^\W\d_a-z])|\([a-z]\)(?=\s)")
_ASKS_DIVISION = re.compile(
    r"(?i)\b(?:which|what)(?: \w+)? (?:section|clause|article|paragraph|part|point|step|item|rule)"
    r"|\bnumber\b"
)


def find_clause_numbers(question: str, text: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return where the numbers of clauses stand: no part of what a clause says.

    Args:
        question: what is asked; nothing is returned if that is a clause's number.
        text: a passage.
        starts: where its sentences begin in it.

    >>> text = "2.1 The rent is £900."
    >>> [text[slice(*span)] for span in find_clause_numbers("How high is the rent?", text, [0])]
    ['2.1']
    """
    if _ASKS_DIVISION.search(question):
        return []
    numbers = (_CLAUSE_NUMBER.match(text, start) for start in starts)
    return [number.span() for number in numbers if number]


_ASKS_MEASURE = re.compile(
    r"(?i)\bhow (?:big|large|small|old|tall|high|deep|wide|heavy|far|loud|fast|hot|cold|warm|thick"
    r"|strong|much|many)\b"
)
_CODE = re.compile(
    r"(?<![\w.])(?:\d{1,4}(?![VWAKCFNMJGTLH]\b)[A-Z]|[A-Z]{1,3}\d{1,4})(?![\w.]\w|\w)"
)


def find_codes(question: str, text: str) -> list[tuple[int, int]]:
    """Return where names like "27B" and "D3" stand, which are no answer to how big something is.

    >>> text = "Plot 27B has 125 m and 12V."
    >>> [text[slice(*span)] for span in find_codes("How big is the plot?", text)]
    ['27B']
    """
    if not _ASKS_MEASURE.search(question):
        return []
    return [code.span() for code in _CODE.finditer(text)]


_ASKS_PHONE = re.compile(r"(?i)\b(?:phone|telephone|mobile|fax) numbers?\b")
_ASKS_MAIL = re.compile(r"(?i)\be-?mail address")
_ASKS_SITE = re.compile(r"(?i)\b(?:web|internet) ?(?:page|site)?(?:'s)? address|\burl\b")
_FORMS = (
    (_ASKS_PHONE, re.compile(r"\d(?:[ ()/.-]{0,2}\d){4}")),
    (_ASKS_MAIL, re.compile("@")),
    (_ASKS_SITE, re.compile(r"\w\.\w")),
    (_ASKS_NUMBER, _NUMBER),
    (_ASKS_TIME, _TIME),
)


def fits_type(question: str, text: str) -> bool:
    """Say whether words are of the type that a question asks for, if it asks for one.

    >>> fits_type("How loud is it?", "Noise"), fits_type("Who is it?", "Ida")
    (False, True)
    """
    wanted = next((form for asked, form in _FORMS if asked.search(question)), None)
    return wanted is None or bool(wanted.search(text))


def penalise_types(question: str, texts: Sequence[str]) -> NDArray[np.float64]:
    """Return the penalty of each of the words that may answer.

    Args:
        question: what is asked.
        texts: the ``n`` candidates.

    Returns:
        Shape ``(n,)``; all 0 if none is of the type that is asked for, or any type will do.
    """
    lacking = [not fits_type(question, text) for text in texts]
    return np.array(lacking, dtype=np.float64) * (0 if all(lacking) else WRONG_TYPE_PENALTY)
