import pytest

from qa.reader.contacts import find_contact
from tests.support.inquiries import find

TEXT = (
    "# Fell ski club\n\nLifts run from 2024-12-01 on.\n\n"
    "Rescue: 144. Piste service: +41 81 555 23 90. Webcams: https://www.fell.example/cams\n\n"
    "Ann Lee | chair | 01632 960 417\n\nBo Oak | ski hire | bo@fell.example\n\n"
    "Warranty of skis: two years. Ski repair: repair@fell.example, 0800 555 0148 (Mon-Thu 9-15)."
)


@pytest.mark.parametrize(
    ("question", "contact"),
    [
        ("What is the phone number of the piste service?", "+41 81 555 23 90"),
        ("What's Ann Lee's phone number?", "01632 960 417"),
        ("phone number of ski repair", "0800 555 0148"),
        ("What is the e-mail address for ski repair?", "repair@fell.example"),
        ("Which e-mail address does Bo Oak have?", "bo@fell.example"),
        ("What is the website?", "https://www.fell.example/cams"),
        ("What is Bo Oak's phone number?", None),
        ("What is the phone number?", None),  # there are several
        ("What is the fax number of the hotel?", None),
        ("Why did the phone ring?", None),
    ],
)
def test_a_contact_is_found_by_whose_it_is(question: str, contact: str | None) -> None:
    assert find(find_contact, TEXT, question) == (contact and [contact])
