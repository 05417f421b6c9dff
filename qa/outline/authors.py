"""Who wrote a document, as a line of it, a signature or the names under its title say."""

import re
from collections.abc import Iterator

from index.english import build_alternation
from qa.english import DOCUMENT_NOUNS
from qa.outline.blocks import DocumentOutline, Found
from qa.outline.english import WRITTEN_THINGS

HEAD_BLOCKS, FOOT_BLOCKS = 15, 5
"""Blocks at the beginning and at the end of a document that may say who wrote it."""

_NAME = r"[^\W\d_a-z][\w.'’-]{0,30}+(?: [^\W\d_a-z][\w.'’-]{0,30}+){0,3}"
_FULL_NAME = _NAME.replace("{0,3}", "{1,3}")
_NAMES = rf"{_NAME}(?:(?:, | and |, and | & ){_NAME}){{0,8}}"
_THING = build_alternation([*DOCUMENT_NOUNS, *WRITTEN_THINGS])
_DONE = r"(?:written|prepared|compiled|drawn up|edited|recorded|taken|kept|made|signed)"
_LINE = re.compile(
    rf"(?:(?i:authors?|words|{_THING})(?i: {_DONE})?(?i: by)?:|(?i:{_DONE}) by:?|By|BY|Von|Par"
    r"|From (?:my|our) \w{2,20})\s+"
    rf"(?P<value>{_NAMES})(?=\W*\Z|[,;(|\n]|\s{{2}})"
)
_MENTION = re.compile(
    rf"\b(?i:{_THING})(?: (?:for|of|on|about|to) [^.,;!?\n]{{1,60}}?)?,?(?: (?:is|was|comes))?"
    rf"(?: {_DONE})? (?:by|from)(?: (?:my|our) \w{{2,20}})?,? (?P<value>{_NAME})(?=[,.;)\n]|\Z)"
)
_SIGNED = re.compile(
    r"(?:Yours (?:sincerely|faithfully|truly)|(?:With |Mit )?(?:[Kk]ind(?:est)?|[Bb]est"
    r"|[Ww]arm(?:est)?|[Ff]reundlichen|[Hh]erzliche) (?:[Rr]egards|[Ww]ishes|Grüßen|Grüße)"
    r"|Regards|Sincerely"
    rf"|Cordialement|Saludos)[,.]?\s{{1,10}}(?P<value>{_NAME})(?=[\n,]|\s*\Z)"
)
_BYLINE = re.compile(
    r"(?:By|BY|Von|Par|Text:)\s+(?P<value>[^\W\d_a-z][^\n.!?|]{2,80})(?:\s*[|\n].*)?", re.DOTALL
)
_DASHED = re.compile(rf"[—–-]{{1,2}} ?(?P<value>{_NAME})(?:,.{{0,80}})?", re.DOTALL)
_HEADED = re.compile(rf"(?:#{{1,3}} )?(?P<value>{_FULL_NAME})\W{{0,3}}")
_MARKS = "¹²³⁴⁵⁶*†‡"
_PART = rf"[^\W\d_a-z{_MARKS}][^\W\d_{_MARKS}]{{0,30}}+\.?"
_MARKED = rf"{_PART}(?: {_PART}){{0,3}}[{_MARKS}\d][,{_MARKS}\d]{{0,6}}"
_UNDER_TITLE = re.compile(
    rf"(?P<value>{_MARKED}(?:(?:, | and |, and | & |; ){_MARKED}){{0,12}})\W{{0,3}}"
)


def find_author(outline: DocumentOutline) -> list[Found]:
    """Return who wrote a document, or nothing if no line says so.

    Such are "Author: Ann Lee" and "this recipe is from Ann Lee," at the head and at the foot, names
    with the marks of footnotes under the title, a signature, and a name behind a dash at the end.
    """
    edges = list(outline.edges(HEAD_BLOCKS, FOOT_BLOCKS))
    last = len(outline.blocks) - 1
    looked_for = [
        *((place, _LINE.match) for place in edges),
        *((place, _BYLINE.fullmatch) for place in edges if place < HEAD_BLOCKS),
        *((place, _UNDER_TITLE.fullmatch) for place in _below_title(outline)),
        *((place, _MENTION.search) for place in edges),
        (last, _DASHED.fullmatch),
    ]
    text = outline.document.text
    for place, match in looked_for:
        block = outline.blocks[place]
        if found := match(text, block.start, block.end):
            return [outline.find(*found.span("value"))]
    signed = list(_SIGNED.finditer(text))
    return [outline.find(*signed[0].span("value"))] if len(signed) == 1 else []


def find_owner(outline: DocumentOutline) -> list[Found]:
    """Return whose a document is, such as a CV: the name that heads it, or else who wrote it."""
    for place in outline.headings():
        block = outline.blocks[place]
        heading = _HEADED.fullmatch(outline.document.text, block.start, block.end)
        if heading and place < HEAD_BLOCKS:
            return [outline.find(*heading.span("value"))]
    return find_author(outline)


def _below_title(outline: DocumentOutline) -> Iterator[int]:
    """Yield the place of the block behind the first heading."""
    first = next(outline.headings(), len(outline.blocks))
    if first + 1 < len(outline.blocks):
        yield first + 1
