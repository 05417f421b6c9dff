"""Marks of notes in a text, as readers write them: "340 families⁴", "18,400 ¹"."""

import re

_RAISED = "[¹²³⁰⁴-⁹ⁱ]"
_BEFORE = r"(?:(?<=\d) |\A|(?<=[^\W\d]{3})|(?<=[.,;:!?)\]\"”’»]))"

NOTE_MARK = re.compile(rf"{_BEFORE}{_RAISED}(?:{_RAISED}|[,⁻](?={_RAISED}))*")
"""A note's mark with the space that parts it from a number; "m²" and "10⁶" have none."""


def blank_note_marks(text: str) -> str:
    """Return a text as long as it was, with spaces in the place of note marks.

    >>> blank_note_marks("Of 412 ³ hectares, 9 km² are lakes⁴.")
    'Of 412   hectares, 9 km² are lakes .'
    """
    return NOTE_MARK.sub(lambda mark: " " * len(mark[0]), text)
