"""Text -> blocks: the paragraphs, list items, headings and boilerplate that sentences live in.

A block is what a sentence never crosses. Blank lines part blocks; so does a line break that is
meant, as in a list or an address, but not one that only wraps a long line. All positions are
half-open character offsets into the text.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from index.block import CELL_SEPARATOR
from index.boilerplate import (
    is_boilerplate,
    is_closed,
    is_in_capitals,
    is_picture,
    is_video,
    opens_highlights,
)
from index.english import DIVISIONS, NUMBERED_DIVISIONS, OPEN_ENDS, build_alternation
from index.language import UNSPACED


class Kind(StrEnum):
    """Kind of a span of the document: a ``SENTENCE`` states something, ``METADATA`` of the file."""

    SENTENCE = "sentence"
    HEADING = "heading"
    METADATA = "metadata"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A span ``text[start:end]`` that begins and ends with a visible character."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its outer whitespace; ``start`` is where ``text`` stands in the document."""

    start: int
    indent: int
    text: str


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block whose kind is still open; ``alone`` means that it is a paragraph by itself."""

    start: int
    text: str
    lines: int
    opens_paragraph: bool
    closes_paragraph: bool

    @property
    def alone(self) -> bool:
        return self.opens_paragraph and self.closes_paragraph


def split_blocks(text: str) -> list[TextBlock]:
    """Cut a text into blocks, in order; together they hold every visible character.

    >>> [(b.start, b.end, b.kind.value) for b in split_blocks("# Milk\\n\\nSour.\\n- So\\n- what")]
    [(0, 6, 'heading'), (8, 13, 'sentence'), (14, 18, 'sentence'), (19, 25, 'sentence')]
    """
    drafts = [
        draft for paragraph in _split_paragraphs(text) for draft in _draft_blocks(text, paragraph)
    ]
    return [
        TextBlock(draft.start, draft.start + len(draft.text), kind)
        for draft, kind in zip(drafts, _classify(drafts), strict=True)
    ]


# --- From lines to blocks -------------------------------------------------------------------------

_HASH = re.compile(r"#{1,6}\s+\S")
_BULLET = re.compile(r"[-*•‣◦▪·]\s+\S")
_ENUMERATED = re.compile(
    r"(?:\d{1,3}[.)]|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)|(?:[a-z]|[ivx]{1,5})[.)]|–)\s+\S"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}\.?\s+[^\W\d_a-z]"
)
LABELLED = re.compile(r"[^\W\d_a-z][^.:?!|\t]{1,50}(?::\s+\S|\?\s+[^\s.?!]+(?:\s[^\s.?!]+){0,3}\Z)")
"""A line of a form: a label and its value."""

_MARKER_ONLY = re.compile(r"[-*•‣◦▪·]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]")
_NUMBER_ONLY = re.compile(r"\d{1,3}")
_NO_WORD = re.compile(r"[\W_]+")
_TERMINAL = ".!?…。！？｡।॥؟۔։።:;"
_CLOSERS = "\"'”’»›)]}*_」』）】"
_OPEN_ENDED = re.compile(rf"(?:[,–—-]|\b{build_alternation(OPEN_ENDS)})\Z")
_CUT_ABBREVIATION = re.compile(r"\s[^\W\d_]\.\Z")  # the first half of "d. h." or "p. m."
_NARROWEST_WRAP, _WIDEST_WRAP = 40, 160
_UNSPACED_SLACK = 8  # columns by which lines differ where stops may not begin one


def _split_paragraphs(text: str) -> Iterator[list[_Line]]:
    """Yield the runs of lines between blank lines."""
    paragraph: list[_Line] = []
    position = 0
    for raw in text.split("\n"):
        content = raw.strip()
        if content:
            indent = len(raw) - len(raw.lstrip())
            paragraph.append(_Line(position + indent, indent, content))
        elif paragraph:
            yield paragraph
            paragraph = []
        position += len(raw) + 1
    if paragraph:
        yield paragraph


def _draft_blocks(text: str, paragraph: list[_Line]) -> Iterator[_Draft]:
    """Cut a paragraph at the line breaks that are meant."""
    width = _width(paragraph)
    first = 0
    for i, line in enumerate(paragraph):
        following = paragraph[i + 1] if i + 1 < len(paragraph) else None
        if following is None or _is_meant(line, following, paragraph[first], width):
            start, end = paragraph[first].start, line.start + len(line.text)
            yield _Draft(start, text[start:end], i + 1 - first, first == 0, following is None)
            first = i + 1


def _width(paragraph: list[_Line]) -> float:
    """Return how many columns fit into a line of the paragraph: infinity if it isn't wrapped.

    That is the length of its longest line. Where most lines begin in lower case, it is prose of
    proportional type, whose lines differ in length: there four fifths count as full.
    """
    longest = max(_measure(line.text) for line in paragraph)
    if not _NARROWEST_WRAP <= longest <= _WIDEST_WRAP:
        return math.inf
    in_lower_case = sum(line.text[0].islower() for line in paragraph[1:])
    return longest * 0.8 if in_lower_case * 2 > len(paragraph) - 1 else longest


def _is_meant(line: _Line, following: _Line, head: _Line, width: float) -> bool:
    """Say whether the break between two lines is meant; ``head`` is the first line of the block."""
    if _MARKER_ONLY.fullmatch(line.text) and line is head:
        return False  # a marker whose text stands on the next line
    if _stands_apart(line.text) or is_closed(line.text):
        return True
    if _stands_apart(following.text) or is_boilerplate(following.text):
        return True
    if LABELLED.match(head.text) and LABELLED.match(following.text):
        return True
    if _BULLET.match(following.text) or following.text.startswith("|"):
        return True
    if CELL_SEPARATOR in line.text or CELL_SEPARATOR in following.text:
        return True  # the longest row of a table would pass for a line that is wrapped
    in_list = bool(_BULLET.match(head.text) or _ENUMERATED.match(head.text))
    wraps = _wraps(line.text, following.text, width) or (in_list and following.indent > head.indent)
    is_cut = _CUT_ABBREVIATION.search(line.text) and following.text[0].islower()
    stops = line.text[-1] in _TERMINAL and not is_cut
    if wraps and not in_list and not stops:
        return False  # a number at the start of a wrapped line is no marker: "on page\n12. The"
    return not wraps or _begins_block(following.text)


def _measure(line: str) -> int:
    """Return how many columns a line takes; letters of scripts without spaces take two each."""
    return len(line) + (0 if line.isascii() else len(UNSPACED.findall(line)))


def _stands_apart(line: str) -> bool:
    return bool(_HASH.match(line) or _NO_WORD.fullmatch(line))


def _begins_block(line: str) -> bool:
    return bool(_ENUMERATED.match(line) or _NUMBER_ONLY.fullmatch(line)) or _is_bold(line)


def _wraps(line: str, following: str, width: float) -> bool:
    """Say whether a line was broken only because the next word did not fit.

    Or, for want of a reliable width, because it plainly goes on: the next one begins in lower
    case, or this one ends with a comma or a word like "the". A short line needs both signs.
    """
    if UNSPACED.match(following):
        return _measure(line) + _UNSPACED_SLACK > width
    if len(line) + 1 + len(following.split(maxsplit=1)[0]) > width:
        return True
    continues = following[0].islower()
    open_ended = bool(_OPEN_ENDED.search(line, max(0, len(line) - 8)))
    return (continues and open_ended) or (
        (continues or open_ended) and len(line) >= _NARROWEST_WRAP
    )


# --- From blocks to kinds -------------------------------------------------------------------------

_MAX_HEADING_WORDS = 12  # words
_MAX_UNSPACED_CHARACTERS = 30  # characters, in scripts that write no spaces between words
_LABEL = re.compile(rf"{build_alternation(DIVISIONS)}\s(?:\d+|[IVXLC]+)\.", re.IGNORECASE)
_SEVERAL = re.compile(r"[|\t]|://|\w@\w|: [^:]{1,60}: |(?:\d\d|[^\W\d_]{4})[.!?] [^\W\d_a-z]")
_NUMBERED = re.compile(
    rf"""(?:\d{{1,2}}\.|\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}\.?|[IVX]{{1,5}}\.)\s+[^\W\d_a-z]
    | {build_alternation(NUMBERED_DIVISIONS)}\s(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z])(?![\w’'])
    | §{{1,2}}\s?\d""",
    re.VERBOSE,
)


def _classify(drafts: list[_Draft]) -> list[Kind]:
    """Tell headings and boilerplate from the rest; both need a look at the neighbours."""
    kinds = [Kind.SENTENCE] * len(drafts)
    for i, draft in enumerate(drafts):
        if (
            is_boilerplate(draft.text)
            or _NO_WORD.fullmatch(draft.text)
            or _is_page_number(drafts, i)
        ):
            kinds[i] = Kind.BOILERPLATE
        elif draft.lines == 1 and _HASH.match(draft.text):
            kinds[i] = Kind.HEADING
        if i >= 2 and is_video(draft.text) and is_picture(drafts[i - 2].text):
            kinds[i - 1] = Kind.BOILERPLATE  # the caption between them
    for i in _find_headings(drafts, kinds):
        kinds[i] = Kind.HEADING
    return kinds


def _is_page_number(drafts: list[_Draft], i: int) -> bool:
    """Say whether a bare number numbers a page; after a short line it is rather a table's cell."""
    draft = drafts[i]
    if not draft.closes_paragraph or not _NUMBER_ONLY.fullmatch(draft.text):
        return False
    return i == 0 or not _is_short_line(drafts[i - 1])


def _find_headings(drafts: list[_Draft], kinds: list[Kind]) -> Iterator[int]:
    """Yield the places of headings that no '#' marks."""
    content = [i for i, kind in enumerate(kinds) if kind is not Kind.BOILERPLATE]
    if not content:
        return
    title, last = content[0], content[-1]
    highlights = _find_highlights(drafts, kinds)

    def may_be(i: int) -> bool:
        return (
            kinds[i] is Kind.SENTENCE
            and i not in highlights
            and _is_short_line(drafts[i])
            and not _is_item(drafts, i)
        )

    if title != last and may_be(title) and _is_title(drafts[title], drafts[title + 1]):
        yield title
    for short, run in groupby(range(title + 1, last), may_be):
        members = list(run)
        # Three short lines or more in a row are a table or an address.
        if short and len(members) + (members[-1] + 1 == last and may_be(last)) < 3:
            yield from (i for i in members if _is_heading(drafts[i]))


def _find_highlights(drafts: list[_Draft], kinds: list[Kind]) -> set[int]:
    """Find the short lines under a "Story highlights" label: a summary, so content."""
    highlights, under = set(), False
    for i, draft in enumerate(drafts):
        if opens_highlights(draft.text):
            under = True
        elif kinds[i] is Kind.BOILERPLATE or draft.lines > 1 or draft.text[-1] in _TERMINAL:
            under = False
        elif under:
            highlights.add(i)
    return highlights


def _is_title(draft: _Draft, following: _Draft) -> bool:
    if not any(map(str.isalpha, draft.text)):
        return False
    return draft.alone or not following.text[0].islower()


def _is_heading(draft: _Draft) -> bool:
    return any(map(str.isalpha, draft.text)) and (draft.alone or _is_bold(draft.text))


def _is_bold(line: str) -> bool:
    """Say whether a line shows that it is a heading: in capitals, or numbered."""
    capitals = is_in_capitals(line) and sum(map(str.isalpha, line[:80])) >= 4
    return (capitals or bool(_NUMBERED.match(line))) and _is_short(line)


def _is_short_line(draft: _Draft) -> bool:
    return draft.lines == 1 and _is_short(draft.text)


def _is_short(line: str) -> bool:
    """Say whether a line is short, without the mark that ends or links a sentence."""
    if len(line) > 120 or _SEVERAL.search(line) or _BULLET.match(line):
        return False
    if line.rstrip(_CLOSERS)[-1:] in f"{_TERMINAL},-–—":
        return bool(_LABEL.fullmatch(line))  # "CHAPTER IV."
    if UNSPACED.search(line):
        return len(line) <= _MAX_UNSPACED_CHARACTERS
    return len(line.split()) <= _MAX_HEADING_WORDS


def _is_item(drafts: list[_Draft], i: int) -> bool:
    """Say whether a block is a list item; "3. Costs" is one if its neighbour is numbered too."""
    text = drafts[i].text
    if not _ENUMERATED.match(text):
        return False
    neighbours = drafts[max(0, i - 1) : i] + drafts[i + 1 : i + 2]
    return not _NUMBERED.match(text) or any(
        _ENUMERATED.match(near.text) and near.text[0].isdigit() for near in neighbours
    )
