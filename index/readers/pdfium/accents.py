"""Accents that a PDF draws as characters of their own, put onto their letters."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from index.readers.pdfium.characters import Character

_COMBINING = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306",
    "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327",
    "˛": "\u0328",
}  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}
_CELL = 12.0  # points, of the grid that letters are looked up in
_MOST_IN_CELL = 100
_MOST_RAISED = 0.6  # of the type's size, as over capitals


def compose_accents(characters: Sequence[Character | None]) -> list[Character | None]:
    """Return the characters, each accent and the letter at its place as one.

    TeX sets "é" as "´" and "e", with the "e" moved back below it.
    """
    accents = [c for c in characters if c is not None and c.text in _COMBINING]
    if not accents:
        return list(characters)
    cells: dict[tuple[int, int], list[Character]] = defaultdict(list)
    for character in characters:
        text = "" if character is None else character.text
        if character is not None and text.isalpha() and text not in _COMBINING:
            cells[_cell(character)].append(character)
    taken = set()
    for accent in accents:
        letter = _find_letter(accent, cells)
        if letter is not None:
            base = _DOTLESS.get(letter.text, letter.text)
            letter.text = unicodedata.normalize("NFC", base + _COMBINING[accent.text])
            taken.add(id(accent))
    return [character for character in characters if id(character) not in taken]


def _cell(character: Character) -> tuple[int, int]:
    return int(character.left // _CELL), int(character.strip.baseline // _CELL)


def _find_letter(
    accent: Character, cells: dict[tuple[int, int], list[Character]]
) -> Character | None:
    column, row = _cell(accent)
    near = (
        letter
        for x in (column - 1, column, column + 1)
        for y in (row, row + 1)
        for letter in cells.get((x, y), ())[:_MOST_IN_CELL]
    )
    return next((letter for letter in near if _is_over(accent, letter)), None)


def _is_over(accent: Character, letter: Character) -> bool:
    style, other = accent.strip.style, letter.strip.style
    if (style.dx, style.dy) != (other.dx, other.dy) or abs(style.size - other.size) > 0.5:
        return False
    raised = letter.strip.baseline - accent.strip.baseline
    middle = (accent.left + accent.right) / 2
    return -0.1 < raised < _MOST_RAISED * style.size and letter.left < middle < letter.right
