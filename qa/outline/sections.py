"""Sections of a document by their number, by what they are about, and by their order."""

import re
from collections.abc import Sequence
from functools import partial

from index.block import BlockKind
from index.words import extract_query_words
from qa.outline.blocks import DocumentOutline, Found, Lookup
from qa.outline.dates import read_stamp
from qa.outline.english import (
    DIVISIONS,
    TOPIC_QUESTIONS,
    compile_form,
)
from qa.place_request import PlaceRequest, find_place_request
from qa.words import stem

MAX_QUOTED_WORDS = 60
"""Most words that are quoted of a place, unless its first sentence has more."""

_TOPIC_FORMS = [compile_form(form) for form in TOPIC_QUESTIONS]
_ITEMS = ("step", "item", "point", "rule", "bullet", "entry")
_NUMBERED = (BlockKind.HEADING, BlockKind.LIST_ITEM)
_DIVISION = "|".join(sorted(map(re.escape, DIVISIONS), key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:\#{{1,6}}\s+)?(?:(?P<division>(?i:{_DIVISION}))\s?)?"
    r"\(?(?P<number>\d{1,3}[a-z]?(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Z]|[ivxl]{1,5}|[a-z])"
    r"(?:[.):]|(?=\s)|\Z)"
)


def make_place_lookup(question: str) -> Lookup | None:
    """Return what looks for what stands at the place that a question asks for and nothing more.

    >>> make_place_lookup("What does clause 2.2 say?") is None
    False
    >>> make_place_lookup("How much is the fine in section 27?") is None
    True
    """
    request = find_place_request(question)
    return partial(_quote, request=request) if request and not request.rest else None


def _quote(outline: DocumentOutline, request: PlaceRequest) -> list[Found]:
    """Return the sentences at a place, the first ``MAX_QUOTED_WORDS`` words of them."""
    quoted: list[Found] = []
    words = 0
    places = find_place(outline, request)
    below = places and outline.children.get(places[0], [])
    headings = [p for p in below if outline.blocks[p].kind is BlockKind.HEADING]
    for found in outline.whole_all([places[0], *headings] if headings else places):
        words += len(outline.document.text[found.start : found.end].split())
        if quoted and words > MAX_QUOTED_WORDS:
            break
        quoted.append(found)
    return quoted


def find_place(outline: DocumentOutline, request: PlaceRequest) -> list[int]:
    """Find the blocks at a place with all that hangs on them, in order; none if it isn't there."""
    if request.division == "page":
        return _find_page(outline, request)
    if request.ordinal:
        order = request.ordinal - (request.ordinal > 0)
        place = _find_in_order(outline, order, request.division)
    elif request.division == "slide":
        place = _find_named(outline, f"slide {request.label}:")
    elif request.name:
        place = _find_named(outline, request.name)
    else:
        place = _find_numbered(outline, request.division, request.label)
    if place is None:
        return []
    below = range(place + 1, len(outline.blocks))
    return [place, *(p for p in below if place in outline.ancestors(p))]


def _find_page(outline: DocumentOutline, request: PlaceRequest) -> list[int]:
    """Return the places of the blocks that begin on a page, counted from either end."""
    pages = {i: block.boxes[0].page for i, block in enumerate(outline.blocks) if block.boxes}
    last = max(pages.values(), default=0)
    number = int(request.label) if request.label.isdigit() else request.ordinal
    page = last + 1 + number if number < 0 else number
    return [place for place, begins_on in pages.items() if begins_on == page]


def make_topic_lookup(question: str) -> Lookup | None:
    """Return what looks for the section that is about what a question names.

    Args:
        question: in plain form.

    >>> make_topic_lookup("Which section deals with fines") is None
    False
    """
    asked = next(filter(None, (form.fullmatch(question) for form in _TOPIC_FORMS)), None)
    return partial(_find_about, topic=asked["topic"]) if asked else None


def _find_numbered(outline: DocumentOutline, division: str, number: str) -> int | None:
    """Return the place of the block under a number such as "12(3)(b)", if there is only one."""
    wanted = [part.lower() for part in re.findall(r"[\w.]+", number)]
    matching = [
        place for place in outline.places(*_NUMBERED) if _has_number(outline, place, wanted)
    ]
    named = [place for place in matching if _division_of(outline, place) == _normal(division)]
    matching = named or [p for p in matching if not _division_of(outline, p)]
    if len(matching) > 1:  # of a heading and an item, a section is the one, a step the other
        first = BlockKind.LIST_ITEM if division in _ITEMS else BlockKind.HEADING
        matching = [p for p in matching if outline.blocks[p].kind is first] or matching
    return matching[0] if len(matching) == 1 else None


def _find_named(outline: DocumentOutline, name: str) -> int | None:
    """Return the place of the heading with a name, else of the first that has the name in it."""
    headings = [(place, outline.text(place).casefold()) for place in outline.headings()]
    wanted = name.casefold()
    same = [place for place, text in headings if text.lstrip("#0123456789. ") == wanted]
    return next(iter(same or [place for place, text in headings if wanted in text]), None)


def _find_in_order(outline: DocumentOutline, order: int, thing: str) -> int | None:
    """Return the place of the first, second … or last of the things that stand in one row."""
    places = _list_things(outline, thing)
    return places[order] if -len(places) <= order < len(places) else None


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


def _find_about(outline: DocumentOutline, topic: str) -> list[Found]:
    """Return the heading, or else the numbered item, that has all words of a topic."""
    words = {stem(word) for word in extract_query_words(topic)}
    for kind in _NUMBERED:
        for place in outline.places(kind):
            text = outline.text(place)
            numbered = _number_of(outline, place) or _division_of(outline, place)
            if numbered and words <= {stem(word) for word in re.findall(r"\w+", text.lower())}:
                return outline.whole(place)
    return []


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
        "paragraph": BlockKind.PARAGRAPH,
        "turn": BlockKind.TURN,
        "question": BlockKind.QUESTION,
        "row": BlockKind.TABLE_ROW,
    }
    if thing in kinds:
        return list(outline.places(kinds[thing]))
    if thing not in _ITEMS:
        return []
    items = [p for p in outline.places(BlockKind.LIST_ITEM) if blocks[p].level <= 1]
    if thing in ("step", "rule"):
        items = [p for p in items if _number_of(outline, p).isdigit()]
    return items if len({blocks[p].parent for p in items}) == 1 else []
