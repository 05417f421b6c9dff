import pytest

from qa.reader.numbered import find_numbered
from tests.support.inquiries import find

TEXT = (
    "# Order\n\nUser manual, edition 3 (model no. AM-D20-EU).\n\n"
    "- your bicycle, frame number WTU 219 C 0457 K\n\n"
    "VAT no. GB 414 2290 07 is ours. Berth no. 4 is let, berth no. 5 is free."
)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("what's the model number", "AM-D20-EU"),
        ("Frame number?", "WTU 219 C 0457 K"),
        ("What is the VAT no.?", "GB 414 2290 07"),
        ("Berth number?", None),  # there are two
        ("What is the order number?", None),
        ("What is the number of berths?", None),
        ("Who made the model?", None),
    ],
)
def test_a_number_is_found_by_what_it_is_of(question: str, number: str | None) -> None:
    assert find(find_numbered, TEXT, question) == (number and [number])
