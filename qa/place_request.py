"""Places that a question names: "section 3", "clause 2.2 (a)", "the last step"."""

import re
from dataclasses import dataclass

from qa.english import PLACE_WORDS

_DIVISIONS = (
    "sections? clauses? articles? paragraphs? paras? chapters? parts? rules? schedule annex"
    " appendix items? points? steps? pages? slides? bullets? entry entries rows? lines?"
).split()
_NUMBER = r"\d{1,4}(?:\.\d{1,3}){0,4}[a-z]?|[ivx]{1,5}|[a-h]"
_LABELLED = re.compile(
    rf"(?:\b(?P<division>{'|'.join(_DIVISIONS)}|art\.?|sec\.?|p\.)|(?P<sign>§{{1,2}}))\s{{0,2}}"
    rf"(?:(?:no\.?|number)\s)?(?P<number>{_NUMBER})(?P<sub>(?:\s?\([0-9a-z]{{1,4}}\)){{0,3}})(?!\w)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\W*(?P<number>\d{1,3}(?:\.\d{1,3}){1,4})(?P<sub>(?:\([0-9a-z]{1,4}\)){0,3})\W*"
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
_TRAILING_VERB = re.compile(r"\W+(?:say|says|state|states|contain|contains|mean|about)\W*$", re.I)


@dataclass(frozen=True, slots=True)
class PlaceRequest:
    """A place that a question names.

    Attributes:
        division: what it is called there, in the singular: "section", "step", "page"; may be "".
        label: its number with what is in brackets, such as "3.2(a)"; "" if it is counted or named.
        ordinal: which one of its kind is meant, from 1; -1 for the last; 0 if it isn't counted.
        name: its heading, if it is named.
        rest: what is asked besides, "" if only what stands there.
    """

    division: str
    label: str = ""
    ordinal: int = 0
    name: str = ""
    rest: str = ""


def find_place_request(question: str) -> PlaceRequest | None:
    """Find the place that a question names, None if it names none.

    >>> find_place_request("What does clause 3.2 (a) say?").label
    '3.2(a)'
    >>> find_place_request("How much is the fine in section 27?").rest
    'How much is the fine in ?'
    """
    match = _LABELLED.search(question)
    if match or (match := _BARE.fullmatch(question)):
        fields = match.groupdict()
        sub = re.sub(r"\s", "", fields["sub"] or "")
        division = "section" if fields.get("sign") else (fields.get("division") or "").lower()
        label = f"{fields['number']}{sub}".lower()
        return PlaceRequest(_singular(division), label, rest=_rest(question, match))
    if match := _COUNTED.search(question):
        ordinal = _read_ordinal(match["ordinal"].lower())
        return PlaceRequest(
            _singular(match["division"]), ordinal=ordinal, rest=_rest(question, match)
        )
    if match := _NAMED.search(question):
        name = _TRAILING_VERB.sub("", match["name"] or match["quoted"])
        return PlaceRequest("section", name=name.strip("\"'“”‘’ "), rest=_rest(question, match))
    return None


def _singular(division: str) -> str:
    return {"p.": "page", "art.": "article", "art": "article", "sec.": "section"}.get(
        division.lower(), division.lower().removesuffix("s")
    )


def _read_ordinal(word: str) -> int:
    if word in ("last", "final"):
        return -1
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(word[:-2])


def _rest(question: str, match: re.Match[str]) -> str:
    """Return the question without its place, "" if no word is left that asks for anything."""
    rest = question[: match.start()] + question[match.end() :]
    asked = set(re.findall(r"[^\W_]+", rest.lower().replace("’s", "").replace("'s", "")))
    return rest.strip() if asked - set(PLACE_WORDS) else ""
