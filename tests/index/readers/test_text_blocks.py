"""Plain text into blocks: lists, clauses, tables, turns, e-mails."""

import textwrap

import pytest

from index.block import Draft
from index.readers.text import TextReader
from tests.support.outline import outline


def read(text: str) -> Draft:
    return TextReader().read(text.encode(), "a.txt")


CASES = {
    "bullets under a lead-in": (
        "Mooring\n\nBring to the office:\n- the ship's papers\n- proof of insurance\n\nIt opens at 8.",
        """
        h Mooring
          p Bring to the office:
            i - the ship's papers
            i - proof of insurance
          p It opens at 8.
        """,
    ),
    "lines of a form": (
        "Report of a theft\n\nPlace: the railway station in Orchard Road\nLock: chain\n"
        "Was the bicycle registered? yes\nDid anybody see it happen? no\nCameras? not known\n\n"
        "What was stolen: a green touring bicycle with two panniers that\nheld a raincoat.\n"
        "Value when new: £640\nBought: 3 May 2021\n",
        """
        h Report of a theft
          p Place: the railway station in Orchard Road
          p Lock: chain
          p Was the bicycle registered? yes
          p Did anybody see it happen? no
          p Cameras? not known
          p What was stolen: a green touring bicycle with two panniers that held a raincoat.
          p Value when new: £640
          p Bought: 3 May 2021
        """,
    ),
    "nested markers": (
        "To moor:\n1. Call the office:\n   - by phone\n   - or by radio on a\n     free channel\n2. Wait.\n",
        """
        p To moor:
          i 1. Call the office:
            i - by phone
            i - or by radio on a free channel
          i 2. Wait.
        """,
    ),
    "clauses": (
        "BERTH AGREEMENT\n\n1. FEES\n\n1.1 The owner pays 90 crowns a month.\n\n"
        "1.2 The harbour may raise the fee\n(a) in May, and\n(b) in September.\n\n"
        "1.3 The owner shall not:\n(a) sublet the berth;\n(i) in whole, or\n(ii) in part; or\n"
        "(b) leave it.\n\n2. TERM\n\n2.1 It ends in June.",
        """
        h BERTH AGREEMENT
          h 1. FEES
            i 1.1 The owner pays 90 crowns a month.
            i 1.2 The harbour may raise the fee
              i (a) in May, and
              i (b) in September.
            i 1.3 The owner shall not:
              i (a) sublet the berth;
                i (i) in whole, or
                i (ii) in part; or
              i (b) leave it.
          h 2. TERM
            i 2.1 It ends in June.
        """,
    ),
    "sections of an act": (
        "Harbour Act\n\nPart II - Dues\n\n§ 4 Amount\n\n(1) Dues are set by the Office.\n\n"
        "(2) None are paid\n  (a) by pilots,\n  (b) in a storm.\n\n(3) They are due in May.\n\n"
        "§ 5 Relief\n\n(1) The Office may waive them.",
        """
        h Harbour Act
          h Part II - Dues
            h § 4 Amount
              i (1) Dues are set by the Office.
              i (2) None are paid
                i (a) by pilots,
                i (b) in a storm.
              i (3) They are due in May.
            h § 5 Relief
              i (1) The Office may waive them.
        """,
    ),
    "letters and Roman numerals": (
        "Parts:\n(g) keel\n(h) mast\n(i) sail\n(j) rope\n",
        "p Parts:\n  i (g) keel\n  i (h) mast\n  i (i) sail\n  i (j) rope",
    ),
    "a paragraph within an item": (
        "Steps:\n  1. Cast off.\n\n     Mind the wind.\n\n  2. Hoist the sail.\n",
        "p Steps:\n  i 1. Cast off.\n    p Mind the wind.\n  i 2. Hoist the sail.",
    ),
    "minutes": (
        "MINUTES OF THE HARBOUR\n\nDate: 3 May\nPlace: Tilbury\nPresent: Ana Roe, Ben Moss\n\n"
        "1. Opening\nThe clerk opened the meeting at 10.\n\n2. Dues\n2.1 Dues of 40 crowns were set.\n"
        "2.2 Against:\n  - nobody\n\n3. Any other business\n\nNone.",
        """
        h MINUTES OF THE HARBOUR
          p Date: 3 May
          p Place: Tilbury
          p Present: Ana Roe, Ben Moss
          h 1. Opening
            p The clerk opened the meeting at 10.
          h 2. Dues
            i 2.1 Dues of 40 crowns were set.
            i 2.2 Against:
              i - nobody
          h 3. Any other business
            p None.
        """,
    ),
    "a recipe": (
        "FISH SOUP\n\nYou need\n\n2 cods\n1 pinch of salt\n\nMethod\n\n1. Boil.\n2. Eat.\n",
        """
        h FISH SOUP
          h You need
            p 2 cods⏎1 pinch of salt
          h Method
            i 1. Boil.
            i 2. Eat.
        """,
    ),
    "a division and its name": (
        "Article 5\nDues\n\nDues are paid in May. It\nmay be June.",
        "h Article 5\n  h Dues\n    p Dues are paid in May. It may be June.",
    ),
    "a form": (
        "Owner: Ana Roe        Berth: 12\nBoat: Anna            Since: 5 May 1980\n",
        "f Owner: Ana Roe\nf Berth: 12\nf Boat: Anna\nf Since: 5 May 1980",
    ),
    "underlined": (
        "The harbour\n===========\n\nIt rains.\n\nBoats that came\n---------------\nNine came.\n",
        "h The harbour\n  p It rains.\n  h Boats that came\n    p Nine came.",
    ),
    "a picture, its caption and a video": (
        "The bay is closed.\n\nbay_0042.jpg\n\nWaves at the wall\n\n1:02 - Source: AFP\n\nBoats wait.",
        "p The bay is closed.\nb bay_0042.jpg\nc Waves at the wall\nb 1:02 - Source: AFP\np Boats wait.",
    ),
    "a date is no item": (
        "5. May 2021 was the day. It rained.",
        "p 5. May 2021 was the day. It rained.",
    ),
    "a table aligned by spaces": (
        "Dues\n\nBoat        Length   Crew\nAnna           9.5      3\nOld Bertha    12.0\n"
        "Cora                    2\n\nThey are due in May.",
        """
        h Dues
          t Boat | Length | Crew
            r Anna | 9.5 | 3
            r Old Bertha | 12.0 |
            r Cora |  | 2
          p They are due in May.
        """,
    ),
    "a table with bars": (
        "+------+-----+\n| Boat | Age |\n+------+-----+\n| Anna | 12  |\n| Cora | 7   |\n+------+-----+",
        "t Boat | Age\n  r Anna | 12\n  r Cora | 7",
    ),
    "a table with tabs and a caption": (
        "Table 2: Catch\n\nYear\tCod\tEel\n2020\t4\t\n2021\t6\t1\n",
        "c Table 2: Catch\n  t Year | Cod | Eel\n    r 2020 | 4 |\n    r 2021 | 6 | 1",
    ),
    "labels in a column": (
        "Name:     Ana Roe\nBorn:     5 May 1980\n",
        "f Name: Ana Roe\nf Born: 5 May 1980",
    ),
    "labelled questions": (
        "Q: May I swim?\nA: From June on.\n\nQ: Is there a\nlift?\nA: No.\n\nAsk for help.",
        "q Q: May I swim?\n  p A: From June on.\nq Q: Is there a lift?\n  p A: No.\np Ask for help.",
    ),
    "questions": (
        "Visiting\n\nMay I swim?\n\nFrom June on.\n\nIs there a lift?\n\nNo, but a ramp.\n",
        "h Visiting\n  q May I swim?\n    p From June on.\n  q Is there a lift?\n    p No, but a ramp.",
    ),
    "a single question is prose": (
        "The boats left. Nobody saw them.\n\nWho was it?\n\nThe clerk did not know. It rained.",
        "p The boats left. Nobody saw them.\np Who was it?\np The clerk did not know. It rained.",
    ),
    "turns": (
        "Ana Roe: The ferry was late again on Monday, and the\nclerk noted it.\nBen: I know.\n"
        "Ana Roe: So?\n\nThey laughed.\n\nBen: So what.",
        """
        s Ana Roe: The ferry was late again on Monday, and the clerk noted it.
        s Ben: I know.
        s Ana Roe: So?
          p They laughed.
          s Ben: So what.
        """,
    ),
    "an exported chat": (
        "[12.03.24, 10:14] Ana: The ferry is late.\n[12.03.24, 10:15] Ben: I know.\n"
        "[13.03.24, 9:02:11 AM] Ana: Again.\n",
        "s [12.03.24, 10:14] Ana: The ferry is late.\ns [12.03.24, 10:15] Ben: I know.\n"
        "s [13.03.24, 9:02:11 AM] Ana: Again.",
    ),
    "another exported chat": (
        "12/03/2024, 10:14 - Ana Roe: The ferry is late.\n12/03/2024, 10:15 - Ben: I know.\n"
        "12/03/2024, 10:20 - Ana Roe: Again.\n",
        "s 12/03/2024, 10:14 - Ana Roe: The ferry is late.\n"
        "s 12/03/2024, 10:15 - Ben: I know.\ns 12/03/2024, 10:20 - Ana Roe: Again.",
    ),
    "an e-mail": (
        "From: Ana Roe <ana@tilbury.example>\nTo: Ben Moss\nDate: 3 May 2021\nSubject: The ledger\n\n"
        "Hi Ben,\n\nit is in the drawer.\n\n-- \nAna Roe\nHarbour Office\n\n> Where is the\n> ledger?\n> \n> Ben",
        """
        f From: Ana Roe <ana@tilbury.example>
        f To: Ben Moss
        f Date: 3 May 2021
        f Subject: The ledger
        p Hi Ben,
        p it is in the drawer.
        b --
        p Ana Roe⏎Harbour Office
        p Where is the ledger?
        p Ben
        """,
    ),
    "a log": (
        "2021-05-03 10:00 Boat in\n2021-05-03 10:20 Boat out, with a long note that fills the line\n"
        "2021-05-03 11:00 Fog\n",
        "p 2021-05-03 10:00 Boat in\n"
        "p 2021-05-03 10:20 Boat out, with a long note that fills the line\n"
        "p 2021-05-03 11:00 Fog",
    ),
    "lines that end where they are meant to": (
        "Flags\n\nRed: no boats may leave.\nYellow: small boats stay in, and large ones leave at noon.\n"
        "Green: all may leave, and the harbour office waves to them.\nBlue: music.\n",
        """
        h Flags
          p Red: no boats may leave.
          p Yellow: small boats stay in, and large ones leave at noon.
          p Green: all may leave, and the harbour office waves to them.
          p Blue: music.
        """,
    ),
    "a byline, a credit and controls": (
        "Storm closes the bay\n\nBy Ana Roe\n\nPublished 3 May 2021\n\nThe bay is closed. Boats wait.\n\n"
        "Photo: Ben Moss\n\nShare this\n\n© 2021 Tilbury Times",
        """
        h Storm closes the bay
          p By Ana Roe
          p Published 3 May 2021
          p The bay is closed. Boats wait.
          c Photo: Ben Moss
          b Share this
          p © 2021 Tilbury Times
        """,
    ),
    "numbers from 0": ("Steps:\n0. Rest\n1. Row\n", "p Steps:\n  i 0. Rest\n  i 1. Row"),
    "a dictation": ("so we went " * 200, "p " + ("so we went " * 200).strip()),
    "hyphens": (
        "It was water-\nproof, and the sea was well-\nknown, as is well and\nknown.\n",
        "p It was waterproof, and the sea was well-known, as is well and known.",
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_blocks(text: str, expected: str, line_break: str) -> None:
    lines = textwrap.dedent(expected).strip().split("\n")
    found = [line.replace("\n", "⏎") for line in outline(read(text.replace("\n", line_break)))]
    assert found == lines


def test_an_email_names_its_author_date_and_subject() -> None:
    draft = read("From: Ana Roe\nTo: Ben\nDate: 3 May\nSubject: The ledger\n\nHi.")
    assert (draft.title, draft.metadata["author"], draft.metadata["date"]) == (
        "The ledger",
        "Ana Roe",
        "3 May",
    )


def test_subtitles_become_turns_with_their_times() -> None:
    text = (
        "WEBVTT\n\nNOTE Draft\n\n1\n00:01.000 --> 00:04.000\n<v Ana Roe>The boats\nare in.\n\n"
        "2\n00:04.000 --> 00:05.000\n<v Ana Roe>All nine.</v>\n\n3\n00:05.000 --> 00:06.000\n<v Ben>Good."
    )
    assert outline(read(text)) == [
        "s [0:01] Ana Roe: The boats are in. All nine.",
        "s [0:05] Ben: Good.",
    ]


def test_subtitles_without_names_are_joined_to_sentences() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:04,000\n<i>The boats of Tarn</i>\n\n2\n00:00:04,000 --> 00:00:06,000\n"
        "&amp; Ode are in.\n\n3\n01:02:04,500 --> 01:02:06,000\n- Who says?\n- I do.\n"
    )
    assert outline(read(text)) == [
        "p [0:01] The boats of Tarn & Ode are in.",
        "p [1:02:04] - Who says?",
        "p [1:02:04] - I do.",
    ]


@pytest.mark.parametrize("word", ["went.", "went"])
def test_what_is_said_late_has_its_own_time(word: str) -> None:
    cues = [
        f"{i}\n00:{i:02}:00,000 --> 00:{i:02}:09,000\nso off we all {word}\n" for i in range(1, 60)
    ]
    paragraphs = outline(read("\n".join(cues)))
    assert all(len(paragraph) < 1_300 for paragraph in paragraphs)
    assert paragraphs[0].startswith("p [1:00] so")
    assert " ".join(paragraphs).count("so off we all") == 59
