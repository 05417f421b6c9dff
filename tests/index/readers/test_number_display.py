"""Numbers as a spreadsheet displays them; the expectations are Excel's."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.number_display import BUILT_IN, display_number

EUROS = '_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234567.891, "#,##0", "1,234,568"),
        (0.125, "0.0%", "12.5%"),
        (-5, EUROS, "-5.00 €"),
        (0, EUROS, "- €"),
        (1.005, "0.00", "1.01"),
        (0.1 + 0.2, "General", "0.3"),
        (123456789012, "", "123456789012"),
        (0.000012, "General", "1.2E-05"),
        (123456789, "000-00-0000", "123-45-6789"),
        (2.5, "# ?/?", "2 1/2"),
        (1234500, "0.00E+00", "1.23E+06"),
        (1500000, '0.0,,"M"', "1.5M"),
        (-3, "0;(0)", "(3)"),
        (0, "0;-0;;@", ""),
        (5, "[Red][>=3]0.0;0", "5.0"),
        (2, "[Red][>=3]0.0;0", "2"),
        (12, '0 "pieces"', "12 pieces"),
        (-0.001, "0.0", "0.0"),
        (3, "#,##0.##", "3"),
        (1234.5, "[$$-409]#,##0.00", "$1,234.50"),
        (0.5, "[h]:mm", "12:00"),
        (1.5, "[h]:mm:ss", "36:00:00"),
        (45415.75, "dddd, d. mmmm yyyy h:mm AM/PM", "Friday, 3. May 2024 6:00 PM"),
        (45415, "dd\\.mm\\.yy", "03.05.24"),
        (59, "d/m/yyyy", "28/2/1900"),
        (0.75 + 1.5 / 86400, "mm:ss.0", "00:01.5"),
        (-1, "yyyy", "-1"),
        (45415, BUILT_IN[14], "2024-05-03"),
    ],
)
def test_what_is_shown(value: float, code: str, shown: str) -> None:
    assert display_number(value, code) == shown


@given(st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 30)))
def test_dates_are_those_of_the_calendar(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    days = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    assert display_number(days, "yyyy-mm-dd hh:mm:ss") == moment.isoformat(" ")


@given(st.integers(-(10**14), 10**14), st.integers(0, 6))
def test_decimals_are_those_of_python(number: int, decimals: int) -> None:
    code = "#,##0" + ("." + "0" * decimals if decimals else "")
    assert display_number(number, code) == f"{number:,.{decimals}f}"


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.text('0#?,.%;"\\[]hmsdyE+-/ @x€_*', max_size=25),
)
def test_any_code_shows_something_or_nothing(value: float, code: str) -> None:
    assert isinstance(display_number(value, code), str)
