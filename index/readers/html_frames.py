"""What the paragraphs of a web page hang on: lists, terms, sections."""

import re
from dataclasses import dataclass
from typing import Any

from index.block import BlockKind, Draft
from index.readers.html_tree import number_item
from index.readers.lead_in import leads_in

_SCOPES = frozenset("aside details footer dialog blockquote".split())
_LISTS = frozenset("ul ol menu dir".split())
_KINDS = frozenset("h1 h2 h3 h4 h5 h6 li dl dt dd summary figcaption caption address".split())
_INTEGER = re.compile(r"-?\d{1,9}")
_UNNUMBERED = re.compile(r"(?i)list-style(?:-type)?\s?:\s?none")


@dataclass(slots=True)
class Frame:
    """An open element that says how its paragraphs are written.

    Attributes:
        parent: the place of the block that they hang on; None for the heading above.
        depth: how many lists they are in.
        marker: of a list item, until its first paragraph is written.
        number: of the next item of a list; ``step`` leads to the one after.
        style: type of an ordered list's numbers, or empty.
        term: of a list of terms the place of the last one.
        headings: those to go back to at the element's end.
    """

    tag: str
    parent: int | None = None
    depth: int = 0
    marker: str = ""
    number: int = 1
    step: int = 1
    style: str = ""
    term: int | None = None
    headings: list[int] | None = None


class Frames:
    """The open frames, from the outermost.

    Args:
        draft: takes the blocks.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._frames = [Frame("")]

    @property
    def last(self) -> Frame:
        """The innermost frame."""
        return self._frames[-1]

    @property
    def parent(self) -> int | None:
        """The place of the block that the next one hangs on, or None for the heading above."""
        return self.last.parent

    @property
    def level_below(self) -> int:
        """Level of a heading below the last one."""
        headings = self._draft.open_headings
        return min(6, self._draft.blocks[headings[-1]].level + 1) if headings else 2

    def open(self, node: Any) -> Frame | None:
        """Open an element's frame, if it is one that has any."""
        tag, outer = node.tag, self.last
        if tag not in _KINDS and tag not in _LISTS and tag not in _SCOPES:
            return None
        frame = Frame(tag, outer.parent, outer.depth)
        if tag in _SCOPES:
            frame.headings = list(self._draft.open_headings)
            if tag == "footer" and len(self._frames) == 1:
                self._draft.open_headings = self._draft.open_headings[:1]
        elif tag in _LISTS:
            self._open_list(node, frame)
        elif tag == "dl":
            frame.parent = self._lead_in(outer.parent)
        elif tag == "li":
            frame.marker = self._take_marker(node, outer)
            frame.depth = max(1, outer.depth)
        elif tag == "dd":
            terms = self._nearest("dl")
            if terms and terms.term is not None:
                frame.parent = terms.term
        self._frames.append(frame)
        return frame

    def close(self) -> None:
        """Close the innermost frame."""
        frame = self._frames.pop()
        if frame.headings is not None:
            self._draft.open_headings = frame.headings

    def head(self, place: int | None) -> None:
        """Hang on a question or, if None, on the last heading, what follows beside this frame."""
        for frame in self._frames[-2:]:
            frame.parent, frame.marker = place, ""

    def set_term(self, place: int) -> None:
        """Keep the place of the term that the next definitions hang on."""
        if terms := self._nearest("dl"):
            terms.term = place

    def _nearest(self, tag: str) -> Frame | None:
        near = reversed(self._frames[-4:])  # a term stands in its list, perhaps in a box
        return next((frame for frame in near if frame.tag == tag), None)

    def _open_list(self, node: Any, frame: Frame) -> None:
        frame.parent = self._lead_in(frame.parent)
        frame.depth += 1
        if node.tag == "ol" and not _UNNUMBERED.search(node.get("style", "")):
            frame.style = node.get("type", "1")
            backwards = node.get("reversed") is not None
            frame.step = -1 if backwards else 1
            first = sum(1 for child in node if child.tag == "li") if backwards else 1
            frame.number = _integer(node.get("start"), first)

    @staticmethod
    def _take_marker(node: Any, outer: Frame) -> str:
        if not outer.style:
            return "-"
        number = _integer(node.get("value"), outer.number)
        outer.number = number + outer.step
        return number_item(number, outer.style)

    def _lead_in(self, parent: int | None) -> int | None:
        """Return the place of the paragraph right above that leads in, or else the parent."""
        blocks, headings = self._draft.blocks, self._draft.open_headings
        above = len(blocks) - 1
        while above >= 0 and blocks[above].kind is BlockKind.FOOTNOTE:
            above -= 1
        if above < 0 or blocks[above].kind is not BlockKind.PARAGRAPH:
            return parent
        beside = parent if parent is not None else headings[-1] if headings else None
        leads = blocks[above].parent == beside and leads_in(blocks[above].text)
        return above if leads else parent


def _integer(value: str | None, otherwise: int) -> int:
    return int(value) if value and _INTEGER.fullmatch(value.strip()) else otherwise
