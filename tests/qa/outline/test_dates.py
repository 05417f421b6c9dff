"""Dates as people write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.outline.dates import read_date, read_stamp

FORMATS = [
    "%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d %Y",
    "%dth of %B %Y",
]  # fmt: skip


@given(st.dates(datetime.date(1000, 1, 1)), st.sampled_from(FORMATS))
def test_a_date_is_read_in_every_form(date: datetime.date, form: str) -> None:
    text = date.strftime(form)
    assert read_date(text) == {(date.year, date.month, date.day)}
    assert read_stamp(f"[{text}] Lamp changed.") == read_date(text)


@pytest.mark.parametrize("text", ["", "2024", "May", "13/13/2024", "the 3rd", "1.2.3", "99-1"])
def test_what_is_no_date_is_read_as_none(text: str) -> None:
    assert read_date(text) == frozenset()
