"""Markdown into blocks."""

import textwrap

import pytest

from index.block import Draft
from index.readers.markdown import MarkdownReader
from tests.support.outline import outline


def read(markdown: str) -> Draft:
    return MarkdownReader().read(markdown.encode(), "a.md")


CASES = {
    "front matter": (
        "---\ntitle: 'Boats'\nauthor:\n  - Ana Roe\n  - Ben\ndate: 2021-05-03 # draft\ntags: [sea, 'salt']\n"
        "draft: true\nsummary: >\n  Two\n  lines\n---\n# Boats\n\nNine.",
        """
        m Author: Ana Roe, Ben
        m Date: 2021-05-03
        m Tags: sea, salt
        m Summary: Two, lines
        h Boats
          p Nine.
        """,
    ),
    "front matter in TOML": ('+++\nauthor = "Ana Roe"\n+++\nText.', "m Author: Ana Roe\np Text."),
    "no front matter": ("---\nNot a head.\n---\nText.", "h Not a head.\n  p Text."),
    "lists and code": (
        "Bring:\n\n- [x] rope\n- [ ] tar\n  1. thick\n  2. thin\n\n     Lots.\n\n```\na\n  b\n```\n",
        """
        p Bring:
          i ☒ rope
          i ☐ tar
            i 1. thick
            i 2. thin
              p Lots.
        k a⏎  b
        """,
    ),
    "clauses, letters and labels on lines below one another": (
        "**Owner:** Ana Roe\n**Tenant:** Ben Ray, who\ncame late\n\n# 2. Use\n2.1 Keep it dry.\n2.2 The tenant shall not:\n"
        "a) smoke;\nb) sublet it\nor a part of it.\n2.3 Rooms:\n\n(a) two;\n\n(b) three.\n\n# 3. Pay\n\n(b) Late.",
        """
        p Owner: Ana Roe
        p Tenant: Ben Ray, who came late
        h 2. Use
          i 2.1 Keep it dry.
          i 2.2 The tenant shall not:
            i a) smoke;
            i b) sublet it or a part of it.
          i 2.3 Rooms:
            i (a) two;
            i (b) three.
        h 3. Pay
          p (b) Late.
        """,
    ),
    "a head above labels, and above questions": (
        "Data\nPower: 9 W\nCord: 75 cm\n\nFAQ\nQ: Why?\nA: So.\nQ: Who?\nA: We.",
        "p Data\n  p Power: 9 W\n  p Cord: 75 cm\np FAQ\nq Q: Why?\n  p A: So.\nq Q: Who?\n  p A: We.",
    ),
    "what only looks like labels and markers": (
        "It rose to\n2.3 The next day it fell.\nNote: it was cold.\n\n1. It is\n\nWe ask: who\ncame?",
        "p It rose to 2.3 The next day it fell. Note: it was cold.\ni 1. It is\np We ask: who came?",
    ),
    "a table": (
        "Table 1: Dues\n\n| Boat | Age |\n|---|--:|\n| *Anna* | 12 |\n| | 7 |\n",
        "c Table 1: Dues\n  t Boat | Age\n    r Anna | 12\n    r | 7",
    ),
    "footnotes": (
        "Nine[^1] boats[^n], he said[^n].\n\nMore.\n\n[^1]: The *ledger*.\n    On two\n\n    lines.\n[^n]: Or ten.\n\nEnd[^x].",
        """
        p Nine¹ boats², he said².
          n ¹ The ledger. On two lines.
          n ² Or ten.
        p More.
        p End[^x].
        """,
    ),
    "a footnote in code": ("`[^1]`\n\n```\n[^1]: x\n```\n", "p [^1]\nk [^1]: x"),
    "raw HTML": (
        "<details>\n<summary>Why?</summary>\n\nSo **it** is.\n\n</details>\n\nm<sup>2</sup> <b>un <sup>x <!-- c -->",
        "q Why?\n  p So it is.\np m² un x",
    ),
    "run-in heads": (
        "**Payment.** The rent is due.\n\n**Deposit**\n\nTwo months.",
        "p Payment. The rent is due.\nh Deposit\n  p Two months.",
    ),
    "questions and answers": (
        "**Q: May I swim?**\nA: From June\non.\n\n**Q: May I dive?**\nA: No.",
        "q Q: May I swim?\n  p A: From June on.\nq Q: May I dive?\n  p A: No.",
    ),
    "wrapped and broken lines": (
        "One line\nor two.\n\nElm Road 4  \nTilbury",
        "p One line or two.\np Elm Road 4⏎Tilbury",
    ),
}


@pytest.mark.parametrize(("markdown", "expected"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_blocks(markdown: str, expected: str, line_break: str) -> None:
    lines = textwrap.dedent(expected).strip().split("\n")
    draft = read(markdown.replace("\n", line_break))
    assert [line.replace("\n", "⏎") for line in outline(draft)] == lines


def test_title_and_properties() -> None:
    draft = read("---\ntitle: Boats\nauthor: Ana Roe\n---\n# Other\n")
    assert (draft.title, draft.metadata) == ("Boats", {"title": "Boats", "author": "Ana Roe"})
    assert read("Text.\n\n## Sails\n\n# Boats\n").title == "Boats"
