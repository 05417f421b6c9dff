"""Fields of forms in plain text, "Label: value", also several on a line with wide gaps between."""

import re
from collections.abc import Sequence

from index.whitespace import collapse_spaces

_GAP = re.compile(r" {2,}|\t+")
_FIELD = re.compile(r"[^\W\d_][^:|]{0,30}:(?:\s|\Z)")
_CODE = re.compile(
    r"[A-Z][^:|a-z]{0,30}(?::\s++(?=\S*?\d)|\bNO\.?:?\s++(?=\S*?\d\d))[^a-z]*+"
    r"|[A-Z]{2,5}:\s++[A-Z\d]++"
)
_LABEL = re.compile(r"[^\W\d_a-z][^\W_]*(?:[ '’/-][^\W_]+){0,3}:\s+\S")
_FEWEST_LETTERS = 4


def read_fields(line: str) -> list[str]:
    """Return the fields of a line; none where something in it has no label.

    >>> read_fields("Patient:      Bo Falk         Born: 02/11/1961")
    ['Patient: Bo Falk', 'Born: 02/11/1961']
    >>> read_fields("Total:     12     13")
    []
    """
    fields: list[str] = []
    for piece in _split_at_gaps(line):
        if _FIELD.match(piece):
            fields.append(piece)
        elif fields and fields[-1].endswith(":"):
            fields[-1] = f"{fields[-1]} {piece}"
        else:
            return []
    return fields


def split_fields(line: str) -> list[str]:
    """Return what stands beside one another in a line where a field stands behind a gap.

    >>> split_fields("INVOICE NO. 88        Date: 12.03.2025")
    ['INVOICE NO. 88', 'Date: 12.03.2025']
    """
    pieces = _split_at_gaps(line)
    if len(pieces) < 2:
        return [line]
    if len(fields := read_fields(line)) > 1:
        return fields
    opens = sum(map(str.isalpha, pieces[0])) >= _FEWEST_LETTERS  # neither a stamp nor a marker
    has_values = all(not piece.endswith(":") for piece in pieces)
    is_split = opens and has_values and any(map(_FIELD.match, pieces[1:]))
    return pieces if is_split else [line]


def _split_at_gaps(line: str) -> list[str]:
    """Return the parts of a line between gaps of two spaces or more, or tabs."""
    return [collapse_spaces(piece) for piece in _GAP.split(line.strip()) if piece.strip()]


def find_labelled_lines(lines: Sequence[str]) -> set[int]:
    """Return the numbers of lines with a label, of paragraphs that begin with one and have several.

    >>> sorted(find_labelled_lines(["Present: Ann, Ben", "and Cy", "Absent: Di", "", "Note: no"]))
    [0, 2]
    """
    labelled: set[int] = set()
    run: list[int] = []
    for i, line in enumerate([*lines, ""]):
        if line.strip():
            run.append(i)
            continue
        own = [place for place in run if _LABEL.match(lines[place].strip())]
        if len(own) > 1 and own[0] == run[0]:
            labelled.update(own)
        run = []
    return labelled


def is_code_field(line: str) -> bool:
    """Say whether a line in capitals is a label with a number or a code, and so no heading.

    >>> is_code_field("IBAN: GB29 SUTB 6016"), is_code_field("PART II: THE YEAR AFTER")
    (True, False)
    """
    return bool(_CODE.fullmatch(line))
