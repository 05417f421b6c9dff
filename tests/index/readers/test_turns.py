"""Dialogue: turns, and what they reply to."""

import pytest

from index.readers.html import HtmlReader
from index.readers.markdown import MarkdownReader
from index.readers.text import TextReader
from tests.support.outline import outline

INTERVIEW = [
    ("Reporter", "How long have you kept the lock?"),
    ("Ida Moss", "Since 1994. Before that I drove a crane."),
    ("Reporter", "What do you like about it?"),
    ("Ida Moss", "The silence."),
    ("Bo Falk", "And the swans!"),
    ("Reporter", "The council says that the lock is to close."),
    ("Ida Moss", "So they say."),
    ("Reporter", "When will you retire?"),
    ("Ida Moss", "Who knows?"),
]
HANGING = """
q Reporter: How long have you kept the lock?
  s Ida Moss: Since 1994. Before that I drove a crane.
q Reporter: What do you like about it?
  s Ida Moss: The silence.
  s Bo Falk: And the swans!
s Reporter: The council says that the lock is to close.
  s Ida Moss: So they say.
q Reporter: When will you retire?
  s Ida Moss: Who knows?
"""


def test_in_an_interview_answers_hang_on_the_interviewers_turns() -> None:
    lines = HANGING.strip().split("\n")
    plain = "\n\n".join(f"{name}: {words}" for name, words in INTERVIEW)
    assert outline(TextReader().read(plain.encode(), "a.txt")) == lines
    bold = "\n\n".join(f"**{name}:** {words}" for name, words in INTERVIEW)
    assert outline(MarkdownReader().read(bold.encode(), "a.md")) == lines
    page = "".join(f"<p><b>{name}:</b> {words}</p>" for name, words in INTERVIEW)
    assert outline(HtmlReader().read(page.encode(), "a.html")) == lines


def test_in_a_chat_only_the_turn_right_below_hangs_on_one_that_asks() -> None:
    chat = "Ana: Who has the key?\nBen: Mr Lind.\nCy: I'm late.\nAna: Why?\nBen: What?\nAna: Go.\n"
    assert outline(TextReader().read(chat.encode(), "a.txt")) == [
        "s Ana: Who has the key?",
        "  s Ben: Mr Lind.",
        "s Cy: I'm late.",
        "s Ana: Why?",
        "s Ben: What?",
        "  s Ana: Go.",
    ]


def test_messages_below_a_line_with_name_and_time_hang_on_it() -> None:
    chat = "Ana (12:04)\nI can't come.\n\nBen (12:06)\nWhat a pity!\n\nAna (12:09)\nThanks.\n"
    assert outline(TextReader().read(chat.encode(), "a.txt")) == [
        "s Ana (12:04)",
        "  p I can't come.",
        "s Ben (12:06)",
        "  p What a pity!",
        "s Ana (12:09)",
        "  p Thanks.",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Red: no boats.", "Yellow: small ones?", "Green: all may leave."],
        ["Note: it rains.", "Ana went home.", "Note: it pours.", "Ben stayed."],
    ],
)
def test_labels_of_other_things_are_no_speakers(lines: list[str]) -> None:
    read = MarkdownReader().read("\n\n".join(lines).encode(), "a.md")
    assert outline(read) == [f"p {line}" for line in lines]


def test_what_a_mail_quotes_hangs_on_the_line_that_says_who_wrote_it() -> None:
    thread = (
        "Yes, they do.\n\nOn 6 Feb 2025 at 19:02, Olek Stray wrote:\n> Do they come?\n>\n"
        "> On 5 Feb 2025 at 8:10, Runa Feld wrote:\n>> I ordered the stones.\n> Thanks.\n"
    )
    assert outline(TextReader().read(thread.encode(), "a.txt")) == [
        "p Yes, they do.",
        "s On 6 Feb 2025 at 19:02, Olek Stray wrote:",
        "  p Do they come?",
        "  s On 5 Feb 2025 at 8:10, Runa Feld wrote:",
        "    p I ordered the stones.",
        "  p Thanks.",
    ]
