"""Paragraphs, of whichever format, to blocks by what they look like."""

import re
from dataclasses import dataclass
from itertools import pairwise

from index.block import BlockKind, Draft
from index.boilerplate import is_caption, is_control
from index.english import OPEN_ENDS, build_alternation
from index.readers.lead_in import leads_in
from index.readers.openings import find_openings
from index.readers.text_lists import ListMarker, Lists, read_marker
from index.speakers import ANSWER_LABEL, QUESTION_LABEL
from index.whitespace import collapse_spaces

MARKER = re.compile(
    r"(?:[-*•‣◦▪·–]|☐|☒|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+\.?)\s"
)
"""A list item's marker, with the space after it."""

_LONGEST_BOLD_HEADING = 14  # words
_LONGEST_BOLD_SENTENCE = 4
_LONGEST_LINE = 80  # characters of a line that may be meant, as in an address
_OPEN_ENDED = re.compile(rf"(?:[,–—-]|\b{build_alternation(OPEN_ENDS)})\Z")


@dataclass(slots=True)
class Line:
    """A line of a paragraph.

    Attributes:
        text: its text, white space collapsed.
        bold: all of it is bold.
        hard: the break after it is meant, so far as the format knows.
    """

    text: str
    bold: bool = False
    hard: bool = True


class ParagraphWriter:
    """Appends paragraphs to a draft as what they look like.

    Args:
        draft: takes the blocks.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._bold: set[int] = set()  # places of headings that only their looks show
        self._lists = Lists(draft)
        self._heading: list[int] = []  # that the lists stand under

    def add(self, lines: list[Line], parent: int | None) -> int | None:
        """Append a paragraph as a heading, question and answer, caption, boilerplate or paragraph.

        Args:
            lines: its lines, if any; none is empty.
            parent: what it hangs on, or None for the heading above it.

        Returns:
            The place of the last block, or None if that was a heading.
        """
        starts = [i for i, line in enumerate(lines) if _is_labelled(line.text)]
        if len(starts) > 1 and starts[0] <= 1 and QUESTION_LABEL.match(lines[starts[0]].text):
            self.add(lines[: starts[0]], parent)
            return self._add_interview(lines, starts, parent)
        openings = find_openings([line.text for line in lines])
        if openings:
            return self._add_opened(lines, openings, parent)
        runs_in = len(lines) > 1 and lines[0].hard and not lines[1].bold
        if (len(lines) == 1 or runs_in) and is_bold_heading(lines[0]):
            parent = self.add_bold(lines[0].text, parent)
            lines = lines[1:]
        if not lines:
            return parent
        text = join_lines(lines)
        marker = read_marker(text) if parent is None else None
        if marker and self._is_item(marker):
            return self._lists.add(text, marker, 0)
        if is_control(text):
            return self._draft.add(BlockKind.BOILERPLATE, text, parent=parent)
        kind = BlockKind.CAPTION if is_caption(text) else BlockKind.PARAGRAPH
        return self._draft.add(kind, text, parent=parent)

    def _add_interview(self, lines: list[Line], starts: list[int], parent: int | None) -> int:
        """Append the questions and answers, by their labels, that one paragraph holds."""
        place = question = 0
        for start, end in pairwise([*starts, len(lines)]):
            text = join_lines(lines[start:end])
            if QUESTION_LABEL.match(text):
                place = question = self._draft.add(BlockKind.QUESTION, text, parent=parent)
            else:
                place = self._draft.add(BlockKind.PARAGRAPH, text, parent=question)
        return place

    def _add_opened(
        self, lines: list[Line], openings: dict[int, ListMarker | None], parent: int | None
    ) -> int | None:
        """Append the list items and labelled lines that one paragraph holds, each as a block."""
        place = head = parent
        for start, end in pairwise([*sorted({0, *openings}), len(lines)]):
            marker, text = openings.get(start), join_lines(lines[start:end])
            if marker is None:
                place = self._draft.add(BlockKind.PARAGRAPH, text, parent=head)
                head = place if start not in openings and leads_in(text) else head
            elif parent is None:
                self._end_old_lists(marker)
                place = self._lists.add(text, marker, 0)
            else:
                place = self._draft.add(BlockKind.LIST_ITEM, text, level=1, parent=parent)
        return place

    def _is_item(self, marker: ListMarker) -> bool:
        """Say whether a paragraph with a marker goes on with a list, or begins one.

        "1. Scope" begins none by itself: it may as well be a heading.
        """
        self._end_old_lists(marker)
        blocks = self._draft.blocks
        begins = marker.number == 1 and bool(blocks) and blocks[-1].text.endswith(":")
        return begins or self._lists.goes_on_with(marker)

    def _end_old_lists(self, marker: ListMarker) -> None:
        """End lists that stand under another heading, or that a new number 1 leaves behind."""
        blocks, heading = self._draft.blocks, self._draft.open_headings[-1:]
        in_list = bool(blocks) and blocks[-1].kind is BlockKind.LIST_ITEM
        if heading != self._heading or (marker.number == 1 and not in_list):
            self._lists.end()
            self._heading = heading

    def add_bold(self, text: str, parent: int | None) -> int | None:
        """Append a bold line as a question or a heading, one level below those that are marked.

        Returns:
            The place of a question, or None, so that what follows hangs on the heading.
        """
        if text.endswith(("?", "？", "؟")):
            return self._draft.add(BlockKind.QUESTION, text, parent=parent)
        marked = [place for place in self._draft.open_headings if place not in self._bold]
        level = self._draft.blocks[marked[-1]].level + 1 if marked else 2
        self._bold.add(self._draft.add(BlockKind.HEADING, text, level=min(level, 6)))
        return None


def _is_labelled(line: str) -> bool:
    return bool(QUESTION_LABEL.match(line) or ANSWER_LABEL.match(line))


def is_bold_heading(line: Line) -> bool:
    """Say whether a bold line that stands on its own heads what is below it."""
    words = len(line.text.split())
    if not line.bold or words > _LONGEST_BOLD_HEADING or MARKER.match(line.text[:1] + " "):
        return False
    if line.text.endswith((".", "!", ";", ",")):
        return words <= _LONGEST_BOLD_SENTENCE and not line.text.endswith((";", ","))
    return any(map(str.isalpha, line.text))


def join_lines(lines: list[Line]) -> str:
    """Return a paragraph's text: in one line, unless its breaks are meant, as in an address."""
    texts = [line.text for line in lines]
    breaks = lines[:-1]
    if breaks and all(line.hard for line in breaks) and _are_meant(texts):
        return "\n".join(texts)
    return collapse_spaces(" ".join(texts))


def _are_meant(texts: list[str]) -> bool:
    """Say whether breaks between lines part them: all are short, and none runs on."""
    return all(len(text) <= _LONGEST_LINE for text in texts) and not any(
        _OPEN_ENDED.search(text, max(0, len(text) - 8)) or below[0].islower()
        for text, below in pairwise(texts)
    )
