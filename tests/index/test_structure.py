"""What each piece of a plain text is, and what it hangs on."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.block import BlockKind, Draft
from index.readers.text_blocks import add_text
from index.structure import infer_blocks
from tests.support.growth import assert_linear
from tests.support.outline import MARKS


def tree(text: str) -> list[str]:
    """Each block's kind and text, indented by how much it hangs on."""
    blocks = infer_blocks(text)
    depths: list[int] = []
    for block in blocks:
        depths.append(0 if block.parent is None else depths[block.parent] + 1)
    return [
        f"{'  ' * depth}{MARKS[b.kind]} {text[b.start : b.end]}"
        for b, depth in zip(blocks, depths, strict=True)
    ]


def test_items_hang_on_the_sentence_that_leads_in() -> None:
    text = "# Rules\n\nAll pay.\n\nYou must not:\n- sing\n- smoke\n\nThat is all."
    assert tree(text) == [
        "h # Rules",
        "  p All pay.",
        "  p You must not:",
        "    i - sing",
        "    i - smoke",
        "  p That is all.",
    ]


def test_items_without_a_lead_in_hang_on_the_heading() -> None:
    assert tree("# Rules\n\nAll pay.\n\n- sing\n- smoke") == [
        "h # Rules",
        "  p All pay.",
        "  i - sing",
        "  i - smoke",
    ]


def test_lettered_items_hang_on_the_clause_that_they_belong_to() -> None:
    text = (
        "3.1 The Tenant shall pay.\n3.2 The Tenant shall not:\n(a) sublet the flat;\n"
        "(i) in part, or\n(ii) as a whole;\n(b) keep dogs.\n3.3 The Landlord shall repair."
    )
    assert tree(text) == [
        "i 3.1 The Tenant shall pay.",
        "i 3.2 The Tenant shall not:",
        "  i (a) sublet the flat;",
        "    i (i) in part, or",
        "    i (ii) as a whole;",
        "  i (b) keep dogs.",
        "i 3.3 The Landlord shall repair.",
    ]
    assert [block.level for block in infer_blocks(text)] == [1, 1, 2, 3, 3, 2, 1]


def test_letters_from_h_to_j_and_roman_numbers_to_six_stay_in_their_lists() -> None:
    letters = [f"({letter}) thing;" for letter in "abcdefghijk"]
    assert {block.level for block in infer_blocks("\n".join(letters))} == {1}
    roman = [f"({number}) thing;" for number in ("i", "ii", "iii", "iv", "v", "vi")]
    assert [block.level for block in infer_blocks("\n".join(["(a) so:", *roman, "(b) no."]))] == [
        1,
        *[2] * 6,
        1,
    ]


def test_bullets_nest_by_their_indent() -> None:
    assert tree("You need:\n- a card\n  - with a chip\n  - or without\n- a PIN") == [
        "p You need:",
        "  i - a card",
        "    i - with a chip",
        "    i - or without",
        "  i - a PIN",
    ]


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        (["Year | Profit", "2021 | 4.1", "2022 | 5.0"], "trr"),
        (["Year | Profit", "2021 | 4.1"], "tr"),
        (["Name | Town", "Ana | Graz", "Ben | Linz"], "rrr"),
        (["2020 | 3.2", "2021 | 4.1", "2022 | 5.0"], "rrr"),
        (["Name | Town", "Ana | Graz"], "rr"),
        (["Year | Profit", "2021 | 4.1 | 5", "2022 | 5.0"], "ppp"),
        (["Name | Town", "|---|:-:|", "Ana | Graz"], "tbr"),
    ],
)
def test_the_first_row_heads_the_columns_if_others_have_figures(
    rows: list[str], kinds: str
) -> None:
    blocks = infer_blocks("\n".join(rows))
    assert "".join(MARKS[block.kind] for block in blocks) == kinds
    head = 0 if kinds[0] == "t" else None
    assert all(b.parent == head for b in blocks if b.kind is BlockKind.TABLE_ROW)


def test_two_tables_have_heads_of_their_own() -> None:
    assert tree("Year | Fee\n2021 | 3\n\nTown | Size\nGraz | 9") == [
        "t Year | Fee",
        "  r 2021 | 3",
        "t Town | Size",
        "  r Graz | 9",
    ]


def test_rows_are_never_joined_however_long_they_are() -> None:
    rows = ["Year | Company | Profit", "2021 | " + "The long name of one of them " * 3 + "| 4.1"]
    rows += ["2022 | B | 5.1", "2023 | the one with a small letter, | 6", "2024 | E | 7"]
    text = "\n".join(rows)
    assert [text[b.start : b.end] for b in infer_blocks(text)] == rows


def test_blocks_are_where_their_lines_stand() -> None:
    text = (
        "Minutes\n=======\n\nFrom: Ana Roe\nDate: 3 May\nSubject: Roof\n\n"
        "The roof of the hall is old, and it\nleaks.\n\n> Who said\n> so?\n\n"
        "| Part | Cost |\n|---|---|\n| Tiles | 40 |\n\n"
        "Name: Ana      Age: 9\nTown: Graz     Post: 8010"
    )
    assert tree(text) == [
        "h Minutes",
        "b =======",
        "  f From: Ana Roe",
        "  f Date: 3 May",
        "  f Subject: Roof",
        "  p The roof of the hall is old, and it\nleaks.",
        "p > Who said\n> so?",
        "  t | Part | Cost |",
        "b |---|---|",
        "    r | Tiles | 40 |",
        "  f Name: Ana      Age: 9",
        "  f Town: Graz     Post: 8010",
    ]


SAME = [
    "# Rules", "By Ana Roe", "3. Scope", "You must:", "- sign", "(a) pay.", "Ana: So it is.",
    "Ben: Why?", "A | B", "1 | 2", "It rained on Monday.", "Who pays?", "12 Elm Road", "",
]  # fmt: skip


@given(st.lists(st.sampled_from(SAME), max_size=25).map("\n".join))
def test_a_string_has_the_blocks_of_a_file(text: str) -> None:
    draft = Draft()
    add_text(draft, text)
    content = [b for b in infer_blocks(text) if text[b.start : b.end].strip("|- ")]
    in_file = [(b.kind, b.level, "".join(filter(str.isalnum, b.text))) for b in draft.blocks]
    in_text = [
        (b.kind, b.level, "".join(filter(str.isalnum, text[b.start : b.end]))) for b in content
    ]
    assert in_text == in_file


def test_questions_with_answers_are_those_of_an_faq() -> None:
    text = (
        "# Help\n\nHow do I pay?\n\nBy card. You need:\n- a card\n\nWhen is it open?\n\n"
        "All day.\n\nYear | Fee\n2021 | 3\n\n# More\n\nNothing here."
    )
    assert tree(text) == [
        "h # Help",
        "  q How do I pay?",
        "    p By card. You need:",
        "      i - a card",
        "  q When is it open?",
        "    p All day.",
        "  t Year | Fee",
        "    r 2021 | 3",
        "h # More",
        "  p Nothing here.",
    ]


def test_a_list_in_an_answer_hangs_on_the_question() -> None:
    assert tree("What do I need?\n\n- a card\n- a PIN\n\nWhen is it open?\n\nAll day.") == [
        "q What do I need?",
        "  i - a card",
        "  i - a PIN",
        "q When is it open?",
        "  p All day.",
    ]


def test_one_question_makes_no_faq() -> None:
    assert tree("Who would pay?\n\nNobody knew it.") == ["p Who would pay?", "p Nobody knew it."]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# A\n\nSo.\n\n### B\n\nSo.\n\n## C\n\nSo.", [(1, None), (3, 0), (2, 0)]),
        ("Title\n\nSo it is.\n\nPart\n\nSo it is.", [(1, None), (2, 0)]),
        (
            "1. Scope\n\nSo it is.\n\n1.1 Details\n\nSo it is.\n\n2. Fees\n\nSo it is.",
            [(2, None), (3, 0), (2, None)],
        ),
    ],
)
def test_levels_of_headings(text: str, levels: list[tuple[int, int | None]]) -> None:
    blocks = infer_blocks(text)
    headings = [place for place, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    assert [
        (b.level, None if b.parent is None else headings.index(b.parent))
        for b in (blocks[place] for place in headings)
    ] == levels
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH:
            assert block.parent == max(h for h in headings if h < place)


LINES = [
    "# Head", "### Deep", "1. Scope", "1.1 Part", "You must not:", "- a", "  - b", "* c", "(a) so;",
    "(i) so;", "(ii) so;", "3.2 It shall not:", "A | B", "1 | 2", "|---|---|", "Who is it?", "So.",
    "Page 3 of 10", "", "", "a line that is long enough to be taken for one that was wrapped, and",
]  # fmt: skip


@given(
    st.one_of(
        st.lists(st.sampled_from(LINES), max_size=40).map("\n".join),
        st.text(),
        st.text("ab1.| \n-#?:()"),
    )
)
def test_blocks_of_any_text(text: str) -> None:
    blocks = infer_blocks(text)
    end = 0
    for place, block in enumerate(blocks):
        assert end <= block.start < block.end
        assert not text[end : block.start].strip()
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        assert block.parent is None or block.parent < place
        assert (block.level > 0) == (block.kind in (BlockKind.HEADING, BlockKind.LIST_ITEM))
        end = block.end
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "# a\n" * n,
        lambda n: "- a\n" * n,
        lambda n: "".join(f"{' ' * (i % 300)}- a\n" for i in range(n // 100)),
        lambda n: "(a) b\n(i) c\n" * n,
        lambda n: "a | 1\n" * n,
        lambda n: "a | 1\n\n" * n,
        lambda n: "|---|\n" * n,
        lambda n: "|" + "-" * n,
        lambda n: "-" * n + "\n" + "a | b\n",
        lambda n: "| " * n,
        lambda n: "Why?\n\nSo.\n\n" * n,
        lambda n: "You must:\n- a\n\n" * n,
        lambda n: "1.1 A\n\n" * n,
        lambda n: "word " * n,
        lambda n: " " * n + "- a\n" * 3,
    ],
)
def test_anything_takes_linear_time(make: Callable[[int], str]) -> None:
    assert_linear(make, infer_blocks)
