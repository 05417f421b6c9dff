"""CSV and TSV into rows."""

import pytest

from index.document import DocumentEmptyError, DocumentUnreadableError
from index.readers.csv import CsvReader
from tests.support.outline import outline


def blocks(text: str) -> list[str]:
    return outline(CsvReader().read(text.encode(), "a.csv"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_hang_on_their_heads(delimiter: str) -> None:
    text = "Boat,Crew,Port\nAnna,3,Oslo\nCora,,Rome\n".replace(",", delimiter)
    assert blocks(text) == [
        "t Boat | Crew | Port",
        "  r Anna | 3 | Oslo",
        "  r Cora |  | Rome",
    ]


def test_quoted_cells_keep_their_commas_and_lose_their_breaks() -> None:
    assert blocks('Boat,Note\r\nAnna,"old, but\r\n""dry"""\r\n') == [
        "t Boat | Note",
        '  r Anna | old, but "dry"',
    ]


def test_numbers_head_nothing() -> None:
    assert blocks("1,2\n3,4\n") == ["r 1 | 2", "r 3 | 4"]


def test_what_is_no_table() -> None:
    with pytest.raises(DocumentEmptyError, match=r"a\.csv"):
        blocks(",,\n,,")
    with pytest.raises(DocumentUnreadableError, match=r"a\.csv.*Save it again"):
        blocks("x" * 200_000)
