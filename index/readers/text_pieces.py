"""Pieces of prose in a plain text: the blocks of ``index.blocks``, some told apart better."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.blocks import Kind, split_blocks
from index.boilerplate import is_caption
from index.english import OPEN_ENDS, build_alternation
from index.readers.text_headings import read_division
from index.readers.text_lines import PLACEHOLDER
from index.readers.text_lists import read_marker

TERMINAL = (".", "!", "?", "…", ":", ";", ",", "。", "！", "？")
"""Ends of sentences, or of their parts: no heading ends so."""

_UNDERLINES = {"=": 1, "-": 2, "~": 3, "^": 4}  # character -> level
_LONGEST_LINE = 60
_MOST_WORDS = 10
_DEFINES = re.compile(r"[:=?]\s|\s[–—-]\s|\t|\|")
_OPEN_ENDED = re.compile(rf"\b{build_alternation(OPEN_ENDS)}\Z")


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A block of prose.

    Attributes:
        first: number of its first line.
        follows: no blank line parts it from the one before.
        level: of a heading that is underlined, else 0.
    """

    kind: Kind
    lines: list[str]
    indent: int
    first: int
    follows: bool
    level: int = 0

    @property
    def is_short(self) -> bool:
        """True if it is one line that may be a heading, or one of an address."""
        line = self.lines[0]
        return (
            len(self.lines) == 1
            and len(line) <= _LONGEST_LINE
            and not line.endswith(TERMINAL)
            and line[0] != PLACEHOLDER
            and any(map(str.isalpha, line))
        )

    @property
    def is_address_line(self) -> bool:
        """True if it may be a line of an address or of a verse."""
        line = self.lines[0]
        return (
            self.kind is Kind.SENTENCE
            and self.is_short
            and not _DEFINES.search(line)
            and read_marker(line) is None
            and not read_division(line)
            and not is_caption(line)
        )


def split_pieces(lines: Sequence[str]) -> list[TextPiece]:
    """Cut lines of prose into pieces, in order."""
    text = "\n".join(line.expandtabs(4) for line in lines)
    pieces: list[TextPiece] = []
    end = first = 0
    for block in split_blocks(text):
        indent = block.start - text.rfind("\n", 0, block.start) - 1
        follows = bool(pieces) and text.count("\n", end, block.start) == 1
        first += text.count("\n", end, block.start)
        content = [line.strip() for line in text[block.start : block.end].split("\n")]
        pieces.append(TextPiece(block.kind, content, indent, first, follows))
        first += len(content) - 1
        end = block.end
    return _promote_headings(_join_sentences(list(_split_at_stops(_take_underlines(pieces)))))


def count_clauses(pieces: Sequence[TextPiece]) -> Counter[int]:
    """Return by how many, at each depth of numbers like "3.1", sentences exceed headings."""
    counts: Counter[int] = Counter()
    for piece in pieces:
        marker = read_marker(piece.lines[0])
        if marker and len(marker.path) > 1:
            counts[len(marker.path)] += -1 if piece.kind is Kind.HEADING else 1
    return counts


def end_of_address(pieces: Sequence[TextPiece], first: int, opens: Callable[[str], object]) -> int:
    """Return where the short lines that belong together from a piece on end, exclusive.

    Args:
        pieces: all pieces.
        first: number of the first one.
        opens: says whether a line opens something of its own.
    """
    end = first
    while end < len(pieces) and pieces[end].is_address_line:
        if (end > first and not pieces[end].follows) or opens(pieces[end].lines[0]):
            break
        end += 1
    return end


def _take_underlines(pieces: list[TextPiece]) -> list[TextPiece]:
    """Return the pieces, with underlined lines as headings, and without the lines below them."""
    kept: list[TextPiece] = []
    for piece in pieces:
        title = kept[-1] if kept else None
        rule = piece.lines[0]
        if (
            title
            and piece.follows
            and len(title.lines) == len(piece.lines) == 1
            and len(set(rule)) == 1
            and rule[0] in _UNDERLINES
            and abs(len(rule) - len(title.lines[0])) <= 3 <= len(rule)
            and any(map(str.isalpha, title.lines[0]))
        ):
            kept[-1] = replace(title, kind=Kind.HEADING, level=_UNDERLINES[rule[0]])
        else:
            kept.append(piece)
    return kept


def _split_at_stops(pieces: list[TextPiece]) -> Iterator[TextPiece]:
    """Yield the pieces; among lines whose breaks are meant, those that end with a stop apart.

    By its length alone a line that is the longest of its paragraph looks as if it were wrapped.
    """
    for i, piece in enumerate(pieces):
        beside = (piece.follows and pieces[i - 1]) or (
            i + 1 < len(pieces) and pieces[i + 1].follows and pieces[i + 1]
        )
        meant = beside and len(beside.lines) == 1 and not read_marker(beside.lines[0])
        stops = all(
            line.endswith((".", "!", "?")) and not below[0].islower()
            for line, below in pairwise(piece.lines)
        )
        if len(piece.lines) > 1 and meant and stops and not read_marker(piece.lines[0]):
            for number, line in enumerate(piece.lines):
                follows = piece.follows or number > 0
                yield TextPiece(piece.kind, [line], piece.indent, piece.first + number, follows)
        else:
            yield piece


def _join_sentences(pieces: list[TextPiece]) -> list[TextPiece]:
    """Return the pieces, those that plainly go on in the next line with what they go on with."""
    joined: list[TextPiece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if (
            before
            and piece.follows
            and before.kind is piece.kind is Kind.SENTENCE
            and piece.lines[0][0].islower()
            and piece.lines[-1].endswith((".", "!", "?"))
            and before.lines[0][0].isupper()
            and not before.lines[-1].endswith(TERMINAL)
            and not _DEFINES.search(before.lines[-1][-3:])
            and " " in before.lines[-1]
            and read_marker(piece.lines[0]) is None
        ):
            joined[-1] = replace(before, lines=before.lines + piece.lines)
        else:
            joined.append(piece)
    return joined


def _promote_headings(pieces: list[TextPiece]) -> list[TextPiece]:
    """Return the pieces, with headings that stand among several short lines."""
    numbered = [i for i in range(len(pieces)) if _heads_section(pieces, i)]
    lists = sum(1 for piece in pieces if piece.lines[0][0].isdigit() and _is_numbered(piece))
    sections = set(numbered) if len(numbered) > 1 and len(numbered) * 2 >= lists else set()
    return [
        replace(piece, kind=Kind.HEADING)
        if piece.kind is Kind.SENTENCE and (i in sections or _heads_list(pieces, i))
        else piece
        for i, piece in enumerate(pieces)
    ]


def _is_numbered(piece: TextPiece) -> bool:
    marker = read_marker(piece.lines[0])
    return marker is not None and marker.style == "1."


def _heads_section(pieces: list[TextPiece], i: int) -> bool:
    """Say whether "2. Budget" has a text or clauses below it, rather than another item."""
    piece = pieces[i]
    if not piece.is_short or piece.indent or not _is_numbered(piece) or i + 1 == len(pieces):
        return False
    if len(piece.lines[0].split()) > _MOST_WORDS:
        return False
    marker, below = read_marker(piece.lines[0]), read_marker(pieces[i + 1].lines[0])
    return below is None or (marker is not None and below.path[:-1] == marker.path)


def _heads_list(pieces: list[TextPiece], i: int) -> bool:
    """Say whether a short line that stands alone is in capitals, or has a list below it."""
    piece = pieces[i]
    if not piece.is_address_line or piece.follows or i + 1 == len(pieces) or pieces[i + 1].follows:
        return False
    line, below = piece.lines[0], pieces[i + 1]
    if len(line.split()) > _MOST_WORDS or not line[0].isupper() or _OPEN_ENDED.search(line):
        return False
    in_lines = i + 2 < len(pieces) and pieces[i + 2].follows and below.is_address_line
    has_list = read_marker(below.lines[0]) is not None or in_lines
    return has_list or (line.isupper() and sum(map(str.isalpha, line)) >= 4)
