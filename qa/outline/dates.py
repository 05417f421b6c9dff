"""Entries of a log or a diary by their date, and the dates that headings give.

However question and document write them.
"""

import re
from functools import partial
from itertools import permutations

from index.english import MONTHS, build_alternation
from qa.outline.blocks import DocumentOutline, Found, Lookup
from qa.outline.english import DATE_QUESTIONS, RELEASE_QUESTIONS, compile_form

Day = tuple[int, int, int]
"""Year, month, day."""

_FORMS = [compile_form(form) for form in DATE_QUESTIONS]
_RELEASE_FORMS = [compile_form(form) for form in RELEASE_QUESTIONS]
_HEADED = re.compile(
    r"(?i)(?:#{1,6} )?\W{0,3}(?:version |release |edition )?v?(?P<name>[^()\[\]—–,|]{2,60}?)"
    r"[\W_]{0,3}[ (\[](?P<date>\d[^()\[\]]{5,30}|[a-z]{3,9}\.? \d[^()\[\]]{2,20})[)\]]?"
)
_MONTH_NUMBERS = {name: number for number, name in enumerate(
    "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
)}  # fmt: skip
_MONTH = rf"(?P<name>{build_alternation(MONTHS)})[a-z]*\.?"
_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:of\s)?{_MONTH},?\s(?P<year>\d{{4}})",
        rf"{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})",
    )
]
_AMBIGUOUS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_STAMP_OPENS = re.compile(r"[\[(<]?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s)?")


def make_date_lookup(question: str) -> Lookup | None:
    """Return what looks for the entries of the day that a question asks for.

    Args:
        question: in plain form.

    >>> make_date_lookup("What happened on 4 March 2023") is None
    False
    """
    asked = next(filter(None, (form.fullmatch(question) for form in _FORMS)), None)
    days = read_date(asked["date"]) if asked else frozenset()
    return partial(_find_entries, days=days) if days else None


def make_release_lookup(question: str) -> Lookup | None:
    """Return what looks for the date in the heading of what a question asks for: "4.0.2 (2025)".

    Args:
        question: in plain form.

    >>> make_release_lookup("When did version 4.0.2 come out") is None
    False
    """
    asked = next(filter(None, (form.fullmatch(question) for form in _RELEASE_FORMS)), None)
    return partial(_find_release, name=asked["name"].casefold()) if asked else None


def read_date(text: str) -> frozenset[Day]:
    """Return the day that a text begins with: several if its order leaves that open, or none.

    >>> sorted(read_date("03/04/2023")), sorted(read_date("March 4th, 2023"))
    ([(2023, 3, 4), (2023, 4, 3)], [(2023, 3, 4)])
    """
    for form in _DATES:
        if date := form.match(text):
            named = date.groupdict().get("name")
            month = _MONTH_NUMBERS[named[:3].lower()] if named else int(date["month"])
            return frozenset({(int(date["year"]), month, int(date["day"]))})
    if date := _AMBIGUOUS.match(text):
        numbers = int(date[1]), int(date[3])
        orders = [numbers[::-1]] if date[2] == "." else permutations(numbers)
        return frozenset((int(date[4]), m, d) for m, d in orders if m <= 12)
    return frozenset()


def read_stamp(text: str) -> frozenset[Day]:
    """Return the day of an entry that a text opens with its date."""
    opening = _STAMP_OPENS.match(text)
    return read_date(text[opening.end() : opening.end() + 40]) if opening else frozenset()


def _find_entries(outline: DocumentOutline, days: frozenset[Day]) -> list[Found]:
    """Return the blocks that begin with one of the days."""
    return [
        found
        for place in range(len(outline.blocks))
        if read_stamp(outline.text(place)[:60]) & days
        for found in outline.whole(place)
    ]


def _find_release(outline: DocumentOutline, name: str) -> list[Found]:
    """Return the date in the one heading that is a name with a date behind it."""
    found = []
    for place in outline.headings():
        block = outline.blocks[place]
        heading = _HEADED.fullmatch(outline.document.text, block.start, block.end)
        is_named = heading and heading["name"].casefold() == name.removeprefix("v")
        if heading and is_named and read_date(heading["date"]):
            found.append(outline.find(*heading.span("date")))
    return found if len(found) == 1 else []
