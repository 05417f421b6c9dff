"""Sections of a document by their number, by what they are about, and by their order."""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from index.block import BlockKind
from index.words import extract_query_words
from qa.outline.blocks import DocumentOutline, Found, Lookup
from qa.outline.dates import read_stamp
from qa.outline.english import (
    DIVISIONS,
    ORDER_QUESTIONS,
    ORDINALS,
    TEXT_QUESTIONS,
    TOPIC_QUESTIONS,
    compile_form,
)

MAX_SENTENCES = 8
"""Most sentences that are given of a section."""

_TEXT_FORMS = [compile_form(form) for form in TEXT_QUESTIONS]
_TOPIC_FORMS = [compile_form(form) for form in TOPIC_QUESTIONS]
_ORDER_FORMS = [compile_form(form) for form in ORDER_QUESTIONS]
_PLAIN_NUMBER = re.compile(r"\d+[a-z]?\s?[.(]")  # that of a clause, whatever stands before it
_NUMBERED = (BlockKind.HEADING, BlockKind.LIST_ITEM)
_DIVISION = "|".join(sorted(map(re.escape, DIVISIONS), key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:\#{{1,6}}\s+)?(?:(?P<division>(?i:{_DIVISION}))\s?)?"
    r"\(?(?P<number>\d{1,3}[a-z]?(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Z]|[ivxl]{1,5}|[a-z])"
    r"(?:[.):]|(?=\s)|\Z)"
)


def make_section_lookup(question: str) -> Lookup | None:
    """Return what looks for the section that a question asks for.

    Args:
        question: in plain form.

    >>> make_section_lookup("What does clause 2.2 say") is None
    False
    >>> make_section_lookup("What does the tenant say") is None
    True
    """
    if asked := _match(_TEXT_FORMS, question):
        division, number = asked["division"] or "", asked["number"]
        if division or _PLAIN_NUMBER.match(number):
            return partial(_find_numbered, division=division, number=number)
    if asked := _match(_TOPIC_FORMS, question):
        return partial(_find_about, topic=asked["topic"])
    if asked := _match(_ORDER_FORMS, question):
        order = ORDINALS[asked["ordinal"].lower()]
        return partial(_find_in_order, order=order, thing=asked["thing"].lower())
    return None


def _match(forms: Iterable[re.Pattern[str]], question: str) -> re.Match[str] | None:
    return next(filter(None, (form.fullmatch(question) for form in forms)), None)


def _find_numbered(outline: DocumentOutline, division: str, number: str) -> list[Found]:
    """Return what stands under a number such as "12(3)(b)", if there is one such place."""
    wanted = [part.lower() for part in re.findall(r"[\w.]+", number)]
    matching = [
        place for place in outline.places(*_NUMBERED) if _has_number(outline, place, wanted)
    ]
    named = [place for place in matching if _division_of(outline, place) == _normal(division)]
    matching = named or [p for p in matching if not _division_of(outline, p)]
    return _content(outline, matching[0]) if len(matching) == 1 else []


def _has_number(outline: DocumentOutline, place: int, wanted: Sequence[str]) -> bool:
    """Say whether a block's number is the last that is wanted, and those above it the others."""
    *above, own = wanted
    if _number_of(outline, place) != own:
        return False
    for ancestor in outline.ancestors(place):
        if above and _number_of(outline, ancestor) == above[-1]:
            above.pop()
    return not above


def _number_of(outline: DocumentOutline, place: int) -> str:
    label = _LABEL.match(outline.text(place))
    return label["number"].lower() if label else ""


def _division_of(outline: DocumentOutline, place: int) -> str:
    label = _LABEL.match(outline.text(place))
    return _normal(label["division"] or "") if label else ""


def _normal(division: str) -> str:
    return DIVISIONS.get(division.lower(), "")


def _content(outline: DocumentOutline, place: int) -> list[Found]:
    """Return a block with what hangs on it; of a division with others below it, their headings."""
    below = outline.children.get(place, [])
    headings = [p for p in below if outline.blocks[p].kind is BlockKind.HEADING]
    chosen = [place, *headings]
    if not headings:
        chosen = [place]
        for child in range(place + 1, len(outline.blocks)):
            if place not in outline.ancestors(child):
                break
            chosen.append(child)
    return [found for p in chosen for found in outline.whole(p)][:MAX_SENTENCES]


def _find_about(outline: DocumentOutline, topic: str) -> list[Found]:
    """Return the heading, or else the numbered item, that has all words of a topic."""
    words = {_stem(word) for word in extract_query_words(topic)}
    for kind in _NUMBERED:
        for place in outline.places(kind):
            text = outline.text(place)
            numbered = _number_of(outline, place) or _division_of(outline, place)
            if numbered and words <= {_stem(word) for word in re.findall(r"\w+", text.lower())}:
                return outline.whole(place)
    return []


def _stem(word: str) -> str:
    """Return a word's beginning, so that "fine" and "fines" meet."""
    return word[: max(4, len(word) - 2)][:6] if len(word) > 4 else word


def _find_in_order(outline: DocumentOutline, order: int, thing: str) -> list[Found]:
    """Return the first, second … or last of the things that a document has in one row."""
    places = _list_things(outline, thing)
    if not -len(places) <= order < len(places):
        return []
    return outline.whole(places[order])


def _list_things(outline: DocumentOutline, thing: str) -> list[int]:
    """Return the places of a document's entries, steps and so on, if it has one row of them."""
    blocks = outline.blocks
    if thing == "entry":
        return [place for place in range(len(blocks)) if read_stamp(outline.text(place))]
    if thing in ("section", "chapter", "part", "heading"):
        headings = list(outline.places(BlockKind.HEADING))
        levels = sorted({blocks[p].level for p in headings[1:]} or {0})
        return [p for p in headings[1:] if blocks[p].level == levels[0]]
    kinds = {
        "turn": BlockKind.TURN,
        "question": BlockKind.QUESTION,
        "row": BlockKind.TABLE_ROW,
    }
    if thing in kinds:
        return list(outline.places(kinds[thing]))
    items = [p for p in outline.places(BlockKind.LIST_ITEM) if blocks[p].level <= 1]
    if thing in ("step", "rule"):
        items = [p for p in items if _number_of(outline, p)]
    return items if len({blocks[p].parent for p in items}) == 1 else []
