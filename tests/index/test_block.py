"""Drafts: what a block hangs on, and where its headings end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.block import Block, BlockKind, Box, Draft, ancestors, first_page, split_cells

H, P, I = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM  # noqa: E741


def parents(draft: Draft) -> list[int | None]:
    return [block.parent for block in draft.blocks]


def test_a_block_hangs_on_the_last_heading_above_it() -> None:
    draft = Draft()
    draft.add(P, "Before all headings.")
    for level, heading in ((1, "Top"), (3, "Deep"), (2, "Middle"), (2, "Next"), (1, "Other")):
        draft.add(H, heading, level=level)
        draft.add(P, f"Below {heading}.")
    assert parents(draft) == [None, None, 1, 1, 3, 1, 5, 1, 7, None, 9]


def test_a_given_parent_counts_more_than_the_heading() -> None:
    draft = Draft()
    draft.add(H, "Rules", level=1)
    lead = draft.add(P, "You must not:")
    item = draft.add(I, "- sing", level=1, parent=lead)
    draft.add(I, "- loudly", level=2, parent=item)
    draft.add(P, "That is all.")
    assert parents(draft) == [None, 0, 1, 2, 0]


def test_an_asides_headings_end_with_it() -> None:
    draft = Draft()
    draft.add(H, "Story", level=2)
    kept = [*draft.open_headings]
    draft.add(H, "Box", level=1)
    draft.add(P, "In the box.")
    draft.open_headings = kept
    draft.add(P, "In the story.")
    assert parents(draft) == [None, None, 1, 0]


@pytest.mark.parametrize("blank", ["", " \n\t", "\u00a0"])
def test_a_blank_block_is_passed_over(blank: str) -> None:
    draft = Draft()
    nothing = draft.add(H, blank, level=1)
    draft.add(P, "Hangs on nothing.", parent=nothing)
    heading = draft.add(H, "Rules", level=1)
    lead = draft.add(P, blank, parent=heading)
    draft.add(I, "- pay", parent=lead)
    assert parents(draft) == [None, None, 1]


def test_the_text_comes_without_the_space_around_it() -> None:
    draft = Draft()
    draft.add(P, "\n The wall stands. \t")
    assert draft.blocks[0].text == "The wall stands."


def test_lines_begin_where_they_do_without_that_space() -> None:
    draft = Draft()
    draft.add(P, "\n The wall\nstands. ", boxes=tuple(Box(1, 0, 0, 0, 0, at) for at in (0, 2, 11)))
    assert [draft.blocks[0].text[box.start :] for box in draft.blocks[0].boxes] == [
        "The wall\nstands.",
        "The wall\nstands.",
        "stands.",
    ]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.data())
def test_a_span_touches_the_lines_that_hold_its_characters(
    lengths: list[int], data: st.DataObject
) -> None:
    lines = [line for line, length in enumerate(lengths) for _ in range(length)]
    boxes = tuple(Box(1, line, 0, 0, 0, 5 + lines.index(line)) for line in range(len(lengths)))
    block = Block(P, 5, 5 + len(lines), boxes=boxes)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(lines))] * 2)))
    touched = sorted(set(lines[start:end]))
    if touched:
        assert [box.left for box in block.find_boxes(5 + start, 5 + end)] == touched


def test_boxes_around_the_same_text_belong_to_all_of_it() -> None:
    boxes = tuple(Box(page, 0, 0, 0, 0, 5) for page in (3, 4))
    assert Block(P, 5, 30, boxes=boxes).find_boxes(20, 30) == boxes
    assert (first_page(boxes), first_page(())) == (3, None)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(BlockKind),
            st.sampled_from(["", "words"]),
            st.integers(0, 6),
            st.none() | st.integers(0, 30),
        )
    )
)
def test_a_parent_always_comes_earlier(
    added: list[tuple[BlockKind, str, int, int | None]],
) -> None:
    draft = Draft()
    for kind, text, level, parent in added:
        draft.add(kind, text, level=level, parent=parent)
    assert all(b.parent is None or b.parent < place for place, b in enumerate(draft.blocks))


def test_ancestors_come_from_the_nearest_to_the_outermost() -> None:
    blocks = [Block(P, i, i + 1, parent=parent) for i, parent in enumerate([None, 0, 0, 2, 3])]
    assert [list(ancestors(blocks, i)) for i in range(5)] == [[], [0], [0], [2, 0], [3, 2, 0]]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("2022 | 4.1", ["2022", "4.1"]),
        ("| 4.1", ["", "4.1"]),
        ("2022 |  | 4.1", ["2022", "", "4.1"]),
        ("2022 | | 4.1", ["2022", "", "4.1"]),
        ("2022 |", ["2022", ""]),
        ("a|b | |c|", ["a|b", "|c|"]),
        ("alone", ["alone"]),
    ],
)
def test_cells_of_a_row(row: str, cells: list[str]) -> None:
    assert split_cells(row) == cells
