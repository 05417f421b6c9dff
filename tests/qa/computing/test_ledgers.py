"""Accounts, bills and stock: amounts spent, rows below the rows, nothing left, abbreviations."""

import pytest

from tests.qa.computing.test_wording import answer_of

ACCOUNTS = """# Accounts of the chess club

| Date | Voucher | Kind | What | Amount |
| --- | --- | --- | --- | --- |
| 2024-01-10 | 1 | fees | Fees of 20 members | 600.00 |
| 2024-02-01 | 2 | heating | Gas, winter | -210.00 |
| 2024-05-03 | 3 | material | Six clocks | -340.50 |
| 2024-11-01 | 4 | heating | Gas, autumn | -190.00 |
| 2024-12-12 | 5 | fees | Fees of 2 members | 60.00 |
"""

BILL = """# Bill of the workshop

| No. | Work | Hours | Amount |
| --- | --- | --- | --- |
| 1 | New chain | 0.5 | 31.00 |
| 2 | Wheels trued | 1.5 | 48.00 |
| 3 | Voucher |  | -10.00 |
|  | Net |  | 69.00 |
|  | VAT 20 % |  | 13.80 |
|  | Total (EUR) |  | 82.80 |
"""

SEEDS = """# Seeds

| Seed | Sown in | Price | In stock |
| --- | --- | --- | --- |
| Kale | May to July | €2.10 | 14 |
| Leek | March | €1.90 | 0 |
| Chard | April, June | €2.40 | 3 |
| Sundew |  | €6.00 | 0 |
"""

LEAGUE = """# Table of the bowls league

| Club | G | W | L |
| --- | --- | --- | --- |
| Ashby | 6 | 4 | 2 |
| Bexley | 6 | 1 | 5 |
| Corby | 6 | 4 | 2 |

G = games, W = won, L = lost.
"""


@pytest.mark.parametrize(
    ("document", "question", "result"),
    [
        (ACCOUNTS, "Which expense was the biggest?", "Six clocks"),
        (ACCOUNTS, "Which income was the biggest?", "Fees of 20 members"),
        (ACCOUNTS, "What was the smallest expense?", "Gas, autumn"),
        (ACCOUNTS, "How much heating was paid in the whole year?", "-400.00"),
        (ACCOUNTS.replace("2024-12", "2025-12"), "How much heating was paid all year?", None),
        (ACCOUNTS, "How many vouchers are there?", "5"),
        (ACCOUNTS, "How many expenses were there?", "3"),
        (ACCOUNTS, "How many members are there?", None),
        (BILL, "Which position on the bill has the highest amount?", "Wheels trued"),
        (BILL, "What is the total amount?", "82.80"),
        (BILL.replace("Total (EUR)", "To pay"), "What is the total amount?", None),
        (SEEDS, "Which seed is sold out?", "Leek, Sundew"),
        (SEEDS, "Which seeds are out of stock?", "Leek, Sundew"),
        (SEEDS, "Which seeds are sown in June?", "Kale, Chard"),
        (SEEDS, "Which seeds are sown in August?", None),
        (SEEDS.replace("In stock", "Rank"), "Which seeds are sold out?", None),
        (SEEDS, "Which seed is not cheaper than 2 euros?", None),
        (SEEDS.replace("Sundew", "All seeds"), "Which seed is the cheapest?", None),
        (LEAGUE, "Which club lost most often?", "Bexley"),
        (LEAGUE, "Which club won most often?", "Ashby, Corby"),
        (LEAGUE.replace("L = lost", "L = left"), "Which club lost most often?", None),
    ],
)
def test_results(document: str, question: str, result: str | None) -> None:
    answer = answer_of(question, document)
    assert (answer and answer.result) == result


VISITORS = """# Visitors of the tower

| Month | Adults | Children |
| --- | --- | --- |
| January | 120 | 40 |
| February | 210 | 66 |
| Total | 330 | 106 |
"""


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("How many children came in total?", "106"),
        ("In which month did the fewest children come?", "January"),
        ("What's the average number of adults?", "165"),
        ("How many visitors came in January?", None),
    ],
)
def test_a_row_of_a_month_is_looked_up_and_not_counted(question: str, result: str | None) -> None:
    answer = answer_of(question, VISITORS)
    assert (answer and answer.result) == result
