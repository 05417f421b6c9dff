"""Tables in plain text whose heads stand once, over several sections."""

from index.readers.tables import count_heads
from index.readers.text_tables import find_tables

SECTIONED = """\
4 Quay Row        Tel. 4471

                 half day   whole day
Rowing boats
  Wren              10.00       18.00
  Tern              12.00       21.00

Sailing boats
  Tern              30.00           -
  Gannet            35.00       60.00

We close at six.
"""

HEADLESS = """\
E1   Fan blocked     Clean the fan
E2   Tank missing    Push it in
E7   Coil iced up    Wait two hours

Data
Tank       4 litres
Power      330 W
Noise      41 dB
"""


def test_sections_with_a_label_each_are_one_table_under_the_heads() -> None:
    (table,) = find_tables(SECTIONED.split("\n"))
    assert table.heads == 1
    assert table.rows == [
        ["", "half day", "whole day"],
        ["Rowing boats", "", ""],
        ["Wren", "10.00", "18.00"],
        ["Tern", "12.00", "21.00"],
        ["Sailing boats", "", ""],
        ["Tern", "30.00", "-"],
        ["Gannet", "35.00", "60.00"],
    ]
    assert (table.first, table.end) == (2, 10)
    assert table.lines == [2, 3, 4, 5, 7, 8, 9]


def test_tables_one_below_the_other_stay_two_where_no_heads_are_above() -> None:
    tables = find_tables(HEADLESS.split("\n"))
    assert [len(table.rows) for table in tables] == [3, 3]
    assert [table.heads for table in tables] == [0, 0]


def test_labels_with_values_of_all_sorts_have_no_heads() -> None:
    statement = """\
Customer          Ms A. Lee
Account number    7731 0042 9
Date              3 May 2025
Period            1 Feb - 30 Apr
"""
    prices = """\
Ticket       Price
Adult        £9.50
Child        £4.00
Family       £21.00
"""
    heads = [find_tables(text.split("\n"))[0].heads for text in (statement, prices)]
    assert heads == [0, 1]


def test_rows_without_a_second_cell_are_no_fault() -> None:
    assert count_heads([["Customer", "Ann"], ["Adult"], ["3"], ["May"]]) == 0
