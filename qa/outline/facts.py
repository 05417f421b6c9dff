"""Facts about a document: title, author, date, and the head of an e-mail."""

import re
from collections.abc import Iterable
from functools import partial

from index.block import BlockKind
from qa.english import DOCUMENT_NOUNS
from qa.outline.authors import FOOT_BLOCKS, HEAD_BLOCKS, find_author, find_owner
from qa.outline.blocks import DocumentOutline, Found, Lookup
from qa.outline.english import (
    FACT_QUESTIONS,
    FILE_WORDS,
    PROPERTY_QUESTIONS,
    compile_form,
    plain_form,
)

_FORMS = [(compile_form(form), fact) for fact, forms in FACT_QUESTIONS.items() for form in forms]
_PROPERTY_FORMS = [compile_form(form) for form in PROPERTY_QUESTIONS]
_ABOUT_FILE = re.compile(
    rf"\b(?:this|{'|'.join(map(re.escape, DOCUMENT_NOUNS + FILE_WORDS))})\b", re.IGNORECASE
)

_NAMES_DOCUMENT = re.compile(
    rf"\b(?:this|(?:the|that|your|these) (?:{'|'.join(map(re.escape, DOCUMENT_NOUNS))}))\b",
    re.IGNORECASE,
)

_LABELS = {
    "title": "title subject betreff objet",
    "author": "author authors from von de",
    "owner": "name author from",
    "date": "date published sent datum gesendet",
    "modified": "modified updated",
    "created": "created date",
    "to": "to an à",
    "cc": "cc",
    "subject": "subject betreff objet title",
    "site": "site publisher source",
    "version": "version edition revision",
}
_SENDER_LABELS = ("from", "von", "de")
_FIELD = re.compile(r"(?P<label>[^\W\d][\w -]{0,30}):\s+(?P<value>\S.*)", re.DOTALL)
_LINES = {
    "date": re.compile(
        r"(?:(?:First |Last )?(?:Published|Posted|Updated|Issued)(?: on| at)?:?"
        r"|Date(?: of issue)?:|Dated:?)\s+(?P<value>.{4,60})",
        re.DOTALL,
    ),
}
_MENTIONS = {
    "modified": re.compile(
        r"(?i)\blast (?:changed|updated|modified|revised|edited|reviewed)(?: on| at)?:? "
        r"(?P<value>[^.;|\n]{0,20}\d[^.;|\n]{0,20})"
    ),
    "version": re.compile(
        r"(?P<value>\b(?i:version|edition|revision|rev\.|issue)(?: no\.?| number)?:? \d[\w.]*\b)"
    ),
}
"""What says a fact somewhere in a line, at the head or at the foot of a document."""

_COPYRIGHT = re.compile(
    r"(?i)(?:©|\(c\)|copyright)(?:\s*(?:©|\(c\)))?\s*(?:\d{4}(?:\s?[–-]\s?\d{4})?,?\s+)?(?:by\s+)?"
    r"(?P<value>[^\W\d][^.,|\n]{1,60})"
)


def make_fact_lookup(question: str) -> Lookup | None:
    """Return what looks for the fact about the document itself that a question asks for.

    Args:
        question: in plain form.

    >>> make_fact_lookup("When was this article published") is None
    False
    >>> make_fact_lookup("When was he born") is None
    True
    """
    fact = next((fact for form, fact in _FORMS if form.fullmatch(question)), "")
    if fact:
        return partial(_find_fact, fact=fact)
    asked = next(filter(None, (form.fullmatch(question) for form in _PROPERTY_FORMS)), None)
    return partial(_find_property, label=asked["label"].lower()) if asked else None


def asks_for_fact(question: str) -> bool:
    """Say whether a question asks for a fact about the document, which it names as such.

    >>> asks_for_fact("Who wrote this?"), asks_for_fact("Who wrote it?")
    (True, False)
    """
    asked = plain_form(question)
    names_it = _NAMES_DOCUMENT.search(asked) is not None
    return names_it and any(form.fullmatch(asked) for form, _ in _FORMS)


def is_about_file(question: str) -> bool:
    """Say whether a question may be answered by what a file says about itself."""
    return bool(_ABOUT_FILE.search(question))


def _find_property(outline: DocumentOutline, label: str) -> list[Found]:
    """Return the value that the file's properties give under a label."""
    for field in _read_fields(outline, range(len(outline.blocks)), BlockKind.METADATA):
        if field["label"].lower().rstrip("s") == label.rstrip("s"):
            return [outline.find(*field.span("value"))]
    return []


def _find_fact(outline: DocumentOutline, fact: str) -> list[Found]:
    """Return the words that give a fact, or nothing if the document's head doesn't."""
    head = range(min(HEAD_BLOCKS, len(outline.blocks)))
    fields = _read_fields(outline, head, BlockKind.FORM_FIELD)
    if not any(field["label"].lower() in _SENDER_LABELS for field in fields):
        fields = []  # those of a form, rather than the head of an e-mail
    fields += _read_fields(outline, head, BlockKind.METADATA)
    for label in _LABELS[fact].split():
        for field in fields:
            if field["label"].lower() == label:
                return [outline.find(*field.span("value"))]
    if fact in _FINDERS:
        return _FINDERS[fact](outline)
    lines = (_match(outline, place, _LINES[fact]) for place in head if fact in _LINES)
    found = [outline.find(*line.span("value")) for line in lines if line][:1]
    return found or _find_mention(outline, fact)


def _find_mention(outline: DocumentOutline, fact: str) -> list[Found]:
    """Return the words that give a fact in a line of the document's head, or of its foot."""
    for place in outline.edges(HEAD_BLOCKS, FOOT_BLOCKS) if fact in _MENTIONS else ():
        block = outline.blocks[place]
        if match := _MENTIONS[fact].search(outline.document.text, block.start, block.end):
            return [outline.find(*match.span("value"))]
    return []


def _read_fields(
    outline: DocumentOutline, places: Iterable[int], kind: BlockKind
) -> list[re.Match[str]]:
    fields = (_match(outline, p, _FIELD) for p in places if outline.blocks[p].kind is kind)
    return list(filter(None, fields))


def _match(outline: DocumentOutline, place: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    block = outline.blocks[place]
    return pattern.fullmatch(outline.document.text, block.start, block.end)


def _find_title(outline: DocumentOutline) -> list[Found]:
    """Return the heading that the document is called by, or its first one of the highest level."""
    headings = list(outline.places(BlockKind.HEADING))
    named = [place for place in headings if outline.document.title in outline.text(place)]
    top = [place for place in headings if outline.blocks[place].level == 1]
    return outline.whole((named or top)[0]) if named or top else []


def _find_copyright(outline: DocumentOutline) -> list[Found]:
    """Return whom the document's copyright notice names."""
    for place in reversed(range(len(outline.blocks))):
        block = outline.blocks[place]
        if notice := _COPYRIGHT.match(outline.document.text, block.start, block.end):
            return [outline.find(*notice.span("value"))]
    return []


_FINDERS: dict[str, Lookup] = {
    "title": _find_title,
    "author": find_author,
    "owner": find_owner,
    "site": _find_copyright,
}
"""What looks for a fact that no field gives."""
