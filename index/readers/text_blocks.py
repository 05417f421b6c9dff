"""Plain text to blocks, by its lines.

What isn't prose, such as tables, is found first and leaves a placeholder; the rest goes through
the rules of ``index.blocks`` for paragraphs, wrapped lines and headings, and then into lists.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from index.block import NO_LINES, BlockKind, Draft
from index.blocks import Kind
from index.boilerplate import is_caption, is_control, is_picture, opens_highlights
from index.readers.email_lines import find_head, read_fields, read_properties
from index.readers.metadata import find_title
from index.readers.questions import hang_answers, is_question
from index.readers.subtitles import add_subtitles, are_subtitles
from index.readers.tables import add_table, caption_above, is_table_caption
from index.readers.text_fields import find_labelled_lines, is_code_field, split_fields
from index.readers.text_headings import HeadingLevels, is_bare_division, read_division
from index.readers.text_lines import (
    PLACEHOLDER,
    collect_words,
    find_openings,
    find_stamped,
    find_turns,
    is_stamped,
    join_wrapped,
    names_people,
    quote_depth,
    split_lines,
    strip_quote,
)
from index.readers.text_lists import ListMarker, Lists, read_marker
from index.readers.text_pieces import (
    TERMINAL,
    TextPiece,
    count_clauses,
    end_of_address,
    split_pieces,
)
from index.readers.text_tables import TextTable, find_tables
from index.speakers import match_label, opens_quotation

_PLACEHOLDER = re.compile(rf"{PLACEHOLDER}(\d+)\.")
_HASHES = re.compile(r"(#{1,6})\s+")


def add_text(draft: Draft, text: str) -> None:
    """Append the blocks of a plain text to an empty draft, with a title if it has any."""
    lines = split_lines(text)
    if are_subtitles(lines):
        add_subtitles(draft, lines)
        return
    add_lines(draft, lines)
    if not draft.title:
        draft.title = draft.metadata.get("title", "") or find_title(draft)


def add_lines(draft: Draft, lines: list[str]) -> None:
    """Append the blocks of a text's lines, each block with the numbers of its lines."""
    _TextBlocks(draft, lines).write()
    hang_answers(draft)


class _TextBlocks:
    def __init__(self, draft: Draft, lines: list[str]) -> None:
        self._draft = draft
        self._lines = lines
        self._words = collect_words(lines)
        self._has_stamps = bool(find_stamped(lines))
        self._has_turns = bool(find_turns(lines))
        self._labelled = find_labelled_lines(lines)
        self._lists = Lists(draft)
        self._turn: int | None = None
        self._writers: dict[int, int] = {}  # of what is quoted, by how often it is
        self._others: list[Callable[[], None]] = []
        self._numbers: list[int] = []  # of the lines that are left, in the whole text

    def write(self) -> None:
        pieces = split_pieces(self._replace_others(self._lines))
        texts = [_HASHES.sub("", piece.lines[0]) for piece in pieces if piece.kind is Kind.HEADING]
        self._levels = HeadingLevels(texts)
        self._clauses = count_clauses(pieces)
        self._write(pieces)
        self._draft.lines = NO_LINES

    # --- What isn't prose -------------------------------------------------------------------------

    def _replace_others(self, lines: list[str]) -> list[str]:
        """Return the lines with placeholders for tables, heads of e-mails and quotations."""
        tables = {table.first: table for table in find_tables(lines)}
        openings = find_openings(lines) | self._labelled
        kept: list[str] = []
        self._numbers = []
        i = 0
        while i < len(lines):
            line = lines[i]
            blank_above = not i or not lines[i - 1].strip()
            if i in tables:
                table = tables[i]
                self._leave(kept, lambda table=table: self._write_table(table))  # type: ignore[misc]
                i = table.end
                continue
            if blank_above and (end := find_head(lines, i)) > i:
                head = lines[i:end]
                self._leave(kept, lambda head=head, i=i: self._write_head(head, i))  # type: ignore[misc]
                i = end
                continue
            if depth := quote_depth(line):
                end = i
                while end < len(lines) and quote_depth(lines[end]) == depth:
                    end += 1
                quoted = [strip_quote(line) for line in lines[i:end]]
                self._leave(kept, lambda q=quoted, i=i, d=depth: self._write_quoted(q, i, d))  # type: ignore[misc]
                i = end
                continue
            parts = split_fields(line)
            if len(parts) > 1:
                parts = [line for part in parts for line in ("", part, "")]
            elif i in openings:
                parts.insert(0, "")
            kept.extend(parts)
            self._numbers.extend([i] * len(parts))
            i += 1
        return kept

    def _leave(self, kept: list[str], write: Callable[[], None]) -> None:
        kept.extend(("", f"{PLACEHOLDER}{len(self._others)}.", ""))
        self._numbers.extend((0, 0, 0))
        self._others.append(write)

    def _write_table(self, table: TextTable) -> None:
        draft = self._draft
        if table.is_form:
            for fields, line in zip(table.rows, table.lines, strict=True):
                draft.lines = line, line + 1
                for field in fields:
                    draft.add(BlockKind.FORM_FIELD, field)
            return
        heads, first = table.lines[: table.heads], len(draft.blocks)
        if heads:
            draft.lines = heads[0], heads[-1] + 1
        places = add_table(draft, table.rows, table.heads, caption_above(draft))
        below = table.heads if places and places[0] > first else 0
        filled = (n for row, n in zip(table.rows, table.lines, strict=True) if any(row))
        for place, line in zip(places, islice(filled, below, None), strict=False):
            draft.blocks[place] = replace(draft.blocks[place], lines=(line, line + 1))

    def _write_head(self, head: Sequence[str], first: int) -> None:
        fields = read_fields(head)
        for field, start, end in fields:
            self._draft.lines = first + start, first + end
            self._draft.add(BlockKind.FORM_FIELD, field)
        for name, value in read_properties([field for field, _, _ in fields]).items():
            self._draft.metadata.setdefault(name, value)

    def _write_quoted(self, lines: list[str], first: int, depth: int) -> None:
        """Write what is quoted as paragraphs, which hang on the line that says who wrote them.

        Headings in it aren't those of the text.
        """
        headings, self._draft.open_headings = self._draft.open_headings, []
        blocks = self._draft.blocks
        if blocks and opens_quotation(blocks[-1].text):
            self._writers[depth] = len(blocks) - 1
        for piece in split_pieces(lines):
            text = self._text(piece)
            start = first + piece.first
            self._draft.lines = start, start + len(piece.lines)
            kind = BlockKind.TURN if opens_quotation(text) else BlockKind.PARAGRAPH
            if any(map(str.isalnum, text)):
                self._draft.add(kind, text, parent=self._writers.get(depth))
        self._draft.open_headings = headings

    # --- Prose ------------------------------------------------------------------------------------

    def _write(self, pieces: list[TextPiece]) -> None:
        first = True
        i = 0
        while i < len(pieces):
            piece = pieces[i]
            if match := _PLACEHOLDER.fullmatch(piece.lines[0]):
                self._lists.end()
                self._others[int(match[1])]()
                i += 1
                continue
            if (end := end_of_address(pieces, i, self._opens_turn)) > i + 1:
                lines = [piece.lines[0] for piece in pieces[i:end]]
                self._stand_on(piece, pieces[end - 1])
                self._add_paragraph("\n".join(lines), piece.indent)
                i = end
            else:
                self._stand_on(piece, piece)
                self._write_piece(piece, is_title=first and i + 1 < len(pieces))
                i += 1
            first = False

    def _stand_on(self, first: TextPiece, last: TextPiece) -> None:
        """Let the next block stand on the lines of some pieces."""
        end = self._numbers[last.first] + len(last.lines)
        self._draft.lines = self._numbers[first.first], end

    def _write_piece(self, piece: TextPiece, *, is_title: bool) -> None:
        text = self._text(piece)
        last = self._draft.blocks[-1].text if self._draft.blocks else ""
        if piece.kind is Kind.BOILERPLATE and (
            is_control(text) or opens_highlights(text) or text.isdecimal()
        ):
            self._draft.add(BlockKind.BOILERPLATE, text)
        elif (piece.kind is Kind.BOILERPLATE and is_picture(last)) or is_table_caption(text):
            self._draft.add(BlockKind.CAPTION, text)
        elif self._is_heading(piece, text):
            marks = _HASHES.match(text)
            text = text[marks.end() :].rstrip("# ") if marks else text
            level = piece.level or (
                len(marks[1]) if marks else self._levels.find(text, is_title=is_title)
            )
            if not piece.level and self._names_division(piece):
                level = self._draft.blocks[-1].level + 1
            self._draft.add(BlockKind.HEADING, text, level=level)
            self._lists.end()
            self._turn = None
        elif marker := read_marker(text):
            self._add_item(text, marker, piece.indent)
        elif is_caption(text):
            self._draft.add(BlockKind.CAPTION, text)
        else:
            self._add_paragraph(text, piece.indent)

    def _is_heading(self, piece: TextPiece, text: str) -> bool:
        if len(piece.lines) > 1 or self._opens_turn(text):
            return False
        if self._numbers[piece.first] in self._labelled:
            return False
        if (self._has_stamps and is_stamped(text)) or names_people(text):
            return False
        if piece.level or self._names_division(piece):
            return True
        if is_code_field(text) and not read_division(text):
            return False
        if piece.kind is Kind.HEADING:
            marker = read_marker(text)
            return not text[0].islower() and not (marker and self._is_item(text, marker, piece))
        division = len(text.split()) <= 12 and not text.endswith(TERMINAL) and read_division(text)
        return bool(division) and piece.kind is Kind.SENTENCE

    def _names_division(self, piece: TextPiece) -> bool:
        """Say whether a short line names the division whose number is the heading right above."""
        last = self._draft.blocks[-1] if self._draft.blocks else None
        bare = last and last.kind is BlockKind.HEADING and is_bare_division(last.text)
        return bool(bare) and piece.is_short and read_marker(piece.lines[0]) is None

    def _is_item(self, text: str, marker: ListMarker, piece: TextPiece) -> bool:
        """Say whether a short line with a number is an item of a list rather than a heading."""
        if self._clauses[len(marker.path)] > 0 or self._lists.goes_on_with(marker):
            return True
        led_in = bool(self._draft.blocks) and self._draft.blocks[-1].text.endswith(":")
        return len(marker.path) == 1 and not text.isupper() and (piece.indent > 0 or led_in)

    def _add_item(self, text: str, marker: ListMarker, indent: int) -> None:
        if marker.is_bullet and marker.style not in ("☐", "☒"):
            mark = {"[ ]": "☐", "[x]": "☒", "[X]": "☒"}.get(text[:3])
            length = 3 if mark else 1
            text = f"{mark or '-'} {text[length:].strip()}"
        if self._turn is not None and not self._has_turns:
            self._turn = None
        self._lists.add(text, marker, indent)

    def _opens_turn(self, line: str) -> bool:
        return self._has_turns and bool(match_label(line))

    def _add_paragraph(self, text: str, indent: int) -> None:
        if self._opens_turn(text):
            self._lists.end()
            self._turn = self._draft.add(BlockKind.TURN, text)
            return
        parent = self._lists.interrupt(indent)
        if parent is None and not is_question(text):
            parent = self._turn
        kind = BlockKind.TURN if opens_quotation(text) else BlockKind.PARAGRAPH
        self._draft.add(kind, text, parent=parent)

    def _text(self, piece: TextPiece) -> str:
        return join_wrapped(piece.lines, self._words)
