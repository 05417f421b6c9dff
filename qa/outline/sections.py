"""Sections of a document by their number, by what they are about, and by their order."""

import re
from collections.abc import Sequence
from functools import partial

from index.block import BlockKind
from index.words import extract_query_words
from qa.english import PLACE_WORDS
from qa.outline.blocks import DocumentOutline, Found, Lookup
from qa.outline.dates import read_stamp
from qa.outline.english import DIVISIONS, TOPIC_QUESTIONS, compile_form
from qa.outline.numbers import above, below, division_of, number_of, numbered_places
from qa.place_request import PlaceRequest, find_place_request
from qa.words import stem

MAX_QUOTED_WORDS = 60
"""Most words that are quoted of a place, unless its first sentence has more."""

_TOPIC_FORMS = [compile_form(form) for form in TOPIC_QUESTIONS]
_ITEMS = ("step", "item", "point", "rule", "bullet", "entry")
_NUMBERED = (BlockKind.HEADING, BlockKind.LIST_ITEM)
_ASKS_MORE = re.compile(
    r"(?i)\W*(?:(?:and|but|so)\W+)?(?:who|whom|whose|when|where|why"
    r"|how (?:much|many|long|often|far|old|high|large|big))\b"
)


def make_place_lookup(question: str) -> Lookup | None:
    """Return what looks for what stands at the place that a question asks for and nothing more.

    >>> make_place_lookup("What does clause 2.2 say?") is None
    False
    >>> make_place_lookup("How much is the fine in section 27?") is None
    True
    """
    request = find_place_request(question)
    if request is None or (request.rest and _ASKS_MORE.match(question)):
        return None
    return partial(_quote_request, request=request)


def make_heading_lookup(question: str) -> Lookup:
    """Return what looks for the heading that a question is, word for word.

    Args:
        question: in plain form.
    """
    return partial(_quote_heading, name=question.casefold())


def is_missing(outline: DocumentOutline, request: PlaceRequest) -> bool:
    """Say whether the headings that a question names are there, but no such item below them."""
    if not request.rest or request.division not in _ITEMS or find_place(outline, request):
        return False
    items = outline.places(BlockKind.LIST_ITEM)
    return any(_is_told(outline, item, request.rest) for item in items)


def _quote_request(outline: DocumentOutline, request: PlaceRequest) -> list[Found]:
    """Quote a place, unless more is asked for than the headings above it say."""
    places = find_place(outline, request)
    if places and request.rest and not _is_told(outline, places[0], request.rest):
        return []
    return _quote(outline, places)


def _quote_heading(outline: DocumentOutline, name: str) -> list[Found]:
    _title, *headings = [*outline.headings()] or [-1]
    same = [p for p in headings if _bare(outline.text(p)) == name]
    return _quote(outline, [same[0], *below(outline, same[0])]) if len(same) == 1 else []


def _quote(outline: DocumentOutline, places: Sequence[int]) -> list[Found]:
    """Return the sentences of some blocks, the first ``MAX_QUOTED_WORDS`` words of them."""
    quoted: list[Found] = []
    words = 0
    under = outline.children.get(places[0], []) if places else []
    headings = [p for p in under if outline.blocks[p].kind is BlockKind.HEADING]
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
        place = _find_in_order(outline, request)
    elif request.division == "slide":
        place = _find_named(outline, f"slide {request.label}:")
    elif request.name:
        place = _find_named(outline, request.name)
    else:
        place = _find_numbered(outline, request)
    return [] if place is None else [place, *below(outline, place)]


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


def _find_numbered(outline: DocumentOutline, request: PlaceRequest) -> int | None:
    """Return the place of the block under a number such as "12(3)(b)", if there is only one."""
    division = request.division
    wanted = [part.lower() for part in re.findall(r"[\w.]+", request.label)]
    matching = [place for place in numbered_places(outline) if _has_number(outline, place, wanted)]
    named = [p for p in matching if division_of(outline, p) == DIVISIONS.get(division, "")]
    matching = named or [p for p in matching if not division_of(outline, p)]
    matching = _prefer_told(outline, matching, request.rest)
    if len(matching) > 1:  # of a heading and an item, a section is the one, a step the other
        first = BlockKind.LIST_ITEM if division in _ITEMS else BlockKind.HEADING
        matching = [p for p in matching if outline.blocks[p].kind is first] or matching
    return matching[0] if len(matching) == 1 else None


def _find_named(outline: DocumentOutline, name: str) -> int | None:
    """Return the place of the heading with a name, else of the first that has the name in it."""
    headings = [(place, outline.text(place).casefold()) for place in outline.headings()]
    wanted, words = name.casefold(), _stems(name)
    same = [place for place, text in headings if _bare(text) == wanted]
    having = same or [place for place, text in headings if wanted in text]
    about = having or [place for place, text in headings if words and words <= _stems(text)]
    return next(iter(about), None)


def _bare(heading: str) -> str:
    return heading.casefold().lstrip("#0123456789. ")


def _find_in_order(outline: DocumentOutline, request: PlaceRequest) -> int | None:
    """Return the place of the first, second … or last of the things that stand in one row."""
    if request.within:
        inside = find_place(outline, request.within)[1:]
        places = [p for p in inside if outline.blocks[p].kind is not BlockKind.HEADING]
    else:
        places = _list_things(outline, request)
    order = request.ordinal - (request.ordinal > 0)
    return places[order] if -len(places) <= order < len(places) else None


def _prefer_told(outline: DocumentOutline, places: list[int], asked: str) -> list[int]:
    """Return those of the places above which all words stand; all of them if none is such."""
    told = [place for place in places if asked and _is_told(outline, place, asked)]
    return told or places


def _is_told(outline: DocumentOutline, place: int, asked: str) -> bool:
    """Say whether all words of a question are in what stands above a place, if it has any."""
    words = re.findall(r"[^\W_]+", asked)
    wanted = {stem(word) for word in words if word.lower() not in PLACE_WORDS}
    headings = " ".join(map(outline.text, above(outline, place)))
    return bool(wanted) and wanted <= _stems(f"{headings} {outline.document.title}")


def _stems(text: str) -> set[str]:
    return {stem(word) for word in extract_query_words(text)}


def _has_number(outline: DocumentOutline, place: int, wanted: Sequence[str]) -> bool:
    """Say whether a block's number is the last that is wanted, and those above it the others."""
    *outer, own = wanted
    if number_of(outline, place) != own:
        return False
    for ancestor in above(outline, place):
        if outer and number_of(outline, ancestor) == outer[-1]:
            outer.pop()
    return not outer


def _find_about(outline: DocumentOutline, topic: str) -> list[Found]:
    """Return the heading, or else the numbered item, that has all words of a topic."""
    words = _stems(topic)
    for kind in _NUMBERED:
        for place in outline.places(kind):
            text = outline.text(place)
            numbered = number_of(outline, place) or division_of(outline, place)
            if numbered and words <= {stem(word) for word in re.findall(r"\w+", text.lower())}:
                return outline.whole(place)
    return []


def _list_things(outline: DocumentOutline, request: PlaceRequest) -> list[int]:
    """Return the places of a document's entries, steps and so on, if it has one row of them."""
    blocks, thing = outline.blocks, request.division
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
        items = [p for p in items if number_of(outline, p).isdigit()]
    items = _prefer_told(outline, items, request.rest)
    return items if len({blocks[p].parent for p in items}) == 1 else []
