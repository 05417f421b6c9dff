"""Places that a question names: "section 3", "clause 2.2 (a)", "the last step"."""

import re
from dataclasses import dataclass, replace

from qa.english import PLACE_WORDS

_DIVISIONS = (
    "sections? clauses? articles? paragraphs? paras? chapters? parts? rules? schedule annex"
    " appendix items? points? steps? pages? slides? bullets? entry entries rows? lines?"
).split()
_DIVISION_WORDS = {form.rstrip("s?") for form in _DIVISIONS} | {
    form.rstrip("?") for form in _DIVISIONS
}
_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = rf"\d{{1,4}}(?:\.\d{{1,3}}){{0,4}}[a-z]?|[ivx]{{1,5}}|[a-h]|{'|'.join(_COUNTS)}"
_LABELLED = re.compile(
    rf"(?:\b(?P<division>{'|'.join(_DIVISIONS)}|art\.?|sec\.?|p\.)|(?P<sign>§{{1,2}}))\s{{0,2}}"
    rf"(?:(?:no\.?|number)\s)?(?P<number>{_NUMBER})(?P<sub>(?:\s?\([0-9a-z]{{1,4}}\)){{0,3}})(?!\w)",
    re.IGNORECASE,
)
_INNER = re.compile(
    rf"(?:\b(?:sub-?)?(?:{'|'.join(_DIVISIONS)}|letters?)\s\(?(?P<letter>[a-h]|[ivx]{{1,5}}|\d{{1,2}})\)?"
    r"|\((?P<bracketed>[0-9a-z]{1,4})\))\s(?:of|in|under)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\W*(?:(?:what (?:does|is|is in)|(?:please )?(?:read|quote|show)(?: me)?)\s)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,4})(?P<sub>(?:\s?\([0-9a-z]{1,4}\)){0,3})(?:\ssay)?\W*",
    re.IGNORECASE,
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_COUNTED = re.compile(
    rf"\b(?P<ordinal>{'|'.join(_ORDINALS)}|last|final|\d{{1,2}}(?:st|nd|rd|th))\s"
    rf"(?P<division>{'|'.join(_DIVISIONS)}|question|sentence)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:section|chapter|part|heading|paragraph)s?\s(?:on|about|called|named|titled|headed"
    r"|with the (?:title|heading))\s(?P<name>.{2,80}?)\W*$"
    r"|\b(?:under|in|below)\s[\"'“‘«](?P<quoted>[^\"'”’»]{2,80})[\"'”’»]",
    re.IGNORECASE,
)
_BEFORE_DIVISION = re.compile(
    r"\b(?:the|in|under)\s[\"'“‘«]?(?P<name>[^\W\d][^?.,]{1,60}?)[\"'”’»]?\s"
    r"(?:section|chapter|heading)\b(?!\s\d)",
    re.IGNORECASE,
)
_TRAILING_VERB = re.compile(
    r"(?<!\W)\W+(?:say|says|state|states|contain|contains|mean|about)\W*$", re.I
)


@dataclass(frozen=True, slots=True)
class PlaceRequest:
    """A place that a question names.

    Attributes:
        division: what it is called there, in the singular: "section", "step", "page"; may be "".
        label: its number with what is in brackets, such as "3.2(a)"; "" if it is counted or named.
        ordinal: which one of its kind is meant, from 1; -1 for the last; 0 if it isn't counted.
        name: its heading, if it is named.
        rest: what is asked besides, "" if only what stands there.
        within: the place in which it is counted, if one is named.
    """

    division: str
    label: str = ""
    ordinal: int = 0
    name: str = ""
    rest: str = ""
    within: "PlaceRequest | None" = None


def find_place_request(question: str) -> PlaceRequest | None:
    """Find the place that a question names, None if it names none.

    >>> find_place_request("What does clause 3.2 (a) say?").label
    '3.2(a)'
    >>> find_place_request("How much is the fine in section 27?").rest
    'How much is the fine in ?'
    >>> find_place_request("What is point c of clause 3.2?").label
    '3.2(c)'
    """
    labelled = _find_labelled(question)
    counted = _COUNTED.search(question)
    if labelled and not (counted and counted.end() <= labelled[1]):
        return labelled[0]
    if counted:
        within = replace(labelled[0], rest="") if labelled else None
        end = labelled[2] if labelled else counted.end()
        ordinal = _read_ordinal(counted["ordinal"].lower())
        rest = _rest(question, counted.start(), end)
        return PlaceRequest(_singular(counted["division"]), "", ordinal, "", rest, within)
    if match := _NAMED.search(question):
        name = _TRAILING_VERB.sub("", match["name"] or match["quoted"])
        rest = _rest(question, *match.span())
        return PlaceRequest("section", name=name.strip("\"'“”‘’ "), rest=rest)
    if match := _BEFORE_DIVISION.search(question):
        return PlaceRequest("", name=match["name"], rest=_rest(question, *match.span()))
    return None


def _find_labelled(question: str) -> tuple[PlaceRequest, int, int] | None:
    """Find a place by its number, with where it stands in the question: half-open offsets."""
    match = _LABELLED.search(question)
    inner = None
    for later in _LABELLED.finditer(question):  # "point c of clause 3.2" has its number last
        if found := _INNER.search(question[: later.start()]):
            match, inner = later, found
    match = match or _BARE.fullmatch(question)
    if match is None:
        return None
    fields = match.groupdict()
    sub = re.sub(r"\s", "", fields["sub"] or "")
    if inner:
        sub += f"({inner['letter'] or inner['bracketed']})"
    division = "section" if fields.get("sign") else (fields.get("division") or "").lower()
    number = fields["number"].lower()
    if number in _COUNTS:
        number = str(_COUNTS.index(number) + 1)
    start = inner.start() if inner else match.start()
    rest = _rest(question, start, match.end())
    request = PlaceRequest(_singular(division), f"{number}{sub}".lower(), rest=rest)
    return request, start, match.end()


def _singular(division: str) -> str:
    return {"p.": "page", "art.": "article", "art": "article", "sec.": "section"}.get(
        division.lower(), division.lower().removesuffix("s")
    )


def _read_ordinal(word: str) -> int:
    if word in ("last", "final"):
        return -1
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(word[:-2])


def _rest(question: str, start: int, end: int) -> str:
    """Return the question without its place, "" if no word is left that asks for anything."""
    rest = question[:start] + question[end:]
    asked = set(re.findall(r"[^\W_]+", rest.lower().replace("’s", "").replace("'s", "")))
    return rest.strip() if asked - set(PLACE_WORDS) - _DIVISION_WORDS else ""
