"""What a paragraph of text is, and how its lines are written."""

import re
from itertools import pairwise

from index.block import BlockKind
from index.readers.openings import find_openings
from index.readers.wordml.content import WordParagraph
from index.readers.wordml.symbols import BOXES

_CAPTION = re.compile(
    r"(?:Table|Tab\.|Figure|Fig\.|Tabelle|Abbildung|Abb\.|Tableau|Tabla|Tabella|Figura)\s+\d"
)
_LONGEST_CAPTION = 200
_LABEL = re.compile(r"[^:\n]{1,60}:[ \t]*(?P<value>\S)?")
_LONGEST_LINE, _MOST_LINES = 50, 8  # of an address


def get_kind(paragraph: WordParagraph, above_table: bool) -> BlockKind:
    """Return the kind of a paragraph that is no heading, no question and no item of a list."""
    text = paragraph.full_text
    is_named = above_table and len(text) <= _LONGEST_CAPTION and bool(_CAPTION.match(text))
    if is_named or paragraph.look.style.endswith("caption"):
        return BlockKind.CAPTION
    return BlockKind.FORM_FIELD if _is_form_field(paragraph) else BlockKind.PARAGRAPH


def write_texts(paragraph: WordParagraph) -> list[str]:
    """Return a paragraph in one line, but an address in its lines.

    A word that a hyphen parts at the end of a line is put together. Lines with labels or markers
    below one another are texts of their own.
    """
    lines = [" ".join(line.split()) for line in paragraph.text.strip().split("\n")]
    starts = sorted({0, *find_openings(lines)})
    return [_join(lines[start:end]) for start, end in pairwise([*starts, len(lines)])]


def _join(lines: list[str]) -> str:
    short = 1 < len(lines) <= _MOST_LINES and all(0 < len(x) <= _LONGEST_LINE for x in lines)
    if short and not any(map(_ends_sentence, lines[:-1])):
        return "\n".join(lines)
    return re.sub(r"(?<=[^\W\d_])-\n(?=[a-zß-ÿ])", "", "\n".join(lines)).replace("\n", " ")


def _ends_sentence(line: str) -> bool:
    return line[-1] in "!?:;-" or (line[-1] == "." and len(line.split()) > 4)


def _is_form_field(paragraph: WordParagraph) -> bool:
    text = paragraph.text.strip()
    if text.startswith(tuple(BOXES)):
        return True
    match = _LABEL.match(text)
    if not match or not match["value"]:
        return False
    filled = paragraph.has_control or any(box in text for box in BOXES)
    return filled or "\t" in match[0]
