import pytest

from qa.reader.mentions import find_mentioned
from tests.support.inquiries import find

TOUR = (
    "The choir began in Leeds on 4 May 1998. It sang for NATO in Bremen, Kassel and Ulm. "
    "Later it went from Genoa to Turin, in Italy. Kate Lund wrote to Omar Field of the CNN. "
    "In Japan it was in Kyoto until June. Write to choir@leeds.example or call 0555 7700 12."
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "List the cities mentioned.",
            ["Leeds", "Bremen", "Kassel", "Ulm", "Genoa", "Turin", "Kyoto"],
        ),
        ("Which countries are mentioned?", ["Italy", "Japan"]),
        ("Which dates are mentioned in the report?", ["4 May 1998"]),
        ("Give me all e-mail addresses mentioned", ["choir@leeds.example"]),
        ("List the phone numbers given in the text", ["0555 7700 12"]),
        ("Which rivers are mentioned?", None),
        ("Which cities did Kate Lund visit?", None),
    ],
)
def test_all_of_a_kind_are_found(question: str, names: list[str] | None) -> None:
    assert find(find_mentioned, TOUR, question) == names
