"""Words of PDFs out of glyphs that may be drawn in any order, at places that are known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.block import BlockKind, Draft
from tests.support.pdf import kinds
from tests.support.raw_pdf import WIDTH, Glyph, place, read_glyphs

HEBREW = "טחנה ישנה על הגדה"  # "an old mill on the bank"
ARABIC = "قمح ودقيق"  # "wheat and flour"
RIGHT = 400.0


def texts(draft: Draft) -> str:
    return "\n".join(kinds(draft, *(set(BlockKind) - {BlockKind.METADATA})))


def place_rtl(text: str, right: float = RIGHT, y: float = 700.0) -> list[Glyph]:
    """Place a text's glyphs from the right to the left, in the order that it is read in."""
    return [(s, right - (i + 1) * WIDTH, y) for i, s in enumerate(text) if s != " "]


@pytest.mark.parametrize("text", [HEBREW, ARABIC])
@pytest.mark.parametrize("order", ["read", "drawn"])
def test_text_from_right_to_left_is_in_reading_order(text: str, order: str) -> None:
    glyphs = place_rtl(text)
    assert texts(read_glyphs(glyphs if order == "read" else glyphs[::-1])) == text


@given(order=st.permutations(range(4)), turned=st.lists(st.booleans(), min_size=4, max_size=4))
@settings(max_examples=30, deadline=None)
def test_no_order_of_drawing_changes_what_is_read(order: list[int], turned: list[bool]) -> None:
    glyphs: list[Glyph] = []
    words = HEBREW.split()
    for i in order:
        before = len(" ".join([*words[:i], ""])) * WIDTH
        word = place_rtl(words[i], RIGHT - before)
        glyphs += word[::-1] if turned[i] else word
    assert texts(read_glyphs(glyphs)) == HEBREW


def test_numbers_and_names_in_it_run_from_left_to_right() -> None:
    glyphs = place_rtl("טחנה", 400) + place("1786", 346) + place_rtl("ליד", 340)
    glyphs += place("Port Ellis", 256) + place_rtl("הישנה", 250)
    assert texts(read_glyphs(glyphs)) == "טחנה 1786 ליד Port Ellis הישנה"


def test_a_phrase_of_it_in_other_text_is_in_reading_order() -> None:
    glyphs = place("They call the mill", 72) + place_rtl("טחנה ישנה", 72 + 28 * WIDTH)
    glyphs += place("and paint it.", 72 + 29 * WIDTH)
    assert texts(read_glyphs(glyphs)) == "They call the mill טחנה ישנה and paint it."


def test_list_items_of_it_begin_with_their_numbers() -> None:
    glyphs = place_rtl("טחנה:", y=700)
    for number, y in (("1", 680), ("2", 660)):
        glyphs += place_rtl(f"{number}.", 390, y) + place_rtl("להרים את הדגל", 372, y)
    draft = read_glyphs(glyphs)
    assert kinds(draft, BlockKind.LIST_ITEM) == ["1. להרים את הדגל", "2. להרים את הדגל"]


def test_its_tables_begin_on_the_right() -> None:
    rows = [("טחנה", "4"), ("נהר", "7"), ("גשר", "12")]
    glyphs: list[Glyph] = []
    for y, (name, depth) in zip((700, 686, 672), rows, strict=True):
        glyphs += place_rtl(name, 400, y) + place(depth, 300, y)
    assert kinds(read_glyphs(glyphs), BlockKind.TABLE_ROW) == ["טחנה | 4", "נהר | 7", "גשר | 12"]


def test_its_boxes_are_where_it_is_drawn() -> None:
    block = read_glyphs(place_rtl("טחנה ישנה")).blocks[0]
    box = block.boxes[0]
    assert (box.left, box.right) == (RIGHT - 9 * WIDTH, RIGHT)


def test_parts_of_a_ligature_are_in_reading_order() -> None:
    reading = [("س", 394.0, 700.0), ("لا", 388.0, 700.0), ("م", 382.0, 700.0)]
    for glyphs in (reading, reading[::-1]):
        assert texts(read_glyphs(glyphs)) == "سلام"


@pytest.mark.parametrize("ligature", ["ff", "fi", "ffl", "ﬀ", "st"])
def test_a_ligature_is_in_its_word(ligature: str) -> None:
    glyphs = [*place("wa", 72), (ligature, 84.0, 700.0), *place("le x", 90)]
    plain = ligature.replace("ﬀ", "ff")
    assert texts(read_glyphs(glyphs)) == f"wa{plain}le x"


def test_codes_of_tex_are_the_characters_that_are_drawn() -> None:
    """Its bitmap fonts say nothing of their characters but the codes."""
    glyphs = place("\x10an e\x1bort of \x1cve \x1dags\x11", 72)
    assert texts(read_glyphs(glyphs)) == "“an effort of five flags”"


def test_letters_of_formulas_are_plain_letters() -> None:
    assert texts(read_glyphs(place("flow 𝑄 and ℎ", 72))) == "flow Q and h"


def test_characters_beyond_the_first_plane_are_kept() -> None:
    assert texts(read_glyphs(place("a 🦆 in 𠮷", 72))) == "a 🦆 in 𠮷"


@pytest.mark.parametrize(
    ("accent", "letter", "composed"),
    [("´", "e", "é"), ("¨", "u", "ü"), ("ˆ", "o", "ô"), ("ˇ", "s", "š"), ("´", "ı", "í")],
)
@pytest.mark.parametrize("raised", [0.0, 2.6])
@pytest.mark.parametrize("is_first", [True, False])
def test_accents_are_put_onto_their_letters(
    accent: str, letter: str, composed: str, raised: float, is_first: bool
) -> None:
    """TeX draws the accent, then the letter below it; PDFium may have them in another order."""
    glyphs = place("xx", 72) + place("yy zz", 90)
    glyphs.insert(2, (letter, 84.0, 700.0))
    glyphs.insert(2 if is_first else len(glyphs), (accent, 84.3, 700.0 + raised))
    assert texts(read_glyphs(glyphs)) == f"xx{composed}yy zz"


def test_an_accent_that_stands_alone_is_kept() -> None:
    assert texts(read_glyphs(place("the sign ´ is sharp", 72))) == "the sign ´ is sharp"


def test_a_space_that_the_file_names_parts_words_however_narrow() -> None:
    glyphs = [*place("of", 72), (" ", 84.0, 700.0), *place("the", 84.6)]
    assert texts(read_glyphs(glyphs, {" ": 0.6})) == "of the"


def test_cells_that_run_into_one_another_are_not_one_word() -> None:
    rows = [place("BLANCHE", 72, y) + place("MARTIN", 72 + 6.5 * WIDTH, y) for y in (700, 680)]
    assert texts(read_glyphs(rows[0] + rows[1])).split() == ["BLANCHE", "MARTIN"] * 2


def test_a_letter_below_the_tail_of_another_is_in_its_word() -> None:
    glyphs = [("Q", 72.0, 700.0), *place("uay", 79.0)]
    assert texts(read_glyphs(glyphs, {"Q": 9.5})) == "Quay"
