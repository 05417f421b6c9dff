"""The kinds of blocks: what is a heading, what is boilerplate, and what only looks like it."""

import pytest

from index.blocks import split_blocks


def kinds(text: str) -> list[tuple[str, str]]:
    """The spans with "h", "b" or "s" for heading, boilerplate or sentence."""
    return [(s.kind.value[0], text[s.start : s.end]) for s in split_blocks(text)]


PROSE = "The boats came in late that night."
MORE = "Nobody had seen them leave the bay."

# Each text has one line a span; the letter before it is the expected kind.
KINDS = {
    "title": f"h The Night Boats\n\ns {PROSE}",
    "title without a blank line": f"h The Night Boats\ns {PROSE}",
    "section": f"s {PROSE}\n\nh A quiet harbour\n\ns {MORE}",
    "two in a row": f"s {PROSE}\n\nh Part of the story\n\nh A quiet harbour\n\ns {MORE}",
    "marked": f"s {PROSE}\n\nh ### Why did they come?\ns {MORE}\n\nh # The end.",
    "marked, at the end": f"s {PROSE}\n\nh # Thanks",
    "numbered": f"s {PROSE}\nh 3. Termination\ns {MORE}\nh 4.2 Costs and fees\ns {MORE}",
    "numbered over items": f"s {PROSE}\nh 3. Termination\ns (a) by letter\ns (b) by mail",
    "labelled": f"s {PROSE}\nh Article 5\ns {MORE}\nh § 4 Liability\ns {MORE}\nh Section 2.1 Payment\ns {MORE}",
    "capitals": f"s {PROSE}\nh THE QUIET HARBOUR\ns {MORE}",
    "labelled, with a stop": f"s {PROSE}\n\nh CHAPTER IV.\n\nh A quiet harbour\n\ns {MORE}",
    "a label in prose": f"s {PROSE}\n\ns He read Chapter 4.\n\ns {MORE}",
    "chinese heading": "s 船沉了。\n\nh 海港\n\ns 我们游泳。",
    "one block is no heading": "s A quiet harbour",
    "the last block is no heading": f"s {PROSE}\n\ns A quiet harbour",
    "a question is no heading": f"s {PROSE}\n\ns Why did they come?\n\ns {MORE}",
    "a lead-in is no heading": f"s {PROSE}\n\ns They brought:\n\ns - rope\n\ns {MORE}",
    "an item is no heading": f"s {PROSE}\n\ns - rope\n\ns 1. tar\n\ns {MORE}",
    "a numbered list is no headings": f"s {PROSE}\n\ns 1. Rope\n\ns 2. Tar\n\ns {MORE}",
    "long lines are no headings": f"s {PROSE}\n\ns They brought "
    + "more " * 12
    + f"rope\n\ns {MORE}",
    "a table is no headings": f"s {PROSE}\n\ns Boats\n\ns 14\n\ns Crew\n\ns 60\n\ns {MORE}",
    "an address is no headings": f"s {PROSE}\n\ns Harbour Office\n\ns Elm Road\n\ns Tilbury\n\ns {MORE}",
    "a short line in a paragraph": f"s {PROSE}\ns A quiet harbour\ns {MORE}",
    "a wrapped reference is no heading": "s The rule that the court applied is laid down in ⏎Article 5 of the harbour code.",
    "thai prose": "h เรือ\n\ns เรือจมลงเมื่อวานนี้ พวกเราว่ายน้ำกลับฝั่งและทุกคนปลอดภัยดี\n\ns เรือจมลงเมื่อวานนี้ พวกเราว่ายน้ำ",
    "story": (
        "h Storm closes the bay\n\nb Story highlights\n\ns Ferries stay in port until Friday\n\n"
        f"s Two boats are missing, owners say\n\nb CNN  — \n\ns {PROSE}\n\nh A long night\n\n"
        f"b harbour storm night_0042.jpg\nb Waves break over the wall\nb 03:04 - Source: CNN\n\ns {MORE}"
    ),
    "caption, with blank lines": f"s {PROSE}\n\nb bay_0042.jpg\n\nb Waves at the wall\n\nb 1:02 - Source: AFP\n\ns {MORE}",
    "only a picture": f"s {PROSE}\n\nb IMG_0042.JPG\nh WAVES AT THE WALL\ns {MORE}",
}
BOILERPLATE = """
    Source: Reuters
    Photo: A ferry in fog. It never left.
    Photo by Ana Roe/Getty Images
    Getty Images
    Ben Moss/AFP/Getty Images
    LONDON (Reuters) -
    TILBURY, Tenn. —
    Tilbury, England (CNN)
    By Ana Roe
    By Ana Roe and Ben van der Moss, CNN
    BY ANA ROE
    By Ana Roe, Ben Moss and Lee Ode, BBC News
    Ana Roe, BBC News
    Ana Roe, Tilbury Times
    Ana Roe, Ben Moss and Lee Ode contributed to this report.
    CNN’s Ana Roe contributed to this report.
    Reporting by Ana Roe; Editing by Ben Moss
    Read more: How do ferries float?
    Advertisement
    ADVERTISEMENT
    Share this
    Share on Facebook
    Updated 1234 GMT (2034 HKT) September 4, 2016
    Last updated: May 3, 2020 at 5:14 p.m. ET
    Page 3 of 10
    - 4 -
    12
    © 2020 Tilbury Times
    Copyright 2020 Tilbury Times. All rights reserved.
    All rights reserved.
    ![waves](waves.png)
    waves.png
    [Illustration: Waves at the wall]
    Image caption
    Image source, Getty Images
    Image caption The ferry lay at the quay
    *** START OF THE PROJECT GUTENBERG EBOOK THE NIGHT BOATS ***
    * * *
    ---
"""
PROSE_LIKE_BOILERPLATE = """
    The source: Reuters, he said.
    Source: the ledger shows that nobody paid.
    A photo: that was all she wanted.
    By Monday the ferries had sailed.
    By Ana Roe's count there were nine boats.
    Ana Roe, of BBC News, agreed to come.
    Getty Images bought the picture.
    A lack of rain contributed to this drought.
    Poor records contributed to this report's delay.
    Read more books, she said.
    Share this with your crew.
    Updated figures show 12 boats.
    Image source matters to nobody.
    Image caption The ferry lay at the quay. It sank.
    *** That was the start of the ebook.
    Copyright law protects maps for 70 years.
    Save the chart as bay.png and close it.
    The wait lasted 03:04 - Source of much anger.
    He gave up (CNN) and left the room.
    LONDON (Reuters) - The pound fell.
    Advertisement pays for the ferry.
    12 boats sank.
    Page 3 of 10 was torn.
    The story highlights a gap.
"""


@pytest.mark.parametrize("marked", KINDS.values(), ids=KINDS.keys())
def test_kinds(marked: str) -> None:
    lines = marked.replace("⏎", "\n  ").split("\n")
    expected = [(line[0], line[2:].strip()) for line in marked.split("\n") if line]
    text = "\n".join(line[2:] for line in lines)
    assert [(kind, " ".join(span.split())) for kind, span in kinds(text)] == [
        (kind, " ".join(span.replace("⏎", " ").split())) for kind, span in expected
    ]


@pytest.mark.parametrize("line", BOILERPLATE.strip().splitlines())
def test_boilerplate(line: str) -> None:
    assert kinds(f"{PROSE}\n\n{line}\n\n{MORE}") == [("s", PROSE), ("b", line.strip()), ("s", MORE)]


@pytest.mark.parametrize("line", PROSE_LIKE_BOILERPLATE.strip().splitlines())
def test_prose_that_mentions_boilerplate_is_not_boilerplate(line: str) -> None:
    assert "b" not in {kind for kind, _ in kinds(f"{PROSE}\n\n{line}\n\n{MORE}")}
