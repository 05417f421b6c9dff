import pytest

from qa.reader.amounts import find_extreme_amount, find_share
from tests.support.inquiries import find

TEXT = (
    "Littering is fined with up to 150 crowns, in serious cases with up to 4,000 crowns. "
    "The pass takes 3 hours, and 90 minutes by bus. "
    "Rooms cost from €45 to €120."
)


@pytest.mark.parametrize(
    ("question", "found", "amount"),
    [
        ("What is the maximum fine for littering?", "150 crowns", ["4,000 crowns"]),
        ("What is the lowest fine?", "4,000 crowns", ["150 crowns"]),
        ("What is the highest price of a room?", "€45", ["€120"]),
        ("What is the maximum fine for littering?", "4,000 crowns", None),
        ("What is the fine for littering?", "150 crowns", None),
        ("What is the longest it takes?", "90 minutes", None),  # of another unit
    ],
)
def test_the_greatest_amount_of_a_sentence(
    question: str, found: str, amount: list[str] | None
) -> None:
    assert find(find_extreme_amount, TEXT, question, found) == amount


SHARES = (
    "The boat costs 84 euros, so 21 euros each. The tent is 60 euros, 20 a head. It has 3 poles."
)


@pytest.mark.parametrize(
    ("question", "found", "amount"),
    [
        ("How much does each of us pay for the boat?", "84 euros", ["21 euros each"]),
        ("What is the tent per person?", "60 euros", ["20 a head"]),
        ("How much is the boat?", "84 euros", None),
        ("How many poles does each have?", "3 poles", None),
    ],
)
def test_the_amount_that_falls_to_each(question: str, found: str, amount: list[str] | None) -> None:
    assert find(find_share, SHARES, question, found) == amount
