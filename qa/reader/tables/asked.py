"""What a question asks of a table, and of which type a cell is."""

import re
from dataclasses import dataclass

from qa.english import RELATING_WORDS
from qa.reader.column_words import find_implied_heads
from qa.reader.tables.terms import find_asked_terms
from qa.words import tokenize

_ASKS_NUMBER = re.compile(
    r"(?i)\bhow (?:much|many|old|heavy|tall|high|far|large|big|fast|deep|wide|long|cold|hot|warm)\b"
    r"|\b(?:prices?|costs?|fee|number|amount|total|percentage|score|weighs?|rate|kostet|combien"
    r"|cuánto)\b"
)
_ASKS_TIME = re.compile(
    r"(?i)\b(?:when|wann|quand|cuándo|how long|(?:what|which) (?:time|date|day|year))\b"
)
_ASKS_MONEY = re.compile(
    r"(?i)\b(?:how much|prices?|costs?|fee|pay|charged?|kostet|coûte|cuesta)\b"
)
_ASKS_NAME = re.compile(r"(?i)\b(?:who|whom|whose|wer|qui|quién)\b")
_COMPARES = re.compile(
    r"\b(?:bigger|larger|smaller|greater|higher|lower|longer|shorter|older|younger|earlier|later"
    r"|faster|slower|cheaper|biggest|greatest|youngest|fastest|slowest|cheapest|but|without)\b"
)
_MONEY = re.compile(
    r"(?i)[$€£¥]|\b(?:eur|usd|gbp|chf|euros?|dollars?|pounds|crowns|price|cost|fee)\b"
)
_NUMBER = re.compile(r"(?i)\W{0,3}\d|(?:free|none|nothing|nil|zero|included|gratis|kostenlos)\b")
_TIME = re.compile(
    r"(?i)\b\d{1,2}[.:]\d\d\b|\b[12]\d{3}\b|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*day"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b\d+ ?(?:[ap]\.?m|h|min)\b"
)

TYPE_FEATURES = ("number", "no number", "time", "no time", "money", "number for a name")
"""Features of a cell by its type, in order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, as far as cells are chosen by it.

    Attributes:
        terms: what its content words are compared by.
        implied: stems of the words that the head of its column may have instead.
        relating: how many words relate rows to one another.
        number: whether a number answers.
        time: whether a time, a date or a duration does.
        money: whether an amount of money does.
        name: whether somebody's name does.
    """

    terms: tuple[str, ...]
    implied: frozenset[str]
    relating: int
    number: bool
    time: bool
    money: bool
    name: bool

    def describe_type(self, cell: str, head: str) -> tuple[bool, ...]:
        """Return whether a cell is of a type that is asked for, or isn't: ``TYPE_FEATURES``."""
        number, time = bool(_NUMBER.match(cell)), bool(_TIME.search(cell))
        money = bool(_MONEY.search(cell) or _MONEY.search(head))
        return (
            self.number and number,
            self.number and not number,
            self.time and time,
            self.time and not (time or number),
            self.money and money,
            self.name and number,
        )


def read_question(question: str, language: str = "") -> Asked:
    """Read what a question asks.

    Args:
        question: as it was asked.
        language: of the question, by ISO 639-1, if it isn't English.
    """
    words = {token.lower for token in tokenize(question)}
    patterns = (_ASKS_NUMBER, _ASKS_TIME, _ASKS_MONEY, _ASKS_NAME)
    return Asked(
        tuple(sorted(find_asked_terms(question, language))),
        find_implied_heads(question),
        len(words & RELATING_WORDS | set(_COMPARES.findall(question.lower()))),
        *(bool(pattern.search(question)) for pattern in patterns),
    )
