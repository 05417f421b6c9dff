"""What a question has in common with cells."""

import numpy as np
import pytest

from index.block import find_cells
from qa.reader import CandidateSentence
from qa.reader.tables.asked import read_question
from qa.reader.tables.features import FEATURES, compute_features
from qa.reader.tables.grid import CellGrid, GridRow
from qa.reader.tables.ranges import find_range, select_within
from qa.reader.tables.terms import find_terms


def make_grid(head: str, *rows: str, sections: tuple[str, ...] = (), above: str = "") -> CellGrid:
    made = tuple(
        GridRow(
            CandidateSentence("d", place, 0, len(row), row),
            tuple(find_cells(row)),
            0.3,
            sections[place] if sections else "",
        )
        for place, row in enumerate(rows)
    )
    return CellGrid(above, tuple(cell.text for cell in find_cells(head)), made, rows)


def describe(question: str, grid: CellGrid) -> dict[str, np.ndarray]:
    features = compute_features(read_question(question), grid, np.zeros(len(grid.heads)))
    assert features.shape == (len(grid.rows), len(grid.heads), len(FEATURES))
    return {name: features[..., place] for place, name in enumerate(FEATURES)}


DUES = make_grid("Dues (monthly) | Adults | Children", "Rowing | 30 | 12", "Chess | 9 | 4")


def test_row_and_head_are_matched_by_their_words() -> None:
    found = describe("What does chess cost for children?", DUES)
    assert found["row share"][:, 2].tolist() == [0.0, 1.0]
    assert found["head share"][1].tolist() == [0.0, 0.0, 1.0]
    assert found["row and head"].argmax() == 5
    assert found["row missing"][:, 2].tolist() == [1.0, 0.0]
    assert found["unexplained"][1, 2] == 0


def test_the_head_of_the_first_column_explains_words_of_all_cells() -> None:
    assert describe("monthly dues for rowing, adults", DUES)["unexplained"][0, 1] == 0
    assert describe("yearly dues for rowing, adults", DUES)["unexplained"][0, 1] == 1


def test_what_a_head_says_is_no_word_of_the_row() -> None:
    grid = make_grid("| Lynx 2 | Otter", "Poles | 3 | 2", "Doors | 1 | 1")
    assert describe("What is said of the Lynx 2?", grid)["row share"][0, 1] == 0
    assert describe("Which of them has 2 poles?", grid)["row share"][0, 1] == 0.5


def test_a_section_tells_rows_of_one_name_apart() -> None:
    grid = make_grid("| Price", "Dry cut | 19", "Dry cut | 13", sections=("Men", "Children"))
    found = describe("How much is a dry cut for a child?", grid)
    assert found["row lead"][1, 1] > 0 > found["row lead"][0, 1]


def test_a_range_holds_the_numbers_within_it() -> None:
    grid = make_grid("Service | Leave", "up to 2 | 22", "3 to 9 years | 25", "over 9 | 30")
    found = describe("How much leave after 7 years?", grid)
    assert found["row share"][:, 1].argmax() == 1
    assert found["relating"][:, 1].tolist() == [1.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("12–17", 12, 17),
        ("Dog 10 to 30 kg", 10, 30),
        ("under 5", 0, 5),
        ("65 and over", 65, np.inf),
        ("bis 3 Jahre", 0, 3),
        ("> 1.5", 1.5, np.inf),
    ],
)
def test_ranges(cell: str, low: float, high: float) -> None:
    assert find_range(cell) == (low, high)


@pytest.mark.parametrize("cell", ["2025-02-06", "30 x 12", "Room 12", "3-2"])
def test_what_is_no_range(cell: str) -> None:
    assert find_range(cell) is None


def test_a_year_is_in_no_range() -> None:
    assert not select_within(["2019"], "over 30 kg")


def test_long_words_that_begin_alike_are_different_terms() -> None:
    assert not find_terms("blackbirds") & find_terms("Blackcap")
    assert find_terms("hairdressers") == find_terms("Hairdresser")


@pytest.mark.parametrize(
    ("question", "cell", "fits"),
    [
        ("How much is it?", "19.50", "number"),
        ("How much is it?", "on request", "no number"),
        ("When does it open?", "9.30 a.m.", "time"),
        ("When does it open?", "blue", "no time"),
        ("What does it cost?", "£4", "money"),
        ("Who runs it?", "12", "number for a name"),
    ],
)
def test_a_cell_is_of_the_type_asked_for_or_not(question: str, cell: str, fits: str) -> None:
    found = describe(question, make_grid("Thing | Value", f"It | {cell}"))
    assert found[fits][0, 1] == 1
