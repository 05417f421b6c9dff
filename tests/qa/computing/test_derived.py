"""Tables whose things stand in columns, whose columns are of one thing, or that have gaps."""

import pytest

from tests.qa.computing.test_wording import answer_of
from tests.support.outcomes import written

KETTLES = """# Kettles compared

|  | Brook | Fell Pro | Tarn Mini |
| --- | --- | --- | --- |
| Price | £29 | £64 | £35 |
| Power | 2.2 kW | 3 kW | 900 W |
| Time to boil | 190 s | 2 min | 5 min |
| Noise | 61 dB | 74 dB | 55 dB |
| Our mark | 7/10 | 9/10 | 6/10 |
"""

GREENHOUSE = """# Temperatures of the greenhouse

| Day | Bay 1, dawn | Bay 1, noon | Bay 2, dawn | Bay 2, noon |
| --- | --- | --- | --- | --- |
| Monday | -1.5 | 18.0 | 4.2 | 21.5 |
| Tuesday | 0.3 | 23.5 | 5.0 | 20.0 |
| Wednesday | -2.0 | 16.4 | 3.8 | 19.9 |
"""

SERVICES = """# Services of the marina

| Service | Fee | Takes |
| --- | --- | --- |
| Hull wash | €40 | 1 h |
| Mast check | €25 | 30 min |
| Towing | €9 per mile | – |
| Winter storage | €410 | – |
| Fender hire | free | 5 min |
"""

FARES = """# Results of the bakery, in euros

| Item | 2022 | 2023 | 2024 |
| --- | --- | --- | --- |
| Wages | €41,000 | €44,500 | €43,200 |
| Flour | €9,100 | €8,700 | €9,900 |
"""


@pytest.mark.parametrize(
    ("document", "question", "result"),
    [
        (KETTLES, "Which kettle is the cheapest?", "Brook"),
        (KETTLES, "Which one is the most powerful?", "Fell Pro"),
        (KETTLES, "Which kettle is the quickest to boil?", "Fell Pro"),
        (KETTLES, "Which kettle is the slowest?", "Tarn Mini"),
        (KETTLES, "Which kettle is the quietest?", "Tarn Mini"),
        (KETTLES, "Which kettle has the highest mark?", "Fell Pro"),
        (KETTLES, "How many kettles cost less than 40 pounds?", "2"),
        (KETTLES, "Which kettle is the heaviest?", None),
        (KETTLES, "Which toaster is the cheapest?", None),
        (GREENHOUSE, "What was the highest temperature in bay 1?", "Tuesday"),
        (GREENHOUSE, "On which day was the lowest temperature in bay 1?", "Wednesday"),
        (GREENHOUSE, "What was the highest temperature in bay 3?", None),
        (SERVICES, "Which service is the most expensive?", "Winter storage"),
        (SERVICES, "Which service is the cheapest?", "Fender hire"),
        (SERVICES, "Which service takes the longest?", "Hull wash"),
        (SERVICES, "How many services cost more than 30 euros?", None),
        (SERVICES, "What is the average fee?", None),
        (FARES, "In which year were wages the highest?", "2023"),
        (FARES, "In which year was flour cheapest?", "2023"),
    ],
)
def test_results(document: str, question: str, result: str | None) -> None:
    answer = answer_of(question, document)
    assert (answer and answer.result) == result


def test_a_row_that_has_all_values_is_cited_once() -> None:
    answer = answer_of("Which kettle is the cheapest?", KETTLES)
    assert answer
    assert written(answer.segments) == "Brook: £29 [1] – out of 3. [1]"
    (citation,) = answer.citations
    assert citation.quote.startswith("| Price")
    assert len(citation.spans) == 3


def test_all_values_of_the_columns_are_compared() -> None:
    answer = answer_of("What was the highest temperature in bay 1?", GREENHOUSE)
    assert answer
    assert written(answer.segments) == "Tuesday: 23.5 [1] – out of 6. [2] [1] [3]"
